"""The files of a report in their folder: what changed is written, what is no longer made is taken away, all else stays.

A list in the folder (``LIST``) holds the name and the digest of every file that was written, form by form. Only a file
that stands in it and still is as it was written is ever removed: nothing of anyone else's.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from readiness.files import CannotWriteError, reason_of, sweep, write
from readiness.marks import spare_others

LIST = ".readiness-report.json"
SCHEMA = "readiness/report-files/1"
WRITERS = 4  # a disk that is waited for after every file takes several at once
AHEAD = 32  # pages that may wait for the disk
TOLD = 10  # pages that a bug names

Page = tuple[str, Callable[[], str | bytes]]
Progress = Callable[[int, int], None]
Listed = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run did: the digest of each file that holds what it should, and what went wrong."""

    out: Path
    written: dict[str, str] = field(default_factory=dict)
    failed: list[Exception] = field(default_factory=list)


def write_pages(out: Path, form: str, pages: Sequence[Page], progress: Progress | None = None) -> list[Path]:
    """Make and write every page of one ``form`` of report; returns their paths in the same order.

    A page is its name in the folder, with ``/``, and what makes it. One that cannot be made costs no other: when all
    others are written an ExceptionGroup tells which, and its older file stays. Raises CannotWriteError.
    """
    listed, run = _listed(out), _Run(out)
    before = listed.get(form, {})
    known = {name for files in listed.values() for name in files}
    for name, _ in pages:
        if name not in known:
            spare_others(out / name)
    for folder in {(out / name).parent for name, _ in pages}:  # of a run that was killed, where nothing changes now
        sweep(folder)
    try:
        _write_all(run, pages, progress)
    except BaseException:
        _keep(out, {**listed, form: before | run.written})
        raise
    names = {name for name, _ in pages}
    left = _swept(out, {name: digest for name, digest in before.items() if name not in names})
    older = {name: digest for name, digest in before.items() if name in names}
    _keep(out, {**listed, form: left | older | run.written})
    if run.failed:
        raise ExceptionGroup(_told(run.failed), run.failed)
    return [out / name for name, _ in pages]


def files_of(out: Path, form: str) -> list[Path]:
    """The files of one form that the list in a folder names, by name."""
    return [out / name for name in sorted(_listed(out).get(form, {}))]


def _write_all(run: _Run, pages: Sequence[Page], progress: Progress | None) -> None:
    """Pages are made one after another; while one is made, those before it go to the disk."""
    waiting: deque[tuple[str, Future[str]]] = deque()
    with ThreadPoolExecutor(WRITERS) as pool:
        try:
            for done, (name, make) in enumerate(pages, 1):
                content = _made(name, make, run)
                if content is not None:
                    waiting.append((name, pool.submit(_digest_of_written, run.out / name, content)))
                while len(waiting) > AHEAD:
                    _take(waiting.popleft(), run)
                if progress is not None:
                    progress(done, len(pages))
            while waiting:
                _take(waiting.popleft(), run)
        finally:
            pool.shutdown(cancel_futures=True)
            for name, future in waiting:  # a run that is broken off has written these too
                if not future.cancelled() and future.exception() is None:
                    run.written[name] = future.result()


def _take(page: tuple[str, Future[str]], run: _Run) -> None:
    name, future = page
    run.written[name] = future.result()


def _digest_of_written(path: Path, content: bytes) -> str:
    """Beside the disk, not beside the making of pages: a digest lets go of the interpreter and must wait for it."""
    put(path, content)
    return _digest(content)


def _made(name: str, make: Callable[[], str | bytes], run: _Run) -> bytes | None:
    """The bytes of a page; None where a bug kept it from being made."""
    try:
        made = make()
    except (CannotWriteError, MemoryError):
        raise
    except Exception as error:
        error.add_note(name)
        run.failed.append(error)
        return None
    return made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made  # a file name need not be text


def put(path: Path, content: bytes) -> None:
    """Write one file whole; one that already holds these bytes keeps its date. Raises CannotWriteError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            return
    except OSError as error:
        raise CannotWriteError(path, reason_of(error), error.strerror or "") from error
    write(path, content)


def _told(failed: Sequence[Exception]) -> str:
    """What went wrong, and on which pages."""
    kinds = sorted({type(error).__name__ for error in failed})
    pages = [error.__notes__[-1] for error in failed]
    more = f", +{len(pages) - TOLD}" if len(pages) > TOLD else ""
    return f"{', '.join(kinds)}: {', '.join(pages[:TOLD])}{more}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _listed(out: Path) -> Listed:
    """What earlier runs wrote; nothing where the list is missing or is none."""
    try:
        found = json.loads((out / LIST).read_text(encoding="utf-8"))
        return {str(form): {str(n): str(d) for n, d in files.items()} for form, files in found["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _keep(out: Path, files: Mapping[str, Mapping[str, str]]) -> None:
    text = json.dumps({"schema": SCHEMA, "files": files}, indent=0, sort_keys=True, ensure_ascii=True)
    put(out / LIST, text.encode() + b"\n")


def _swept(out: Path, names: Mapping[str, str]) -> dict[str, str]:
    """Remove the files that are still ours; returns those that could not be."""
    left = {}
    for name, digest in names.items():
        path = _inside(out, name)
        try:
            if path is not None and path.is_file() and _digest(path.read_bytes()) == digest:
                path.unlink()
                _clear(path.parent, out)
        except OSError:  # held open by someone: next time
            left[name] = digest
    return left


def _inside(out: Path, name: str) -> Path | None:
    """The file of a name in the list; None where it would lead out of the folder or through a link."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name:
        return None
    path = out.joinpath(*pure.parts)
    between = [path, *path.parents][: len(pure.parts)]
    return None if any(part.is_symlink() for part in between) else path


def _clear(folder: Path, out: Path) -> None:
    """Folders that are empty now."""
    while folder != out and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
