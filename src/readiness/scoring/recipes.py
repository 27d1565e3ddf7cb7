"""What an indicator's normaliser asks, with the defaults of its measure."""

from __future__ import annotations

import numpy as np

from readiness.framework.model import (
    RELATIVE,
    Indicator,
    Scale,
    ShareAtLeast,
    ShareOf,
    TargetNormaliser,
    ZscoreNormaliser,
)
from readiness.scoring.methods import TRANSFORMS
from readiness.scoring.normalise import Recipe

WITH_GOALPOSTS = ("goalposts", "distance_to_target")


def normaliser_of(leaf: Indicator) -> str:
    """The normaliser's name: written, or implied by ``choices`` or ``thresholds``, else goalposts."""
    match leaf.normalise:
        case None:
            return "choices" if leaf.choices is not None else "thresholds" if leaf.thresholds else "goalposts"
        case ZscoreNormaliser():
            return "zscore"
        case TargetNormaliser():
            return "distance_to_target"
        case str() as name:
            return name


def is_relative(leaf: Indicator) -> bool:
    """Whether the score depends on the group that is scored."""
    return normaliser_of(leaf) in RELATIVE


def ends_of(leaf: Indicator) -> tuple[float, float] | None:
    """``(worst, best)`` after ``per`` and before ``transform``; None where the normaliser has no goalposts.

    Raises ValueError where a number or count has none (the framework's check refuses it earlier).
    """
    if normaliser_of(leaf) not in WITH_GOALPOSTS:
        return None
    worst, best = _default_ends(leaf)
    worst = leaf.worst if leaf.worst is not None else worst
    best = leaf.best if leaf.best is not None else best
    if isinstance(leaf.normalise, TargetNormaliser):
        best = leaf.normalise.distance_to_target.target
    if worst is None or best is None or worst == best:
        raise ValueError(f"indicator '{leaf.id}' needs a worst and a best that differ")
    return worst, best


def _default_ends(leaf: Indicator) -> tuple[float | None, float | None]:
    match leaf.measure:
        case "percent":
            return 0.0, 100.0
        case "boolean":
            return 0.0, 1.0
        case "level":
            keys = list(leaf.levels or (1, 5))
            return float(min(keys)), float(max(keys))
        case "survey" if isinstance(leaf.statistic, ShareAtLeast | ShareOf):
            return 0.0, 100.0
        case "survey" if leaf.answers:
            return float(min(leaf.answers)), float(max(leaf.answers))
        case _:
            return None, None


def recipe_of(leaf: Indicator, scale: Scale) -> Recipe:
    """The normaliser's arguments; goalposts and steps already on the transformed axis."""
    transform = TRANSFORMS[leaf.transform]
    worst, best = transform(np.array(ends_of(leaf) or (0.0, 1.0))).tolist()
    steps = leaf.thresholds or []
    at = transform(np.array([step.from_ for step in steps], float)).tolist()
    z = leaf.normalise.zscore if isinstance(leaf.normalise, ZscoreNormaliser) else None
    middle, spread = (scale.min + scale.max) / 2, (scale.max - scale.min) / 10
    return Recipe(
        low=scale.min,
        high=scale.max,
        worst=worst,
        best=best,
        better=leaf.better,
        mean=middle if z is None else z.mean,
        sd=spread if z is None else z.sd,
        steps=tuple(zip(at, (step.score for step in steps), strict=True)),
        linear=leaf.interpolate == "linear",
        choices=leaf.choices,
    )
