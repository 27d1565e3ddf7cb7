"""What each weight does: its part in the index as written, and how far the index follows the node in fact.

Paruolo, Saisana and Saltelli, J. R. Statist. Soc. A 176 (2013): a weight is no measure of importance; what
moves the index depends on the scores' spread and correlation as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from readiness.framework.model import Framework
from readiness.results.method import effective_weights
from readiness.results.records import Results
from readiness.results.weighting import WRITTEN, Influence, NodeWeight, SetWeights, WeightingReport
from readiness.scoring.fold import down, fold, full_weights
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Flags, Vector
from readiness.scoring.weights import asks_data, kind_of, leaves_of, resolve_with
from readiness.scoring.weights.statistics import correlation, deviations, is_constant, total

FEWEST = 3  # units that a correlation needs


def influence(framework: Framework, weighting: WeightingReport, document: Results | None) -> Influence:
    """The weights that the nodes of ``framework`` carry, each with its effect over the units of ``document``.

    The units' leaf scores are folded under these weights; gates do not enter.
    """
    plan = plan_of(framework)
    shares, effective = full_weights(plan)
    nodes = [_node(plan, at, float(shares[at]), float(effective[at])) for at in range(1, len(plan.rows))]
    if document is None or not document.units:
        return Influence(weighting, tuple(nodes))
    leaves = leaves_of(plan, document)
    folded = fold(plan, leaves)
    scores = np.where([[row.indicator is not None] for row in plan.rows], leaves.score, folded.score)
    counted = [at for at, _leaf in plan.leaves() if effective[at] > 0 and not np.isnan(scores[at]).all()]
    complete: Flags = np.asarray(~np.isnan(scores[[0, *counted]]).any(axis=0))
    parts = down(plan, np.where(np.isnan(folded.score), np.nan, folded.share)) * scores
    nodes = [
        replace(_correlated(node, scores[at], scores[0]), explained=_explained(plan, at, parts[:, complete]))
        for at, node in enumerate(nodes, start=1)
    ]
    return Influence(weighting, tuple(nodes), complete=int(complete.sum()), of=len(document.units))


def set_weights(framework: Framework, document: Callable[[], Results] | None) -> tuple[SetWeights, ...]:
    """The effective weights of the written set and of every other one of a framework, beside each other.

    A set whose weights come from the data has none where there is no ``document``, or where it cannot be made.
    """
    found = [SetWeights(WRITTEN, "written", None, effective_weights(framework))]
    for name, each in framework.weights_sets.items():
        effective = None
        if document is not None or not asks_data(framework, name):
            weighted = resolve_with(framework, name, document or _nothing)
            failed = any(finding.severity == "error" for finding in weighted.findings)
            effective = None if failed else effective_weights(weighted.framework)
        found.append(SetWeights(name, kind_of(each), each.from_data, effective))
    return tuple(found)


def _nothing() -> Results:
    raise AssertionError("a set that asks no data asked for a document")


def _node(plan: Plan, at: int, share: float, effective: float) -> NodeWeight:
    row = plan.rows[at]
    return NodeWeight(
        node=row.id,
        parent=plan.rows[row.parent].id,
        depth=len(_above(plan, at)) - 1,
        leaf=row.indicator is not None,
        weight=row.weight,
        share=share,
        effective=effective,
    )


def _above(plan: Plan, at: int) -> list[int]:
    """Row numbers from the parent up to the root."""
    found = []
    while at:
        at = plan.rows[at].parent
        found.append(at)
    return found


def _correlated(node: NodeWeight, score: Vector, index: Vector) -> NodeWeight:
    both = ~np.isnan(score) & ~np.isnan(index)
    return replace(node, correlation=correlation(score[both], index[both]), units=int(both.sum()))


def _explained(plan: Plan, at: int, parts: Vector) -> float | None:
    """cov(effective · score, index) / var(index); None where the parts do not add up to the index."""
    arithmetic = all(plan.rows[up].aggregate == "arithmetic" for up in _above(plan, at))
    part, index = parts[at], parts[0]
    if not arithmetic or len(index) < FEWEST or is_constant(index) or np.isnan(part).any():
        return None
    x, y = deviations(np.array([part, index]))
    return total(x * y) / total(y * y) + 0.0
