"""How far two rankings agree."""

from __future__ import annotations

import numpy as np

from readiness.scoring.vectors import Vector


def tau_b(one: Vector, other: Vector) -> float | None:
    """Kendall's tau-b: pairs in the same order less those in the opposite one, ties corrected (Kendall 1945).

    None where one of the two tells nobody apart.

    >>> tau_b(np.array([1.0, 2.0, 3.0]), np.array([1.0, 3.0, 2.0]))
    0.3333333333333333
    """
    first, second = (np.sign(each[:, None] - each[None, :]) for each in (one, other))
    told = float(np.abs(first).sum() * np.abs(second).sum())
    return float((first * second).sum() / told**0.5) if told > 0 else None
