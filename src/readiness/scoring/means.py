"""From the children's scores to the node's: weighted means, each a pure function.

Scores and weights are children × units, the mean one number a unit. A weight of NaN says that the child
is absent, a weight of 0 that it is shown and not counted. Formulas: OECD/JRC, Handbook on Constructing
Composite Indicators (2008), part 1, step 6. Means are scaled by the largest (or least) child, so that
equal children give that very number back and no intermediate result overflows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from readiness.scoring.vectors import Flags, Vector, in_order

DUST_DECIMALS = 12  # two sums of the same numbers may differ beyond these, on scales of the usual size
DUST = 10.0**-DUST_DECIMALS


def _counted(scores: Vector, weights: Vector) -> Flags:
    """Which children enter the mean: those that have a score and a weight above 0."""
    with np.errstate(invalid="ignore"):
        return ~np.isnan(scores) & (weights > 0)


def _shares(weights: Vector, here: Flags) -> Vector:
    """Weights that sum to 1 over the counted children, 0 for the others."""
    shares = np.where(here, weights, 0.0)
    total = in_order(shares)
    with np.errstate(all="ignore"):
        return shares / total


def arithmetic(scores: Vector, weights: Vector) -> Vector:
    """Σ w s / Σ w: compensatory.

    >>> arithmetic(np.array([[3.0], [4.0], [3.0]]), np.array([[10.0], [10.0], [5.0]])).tolist()
    [3.4]
    """
    here = _counted(scores, weights)
    with np.errstate(all="ignore"):
        return in_order(np.where(here, weights * scores, 0.0)) / in_order(np.where(here, weights, 0.0))


def geometric(scores: Vector, weights: Vector) -> Vector:
    """exp(Σ w ln s / Σ w): a child of 0 makes it 0 (UNDP's human development index since 2010).

    >>> geometric(np.array([[4.0, 0.0], [9.0, 9.0]]), np.array([[1.0, 1.0], [1.0, 1.0]])).tolist()
    [6.0, 0.0]
    """
    here = _counted(scores, weights)
    shares = _shares(weights, here)
    top = np.max(np.where(here, scores, 0.0), axis=0)
    with np.errstate(all="ignore"):
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
    with np.errstate(all="ignore"):
        mean = unit * in_order(np.where(here, shares * (scores / unit) ** p, 0.0)) ** (1 / p)
    return _or_zero(mean, scores, here, all_zero=p > 0)


def owa(scores: Vector, weights: Vector, places: Sequence[float]) -> Vector:
    """Ordered weights, of the best child first (``places``), that respect the children's own weights.

    Yager (1988) where these are even and there are as many children as places; in general Torra's weighted form
    (1997, Int. J. of Intelligent Systems 12). It lies between the least and the greatest child.

    >>> scores, even = np.array([[20.0], [80.0]]), np.array([[1.0], [1.0]])
    >>> owa(scores, even, [0, 1]).tolist(), owa(scores, even, [1, 3]).tolist(), owa(scores, even, [1, 1]).tolist()
    ([20.0], [35.0], [50.0])
    >>> owa(scores, np.array([[3.0], [1.0]]), [1, 1]).tolist()
    [35.0]
    """
    least, above = from_least(scores, weights)
    shares = _shares(weights, _counted(scores, weights))
    return least + in_order(place_weights(above, np.nan_to_num(shares), places) * above)


def place_weights(values: Vector, shares: Vector, places: Sequence[float]) -> Vector:
    """The weight of each child by its place in the order from best to worst, children × units; it sums to 1.

    ``places`` are the steps of a curve over the unit interval, straight between its corners; a child takes the rise
    of the curve over its share. Children that are equal (but for ``DUST``) divide theirs by share.
    """
    values = np.round(values, DUST_DECIMALS)
    order = np.argsort(-values, axis=0, kind="stable")
    sorted_values, sorted_shares = (np.take_along_axis(each, order, axis=0) for each in (values, shares))
    until = np.vstack([np.zeros_like(shares[:1]), np.cumsum(sorted_shares, axis=0)])
    edge = np.diff(sorted_values, axis=0, prepend=np.inf, append=-np.inf) != 0  # where a run of equals begins or ends
    first = np.maximum.accumulate(np.where(edge, until, 0.0), axis=0)[:-1]
    last = np.minimum.accumulate(np.where(edge, until, np.inf)[::-1], axis=0)[::-1][1:]
    corners, heights = np.linspace(0.0, 1.0, len(places) + 1), np.cumsum([0.0, *places]) / sum(places)
    rise = np.interp(last, corners, heights) - np.interp(first, corners, heights)
    span = np.where(last > first, last - first, 1.0)
    weights = np.zeros(values.shape)
    np.put_along_axis(weights, order, sorted_shares / span * rise, axis=0)
    return weights


def mean_minus_sd(scores: Vector, weights: Vector, times: float) -> Vector:
    """The arithmetic mean less ``times`` the weighted standard deviation of the children: imbalance costs.

    A single child keeps its score. Nothing is clipped: the mean may fall below the scale, and it may fall while the
    best child rises. After Mazziotta and Pareto (2016), whose penalty is the standard deviation times sd / mean.

    >>> mean_minus_sd(np.array([[20.0, 50.0], [80.0, 50.0]]), np.array([[1.0, 1.0], [1.0, 1.0]]), 1).tolist()
    [20.0, 50.0]
    """
    least, above = from_least(scores, weights)
    mean, _centred, sd = spread(above, np.nan_to_num(_shares(weights, _counted(scores, weights))))
    return least + mean - times * sd


def spread(above: Vector, shares: Vector) -> tuple[Vector, Vector, Vector]:
    """Weighted mean, the differences from it, and the population standard deviation; shares sum to 1."""
    mean = in_order(shares * above)
    centred = above - mean
    return mean, centred, np.sqrt(in_order(shares * centred**2))


def from_least(scores: Vector, weights: Vector) -> tuple[Vector, Vector]:
    """The least counted child, NaN where none is, and how far each stands above it (0 for who is not counted).

    Reckoned from there equal children have no spread at all, whatever the last bits of their mean; what is less
    than dust above it is level with it.
    """
    least = minimum(scores, weights)
    with np.errstate(invalid="ignore"):
        return least, np.where(_counted(scores, weights) & (scores - least > DUST), scores - least, 0.0)


def _or_zero(mean: Vector, scores: Vector, here: Flags, *, all_zero: bool = False) -> Vector:
    zero = np.where(here, scores == 0, all_zero)
    dead = zero.all(axis=0) if all_zero else zero.any(axis=0)
    return np.where(here.any(axis=0), np.where(dead, 0.0, mean), np.nan)
