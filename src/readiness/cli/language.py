"""Which language to speak: option, variable, project file, system; in this order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

LANGUAGES = ("id", "en")
PROJECT_FILE = "readiness.yaml"
_LINE = re.compile(r"""^lang:\s*["']?(id|en)["']?\s*(?:#.*)?$""", re.MULTILINE)


def language(argv: Sequence[str], environ: Mapping[str, str], folder: Path) -> str:
    """``id`` or ``en``. It must be known before the command line is parsed, so that its mistakes are told in it."""
    found = _option(argv) or environ.get("READINESS_LANG", "").casefold()
    if found in LANGUAGES:
        return found
    return _project(folder) or _system(environ)


def _option(argv: Sequence[str]) -> str | None:
    """The last ``--lang`` that names one language; ``report`` may name two, for its pages."""
    found = None
    for word, after in zip(argv, [*argv[1:], ""], strict=False):
        if word == "--":
            break
        value = after if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if value is not None and value.casefold() in LANGUAGES:
            found = value.casefold()
    return found


def project_path(folder: Path) -> Path | None:
    """The nearest ``readiness.yaml``, searched upward."""
    folder = folder.absolute()
    for place in (folder, *folder.parents):
        if (place / PROJECT_FILE).is_file():
            return place / PROJECT_FILE
    return None


def _project(folder: Path) -> str | None:
    """One line is looked for, and no YAML read: the help must start at once."""
    path = project_path(folder)
    if path is None:
        return None
    try:
        found = _LINE.search(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return None
    return found[1] if found else None


def _system(environ: Mapping[str, str]) -> str:
    import locale
    import sys

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name)
        if value:
            return "id" if re.match(r"(?i)id(?:[_.@-]|$)", value) else "en"
    if sys.platform == "win32":
        return "id" if (locale.getlocale()[0] or "").startswith("Indonesian") else "en"
    return "en"
