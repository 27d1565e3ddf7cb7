"""Means that are straight in the weights: M = f⁻¹(Σ w f(s)) stands higher exactly where Σ w f(s) does.

f is ln s (geometric) or sᵖ (arithmetic: p = 1, harmonic: p = -1), turned so that it rises with s. Under one f at
every node the index is such a mean of the leaves, with their weights in the index.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.plan import Row
from readiness.scoring.vectors import Vector

EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


def exponent_of(row: Row) -> float | None:
    """p of a node's mean, 0 for the geometric one; None for a mean whose weights rest on the order of the children."""
    return float(row.option) if row.aggregate == "power" else EXPONENTS.get(row.aggregate)


def bent(scores: Vector, p: float) -> Vector:
    """f of scores, rising; -inf for a score of 0 that takes the whole mean to 0. Powers in units of the greatest.

    >>> bent(np.array([0.0, 1.0]), 0).tolist(), bent(np.array([0.0, 1.0, 2.0]), -1).tolist()
    ([-inf, 0.0], [-inf, -2.0, -1.0])
    """
    if p == 1:
        return scores
    with np.errstate(divide="ignore"):
        if p == 0:
            return np.log(scores)
        return np.asarray(np.sign(p) * (scores / (np.nanmax(scores, initial=0.0) or 1.0)) ** p)
