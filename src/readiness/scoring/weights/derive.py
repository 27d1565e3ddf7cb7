"""Weights from the data, from the leaves up: each group's from the scores of its own children.

A group is weighed over the units that have a score in every one of its counted children (listwise); then it is
folded with these weights, and its own scores weigh in the group above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from readiness.findings import Finding
from readiness.results.weighting import GroupWeights
from readiness.scoring.fold import Leaves, fold
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Vector
from readiness.scoring.weights.statistics import is_constant, to_shares
from readiness.scoring.weights.weighers import BY_CORRELATION, COUNTERS, WEIGHERS, Weighed

FEWEST = 3  # units: two points always lie on a line


@dataclass(slots=True)
class Derived:
    """What was found so far: weights by row number, one record a group, findings."""

    plan: Plan
    groups: dict[int, GroupWeights] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def needs_data(method: str) -> bool:
    """Whether the weights depend on the units scored."""
    return method not in COUNTERS


def count(plan: Plan, method: str) -> Derived:
    """Weights that the tree alone gives. A child of weight 0 stays shown and not counted."""
    found = Derived(plan)
    leaves = _counted_leaves(plan)
    for at, row in enumerate(plan.rows):
        kids = _counted(plan, at)
        if kids:
            shares = to_shares([COUNTERS[method](leaves[kid]) for kid in kids])
            found.groups[at] = GroupWeights(row.id, _by_id(plan, at, kids, shares))
    return found


def derive(plan: Plan, leaves: Leaves, method: str) -> Derived:
    """Weights from the scores of ``leaves``; a group that cannot be weighed is an error finding."""
    found = Derived(plan)
    heights = _heights(plan)
    for height in range(1, heights[0] + 1):
        scores = np.where(_is_leaf(plan), leaves.score, fold(found.plan, leaves).score)
        for at, own in enumerate(heights):
            kids = _counted(plan, at) if own == height else []
            if kids:
                _weigh(found, at, kids, scores, method)
        if found.findings and any(finding.severity == "error" for finding in found.findings):
            break
        found.plan = _reweighted(found)
    return found


def _weigh(found: Derived, at: int, kids: Sequence[int], scores: Vector, method: str) -> None:
    """One group, recorded in ``found``."""
    plan, row = found.plan, found.plan.rows[at]
    if len(kids) == 1:
        found.groups[at] = GroupWeights(row.id, _by_id(plan, at, kids, [1.0]))
        return
    table = scores[list(kids)]
    full = table[:, ~np.isnan(table).any(axis=0)]
    params = {"group": row.id, "method": method, "units": full.shape[1]}
    needed = max(FEWEST, len(kids)) if method in BY_CORRELATION else FEWEST
    if full.shape[1] < needed:
        gaps = np.isnan(table).sum(axis=1)
        emptiest = plan.rows[kids[int(gaps.argmax())]].id if gaps.any() else None
        more = {"of": table.shape[1], "needed": needed, "emptiest": emptiest}
        found.findings.append(Finding("M127", params=params | more))
        return
    varied = [n for n, each in enumerate(full) if not is_constant(each)]
    weighed = _weighed(method, _above_minimum(full[varied], plan.low))
    if sum(weighed.weights) <= 0:
        found.findings.append(Finding("M128", params=params))
        return
    names = [plan.rows[kid].id for kid in kids]
    constant = tuple(name for n, name in enumerate(names) if n not in varied)
    found.findings += [Finding("M126", params={**params, "child": name}) for name in constant]
    if weighed.against:
        against = [names[varied[n]] for n in weighed.against]
        found.findings.append(Finding("M129", params={**params, "children": against}))
    shares = _by_id(plan, at, [kids[n] for n in varied], to_shares(weighed.weights))
    units, kept, part = full.shape[1], weighed.factors, weighed.explained
    found.groups[at] = GroupWeights(row.id, shares, units=units, constant=constant, factors=kept, explained=part)


def _weighed(method: str, scores: Vector) -> Weighed:
    """What the method says of children that vary; one that is alone has all."""
    return WEIGHERS[method](scores) if len(scores) > 1 else Weighed([1.0] * len(scores))


def _above_minimum(scores: Vector, low: float) -> Vector:
    """Measured from the scale's minimum, or from a child's own lowest score where that lies below it."""
    return np.array([row - min(low, float(row.min())) for row in scores])


def _by_id(plan: Plan, at: int, kids: Sequence[int], shares: Sequence[float]) -> dict[str, float]:
    """Shares of all children by id, in the framework's order; 0 for those that are not counted."""
    known = dict(zip(kids, shares, strict=True))
    return {plan.rows[kid].id: known.get(kid, 0.0) for kid in plan.rows[at].children}


def _counted(plan: Plan, at: int) -> list[int]:
    return [kid for kid in plan.rows[at].children if plan.rows[kid].weight > 0]


def _counted_leaves(plan: Plan) -> list[int]:
    found = [1 if row.indicator is not None else 0 for row in plan.rows]
    for at in range(len(plan.rows) - 1, -1, -1):
        if plan.rows[at].children:
            found[at] = sum(found[kid] for kid in _counted(plan, at))
    return found


def _heights(plan: Plan) -> list[int]:
    """0 for a leaf, 1 for a group of leaves, and so on."""
    found = [0] * len(plan.rows)
    for at in range(len(plan.rows) - 1, -1, -1):
        if plan.rows[at].children:
            found[at] = 1 + max(found[kid] for kid in plan.rows[at].children)
    return found


def _is_leaf(plan: Plan) -> Vector:
    return np.array([[row.indicator is not None] for row in plan.rows])


def _reweighted(found: Derived) -> Plan:
    weights = {name: weight for group in found.groups.values() for name, weight in group.shares.items()}
    rows = [replace(row, weight=weights.get(row.id, row.weight)) for row in found.plan.rows]
    return Plan(found.plan.framework, tuple(rows))
