"""Arrays to records: what the fold found, one UnitResult a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.results.publish import published
from readiness.results.records import Imputed, NodeResult, Status, Treated, UnitResult
from readiness.scoring.fold import Folded
from readiness.scoring.plan import Plan, Row
from readiness.scoring.prepare import Prepared
from readiness.scoring.raw import NOTHING, cell_of
from readiness.scoring.vectors import Flags, Vector
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


class Marks(NamedTuple):
    """What is said of one node of one unit beside its numbers. ``estimated``: it is imputed, or something below is."""

    raw: Raw
    estimated: bool
    imputed: Imputed | None
    treated: Treated | None


def unit_results(plan: Plan, prepared: Prepared, scores: Scores) -> tuple[UnitResult, ...]:
    """One record a unit, in the table's order, ranked."""
    table, values, folded = prepared.table, prepared.values, scores.folded
    share = np.where(np.isnan(folded.score), np.nan, folded.share)
    arrays: tuple[Vector, ...] = (  # in the order of Numbers
        *(folded.score, share, scores.effective, scores.points, folded.coverage, scores.low, scores.high),
        *(values.denominator, values.adjusted),
    )
    columns = zip(*(zip(*_plain(array), strict=True) for array in arrays), strict=True)
    units, estimated = [], _estimated(plan, prepared)
    for j, (unit, numbers) in enumerate(zip(table.units, columns, strict=True)):
        rows = [Numbers(*row) for row in zip(*numbers, strict=True)]
        units.append(_unit(plan, table, unit, rows, _marks(prepared, estimated, j)))
    return ranked(units)


def _estimated(plan: Plan, prepared: Prepared) -> Flags:
    """Which nodes are imputed, or have something imputed below them, rows × units."""
    found = prepared.values.imputed.copy()
    for at in range(len(plan.rows) - 1, 0, -1):
        found[plan.rows[at].parent] |= found[at]
    return found


def _marks(prepared: Prepared, estimated: Flags, j: int) -> list[Marks]:
    raws = prepared.values.raw[:, j].tolist()
    places = [(at, j) for at in range(len(raws))]
    imputed, treated = map(prepared.imputed.get, places), map(prepared.treated.get, places)
    return list(map(Marks, raws, estimated[:, j].tolist(), imputed, treated))


def _plain(array: Vector) -> list[list[float | None]]:
    """Doubles as Python has them, None for NaN, 0.0 for -0.0."""
    found = (array + 0.0).astype(object)
    found[np.isnan(array)] = None
    rows: list[list[float | None]] = found.tolist()
    return rows


def _unit(plan: Plan, table: Table, unit: Unit, rows: Sequence[Numbers], marks: Sequence[Marks]) -> UnitResult:
    framework, nodes = plan.framework, {}
    for row, numbers, mark in zip(plan.rows[1:], rows[1:], marks[1:], strict=True):
        cell = NOTHING if row.children else cell_of(table, unit.code, row.id)
        nodes[row.id] = _node(row, numbers, mark, cell, framework.decimals)
    root = Root(rows[0].score, rows[0].low, rows[0].high, rows[0].coverage)
    gates = gate_results(framework, nodes, root)
    index = index_result(framework, root, gates, nodes)
    return UnitResult(unit.code, unit.name, unit.kind, unit.province, dict(unit.attributes), index, gates, nodes)


def _node(row: Row, numbers: Numbers, mark: Marks, cell: Cell, decimals: int) -> NodeResult:
    return NodeResult(
        published=None if numbers.score is None else published(numbers.score, decimals),
        weight=row.weight,
        status=_status(row, numbers, estimated=mark.estimated),
        raw=mark.raw,
        assessments=cell.assessments,
        interval=None if mark.raw is None else cell.interval,
        source=cell.source,
        evidence=cell.evidence,
        note=cell.note,
        imputed=mark.imputed,
        treated=mark.treated,
        **numbers._asdict(),
    )


def _status(row: Row, numbers: Numbers, *, estimated: bool) -> Status:
    """A leaf is observed where it has data; an inner node where it has a score that rests on some. It is imputed
    where its value, or all that its score rests on, was put into gaps."""
    if numbers.coverage is None:
        return "not_applicable"
    if row.children and numbers.score is None:
        return "missing"
    return "observed" if numbers.coverage > 0 else "imputed" if estimated else "missing"
