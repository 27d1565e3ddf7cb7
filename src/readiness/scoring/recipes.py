"""What an indicator's normaliser asks, with the defaults of its measure."""

from __future__ import annotations

import numpy as np

from readiness.framework.forms import (
    MarginNormaliser,
    PercentileNormaliser,
    ReferenceNormaliser,
    TargetNormaliser,
    ZscoreNormaliser,
    one_end,
)
from readiness.framework.model import (
    Indicator,
    Scale,
    Step,
)
from readiness.framework.ways import WITH_GOALPOSTS, normaliser_of, own_ends
from readiness.scoring.methods import TRANSFORMS
from readiness.scoring.normalise import Method, Optimum, Recipe
from readiness.scoring.vectors import Vector


def ends_of(leaf: Indicator) -> tuple[float, float] | None:
    """``(worst, best)`` after ``per`` and before ``transform``; None where the normaliser has no goalposts, and where
    the best lies in the middle (``optimum_of``).

    Raises ValueError where a number or count has none (the framework's check refuses it earlier).
    """
    if normaliser_of(leaf) not in WITH_GOALPOSTS or optimum_of(leaf) is not None:
        return None
    worst, best = own_ends(leaf)
    worst = one_end(leaf.worst) if leaf.worst is not None else worst
    best = one_end(leaf.best) if leaf.best is not None else best
    if isinstance(leaf.normalise, TargetNormaliser):
        best = leaf.normalise.distance_to_target.target
    if worst is None or best is None or worst == best:
        raise ValueError(f"indicator '{leaf.id}' needs a worst and a best that differ")
    return worst, best


def optimum_of(leaf: Indicator) -> Optimum | None:
    """The best in the middle and the worst at either side, after ``per`` and before ``transform``; None without.

    A measure with ends of its own (``percent``: 0 and 100) need not write ``worst``. Raises ValueError where the worst
    do not enclose the best (the framework's check refuses it earlier).
    """
    if normaliser_of(leaf) != "goalposts" or not (isinstance(leaf.best, list) or isinstance(leaf.worst, list)):
        return None
    default = [end for end in own_ends(leaf) if end is not None]
    worst = leaf.worst if isinstance(leaf.worst, list) else default if leaf.worst is None else []
    best = leaf.best if isinstance(leaf.best, list) else [] if leaf.best is None else [leaf.best]
    if not worst or not best or not min(worst) < min(best) <= max(best) < max(worst):
        raise ValueError(f"indicator '{leaf.id}' needs two worst ends with the best between them")
    return Optimum(min(worst), min(best), max(best), max(worst))


def bounds_of(leaf: Indicator, group: Vector | None = None) -> tuple[float, float] | None:
    """The least and the most that can be told apart, after ``per`` and before ``transform``; None without.

    Goalposts have them. ``group``, the values of a reference wave, sets them for ``minmax``: what is beyond is clipped,
    flagged or refused as ``outside`` says.
    """
    optimum = optimum_of(leaf)
    if optimum is not None:
        return optimum.worst_low, optimum.worst_high
    ends = ends_of(leaf)
    if ends is not None:
        return min(ends), max(ends)
    known = np.zeros(0) if group is None or normaliser_of(leaf) != "minmax" else group[~np.isnan(group)]
    return (float(known.min()), float(known.max())) if known.size else None


def recipe_of(leaf: Indicator, scale: Scale, group: Vector | None = None, method: Method | None = None) -> Recipe:
    """The normaliser's arguments; goalposts, steps and the reference wave's ``group`` on the transformed axis."""
    transform = TRANSFORMS[leaf.transform]
    worst, best = transform(np.array(ends_of(leaf) or (0.0, 1.0))).tolist()
    optimum = optimum_of(leaf)
    how = leaf.normalise
    z = how.zscore if isinstance(how, ZscoreNormaliser) else None
    reference = how.distance_to_reference if isinstance(how, ReferenceNormaliser) else None
    middle, spread = (scale.min + scale.max) / 2, (scale.max - scale.min) / 10
    return Recipe(
        low=scale.min,
        high=scale.max,
        worst=worst,
        best=best,
        optimum=None if optimum is None else Optimum(*transform(np.array(optimum)).tolist()),
        better=leaf.better,
        mean=middle if z is None else z.mean,
        sd=spread if z is None else z.sd,
        of="sample" if z is None else z.of,
        to="mean" if reference is None else reference.to,
        by="ratio" if reference is None else reference.by,
        margin=how.above_below_mean.margin if isinstance(how, MarginNormaliser) else 0.0,
        steps=_steps(leaf),
        linear=leaf.interpolate == "linear",
        choices=leaf.choices,
        group=None if group is None else transform(group),
        method=method,
    )


def _steps(leaf: Indicator) -> tuple[tuple[float, float], ...]:
    """Steps over values are on the transformed axis; over percentiles there is nothing to transform."""
    if isinstance(leaf.normalise, PercentileNormaliser):
        return tuple((step.from_, step.score) for step in leaf.normalise.percentile_steps)
    steps: list[Step] = leaf.thresholds or []
    at = TRANSFORMS[leaf.transform](np.array([step.from_ for step in steps], float)).tolist()
    return tuple(zip(at, (step.score for step in steps), strict=True))
