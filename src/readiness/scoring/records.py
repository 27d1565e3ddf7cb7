"""Arrays to records: what the fold found, one UnitResult a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.results.publish import published
from readiness.results.records import NodeResult, Status, UnitResult
from readiness.scoring.fold import Folded
from readiness.scoring.methods import Vector
from readiness.scoring.plan import Plan, Row
from readiness.scoring.raw import NOTHING, Values, cell_of
from readiness.scoring.verdict import Root, gate_results, index_result, ranked

Columns = Sequence[Sequence[float | None]]


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was computed, rows × units."""

    folded: Folded
    effective: Vector
    points: Vector
    low: Vector
    high: Vector


def unit_results(plan: Plan, table: Table, values: Values, scores: Scores) -> tuple[UnitResult, ...]:
    """One record a unit, in the table's order, ranked."""
    columns = [
        _plain(array)
        for array in (
            scores.folded.score,
            scores.folded.share,
            scores.effective,
            scores.points,
            scores.folded.coverage,
            scores.low,
            scores.high,
            values.denominator,
            values.adjusted,
        )
    ]
    units = [_unit(plan, table, values, columns, j, unit) for j, unit in enumerate(table.units)]
    return ranked(units)


def _plain(array: Vector) -> list[list[float | None]]:
    """Doubles as Python has them, None for NaN, 0.0 for -0.0."""
    absent = np.isnan(array)
    return np.where(absent, None, (array + 0.0).astype(object)).tolist()  # type: ignore[no-any-return]


def _unit(plan: Plan, table: Table, values: Values, columns: Sequence[Columns], j: int, unit: Unit) -> UnitResult:
    framework = plan.framework
    nodes = {}
    for at, row in enumerate(plan.rows[1:], start=1):
        cell = NOTHING if row.children else cell_of(table, unit.code, row.id)
        applies = bool(values.applicable[at, j]) if not row.children else columns[4][at][j] is not None
        nodes[row.id] = _node(framework, row, [column[at][j] for column in columns], cell, values.raw[at, j], applies)
    root = Root(columns[0][0][j], columns[5][0][j], columns[6][0][j], columns[4][0][j])
    gates = gate_results(framework, nodes, root)
    index = index_result(framework, root, gates, nodes)
    return UnitResult(unit.code, unit.name, unit.kind, unit.province, dict(unit.attributes), index, gates, nodes)


def _node(
    framework: Framework,
    row: Row,
    numbers: Sequence[float | None],
    cell: Cell,
    raw: float | str | None,
    applies: bool,
) -> NodeResult:
    score, share, effective, points, coverage, low, high, denominator, adjusted = numbers
    return NodeResult(
        score=score,
        published=None if score is None else published(score, framework.decimals),
        weight=row.weight,
        share=None if score is None else share,
        effective=effective,
        points=points,
        coverage=coverage,
        status=_status(row, score, coverage, applies),
        low=low,
        high=high,
        raw=raw,
        denominator=denominator,
        adjusted=adjusted,
        assessments=cell.assessments,
        source=cell.source,
        evidence=cell.evidence,
        note=cell.note,
    )


def _status(row: Row, score: float | None, coverage: float | None, applies: bool) -> Status:
    """A leaf is observed where it has data; an inner node where it has a score that rests on some."""
    if not applies:
        return "not_applicable"
    seen = bool(coverage) and (score is not None or not row.children)
    return "observed" if seen else "missing"
