"""Statistics of children × units, each row one child; no number is missing. Sums are exact (``math.fsum``)."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from readiness.scoring.vectors import Vector

DIGITS = 12  # of a correlation: what lies beyond is noise of the sums, and 1 − r must be 0 where r is 1


def total(values: Vector) -> float:
    """The sum, whatever the order."""
    return math.fsum(values.tolist())


def deviations(scores: Vector) -> Vector:
    """Each child's scores less their mean."""
    return np.array([row - total(row) / len(row) for row in scores])


def sds(scores: Vector) -> list[float]:
    """Sample standard deviations, by child."""
    return [math.sqrt(total(row * row) / (len(row) - 1)) for row in deviations(scores)]


def correlation(a: Vector, b: Vector) -> float | None:
    """Pearson's r of two vectors at 12 decimals; None where one of them is constant or there are fewer than 3 units.

    >>> correlation(np.array([1.0, 2.0, 3.0]), np.array([2.0, 4.0, 6.0]))
    1.0
    """
    if len(a) < 3 or is_constant(a) or is_constant(b):
        return None
    x, y = deviations(np.array([a, b]))
    return _limited(total(x * y) / math.sqrt(total(x * x) * total(y * y)))


def correlations(scores: Vector) -> Vector:
    """The matrix of Pearson's r between children; none of them may be constant."""
    found = np.eye(len(scores))
    x = deviations(scores)
    lengths = [math.sqrt(total(row * row)) for row in x]
    for i in range(len(scores)):
        for j in range(i):
            found[i, j] = found[j, i] = _limited(total(x[i] * x[j]) / (lengths[i] * lengths[j]))
    return found


def _limited(r: float) -> float:
    return max(-1.0, min(1.0, round(r, DIGITS)))


def is_constant(values: Vector) -> bool:
    """Whether all are one number, at 9 decimals."""
    return bool(np.ptp(values.round(9)) == 0) if len(values) else True


def to_shares(weights: Sequence[float]) -> list[float]:
    """Weights made to sum to 1, at 12 decimals: the same digits on every machine. ZeroDivisionError if all are 0.

    >>> to_shares([1, 3])
    [0.25, 0.75]
    """
    whole = math.fsum(weights)
    return [round(weight / whole, DIGITS) for weight in weights]
