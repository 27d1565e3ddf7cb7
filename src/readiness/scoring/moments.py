"""Skewness and kurtosis in the bias-corrected form that spreadsheets use.

With mₖ the k-th central moment: g₁ = m₃/m₂^1.5 and g₂ = m₄/m₂² − 3, and

    G₁ = g₁ √(n(n−1)) / (n−2)                       Excel's SKEW
    G₂ = ((n+1) g₂ + 6) (n−1) / ((n−2)(n−3))        Excel's KURT, 0 for a normal distribution

Joanes and Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998). Sums are
exact (``fsum``), so that the order of the units moves no digit.
"""

from __future__ import annotations

import math

import numpy as np

from readiness.scoring.vectors import Vector


def skewness(x: Vector) -> float:
    """G₁ of the values that are numbers; NaN for fewer than 3 of them, or where all are equal.

    >>> round(skewness(np.array([3, 4, 5, 2, 3, 4, 5, 6, 4, 7.0])), 6)  # the example of Excel's own page
    0.359543
    >>> skewness(np.array([1.0, 1.0, 1.0])), skewness(np.array([1.0, 2.0]))
    (nan, nan)
    """
    spread = _centred(x, least=3)
    if spread is None:
        return math.nan
    n = len(spread)
    m2, m3 = (math.fsum(d**k for d in spread) / n for k in (2, 3))
    return float(m3 / m2**1.5 * math.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(x: Vector) -> float:
    """G₂ of the values that are numbers; NaN for fewer than 4 of them, or where all are equal.

    >>> round(kurtosis(np.array([3, 4, 5, 2, 3, 4, 5, 6, 4, 7.0])), 6)  # the example of Excel's own page
    -0.1518
    >>> kurtosis(np.array([1.0, 2.0, np.nan, 3.0]))
    nan
    """
    spread = _centred(x, least=4)
    if spread is None:
        return math.nan
    n = len(spread)
    m2, m4 = (math.fsum(d**k for d in spread) / n for k in (2, 4))
    return ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))


def _centred(x: Vector, least: int) -> list[float] | None:
    """Differences from the mean, as parts of the largest one: the shape does not depend on the unit of measure,
    and no power of a very large or a very small number leaves the range of doubles."""
    known = x[~np.isnan(x)].tolist()
    if len(known) < least or min(known) == max(known):
        return None
    middle = math.fsum(known) / len(known)
    spread = [value - middle for value in known]
    largest = max(map(abs, spread))
    return None if largest == 0 else [value / largest for value in spread]
