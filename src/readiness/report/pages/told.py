"""What was refused or warned while the result was made, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.findings import SEVERITIES, Finding, catalogue, hint, message
from readiness.report.pages.view import View
from readiness.results.records import FindingRecord

MOST = 3  # examples of one code; the rest is counted


@dataclass(frozen=True, slots=True)
class Told:
    """One code: how severe, how often, and its first messages with their places."""

    severity: str
    code: str
    count: str
    examples: tuple[tuple[str, str], ...]
    more: int
    hint: str
    folded: tuple[tuple[str, str], ...] = ()


def told(
    view: View, findings: Sequence[FindingRecord] | None = None, *, shown: int = MOST, folded: int = 0
) -> tuple[Told, ...]:
    """Codes by severity, then by code; of the result, where no other ``findings`` are given. Of each code the first
    ``shown`` are examples, so many more are ``folded``, and the rest is counted."""
    by_code: dict[tuple[int, str], list[FindingRecord]] = {}
    for record in view.results.findings if findings is None else findings:
        order = SEVERITIES.index(record.severity) if record.severity in SEVERITIES else len(SEVERITIES)
        by_code.setdefault((order, record.code), []).append(record)
    return tuple(_told(view, by_code[key], shown, folded) for key in sorted(by_code))


def refused(view: View) -> tuple[str, ...]:
    """Codes of units that an error left out of the result, sorted."""
    here = {unit.code for unit in view.results.units}
    return tuple(sorted({f.unit for f in view.results.findings if f.severity == "error" and f.unit} - here))


def _told(view: View, records: list[FindingRecord], shown: int, folded: int) -> Told:
    first, most = records[0], shown + folded
    said = tuple((_words(view, record), _place(record)) for record in records[:most])
    count, more = view.number(str(len(records))), max(0, len(records) - most)
    return Told(first.severity, first.code, count, said[:shown], more, _hint(view, first), said[shown:])


def _words(view: View, record: FindingRecord) -> str:
    """Anew from code and params; a code of a later version keeps the words it was written with."""
    if record.code not in catalogue():
        return record.message
    try:
        return message(Finding(record.code, params=record.params), view.lang)
    except (KeyError, IndexError, ValueError):
        return record.message


def _hint(view: View, record: FindingRecord) -> str:
    """What to do instead, of the first finding of a code."""
    if record.code not in catalogue():
        return record.hint
    try:
        return hint(Finding(record.code, params=record.params), view.lang)
    except (KeyError, IndexError, ValueError):
        return record.hint


def _place(record: FindingRecord) -> str:
    return ":".join(str(part) for part in (record.path, record.line, record.column) if part)
