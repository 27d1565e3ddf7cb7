"""A named set of weights made into numbers: a framework whose nodes carry them, and how they came about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from readiness.data.table import Table
from readiness.findings import Finding, has_errors
from readiness.framework.model import Framework, Group, Node, WeightsSet
from readiness.results.records import Results
from readiness.results.weighting import WRITTEN, GroupWeights, WeightingReport, WeightsKind
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.run import assess
from readiness.scoring.weights.derive import Derived, count, derive, needs_data
from readiness.scoring.weights.experts import from_budget, from_pairs
from readiness.scoring.weights.scored import leaves_of


@dataclass(frozen=True, slots=True)
class Weighted:
    """``framework`` carries the numbers of the set; where ``findings`` hold an error it is the one given."""

    framework: Framework
    report: WeightingReport
    findings: tuple[Finding, ...] = ()


def kind_of(each: WeightsSet) -> WeightsKind:
    """Which of the four kinds a set is."""
    if each.weights is not None:
        return "weights"
    if each.ahp is not None:
        return "ahp"
    return "budget" if each.budget is not None else "from_data"


def asks_data(framework: Framework, name: str) -> bool:
    """Whether the numbers of a set depend on the units scored. KeyError for an unknown name."""
    method = None if name == WRITTEN else framework.weights_sets[name].from_data
    return method is not None and needs_data(method)


def resolve(framework: Framework, name: str, table: Table, **how: Any) -> Weighted:
    """The framework with the weights of set ``name``, all relative; ``written`` gives it back as it is.

    Weights from the data are those of ``table``'s units, scored as ``assess`` does with ``how``. KeyError for an
    unknown name.
    """
    return resolve_with(framework, name, lambda: assess(framework, table, **{"sha256": "", "options": {}, **how})[0])


def resolve_with(framework: Framework, name: str, document: Callable[[], Results]) -> Weighted:
    """``resolve`` for units that were scored already, or will be if they are asked for.

    ``document`` is asked only where the weights come from the data, for the scores of the leaves, which depend on no
    weight.
    """
    if name == WRITTEN:
        return Weighted(framework, WeightingReport(WRITTEN, "written"))
    each, plan = framework.weights_sets[name], plan_of(framework)
    report = WeightingReport(name, kind_of(each), each.from_data)
    if each.weights is not None:
        groups = _groups_named(plan, each.weights)
        return Weighted(with_weights(framework, each.weights), replace(report, groups=groups))
    if each.from_data is not None:
        return _from_data(framework, report, each.from_data, document)
    found = _from_experts(plan, each)
    return Weighted(with_weights(framework, _flat(found)), replace(report, groups=found))


def _from_experts(plan: Plan, each: WeightsSet) -> tuple[GroupWeights, ...]:
    """The groups that the experts judged, in the framework's order; the others keep the file's weights."""
    found = []
    for row in plan.rows:
        children = [plan.rows[kid].id for kid in row.children]
        if each.ahp is not None and row.id in each.ahp:
            found.append(from_pairs(row.id, children, each.ahp[row.id]))
        elif each.budget is not None and row.id in each.budget:
            found.append(from_budget(row.id, children, each.budget[row.id]))
    return tuple(found)


def _from_data(framework: Framework, report: WeightingReport, method: str, document: Callable[[], Results]) -> Weighted:
    plan = plan_of(framework)
    if not needs_data(method):
        return _done(framework, report, count(plan, method), [])
    scored = document()
    report = replace(report, wave=scored.wave, units=len(scored.units))
    found = derive(plan, leaves_of(plan, scored), method)
    params = {"set": report.name, "method": method, "units": len(scored.units), "wave": scored.wave}
    named = [replace(finding, params={**params, **finding.params}) for finding in found.findings]
    if has_errors(named):
        return Weighted(framework, report, tuple(named))
    return _done(framework, report, found, [Finding("M125", params=params), *named])


def _done(framework: Framework, report: WeightingReport, found: Derived, findings: list[Finding]) -> Weighted:
    groups = tuple(found.groups[at] for at in sorted(found.groups))
    return Weighted(with_weights(framework, _flat(groups)), replace(report, groups=groups), tuple(findings))


def _groups_named(plan: Plan, weights: Mapping[str, float]) -> tuple[GroupWeights, ...]:
    """The groups in which some child is named, with the shares that follow."""
    found = []
    for row in plan.rows:
        kids = [plan.rows[kid] for kid in row.children]
        if any(kid.id in weights for kid in kids):
            each = {kid.id: weights.get(kid.id, kid.weight) for kid in kids}
            whole = sum(each.values()) or 1.0
            found.append(GroupWeights(row.id, {name: weight / whole for name, weight in each.items()}))
    return tuple(found)


def _flat(groups: tuple[GroupWeights, ...]) -> dict[str, float]:
    return {name: share for group in groups for name, share in group.shares.items()}


def with_weights(framework: Framework, weights: Mapping[str, float]) -> Framework:
    """A copy whose nodes carry these weights by id, all relative; the others keep their own."""

    def changed(node: Node) -> Node:
        update: dict[str, object] = {"weight": weights.get(node.id, node.weight)}
        if isinstance(node, Group):
            update["criteria"] = [changed(child) for child in node.criteria]
        return node.model_copy(update=update)

    criteria = [changed(node) for node in framework.criteria]
    return framework.model_copy(update={"weights": "relative", "criteria": criteria})
