"""One wave of one framework: from a table to the results document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from readiness import __version__
from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.findings import Finding, hint, message, worst_first
from readiness.framework.model import Framework
from readiness.results.document import digest
from readiness.results.publish import published
from readiness.results.records import FindingRecord, FrameworkRef, NodeResult, Results, UnitResult
from readiness.scoring.fold import Folded, fold
from readiness.scoring.leaves import cell_findings, score_leaves
from readiness.scoring.methods import Vector
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.points import points
from readiness.scoring.raw import Values, cell_of, values_of
from readiness.scoring.verdict import Root, gate_results, index_result, ranked

SLACK = 1e-9


def assess(
    framework: Framework,
    table: Table,
    *,
    sha256: str,
    options: Mapping[str, Any],
    findings: Sequence[Finding] = (),
) -> tuple[Results, list[Finding]]:
    """Score every unit of a table. Returns the document and scoring's own findings.

    ``findings`` (of framework and data) are recorded in the document too. A unit with an error at one of
    its cells is refused: it is told and not in the document.
    """
    plan = plan_of(framework)
    values, told = values_of(plan, table)
    told += cell_findings(plan, table, values)
    refused = {f.unit for f in told if f.severity == "error" and f.unit is not None}
    if refused:
        table = replace(table, units=tuple(u for u in table.units if u.code not in refused))
        values, _ = values_of(plan, table)
    units, more = _units(plan, table, values)
    told += more
    document = Results(
        tool=f"readiness {__version__}",
        framework=FrameworkRef(framework.id, framework.version, sha256, framework.snapshot()),
        wave=table.wave,
        synthetic=table.synthetic,
        inputs=tuple(sorted(table.inputs, key=lambda each: (each.path, each.sha256))),
        options=dict(options),
        units=units,
        findings=tuple(_record(f) for f in worst_first([*findings, *told])),
    )
    return replace(document, digest=digest(document)), told


def _units(plan: Plan, table: Table, values: Values) -> tuple[tuple[UnitResult, ...], list[Finding]]:
    if not table.units:
        return (), []
    leaves, told = score_leaves(plan, values)
    folded = fold(plan, leaves)
    low, high = (fold(plan, leaves, end).score for end in (plan.low, plan.high))
    effective, parts = points(plan, folded)
    state = _State(plan, table, values, folded, low, high, effective, parts)
    units = ranked([_unit(state, j, unit) for j, unit in enumerate(table.units)])
    return units, [*told, *_doubts(state)]


@dataclass(frozen=True, slots=True)
class _State:
    """All arrays of one wave, rows × units."""

    plan: Plan
    table: Table
    values: Values
    folded: Folded
    low: Vector
    high: Vector
    effective: Vector
    points: Vector


def _doubts(state: _State) -> list[Finding]:
    """Units that a policy leaves without index, and scores outside their own low–high."""
    found = []
    for j, unit in enumerate(state.table.units):
        who = {"unit": unit.code, "name": unit.name}
        if state.folded.failed[j]:
            found.append(Finding("M106", params=who, unit=unit.code))
        score, low, high = (float(a[0, j]) for a in (state.folded.score, state.low, state.high))
        if score < low - SLACK or score > high + SLACK:
            shown = {"score": round(score, 3), "low": round(low, 3), "high": round(high, 3)}
            found.append(Finding("M107", params={**who, **shown}, unit=unit.code))
    return found


def _unit(state: _State, j: int, unit: Unit) -> UnitResult:
    framework = state.plan.framework
    nodes = {row.id: _node(state, at, j, unit) for at, row in enumerate(state.plan.rows) if at}
    root = Root(*(_known(a[0, j]) for a in (state.folded.score, state.low, state.high, state.folded.coverage)))
    gates = gate_results(framework, nodes, root)
    index = index_result(framework, root, gates, nodes)
    return UnitResult(unit.code, unit.name, unit.kind, unit.province, dict(unit.attributes), index, gates, nodes)


def _node(state: _State, at: int, j: int, unit: Unit) -> NodeResult:
    row = state.plan.rows[at]
    applicable = bool(state.folded.applicable[at, j])
    score = _known(state.folded.score[at, j]) if applicable else None
    cell = cell_of(state.table, unit.code, row.id) if row.indicator else Cell("missing")
    return NodeResult(
        score=score,
        published=None if score is None else published(score, state.plan.framework.decimals),
        weight=row.weight,
        share=None if score is None else _known(state.folded.share[at, j]),
        effective=None if score is None else _known(state.effective[at, j]),
        points=None if score is None else _known(state.points[at, j]),
        coverage=_known(state.folded.coverage[at, j]) if applicable else None,
        status=_status(state, at, j, applicable),
        low=_known(state.low[at, j]) if applicable else None,
        high=_known(state.high[at, j]) if applicable else None,
        raw=state.values.raw[at, j],
        denominator=_known(state.values.denominator[at, j]),
        adjusted=_known(state.values.adjusted[at, j]),
        assessments=cell.assessments,
        source=cell.source,
        evidence=cell.evidence,
        note=cell.note,
    )


def _status(state: _State, at: int, j: int, applicable: bool) -> Any:
    if not applicable:
        return "not_applicable"
    if state.plan.rows[at].indicator is not None:
        return "observed" if state.values.observed[at, j] else "missing"
    return "observed" if (state.folded.coverage[at, j] or 0.0) > 0 else "missing"


def _known(value: float) -> float | None:
    number = float(value)
    return None if number != number else number + 0.0


def _record(finding: Finding) -> FindingRecord:
    return FindingRecord(
        severity=finding.severity,
        code=finding.code,
        path=finding.path,
        line=finding.line,
        column=finding.column,
        message=message(finding, "en"),
        params=dict(finding.params),
        hint=hint(finding, "en"),
        unit=finding.unit,
    )
