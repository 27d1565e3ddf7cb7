"""What-if: the index of one unit again, with some raw values replaced, from its own record alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from readiness.framework.model import Framework
from readiness.framework.ways import rests_on_group, stands_alone
from readiness.results.records import NodeResult, UnitResult
from readiness.scoring.fold import Folded, Leaves, fold
from readiness.scoring.leaves import score_leaf
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.raw import Values, adjust
from readiness.scoring.verdict import Root, applied_caps, capped, gate_results, index_result

Supposed = Mapping[str, float | str | None]


def index_of(framework: Framework, unit: UnitResult, raw: Supposed) -> float | None:
    """The exact index of a unit with the raw values of some leaves replaced, gates' ``cap_score`` applied.

    None as a value takes the data away; None as the answer: no index. A leaf that does not apply stays
    so. ``framework`` need not be the one that scored the unit: its ids must be nodes of the unit's record.
    A gap that was filled keeps the value that was put into it, unless its own value is supposed: that estimate
    is not made anew. Raises ValueError for an indicator whose score, or whose part in another one's, depends on
    the other units; KeyError for no indicator.
    """
    return indices_of(framework, unit, [raw])[0]


def indices_of(framework: Framework, unit: UnitResult, raws: Sequence[Supposed]) -> list[float | None]:
    """``index_of`` for many suppositions of one unit at once: much faster than one by one."""
    plan = plan_of(framework)
    values, folded = _folded(plan, unit, raws)
    return [_index(plan, unit, values, folded, j) for j in range(len(raws))]


def units_of(framework: Framework, unit: UnitResult, raws: Sequence[Supposed]) -> list[UnitResult]:
    """The whole unit under each supposition: values, scores and coverages of its nodes, gates, and the index with its
    printed number and band. It has no rank and no bounds; what else the nodes hold is as on record. Raises as above.
    """
    plan = plan_of(framework)
    values, folded = _folded(plan, unit, raws)
    return [_unit(plan, unit, values, folded, j) for j in range(len(raws))]


def _folded(plan: Plan, unit: UnitResult, raws: Sequence[Supposed]) -> tuple[Values, Folded]:
    leaves = {leaf.id: leaf for _at, leaf in plan.leaves()}
    for name in dict.fromkeys(name for raw in raws for name in raw):
        if not stands_alone(plan.framework, leaves[name]):
            raise ValueError(f"the score of '{name}' depends on the other units: it cannot be re-scored alone")
    values = _kept(plan, unit, raws, supposed_values(plan, unit, raws))
    return values, fold(plan, _leaves(plan, unit, values))


def _unit(plan: Plan, unit: UnitResult, values: Values, folded: Folded, j: int) -> UnitResult:
    nodes = {row.id: _looked_at(unit.nodes[row.id], values, folded, at, j) for at, row in enumerate(plan.rows) if at}
    value, coverage = float(folded.score[0, j]), float(folded.coverage[0, j])
    root = Root(None if np.isnan(value) else value + 0.0, None, None, None if np.isnan(coverage) else coverage)
    gates = gate_results(plan.framework, nodes, root)
    return replace(unit, index=index_result(plan.framework, root, gates, nodes), gates=gates, nodes=nodes)


def supposed_values(plan: Plan, unit: UnitResult, raws: Sequence[Supposed]) -> Values:
    """The values of one unit's record, rows × suppositions."""
    raw = np.full((len(plan.rows), len(raws)), None, object)
    applicable = np.ones(raw.shape, bool)
    for at, row in enumerate(plan.rows[1:], start=1):
        applicable[at] = unit.nodes[row.id].status != "not_applicable"
        if row.indicator is not None:
            kept = unit.nodes[row.id].raw
            given = [supposed.get(row.id, kept) for supposed in raws]
            raw[at] = [float(value) if isinstance(value, int) else value for value in given]
    raw[~applicable] = None
    denominators = _denominators(plan, unit)
    return adjust(plan, raw, applicable, lambda name, _j: denominators.get(name))


def _kept(plan: Plan, unit: UnitResult, raws: Sequence[Supposed], values: Values) -> Values:
    """Gaps that were filled hold the value on record, wherever nothing else is supposed of them."""
    adjusted, imputed = values.adjusted.copy(), np.zeros(values.observed.shape, bool)
    for at, leaf in plan.leaves():
        made = unit.nodes[leaf.id].imputed
        if made is not None:
            imputed[at] = [leaf.id not in supposed for supposed in raws] & values.applicable[at] & ~values.observed[at]
            adjusted[at, imputed[at]] = made.value
    return replace(values, adjusted=adjusted, imputed=imputed)


def _denominators(plan: Plan, unit: UnitResult) -> dict[str, float]:
    """The registry's columns, else what the record of a leaf says that it was divided by."""
    found: dict[str, float] = {}
    for _at, leaf in plan.leaves():
        recorded = unit.nodes[leaf.id].denominator
        if leaf.per is not None and recorded is not None:
            found.setdefault(leaf.per.of, recorded)
    return found | {name: value for name, value in unit.attributes.items() if not isinstance(value, str)}


def _leaves(plan: Plan, unit: UnitResult, values: Values) -> Leaves:
    """Scores anew under this framework; the recorded one where it rests on the other units."""
    score = np.full(values.adjusted.shape, np.nan)
    for at, leaf in plan.leaves():
        if rests_on_group(plan.framework, leaf):
            kept = unit.nodes[leaf.id].score
            score[at] = np.nan if kept is None else kept
        else:
            score[at] = score_leaf(plan, leaf, values.raw[at], values.adjusted[at])
    return Leaves(np.where(values.known, score, np.nan), values.observed, values.applicable, imputed=values.imputed)


def _index(plan: Plan, unit: UnitResult, values: Values, folded: Folded, j: int) -> float | None:
    value = float(folded.score[0, j])
    if np.isnan(value):
        return None
    framework = plan.framework
    if any(gate.cap_score is not None for gate in framework.gates):
        nodes = {
            row.id: _looked_at(unit.nodes[row.id], values, folded, at, j) for at, row in enumerate(plan.rows) if at
        }
        gates = gate_results(framework, nodes, Root(value, None, None, float(folded.coverage[0, j])))
        value = capped(value, applied_caps(framework, gates, nodes))
    return value + 0.0


def _looked_at(node: NodeResult, values: Values, folded: Folded, at: int, j: int) -> NodeResult:
    """A node as far as gates look at it."""
    score, coverage = float(folded.score[at, j]), float(folded.coverage[at, j])
    return replace(
        node,
        score=None if np.isnan(score) else score,
        coverage=None if np.isnan(coverage) else coverage,
        raw=values.raw[at, j],
        adjusted=None if np.isnan(values.adjusted[at, j]) else float(values.adjusted[at, j]),
    )
