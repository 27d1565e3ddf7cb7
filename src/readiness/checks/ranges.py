"""Means of ranges: what children that are only known to half a unit of their last decimal say of their parent.

A range is (middle, low, high), an array of 3 × units or 3 × rows × units; NaN where there is no number.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.fold import SLACK
from readiness.scoring.methods import AGGREGATORS
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Flags, Vector, in_order

DUST = 1e-9  # what is nearer than this is the same number


def mean_of(plan: Plan, at: int, ranges: Vector, coverage: Vector) -> Vector:
    """A node's range from its children's; NaN where too little of them is known.

    ``ranges`` are 3 × rows × units, ``coverage`` rows × units (NaN: does not apply). Every mean but one grows with
    each child, so ends give ends; the spread in ``mean_minus_sd`` may shrink meanwhile, and its ends are put as
    far as both together can reach.
    """
    row, kids = plan.rows[at], list(plan.rows[at].children)
    weights = np.where(np.isnan(coverage[kids]), np.nan, np.array([[plan.rows[kid].weight] for kid in kids]))
    present = np.where(np.isnan(ranges[0, kids]), np.nan, weights)
    option = () if row.option is None else (row.option,)
    middle, low, high = (AGGREGATORS[row.aggregate](ends[kids], present, *option) for ends in ranges)
    if row.aggregate == "mean_minus_sd":
        reach = np.nan_to_num(ranges[2, kids] - ranges[1, kids]).max(axis=0) * (1 + float(row.option))
        low, high = middle - reach, middle + reach
    covered = np.where(np.isnan(ranges[0, kids]), 0.0, np.nan_to_num(coverage[kids]))
    least = 0.0 if row.missing.policy == "worst" else row.missing.min_coverage
    return np.where(_part(np.nan_to_num(weights), covered) >= least - SLACK, np.stack([middle, low, high]), np.nan)


def _part(weights: Vector, covered: Vector) -> Vector:
    """How much of the weight is known; 0 where there is none."""
    total = in_order(weights)
    return in_order(weights * covered) / np.where(total > 0, total, 1.0)


def meets(given: Vector, half: Vector, range_: Vector) -> Flags:
    """Whether a figure and half a unit either way touch a range; False where either is unknown.

    >>> meets(np.array([2.98]), np.array([0.005]), np.array([[2.99], [2.985], [2.995]])).tolist()
    [True]
    """
    with np.errstate(invalid="ignore"):
        touching: Flags = (given + half >= range_[1] - DUST) & (given - half <= range_[2] + DUST)
    return touching


def widened(plan: Plan, range_: Vector, half: Vector) -> Vector:
    """A number, or a range, as it is known once it is printed: half a unit further either way, and no further than
    the scale, for half a unit below 0 is no score."""
    middle, low, high = range_ if range_.ndim > 1 else (range_, range_, range_)
    low = np.maximum(low - half, np.minimum(middle, plan.low))
    return np.stack([middle, low, np.minimum(high + half, np.maximum(middle, plan.high))])
