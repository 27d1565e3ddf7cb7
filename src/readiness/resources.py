"""Where the bundled files are: criteria, data, schemas, pages on codes.

A checkout is looked at first, because an editable install copies the files once and then
goes stale; an installed wheel carries them under ``readiness/_bundled``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("criteria", "data", "schema", "docs")


@lru_cache(maxsize=1)
def root() -> Path:
    """The folder that holds ``criteria/``, ``data/`` and ``schema/``."""
    checkout = PACKAGE.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / "criteria").is_dir():
        return checkout
    return PACKAGE / "_bundled"


def bundled(folder: str, name: str) -> Path:
    """The path of one bundled file; it may not exist."""
    return root() / folder / name


def framework_ids() -> list[str]:
    """Ids of the frameworks that ship, sorted."""
    return sorted(path.stem for path in (root() / "criteria").glob("*.yaml"))
