"""From a value to a score by comparison: normalisers that look at the group.

The group is the units scored, or those of the reference wave where the framework names one (``Recipe.group``); only
its numbers are taken from there. A group whose values are all equal gives no score (``zscore``: its mean).

``minmax``, ``zscore``, ``distance_to_reference``, ``above_below_mean`` and ``percentile_steps`` are those of the
OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 5, and its table of normalisations of mean
years of schooling. Where less is better, differences turn their sign and ratios turn round (reference / x).
"""

from __future__ import annotations

import math

import numpy as np

from readiness.scoring.normalise import SLACK, Recipe, is_constant, on_scale, thresholds
from readiness.scoring.vectors import Vector


def minmax(x: Vector, r: Recipe) -> Vector:
    """(x − least)/(most − least) of the group.

    >>> minmax(np.array([1.0, np.nan, 3.0, 2.0]), Recipe()).tolist()
    [0.0, nan, 100.0, 50.0]
    """
    y, group = _oriented(x, r), _oriented(_group(x, r), r)
    if is_constant(group):
        return _no_score(x)
    return on_scale((y - group.min()) / (group.max() - group.min()), r)


def zscore(x: Vector, r: Recipe) -> Vector:
    """mean + sd·z; z has the standard deviation of a sample (n − 1) or of a population (n).

    Of a constant group, what equals its value scores the mean, and nothing else has a score.

    >>> zscore(np.array([1.0, 2.0, 3.0]), Recipe(mean=50, sd=10)).tolist()
    [40.0, 50.0, 60.0]
    >>> zscore(np.array([1.0, 3.0]), Recipe(mean=50, sd=10, of="population")).tolist()
    [40.0, 60.0]
    """
    y, group = _oriented(x, r), _oriented(_group(x, r), r)
    if is_constant(group):
        return np.where(np.isin(y, group), r.mean, np.nan)
    known = group.tolist()
    middle = _mean(group)
    freedom = len(known) - (1 if r.of == "sample" else 0)
    spread = math.sqrt(math.fsum((v - middle) ** 2 for v in known) / freedom)
    return r.mean + r.sd * ((y - middle) / spread) + 0.0


def rank(x: Vector, r: Recipe) -> Vector:
    """(n − rank)/(n − 1), 1 the best, ties their mean rank. A stranger to the group stands between its neighbours,
    and at the end beyond it.

    >>> rank(np.array([10.0, 30.0, 30.0, 40.0]), Recipe(low=0, high=3)).tolist()
    [0.0, 1.5, 1.5, 3.0]
    """
    if is_constant(_group(x, r)):
        return _no_score(x)
    worse, equal, n = _standing(x, r)
    return on_scale(np.clip((worse + (equal - 1) / 2) / (n - 1), 0.0, 1.0), r)


def percentile_rank(x: Vector, r: Recipe) -> Vector:
    """(worse + ½ equal)/n, itself among the equal.

    >>> percentile_rank(np.array([10.0, 30.0, 30.0, 40.0]), Recipe()).tolist()
    [12.5, 50.0, 50.0, 87.5]
    """
    if is_constant(_group(x, r)):
        return _no_score(x)
    worse, equal, n = _standing(x, r)
    return on_scale((worse + equal / 2) / n, r)


def percentile_steps(x: Vector, r: Recipe) -> Vector:
    """Steps (as in ``thresholds``) over the percentile 100·(worse + 1)/n: ties share the lowest place.

    >>> percentile_steps(np.array([10.0, 30.0, 30.0, 40.0]), Recipe(steps=((0, 0), (50, 20), (75, 80)))).tolist()
    [0.0, 20.0, 20.0, 80.0]
    """
    if is_constant(_group(x, r)):
        return _no_score(x)
    worse, _equal, n = _standing(x, r)
    return thresholds(np.minimum(100.0 * (worse + 1) / n, 100.0), r)


def fraction_of_max(x: Vector, r: Recipe) -> Vector:
    """x / the largest of the group; where less is better, the smallest / x. Never above 1.

    No score for a value below 0, nor where the divisor is not above 0.

    >>> fraction_of_max(np.array([10.0, 40.0, 0.0]), Recipe()).tolist()
    [25.0, 100.0, 0.0]
    >>> fraction_of_max(np.array([10.0, 40.0]), Recipe(better="low")).tolist()
    [100.0, 25.0]
    """
    if is_constant(_group(x, r)):
        return _no_score(x)
    return on_scale(np.minimum(_ratio(x, _best(_group(x, r), r), r), 1.0), r)


def distance_to_reference(x: Vector, r: Recipe) -> Vector:
    """x / reference, or that less 1, as a part of the scale; the reference is the group's best, worst or mean.

    Scores may lie outside the scale: twice the mean is twice the scale. No score for a value below 0, nor where the
    divisor is not above 0.

    >>> distance_to_reference(np.array([5.0, 15.0]), Recipe(to="mean")).tolist()
    [50.0, 150.0]
    >>> distance_to_reference(np.array([5.0, 15.0]), Recipe(to="worst", by="difference")).tolist()
    [0.0, 200.0]
    """
    group = _group(x, r)
    if is_constant(group):
        return _no_score(x)
    to = _mean(group) if r.to == "mean" else _best(group, r) if r.to == "best" else _worst(group, r)
    return on_scale(_ratio(x, to, r) - (1.0 if r.by == "difference" else 0.0), r)


def above_below_mean(x: Vector, r: Recipe) -> Vector:
    """The scale's top where x/mean > 1 + margin, its bottom where x/mean < 1 − margin, else its middle.

    No score where the mean is not above 0.

    >>> above_below_mean(np.array([6.0, 9.0, 15.0]), Recipe(margin=0.2)).tolist()
    [0.0, 50.0, 100.0]
    """
    group = _group(x, r)
    if is_constant(group) or _mean(group) <= 0:
        return _no_score(x)
    away = _oriented(x / _mean(group) - 1.0, r)
    side = np.where(away > r.margin + SLACK, 1.0, np.where(away < -r.margin - SLACK, 0.0, 0.5))
    return on_scale(np.where(np.isnan(x), np.nan, side), r)


def _group(x: Vector, r: Recipe) -> Vector:
    """The known values that a unit is compared with."""
    column = x if r.group is None else r.group
    return column[~np.isnan(column)]


def _oriented(x: Vector, r: Recipe) -> Vector:
    return -x if r.better == "low" else x


def _no_score(x: Vector) -> Vector:
    return np.full_like(x, np.nan)


def _best(group: Vector, r: Recipe) -> float:
    return float(group.min() if r.better == "low" else group.max())


def _worst(group: Vector, r: Recipe) -> float:
    return float(group.max() if r.better == "low" else group.min())


def _mean(group: Vector) -> float:
    return math.fsum(group.tolist()) / group.size


def _ratio(x: Vector, to: float, r: Recipe) -> Vector:
    """x / to, and to / x where less is better: amounts compared, so NaN below 0 and by what is not above 0."""
    if to <= 0:
        return _no_score(x)
    return to / np.where(x > 0, x, np.nan) if r.better == "low" else np.where(x >= 0, x, np.nan) / to


def _standing(x: Vector, r: Recipe) -> tuple[Vector, Vector, int]:
    """How many of the group are worse than each value (NaN: no value), how many equal it, and how many there are."""
    y, known = _oriented(x, r), np.sort(_oriented(_group(x, r), r))
    worse = np.where(np.isnan(x), np.nan, np.searchsorted(known, y, side="left").astype(float))
    return worse, np.searchsorted(known, y, side="right").astype(float) - worse, int(known.size)
