"""Whether a file that stands where we want to write is one of ours, and so may be replaced.

It is ours where a manifest beside it names it, or where it says so itself: a JSON document by its schema, a page, a
table for machines or a Markdown report by the tool's name, a text by its first line, which names the command, a
workbook or memo by its fixed date. A table of CSV, or a verdict in Markdown, says nothing of itself: it is ours where
it begins with the very line that the new one begins with.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from readiness.files import CannotWriteError

_MARKS = {
    ".json": re.compile(rb'"readiness/'),
    ".sarif": re.compile(rb'"readiness"'),
    ".xml": re.compile(rb'<testsuites name="readiness"'),
    ".html": re.compile(rb'content="readiness '),
    ".txt": re.compile(rb"\Areadiness [a-z]+\n"),
    ".md": re.compile(rb"`readiness \d"),  # with its version: a text about the tool names its commands
}
_ZIPPED = (".xlsx", ".docx")
_CORE, _DATE = "docProps/core.xml", b"2000-01-01T00:00:00Z"
_FORCED: ContextVar[bool] = ContextVar("forced", default=False)
MANIFESTS = ("manifest.json", "*.manifest.json")


@contextmanager
def overwriting(force: bool) -> Iterator[None]:
    """Within the block nothing is spared, where ``force`` says so."""
    before = _FORCED.set(force)
    try:
        yield
    finally:
        _FORCED.reset(before)


def spare_others(path: Path, content: bytes = b"") -> None:
    """Refuse to replace a file that is not ours. Raises CannotWriteError."""
    if not _FORCED.get() and path.is_file() and not path.is_symlink() and not is_ours(path, content):
        raise CannotWriteError(path, "foreign")


def is_ours(path: Path, content: bytes = b"") -> bool:
    """Whether what stands at ``path`` may be replaced by ``content``. An unreadable file is not ours."""
    try:
        there = path.read_bytes()
    except OSError:
        return False
    return not there or there == content or _is_marked(path, there, content) or _is_listed(path)


def _is_marked(path: Path, there: bytes, content: bytes) -> bool:
    suffix = path.suffix.lower()
    if suffix in _MARKS and (_MARKS[suffix].search(there) or suffix != ".md"):
        return _MARKS[suffix].search(there) is not None
    if suffix in _ZIPPED:
        try:
            with zipfile.ZipFile(path) as book:
                return _DATE in book.read(_CORE)
        except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, NotImplementedError):
            return False
    return there.split(b"\n", 1)[0].strip() == content.split(b"\n", 1)[0].strip()


def _is_listed(path: Path) -> bool:
    """Whether a manifest in its folder names it."""
    for pattern in MANIFESTS:
        for manifest in sorted(path.parent.glob(pattern)):
            try:
                said = json.loads(manifest.read_text(encoding="utf-8"))
                names = {each["name"] for each in said["subject"]}
            except (OSError, ValueError, KeyError, TypeError, RecursionError):
                continue
            if path.name in names:
                return True
    return False
