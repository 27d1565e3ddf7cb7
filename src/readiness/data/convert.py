"""One file's records as values: its number form decided, every cell read, every fault told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from readiness.data.grid import Typed, shown
from readiness.data.numerals import Mark, proof
from readiness.data.precision import interval_of, proofs
from readiness.data.records import Record, Sheet
from readiness.data.table import Interval
from readiness.data.values import Problem, Target, Value, numeric_text, value_of
from readiness.findings import Finding

_LISTED = 20
_NAMES = {",": "1.234,5", ".": "1,234.5"}


@dataclass(frozen=True, slots=True)
class Item:
    """A record that was understood, with the sheet it stands in."""

    record: Record
    value: Value
    sheet: Sheet
    interval: Interval | None = None


def convert(sheet: Sheet, targets: Mapping[str, Target], parents: frozenset[str], decimal: Mark | None) -> list[Item]:
    """The items of a sheet; faults join its findings and its refused units."""
    mark = decimal or _decide(sheet, targets)
    items = []
    for record in sheet.records:
        value = value_of(record.entry, targets[record.target], mark, record.note)
        if isinstance(value, Problem):
            _refuse(sheet, record, value, parents)
        elif value is not None:
            interval = _interval(sheet, record, value, targets[record.target], mark)
            items.append(Item(record, value, sheet, interval))
            if value.warning:
                sheet.findings.append(_at(sheet, record, value.warning, text=shown(record.entry)))
    sheet.findings += _fractions(items, targets)
    return items


def _interval(sheet: Sheet, record: Record, value: Value, target: Target, mark: Mark | None) -> Interval | None:
    if record.precision is None or not isinstance(value.raw, float):
        return None
    return interval_of(sheet, record, value.raw, percent=target.percent, mark=mark)


def _at(sheet: Sheet, record: Record, code: str, **params: object) -> Finding:
    return sheet.grid.finding(code, record.row, record.index, record.unit.code, **params)


def _refuse(sheet: Sheet, record: Record, problem: Problem, parents: frozenset[str]) -> None:
    if record.target in parents:
        sheet.findings.append(_at(sheet, record, "D076", text=shown(record.entry), node=record.target))
        return
    sheet.findings.append(_at(sheet, record, problem.code, **problem.params))
    sheet.refused.append((record.wave, record.unit.code))


def _decide(sheet: Sheet, targets: Mapping[str, Target]) -> Mark | None:
    """The form that the file's own cells prove; both, or ambiguous cells and no proof, refuse the file."""
    proved: dict[str, Record] = {}
    unsure: list[Record] = []
    for record in sheet.records:
        text = numeric_text(record.entry, targets[record.target])
        found = proof(text) if text else None
        if found == "?":
            unsure.append(record)
        elif found:
            proved.setdefault(found, record)
    if len(proved) == 2:
        comma, dot = proved[","], proved["."]
        params = {"comma": shown(comma.entry), "comma_line": comma.row.line, "dot": shown(dot.entry)}
        later = max(comma, dot, key=lambda record: (record.row.line, record.index))
        params |= {"dot_line": dot.row.line}
        sheet.findings.append(sheet.grid.finding("D061", later.row, later.index, **params))
        return None
    proved = proved or proofs(sheet)
    if not proved:
        sheet.findings += list(_ambiguous(sheet, unsure))
        return None
    mark: Mark = "," if "," in proved else "."
    if unsure or mark == ",":
        record = proved[mark]
        params = {"form": _NAMES[mark], "text": shown(record.entry), "count": len(unsure)}
        sheet.findings.append(sheet.grid.finding("D063", record.row, record.index, **params))
    return mark


def _ambiguous(sheet: Sheet, unsure: list[Record]) -> Iterator[Finding]:
    if unsure:
        first = unsure[0]
        places = [r.row.cell(r.index) for r in unsure[:_LISTED]]
        places += ["…"] if len(unsure) > _LISTED else []
        params = {"text": shown(first.entry), "count": len(unsure), "cells": places, "lines": _lines(unsure)}
        yield sheet.grid.finding("D060", first.row, first.index, **params)


def _lines(records: list[Record]) -> list[int]:
    return list(dict.fromkeys(record.row.line for record in records))[:_LISTED]


def _fractions(items: list[Item], targets: Mapping[str, Target]) -> Iterator[Finding]:
    """A percent column whose values are all at most 1, one of them a fraction, was meant × 100."""
    columns: dict[str, list[Item]] = {}
    for item in items:
        if targets[item.record.target].percent and isinstance(item.value.raw, float):
            columns.setdefault(item.record.target, []).append(item)
    for name, column in columns.items():
        values = [item.value.raw for item in column if isinstance(item.value.raw, float)]
        fraction = next((item for item in column if 0 < float(item.value.raw or 0) < 1), None)
        if fraction and max(values) <= 1 and not any(map(_signed, column)):
            params = {"indicator": name, "text": shown(fraction.record.entry), "count": len(values)}
            yield fraction.sheet.grid.finding("D067", fraction.record.row, fraction.record.index, **params)


def _signed(item: Item) -> bool:
    entry = item.record.entry
    return entry.kind == "percent" if isinstance(entry, Typed) else entry.rstrip().endswith("%")
