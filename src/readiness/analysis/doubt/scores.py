"""What each indicator scores under every alternative normaliser, over all units of the document.

Only the last step changes: values are those after ``per``, ``impute`` and ``treat``, clipped and transformed as
written. Scores of an alternative stay within the scale.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readiness.framework.model import RELATIVE, Indicator
from readiness.framework.ways import CATEGORIES, normaliser_of
from readiness.results.records import UnitResult
from readiness.scoring.leaves import clipped, score_leaf
from readiness.scoring.methods import NORMALISERS, TRANSFORMS
from readiness.scoring.normalise import Recipe
from readiness.scoring.plan import Plan
from readiness.scoring.recipes import ends_of, optimum_of
from readiness.scoring.vectors import Vector

WRITTEN = "written"


def keeps_its_scores(leaf: Indicator) -> str | None:
    """Why no other normaliser makes sense for an indicator; None where one does.

    Scores that people wrote down (choices, thresholds), a function of one's own, a best in the middle, and answers
    whose meaning does not hang on who else answers (boolean, level).
    """
    how = normaliser_of(leaf)
    if how in ("choices", "thresholds", "custom"):
        return how
    if leaf.measure in CATEGORIES:
        return leaf.measure
    return "two_sided" if optimum_of(leaf) is not None else None


def better_of(leaf: Indicator) -> str:
    """``low`` where less is better, written or by its goalposts."""
    if normaliser_of(leaf) in RELATIVE:
        return leaf.better
    worst, best = ends_of(leaf) or (0.0, 1.0)
    return "low" if worst > best else "high"


def other_scores(plan: Plan, leaf: Indicator, name: str, adjusted: Vector, group: Vector | None = None) -> Vector:
    """Scores under the normaliser ``name``; compared with ``group`` (adjusted values) where it is given."""
    low, high = plan.low, plan.high

    def axis(values: Vector) -> Vector:
        return TRANSFORMS[leaf.transform](clipped(leaf, values))

    recipe = Recipe(
        low=low,
        high=high,
        better=better_of(leaf),
        mean=(low + high) / 2,
        sd=(high - low) / 10,
        group=None if group is None else axis(group),
    )
    return np.clip(NORMALISERS[name](axis(adjusted), recipe), low, high)


def scores_under(plan: Plan, leaf: Indicator, name: str, adjusted: Vector, units: Sequence[UnitResult]) -> Vector:
    """Scores under ``name`` (``written``: the file's own way) of values that may be no unit's, compared with those of
    ``units``. For numbers, and not for a normaliser of one's own."""
    nodes = [unit.nodes[leaf.id] for unit in units]
    group = np.array([np.nan if n.adjusted is None else n.adjusted for n in nodes])
    if name != WRITTEN:  # compares those that have a score, as ``scores_of`` does
        scored = np.array([n.score is not None for n in nodes])
        return other_scores(plan, leaf, name, adjusted, np.where(scored, group, np.nan))
    nothing = np.full(adjusted.shape, None, object)
    return score_leaf(plan, leaf, nothing, adjusted, group=group if normaliser_of(leaf) in RELATIVE else None)


def scores_of(plan: Plan, units: Sequence[UnitResult], names: Sequence[str]) -> tuple[Vector, dict[str, str]]:
    """Scores, alternatives × rows × units (NaN: none), and why an indicator keeps its own under some alternative."""
    found = np.full((len(names), len(plan.rows), len(units)), np.nan)
    kept: dict[str, str] = {}
    for at, leaf in plan.leaves():
        nodes = [unit.nodes[leaf.id] for unit in units]
        found[:, at] = [np.nan if n.score is None or n.status == "not_applicable" else n.score for n in nodes]
        others = [v for v, name in enumerate(names) if name != WRITTEN]
        if not others:
            continue
        if (reason := keeps_its_scores(leaf)) is not None:
            kept[leaf.id] = reason
            continue
        adjusted = np.array([np.nan if n.adjusted is None else n.adjusted for n in nodes])
        known = ~np.isnan(found[0, at]) & ~np.isnan(adjusted)  # a gap at the worst has a score and no value
        for v in others:
            scores = other_scores(plan, leaf, names[v], np.where(known, adjusted, np.nan))
            if np.isnan(scores[known]).any():
                kept[leaf.id] = "no_score"  # all equal, or values that the way cannot take
            else:
                found[v, at, known] = scores[known]
    return found, kept
