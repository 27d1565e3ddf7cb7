"""From the children's scores to the node's: weighted means, each a pure function.

Scores and weights are children × units, the mean one number a unit. A weight of NaN says that the child
is absent, a weight of 0 that it is shown and not counted. Formulas: OECD/JRC, Handbook on Constructing
Composite Indicators (2008), part 1, step 6. Means are scaled by the largest (or least) child, so that
equal children give that very number back and no intermediate result overflows.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.vectors import Flags, Vector, in_order


def _counted(scores: Vector, weights: Vector) -> Flags:
    """Which children enter the mean: those that have a score and a weight above 0."""
    return ~np.isnan(scores) & (np.nan_to_num(weights) > 0)


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


def _or_zero(mean: Vector, scores: Vector, here: Flags, *, all_zero: bool = False) -> Vector:
    zero = np.where(here, scores == 0, all_zero)
    dead = zero.all(axis=0) if all_zero else zero.any(axis=0)
    return np.where(here.any(axis=0), np.where(dead, 0.0, mean), np.nan)
