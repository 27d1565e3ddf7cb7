"""What a workbook of our own says of itself, so that the reader knows its sheets: its guide, and no data."""

from __future__ import annotations

GUIDES = {"id": "Petunjuk", "en": "Guide"}  # the sheet's name in each language
_OPENINGS = {"id": "Petunjuk mengisi formulir readiness", "en": "How to fill in this readiness form"}


def opening(lang: str) -> str:
    """What stands in the first cell of the guide, and makes it one."""
    return _OPENINGS[lang]


def is_guide(name: str, first: str) -> bool:
    """Whether a sheet explains a form of ours: its name and its first cell both say so.

    >>> is_guide("Petunjuk", opening("id")), is_guide("Petunjuk", "kode")
    (True, False)
    """
    return any(name == GUIDES[lang] and first.strip() == text for lang, text in _OPENINGS.items())
