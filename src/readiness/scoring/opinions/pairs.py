"""Units held against each other in pairs, leaf by leaf: nothing is added that is not of one kind.

OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 6 (non-compensatory multi-criteria
approach) and its tables 25–37; Moulin (1988); Young (1988). Support is counted in whole numbers, ``WHOLE`` being all of
it, so that sums are exact and a tie is a tie.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from readiness.scoring.vectors import Vector

Support = npt.NDArray[np.int64]
WHOLE = 10**12
DECIMALS = 8  # of a sum of shares over all pairs of a unit


class Judged(NamedTuple):
    """A number a unit, more being better, NaN where the method cannot judge; the rest as in ``OpinionResult``."""

    values: Vector
    optimal: bool | None = None
    score: float | None = None
    bound: float | None = None


def support(scores: Vector, weights: Vector) -> Support:
    """Units × units: the part of the weight on which the one stands before the other, of ``WHOLE``.

    Of the leaves that both have; a tie gives half to each. A pair without a common leaf is even.

    >>> (support(np.array([[3.0, 1.0], [2.0, 2.0]]), np.array([3.0, 1.0])) / WHOLE).tolist()
    [[0.5, 0.875], [0.125, 0.5]]
    """
    count = scores.shape[1]
    ahead, common = np.zeros((count, count)), np.zeros((count, count))
    for row, weight in zip(np.round(scores, 9), weights, strict=True):
        one, other = row[:, None], row[None, :]
        ahead += weight * ((one > other) + 0.5 * (one == other))
        common += weight * ~(np.isnan(one) | np.isnan(other))
    part = np.where(common > 0, ahead / np.where(common > 0, common, 1.0), 0.5)
    upper = np.triu(np.rint(part * WHOLE).astype(np.int64), 1)
    lower = np.tril(WHOLE - upper.T, -1)
    found: Support = upper + lower + np.eye(count, dtype=np.int64) * (WHOLE // 2)
    return found


def borda(scores: Vector, weights: Vector, _option: Any = None) -> Judged:
    """How many units stand below, and half of those level, on average over the leaves by weight (Borda 1784).

    >>> borda(np.array([[3.0, 2.0, 1.0], [1.0, 3.0, 1.0]]), np.array([1.0, 1.0])).values.tolist()
    [1.25, 1.5, 0.25]
    """
    wins = support(scores, weights)
    return Judged(np.round((wins.sum(axis=1) - WHOLE // 2) / WHOLE, DECIMALS))


def copeland(scores: Vector, weights: Vector, _option: Any = None) -> Judged:
    """Units beaten on more than half of the weight, less those that beat it (Copeland 1951).

    >>> copeland(np.array([[3.0, 2.0, 1.0], [1.0, 3.0, 1.0]]), np.array([1.0, 1.0])).values.tolist()
    [1.0, 1.0, -2.0]
    """
    wins = support(scores, weights)
    return Judged(np.sign(wins - wins.T).sum(axis=1).astype(float))
