"""From a value to a score: transforms and normalisers, each a pure function on a vector over units.

A vector goes in and one of the same length comes out, NaN where there is no value. Formulas: OECD/JRC,
Handbook on Constructing Composite Indicators (2008), part 1, step 5.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.scoring.vectors import Vector


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a normaliser may ask: the scale, and the indicator's own goalposts, steps and choices."""

    low: float = 0.0
    high: float = 100.0
    worst: float = 0.0
    best: float = 100.0
    better: str = "high"
    mean: float = 0.0
    sd: float = 1.0
    steps: tuple[tuple[float, float], ...] = ()
    linear: bool = False
    choices: Mapping[str, float] | None = None


def _on_scale(part: Vector, r: Recipe) -> Vector:
    return r.low + part * (r.high - r.low) + 0.0  # + 0.0: a reversed goalpost must not print -0.0


def _oriented(x: Vector, r: Recipe) -> Vector:
    return -x if r.better == "low" else x


def none(x: Vector) -> Vector:
    """The value as it is."""
    return x


def log(x: Vector) -> Vector:
    """Natural logarithm; NaN where x ≤ 0.

    >>> log(np.array([1.0, 0.0])).tolist()
    [0.0, nan]
    """
    return np.log(np.where(x > 0, x, np.nan))


def log10(x: Vector) -> Vector:
    """Decimal logarithm; NaN where x ≤ 0.

    >>> log10(np.array([1000.0, -1.0])).tolist()
    [3.0, nan]
    """
    return np.log10(np.where(x > 0, x, np.nan))


def sqrt(x: Vector) -> Vector:
    """Square root; NaN where x < 0.

    >>> sqrt(np.array([9.0, -1.0])).tolist()
    [3.0, nan]
    """
    return np.sqrt(np.where(x >= 0, x, np.nan))


def goalposts(x: Vector, r: Recipe) -> Vector:
    """(x − worst)/(best − worst) on the scale; worst > best means that less is better (UNDP).

    >>> goalposts(np.array([20.0, 52.5, 85.0]), Recipe(worst=20, best=85)).tolist()
    [0.0, 50.0, 100.0]
    >>> goalposts(np.array([0.0, 5.0]), Recipe(worst=20, best=0)).tolist()
    [100.0, 75.0]
    """
    return _on_scale((x - r.worst) / (r.best - r.worst), r)


def distance_to_target(x: Vector, r: Recipe) -> Vector:
    """(x − min)/(target − min), never below 0 nor above 1; ``best`` is the target, ``worst`` the min.

    >>> distance_to_target(np.array([0.0, 40.0, 95.0]), Recipe(worst=0, best=80)).tolist()
    [0.0, 50.0, 100.0]
    """
    return _on_scale(np.clip((x - r.worst) / (r.best - r.worst), 0.0, 1.0), r)


def minmax(x: Vector, r: Recipe) -> Vector:
    """(x − least)/(most − least) over the units scored; NaN for a constant column.

    >>> minmax(np.array([1.0, np.nan, 3.0, 2.0]), Recipe()).tolist()
    [0.0, nan, 100.0, 50.0]
    """
    y = _oriented(x, r)
    if is_constant(y):
        return np.full_like(x, np.nan)
    return _on_scale((y - np.nanmin(y)) / (np.nanmax(y) - np.nanmin(y)), r)


def zscore(x: Vector, r: Recipe) -> Vector:
    """mean + sd·z with the sample's standard deviation (n − 1); a constant column gives the mean.

    >>> zscore(np.array([1.0, 2.0, 3.0]), Recipe(mean=50, sd=10)).tolist()
    [40.0, 50.0, 60.0]
    """
    y = _oriented(x, r)
    if is_constant(y):
        return np.where(np.isnan(x), np.nan, r.mean)
    known = y[~np.isnan(y)].tolist()
    middle = math.fsum(known) / len(known)
    spread = math.sqrt(math.fsum((v - middle) ** 2 for v in known) / (len(known) - 1))
    return r.mean + r.sd * ((y - middle) / spread) + 0.0


def rank(x: Vector, r: Recipe) -> Vector:
    """(n − rank)/(n − 1), 1 the best, ties their mean rank; NaN for a constant column.

    >>> rank(np.array([10.0, 30.0, 30.0, 40.0]), Recipe(low=0, high=3)).tolist()
    [0.0, 1.5, 1.5, 3.0]
    """
    y = _oriented(x, r)
    if is_constant(y):
        return np.full_like(x, np.nan)
    worse, equal, n = _standing(y)
    return np.where(np.isnan(x), np.nan, _on_scale((worse + (equal - 1) / 2) / (n - 1), r))


def percentile_rank(x: Vector, r: Recipe) -> Vector:
    """(worse + ½ equal)/n, itself among the equal; NaN for a constant column.

    >>> percentile_rank(np.array([10.0, 30.0, 30.0, 40.0]), Recipe()).tolist()
    [12.5, 50.0, 50.0, 87.5]
    """
    y = _oriented(x, r)
    if is_constant(y):
        return np.full_like(x, np.nan)
    worse, equal, n = _standing(y)
    return np.where(np.isnan(x), np.nan, _on_scale((worse + equal / 2) / n, r))


def thresholds(x: Vector, r: Recipe) -> Vector:
    """The score of the last step reached (``from`` inclusive), or a line from step to step.

    Below the first step the first step's score holds, above the last the last one's.

    >>> thresholds(np.array([39.9, 40.0, 100.0]), Recipe(steps=((0, 0), (40, 50), (80, 100)))).tolist()
    [0.0, 50.0, 100.0]
    >>> thresholds(np.array([20.0, 60.0]), Recipe(steps=((0, 0), (40, 50), (80, 100)), linear=True)).tolist()
    [25.0, 75.0]
    """
    at, score = np.array([s[0] for s in r.steps], float), np.array([s[1] for s in r.steps], float)
    if r.linear:
        return np.where(np.isnan(x), np.nan, np.interp(x, at, score))
    reached = np.searchsorted(at, np.where(np.isnan(x), at[0], x), side="right") - 1
    return np.where(np.isnan(x), np.nan, score[np.clip(reached, 0, None)])


def choices(x: npt.NDArray[Any], r: Recipe) -> Vector:
    """The score written beside the chosen key; NaN for a key that is not written.

    >>> choices(np.array(["ada", None, "tidak"], object), Recipe(choices={"ada": 100, "tidak": 0})).tolist()
    [100.0, nan, 0.0]
    """
    written = r.choices or {}
    return np.array([written.get(key, math.nan) if isinstance(key, str) else math.nan for key in x], float)


def is_constant(x: Vector) -> bool:
    """Whether a column has fewer than two different values, so that it tells no unit from another."""
    known = x[~np.isnan(x)]
    return known.size == 0 or bool(known.min() == known.max())


def _standing(y: Vector) -> tuple[Vector, Vector, int]:
    known = np.sort(y[~np.isnan(y)])
    worse = np.searchsorted(known, y, side="left").astype(float)
    return worse, np.searchsorted(known, y, side="right") - worse, int(known.size)
