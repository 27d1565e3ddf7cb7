"""What bends a value before it is scored: pure functions on a vector, NaN outside their domain.

OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 5: a skewed indicator is transformed
before it is normalised, and its goalposts with it.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.vectors import Vector


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
