"""Means as weighted sums: M = f⁻¹(Σ w f(s)), so that many draws of weights are one matrix product.

f is x, ln x, 1/x or xᵖ. Other means (``minimum``, ``owa``, ``mean_minus_sd``) have no such f and go through
``scoring`` itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from readiness.scoring.plan import Plan, Row
from readiness.scoring.vectors import Vector

EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}
STRAIGHT = (*EXPONENTS, "power")  # the means that an alternative takes the place of
STEEPEST = 16.0  # a power beyond it would leave the range of doubles
LIFT = 0.01  # of the scale: what an alternative mean by ratios takes for the least score


@dataclass(frozen=True, slots=True)
class Kind:
    """One mean. ``exponent`` is p of f = xᵖ, 0 for ln; None where there is no f. Scores below ``floor`` count as it."""

    name: str
    option: Any = None
    floor: float | None = None

    @property
    def exponent(self) -> float | None:
        """p; None for a mean that is no weighted sum."""
        if self.name == "power":
            return float(self.option) if abs(self.option) <= STEEPEST else None
        return EXPONENTS.get(self.name)

    def lifted(self, scores: Vector) -> Vector:
        """The scores, none of them below the floor."""
        return scores if self.floor is None else np.maximum(scores, self.floor)

    def bent(self, scores: Vector) -> Vector:
        """f of scores that are lifted; 0 at a score of 0 where f has no value (``zeros`` names those)."""
        p = self.exponent
        if p == 1.0 or p is None:
            return scores
        safe = scores if p > 0 else np.where(scores > 0, scores, 1.0)
        return np.log(safe) if p == 0.0 else np.power(safe, p)

    def straight(self, sums: Vector) -> Vector:
        """f⁻¹."""
        p = self.exponent
        if p == 1.0 or p is None:
            return sums
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.exp(sums) if p == 0.0 else np.power(sums, 1.0 / p)

    def has_zeros(self) -> bool:
        """Whether a child of 0 makes the mean 0 whatever the others are."""
        return self.exponent is not None and self.exponent <= 0 and self.floor is None


def kind_of(row: Row) -> Kind:
    """The mean of an inner node as written."""
    return Kind(row.aggregate, row.option)


def alternative(plan: Plan, row: Row, name: str) -> Kind:
    """The mean of an inner node under an alternative.

    ``minimum``, ``owa`` and ``mean_minus_sd`` are a statement of their own and stay. A geometric or harmonic mean
    that stands in for another one takes what is below a hundredth of the scale for that: written by nobody with
    zeros in mind, it would let a single 0 decide alone.
    """
    if name in ("written", row.aggregate) or row.aggregate not in STRAIGHT:
        return kind_of(row)
    kind = Kind(name)
    by_ratios = kind.exponent is not None and kind.exponent <= 0
    return replace(kind, floor=max(plan.low, LIFT * (plan.high - plan.low))) if by_ratios else kind
