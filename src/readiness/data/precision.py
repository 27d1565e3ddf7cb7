"""How precise a value from a sample is: the columns beside it in a long file, as ``readiness reduce`` writes them.

A cell that cannot be right is told at its place and takes the precision of its value with it, never the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readiness.data.columns import Column
from readiness.data.grid import shown
from readiness.data.numerals import Mark, proof
from readiness.data.records import Record, Sheet
from readiness.data.table import Interval
from readiness.data.values import Problem, Target, numeric_text, target_of, value_of
from readiness.findings import Finding

LEVEL = 0.95  # of every interval: the files tell no other
_PERCENT = ("se", "low", "high")  # in the indicator's unit of measure, so a percent sign may stand there
_OUTSIDE = ("D072", "D073")
Numbers = dict[str, float]


def _targets(percent: bool) -> dict[str, Target]:
    columns = (
        Column("n", "count", 1.0, whole=True),
        Column("n_effective", "number", 0.0),
        Column("se", "number", 0.0, percent=percent),
        Column("low", "number", percent=percent),
        Column("high", "number", percent=percent),
        Column("deff", "number", 0.0),
    )
    return {column.id: target_of(column) for column in columns}


_TARGETS = {percent: _targets(percent) for percent in (False, True)}


def interval_of(sheet: Sheet, record: Record, raw: float, *, percent: bool, mark: Mark | None) -> Interval | None:
    """The precision that stands beside a value; None where none does or where a cell of it is wrong."""
    found: Numbers = {}
    told = list(_read(sheet, record, _TARGETS[percent], mark, found)) or list(_judge(sheet, record, raw, found))
    sheet.findings += told
    if told or not found:
        return None
    get = found.get
    return Interval(get("low"), get("high"), LEVEL, get("n"), get("se"), get("deff"), get("n_effective"))


def _read(
    sheet: Sheet, record: Record, targets: dict[str, Target], mark: Mark | None, found: Numbers
) -> Iterator[Finding]:
    for role, index in (record.precision or {}).items():
        value = value_of(record.row.entries[index], targets[role], mark)
        if value is None or isinstance(value, Problem):
            outside = value is not None and value.code in _OUTSIDE
            yield _at(sheet, record, "D113" if outside else "D112", role)
        elif isinstance(value.raw, float):
            found[role] = value.raw


def _judge(sheet: Sheet, record: Record, raw: float, found: Numbers) -> Iterator[Finding]:
    """Both ends or none, and the value between them."""
    low, high = found.get("low"), found.get("high")
    if low is None or high is None:
        if low is not high:
            yield _at(sheet, record, "D115", "low" if high is None else "high")
    elif not low <= raw <= high:
        yield _at(sheet, record, "D114", "low" if raw < low else "high", value=shown(record.entry))


def _at(sheet: Sheet, record: Record, code: str, role: str, **params: str) -> Finding:
    index = (record.precision or {})[role]
    params = {"text": shown(record.row.entries[index]), "column": role, "indicator": record.target, **params}
    return sheet.grid.finding(code, record.row, index, record.unit.code, **params)


def proofs(sheet: Sheet) -> dict[str, Record]:
    """The decimal mark that the precision cells of a file prove, with a first cell that does; none where two do."""
    found: dict[str, Record] = {}
    for record in sheet.records:
        for role, index in (record.precision or {}).items():
            entry = record.row.entries[index]
            text = numeric_text(entry, _TARGETS[role in _PERCENT][role])
            proved = proof(text) if text else None
            if proved in (".", ","):
                found.setdefault(proved, replace(record, entry=entry, index=index))
    return found if len(found) == 1 else {}
