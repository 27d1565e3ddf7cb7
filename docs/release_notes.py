"""Prints the notes of one version from CHANGELOG.md: ``python docs/release_notes.py 0.1.0``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"


def notes(text: str, version: str) -> str:
    """The section of a version, without its heading. KeyError where there is none.

    >>> notes("# C\\n\\n## 0.2.0 (2027)\\n\\n- a\\n\\n## 0.1.0\\n\\n- b\\n", "0.2.0")
    '- a'
    """
    found = re.search(rf"(?ms)^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)", text)
    if found is None:
        raise KeyError(version)
    return found[1].strip()


if __name__ == "__main__":
    try:
        print(notes(CHANGELOG.read_text(encoding="utf-8"), sys.argv[1]))
    except (IndexError, KeyError) as error:
        sys.exit(f"CHANGELOG.md has no such version: {error}")
