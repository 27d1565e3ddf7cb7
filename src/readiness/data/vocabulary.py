"""The words that a cell may hold in place of a value."""

from __future__ import annotations

import re

MISSING = frozenset(
    (
        "", "-", "--", "\u2013", "\u2014", ".", "..", "...", "\u2026", "n/a", "na", "n.a.", "#n/a", "null",
        "tt", "tidak tahu", "tidak diketahui", "tidak ada data", "belum ada data", "data belum ada", "belum diisi",
        "don't know", "unknown", "no data", "no data yet", "missing",
    )
)  # fmt: skip
YES = frozenset(("ya", "y", "yes", "true", "benar", "1", "simulasi", "synthetic", "simulated"))
NO = frozenset(("", "tidak", "no", "false", "salah", "0", "-", "t", "n"))
BOOLEAN = {
    **dict.fromkeys(("ya", "ada", "yes", "y", "true", "benar", "1"), 1.0),
    **dict.fromkeys(("tidak", "tidak ada", "no", "n", "false", "salah", "0"), 0.0),
}
_NOT_APPLICABLE = re.compile(
    r"(?:tidak berlaku|not applicable)\s*(?::\s*(?P<after>.*)|\(\s*(?:alasan:|reason:)?\s*(?P<inside>.*?)\)?)?",
    re.IGNORECASE | re.DOTALL,
)
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]")
_DATE = re.compile(
    r"[0-9]{1,2}[-/ ][A-Za-z]{3,4}(?:[-/ ][0-9]{2,4})?|[A-Za-z]{3,4}[-/ ][0-9]{1,4}"
    r"|[0-9]{1,2}[-/][0-9]{1,2}(?:[-/][0-9]{2,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*"
)
_SCIENCE = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+[0-9]{2,3}")
_TOTALS = re.compile(
    r"(?:sub ?total|grand total|total|jumlah|rata[- ]?rata|rata2|rerata|average|mean|sum)\b.*", re.IGNORECASE
)


def fold_word(text: str) -> str:
    """Case and runs of spaces aside; digits stay as they are."""
    return " ".join(text.casefold().split())


def not_applicable(text: str) -> str | None:
    """The reason given (perhaps empty) where a cell says that the indicator does not apply; else None.

    >>> not_applicable("Tidak berlaku: tanpa APBD sendiri"), not_applicable("not applicable"), not_applicable("5")
    ('tanpa APBD sendiri', '', None)
    """
    found = _NOT_APPLICABLE.fullmatch(text)
    return (found["after"] or found["inside"] or "").strip() if found else None


def spreadsheet_error(text: str) -> bool:
    """Whether a cell holds an error of a spreadsheet (``#DIV/0!``); ``#N/A`` is only missing."""
    return _ERROR.fullmatch(text) is not None


def date_like(text: str) -> bool:
    """Whether a value was, or looks, turned into a date by a spreadsheet (``04-Mar``, ``1/5``)."""
    return _DATE.fullmatch(text) is not None


def excel_science(text: str) -> bool:
    """Whether a number has the short scientific form that Excel shows (``3.51E+03``)."""
    return _SCIENCE.fullmatch(text) is not None


def total_row(text: str) -> bool:
    """Whether the unit's cell says that the row sums or averages the others."""
    return _TOTALS.fullmatch(text) is not None
