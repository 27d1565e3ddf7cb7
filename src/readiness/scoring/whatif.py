"""What if: the exact index of one unit with some values replaced."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from readiness.framework.model import Framework, Indicator
from readiness.results.records import NodeResult, UnitResult
from readiness.scoring.fold import Leaves, fold
from readiness.scoring.leaves import score_leaf
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.recipes import is_relative
from readiness.scoring.verdict import Root, applied_caps, capped, gate_results

Raw = float | str | None


def index_of(framework: Framework, unit: UnitResult, raw: Mapping[str, Raw]) -> float | None:
    """The index (after ``cap_score`` gates, unrounded) with these raw values; None where there is none.

    None as a value is a gap. Raises ValueError where a replaced indicator's score depends on the other units.
    """
    plan = plan_of(framework)
    size = (len(plan.rows), 1)
    score, observed, applicable = np.full(size, np.nan), np.zeros(size, bool), np.ones(size, bool)
    for at, leaf in plan.leaves():
        node = unit.nodes[leaf.id]
        applicable[at] = node.status != "not_applicable"
        if leaf.id in raw or (leaf.per is not None and leaf.per.of in raw):
            value = _rescored(plan, leaf, node, raw)
        else:
            value = node.score if node.status == "observed" else None
        observed[at] = value is not None
        score[at] = np.nan if value is None else value
    folded = fold(plan, Leaves(score, observed, applicable))
    value, coverage = float(folded.score[0, 0]), float(folded.coverage[0, 0])
    if value != value:
        return None
    nodes = {
        row.id: _seen(unit.nodes[row.id], float(folded.score[at, 0]), float(folded.coverage[at, 0]), raw.get(row.id))
        for at, row in enumerate(plan.rows)
        if at
    }
    root = Root(value, None, None, coverage)
    return capped(value, applied_caps(framework, gate_results(framework, nodes, root), nodes))


def _rescored(plan: Plan, leaf: Indicator, node: NodeResult, raw: Mapping[str, Raw]) -> float | None:
    if is_relative(leaf):
        raise ValueError(f"the score of '{leaf.id}' depends on the other units")
    value = raw.get(leaf.id, node.raw)
    if value is None:
        return None
    adjusted = np.nan
    if not isinstance(value, str):
        adjusted = float(value)
        if leaf.per is not None:
            below = raw.get(leaf.per.of, node.denominator)
            if not isinstance(below, float | int) or below <= 0:
                return None
            adjusted = adjusted / below * leaf.per.times
    found = float(score_leaf(plan, leaf, np.array([value], object), np.array([adjusted]))[0])
    return None if found != found else found


def _seen(node: NodeResult, score: float, coverage: float, raw: Raw) -> NodeResult:
    """As much of a node as a gate looks at."""
    return NodeResult(
        score=None if score != score else score,
        published=None,
        weight=node.weight,
        share=None,
        effective=None,
        points=None,
        coverage=None if coverage != coverage else coverage,
        status=node.status,
        low=None,
        high=None,
        raw=node.raw if raw is None else raw,
    )
