"""All the arithmetic, and nothing else: pure functions on vectors over units.

A transform and a normaliser take a vector to a vector of the same length, NaN where there is no
value. An aggregator takes scores and weights, both children × units, to one score a unit; a weight
of NaN says that the child is absent, a weight of 0 that it is shown and not counted. Sums run over
children in the framework's order, one addition at a time, so no thread or row order moves a digit.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, steps 5 and 6. Who moves
a mean is in ``rates.py``. To add a method, write one function and one line in its table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


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


# Transforms ---------------------------------------------------------------------------------------


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


TRANSFORMS: dict[str, Callable[[Vector], Vector]] = {"none": none, "log": log, "log10": log10, "sqrt": sqrt}


# Normalisers --------------------------------------------------------------------------------------


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


NORMALISERS: dict[str, Callable[[Any, Recipe], Vector]] = {
    "goalposts": goalposts,
    "distance_to_target": distance_to_target,
    "minmax": minmax,
    "zscore": zscore,
    "rank": rank,
    "percentile_rank": percentile_rank,
    "thresholds": thresholds,
    "choices": choices,
}


def is_constant(x: Vector) -> bool:
    """Whether a column has fewer than two different values, so that it tells no unit from another."""
    known = x[~np.isnan(x)]
    return known.size == 0 or bool(known.min() == known.max())


def _standing(y: Vector) -> tuple[Vector, Vector, int]:
    known = np.sort(y[~np.isnan(y)])
    worse = np.searchsorted(known, y, side="left").astype(float)
    return worse, np.searchsorted(known, y, side="right") - worse, int(known.size)


# Aggregators --------------------------------------------------------------------------------------
# Scaled by the largest (or least) child, so that equal children give that very number back and no
# intermediate result overflows.


def _counted(scores: Vector, weights: Vector) -> Flags:
    """Which children enter the mean: those that have a score and a weight above 0."""
    return ~np.isnan(scores) & (np.nan_to_num(weights) > 0)


def _shares(weights: Vector, here: Flags) -> Vector:
    """Weights that sum to 1 over the counted children, 0 for the others."""
    shares = np.where(here, weights, 0.0)
    total = in_order(shares)
    with np.errstate(invalid="ignore", divide="ignore"):
        return shares / total


def in_order(rows: Vector) -> Vector:
    """The sum over children, first to last, one addition at a time."""
    total = np.zeros(rows.shape[1])
    for row in rows:
        total = total + row
    return total


def arithmetic(scores: Vector, weights: Vector) -> Vector:
    """Σ w s / Σ w: compensatory.

    >>> arithmetic(np.array([[3.0], [4.0], [3.0]]), np.array([[10.0], [10.0], [5.0]])).tolist()
    [3.4]
    """
    here = _counted(scores, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        return in_order(np.where(here, weights * scores, 0.0)) / in_order(np.where(here, weights, 0.0))


def geometric(scores: Vector, weights: Vector) -> Vector:
    """exp(Σ w ln s / Σ w): a child of 0 makes it 0 (UNDP's human development index since 2010).

    >>> geometric(np.array([[4.0, 0.0], [9.0, 9.0]]), np.array([[1.0, 1.0], [1.0, 1.0]])).tolist()
    [6.0, 0.0]
    """
    here = _counted(scores, weights)
    shares = _shares(weights, here)
    top = np.max(np.where(here, scores, 0.0), axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = top * np.exp(in_order(np.where(here, shares * np.log(scores / top), 0.0)))
    return _or_zero(mean, scores, here)


def harmonic(scores: Vector, weights: Vector) -> Vector:
    """Σ w / Σ (w / s): a child of 0 makes it 0.

    >>> harmonic(np.array([[2.0, 0.0], [6.0, 6.0]]), np.array([[1.0, 1.0], [1.0, 1.0]])).tolist()
    [3.0, 0.0]
    """
    return power(scores, weights, -1.0)


def minimum(scores: Vector, weights: Vector) -> Vector:
    """The lowest counted child: nothing compensates.

    >>> minimum(np.array([[2.0], [6.0], [1.0]]), np.array([[1.0], [1.0], [0.0]])).tolist()
    [2.0]
    """
    here = _counted(scores, weights)
    least = np.min(np.where(here, scores, np.inf), axis=0)
    return np.where(here.any(axis=0), least, np.nan)


def power(scores: Vector, weights: Vector, p: float) -> Vector:
    """(Σ w sᵖ / Σ w)^(1/p), p ≠ 0; a negative p makes it 0 where a child is 0.

    >>> power(np.array([[1.0], [7.0]]), np.array([[1.0], [1.0]]), 2).tolist()
    [5.0]
    """
    here = _counted(scores, weights)
    shares = _shares(weights, here)
    unit = np.max(np.where(here, scores, 0.0), axis=0) if p > 0 else minimum(scores, weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = unit * in_order(np.where(here, shares * (scores / unit) ** p, 0.0)) ** (1 / p)
    return _or_zero(mean, scores, here, all_zero=p > 0)


def _or_zero(mean: Vector, scores: Vector, here: Flags, *, all_zero: bool = False) -> Vector:
    zero = np.where(here, scores == 0, all_zero)
    dead = zero.all(axis=0) if all_zero else zero.any(axis=0)
    return np.where(here.any(axis=0), np.where(dead, 0.0, mean), np.nan)


AGGREGATORS: dict[str, Callable[..., Vector]] = {
    "arithmetic": arithmetic,
    "geometric": geometric,
    "harmonic": harmonic,
    "minimum": minimum,
    "power": power,
}
