"""From what stands in a cell to a value of its indicator, or to what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite
from typing import Any

from readiness.data.columns import Column
from readiness.data.grid import Entry, Typed
from readiness.data.numerals import Mark, has_foreign_digits, number, proof
from readiness.data.safe import clean
from readiness.data.table import Status
from readiness.data.vocabulary import (
    BOOLEAN,
    MISSING,
    date_like,
    excel_science,
    fold_word,
    not_applicable,
    spreadsheet_error,
)
from readiness.findings import nearest


@dataclass(frozen=True, slots=True)
class Value:
    """A cell that was understood. ``blank``: nothing at all stands there. ``warning``: a code to tell."""

    status: Status
    raw: float | str | None = None
    reason: str | None = None
    blank: bool = False
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that was not: the finding's code and parameters."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """A column made ready for reading: its words without case, and whether its values are percentages."""

    column: Column
    words: Mapping[str, float | str]
    percent: bool
    known: tuple[str, ...]


def target_of(column: Column) -> Target:
    """The column with its words prepared, once a file and not once a cell."""
    words: dict[str, float | str] = dict(BOOLEAN) if column.measure == "boolean" else {}
    words.update((fold_word(word), raw) for word, raw in column.words.items())
    known = tuple(column.words) or (("ya", "tidak") if column.measure == "boolean" else ())
    return Target(column, words, column.percent or column.measure == "percent", known)


_BLANK = Value("missing", blank=True)
_MISSING = Value("missing")


def numeric_text(entry: Entry, target: Target) -> str | None:
    """The text in a cell that ought to be a number, for finding the file's form; None where words stand."""
    if not isinstance(entry, str) or target.column.measure == "choice":
        return None
    text = clean(entry)
    if target.words and fold_word(text) in target.words:
        return None
    return text.removesuffix("%").rstrip()


def value_of(entry: Entry, target: Target, mark: Mark | None, note: str | None = None) -> Value | Problem | None:
    """The value under a decimal mark; None where the mark is needed and unknown (told once, for the file)."""
    if isinstance(entry, Typed):
        return _typed(entry, target)
    text = clean(entry)
    word = fold_word(text)
    if word and word in target.words:
        return Value("observed", target.words[word])
    if text[:1].isdigit() and target.column.measure != "choice":
        return _number(text, target, mark)
    if word in MISSING:
        return _BLANK if not word else _MISSING
    reason = not_applicable(text)
    if reason is not None:
        why = reason or note
        return Value("not_applicable", reason=why) if why else Problem("D075", {"text": text})
    if target.column.measure == "choice":
        return _unknown_word(text, target)
    return _number(text, target, mark)


def _number(text: str, target: Target, mark: Mark | None) -> Value | Problem | None:
    plain = text.removesuffix("%").rstrip() if text.endswith("%") else text
    proved = proof(plain)
    if proved is None:
        return _no_number(text, target)
    if plain != text and not target.percent:
        return Problem("D066", {"text": text, "indicator": target.column.id})
    if proved == "?" and mark is None:
        return None
    if proved in (".", ",") and mark not in (None, proved):
        return Problem("D062", {"text": text, "mark": mark})
    chosen: Mark = mark or ("," if proved == "," else ".")
    checked = _checked(number(plain, chosen), text, target)
    if isinstance(checked, Value) and excel_science(plain):
        return Value("observed", checked.raw, warning="D068")
    return checked


def _no_number(text: str, target: Target) -> Problem:
    if spreadsheet_error(text):
        return Problem("D070", {"text": text})
    if text.lstrip("+-\u2212").casefold() in ("nan", "inf", "infinity", "\u221e"):
        return Problem("D065", {"text": text})
    if has_foreign_digits(text):
        return Problem("D078", {"text": text})
    if date_like(text):
        return Problem("D069", {"text": text})
    return _unknown_word(text, target)


def _unknown_word(text: str, target: Target) -> Problem:
    known = target.known
    if target.column.measure == "choice" or (known and target.column.measure in ("boolean", "level", "survey")):
        params = {
            "text": text,
            "indicator": target.column.id,
            "nearest": nearest(text, known),
            "known": list(known[:12]),
        }
        return Problem("D074", params)
    return Problem("D064", {"text": text, "indicator": target.column.id})


def _checked(value: float, text: str, target: Target) -> Value | Problem:
    if not isfinite(value):
        return Problem("D065", {"text": text})
    low, high = target.column.minimum, target.column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        return Problem("D072", {"text": text, "indicator": target.column.id, "low": _plain(low), "high": _plain(high)})
    if target.column.measure == "boolean" and value not in (0.0, 1.0):
        return _unknown_word(text, target)
    if target.column.whole and value != int(value):
        return Problem("D073", {"text": text, "indicator": target.column.id})
    return Value("observed", value)


def _plain(bound: float | None) -> str:
    return "…" if bound is None else f"{bound:.15g}"


def _typed(entry: Typed, target: Target) -> Value | Problem:
    if entry.kind == "error":
        return _MISSING if entry.text == "#N/A" else Problem("D070", {"text": entry.text})
    if entry.kind == "formula":
        return Problem("D071", {"text": entry.text})
    if entry.kind == "date":
        return Problem("D069", {"text": entry.text})
    words = target.words
    if entry.text.casefold() in words and entry.kind != "percent":
        return Value("observed", words[entry.text.casefold()])
    if target.column.measure == "choice" or entry.kind == "boolean":
        return _unknown_word(entry.text, target)
    if entry.kind == "percent":
        if not target.percent:
            return Problem("D066", {"text": entry.text, "indicator": target.column.id})
        return _checked(hundredfold(entry.value), entry.text, target)
    return _checked(entry.value + 0.0, entry.text, target)


def hundredfold(fraction: float) -> float:
    """A fraction as a percentage, moved in decimal so that 0.29 is 29 and not 28.999999999999996."""
    return float(Decimal(repr(fraction)) * 100) + 0.0 if isfinite(fraction) else fraction
