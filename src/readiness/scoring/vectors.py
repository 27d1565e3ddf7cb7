"""Arrays of scoring: a vector over units, or rows × units; NaN where there is no number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def nowhere() -> Flags:
    """False for any row and any unit: it takes the shape of what it is combined with."""
    return np.zeros((), bool)


def in_order(rows: Vector) -> Vector:
    """The sum over children, first to last, one addition at a time."""
    total = np.zeros(rows.shape[1])
    for row in rows:
        total += row
    return total
