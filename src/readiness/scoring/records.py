"""Arrays to records: what the fold found, one UnitResult a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.results.publish import published
from readiness.results.records import NodeResult, Status, UnitResult
from readiness.scoring.fold import Folded
from readiness.scoring.plan import Plan, Row
from readiness.scoring.raw import NOTHING, Values, cell_of
from readiness.scoring.vectors import Vector
from readiness.scoring.verdict import Root, gate_results, index_result, ranked

Raw = float | str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was computed, rows × units."""

    folded: Folded
    effective: Vector
    points: Vector
    low: Vector
    high: Vector


class Numbers(NamedTuple):
    """The numbers of one node of one unit."""

    score: float | None
    share: float | None
    effective: float | None
    points: float | None
    coverage: float | None
    low: float | None
    high: float | None
    denominator: float | None
    adjusted: float | None


def unit_results(plan: Plan, table: Table, values: Values, scores: Scores) -> tuple[UnitResult, ...]:
    """One record a unit, in the table's order, ranked."""
    folded = scores.folded
    share = np.where(np.isnan(folded.score), np.nan, folded.share)
    arrays: tuple[Vector, ...] = (  # in the order of Numbers
        *(folded.score, share, scores.effective, scores.points, folded.coverage, scores.low, scores.high),
        *(values.denominator, values.adjusted),
    )
    columns = zip(*(zip(*_plain(array), strict=True) for array in arrays), strict=True)
    units = []
    for j, (unit, numbers) in enumerate(zip(table.units, columns, strict=True)):
        rows = [Numbers(*row) for row in zip(*numbers, strict=True)]
        units.append(_unit(plan, table, unit, rows, values.raw[:, j].tolist()))
    return ranked(units)


def _plain(array: Vector) -> list[list[float | None]]:
    """Doubles as Python has them, None for NaN, 0.0 for -0.0."""
    found = (array + 0.0).astype(object)
    found[np.isnan(array)] = None
    rows: list[list[float | None]] = found.tolist()
    return rows


def _unit(plan: Plan, table: Table, unit: Unit, rows: Sequence[Numbers], raws: Sequence[Raw]) -> UnitResult:
    framework, nodes = plan.framework, {}
    for row, numbers, raw in zip(plan.rows[1:], rows[1:], raws[1:], strict=True):
        cell = NOTHING if row.children else cell_of(table, unit.code, row.id)
        nodes[row.id] = _node(row, numbers, raw, cell, framework.decimals)
    root = Root(rows[0].score, rows[0].low, rows[0].high, rows[0].coverage)
    gates = gate_results(framework, nodes, root)
    index = index_result(framework, root, gates, nodes)
    return UnitResult(unit.code, unit.name, unit.kind, unit.province, dict(unit.attributes), index, gates, nodes)


def _node(row: Row, numbers: Numbers, raw: Raw, cell: Cell, decimals: int) -> NodeResult:
    return NodeResult(
        published=None if numbers.score is None else published(numbers.score, decimals),
        weight=row.weight,
        status=_status(row, numbers),
        raw=raw,
        assessments=cell.assessments,
        source=cell.source,
        evidence=cell.evidence,
        note=cell.note,
        **numbers._asdict(),
    )


def _status(row: Row, numbers: Numbers) -> Status:
    """A leaf is observed where it has data; an inner node where it has a score that rests on some."""
    if numbers.coverage is None:
        return "not_applicable"
    seen = numbers.coverage > 0 and (numbers.score is not None or not row.children)
    return "observed" if seen else "missing"
