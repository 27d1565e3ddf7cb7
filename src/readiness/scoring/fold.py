"""The fold: leaf scores to the index, children before parents, with shares and coverage."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from readiness.scoring.methods import AGGREGATORS
from readiness.scoring.plan import Plan, Row
from readiness.scoring.vectors import Flags, Vector, in_order, nowhere

SLACK = 1e-9  # a coverage of 0.65 that was summed is 0.65


@dataclass(frozen=True, slots=True)
class Leaves:
    """What is known of the leaves, rows × units: score (NaN: none), whether there is data, whether it applies.

    A value may be observed and have no score (a constant column under a relative normaliser). ``imputed``: no
    data, but a value all the same, so that it is no gap.
    """

    score: Vector
    observed: Flags
    applicable: Flags
    imputed: Flags = field(default_factory=nowhere)


@dataclass(frozen=True, slots=True)
class Folded:
    """Rows × units. NaN where there is no number; ``failed``: no index, by the policy ``fail``."""

    score: Vector
    coverage: Vector
    share: Vector
    applicable: Flags
    failed: Flags


def fold(plan: Plan, leaves: Leaves, fill: float | None = None) -> Folded:
    """Fold once. With ``fill`` every gap, and every value that was put into one, takes that score and no policy
    applies: the bounds."""
    state = Folded(
        leaves.score.copy() if fill is None else np.where(leaves.imputed, np.nan, leaves.score),
        np.where(leaves.applicable, leaves.observed.astype(float), np.nan),
        np.full_like(leaves.score, np.nan),
        leaves.applicable.copy(),
        np.zeros(leaves.score.shape[1], bool),
    )
    for at in range(len(plan.rows) - 1, -1, -1):
        row = plan.rows[at]
        if row.children:
            _group(plan, at, leaves, state, bounds=fill is not None)
        if fill is not None:
            gap = state.applicable[at] & np.isnan(state.score[at])
            state.score[at] = np.where(gap, fill, state.score[at])
    if fill is None:
        state.score[0, state.failed] = np.nan
    return state


def _group(plan: Plan, at: int, leaves: Leaves, state: Folded, *, bounds: bool) -> None:
    """One inner node from its children, in place. Under ``bounds`` no policy applies."""
    row, kids = plan.rows[at], list(plan.rows[at].children)
    policy = None if bounds else row.missing.policy
    if policy == "worst":
        state.score[kids] = np.where(_gaps(plan, row, leaves), plan.low, state.score[kids])
    scores, applicable = state.score[kids], state.applicable[kids]
    state.applicable[at] = applicable.any(axis=0)
    weights = np.where(applicable, np.array([[plan.rows[kid].weight] for kid in kids]), np.nan)
    scored = ~np.isnan(scores)
    present = np.where(scored, weights, np.nan)
    state.coverage[at] = _coverage(weights, np.where(scored, state.coverage[kids], 0.0), state.applicable[at])
    state.share[kids] = _shares(present)
    option = () if row.option is None else (row.option,)
    mean = AGGREGATORS[row.aggregate](scores, present, *option)
    if policy in ("exclude", "fail"):
        mean = np.where(state.coverage[at] >= row.missing.min_coverage - SLACK, mean, np.nan)
    if policy == "fail":
        failed = _gaps(plan, row, leaves).any(axis=0)
        state.failed[:] |= failed
        mean = np.where(failed, np.nan, mean)
    state.score[at] = mean


def _gaps(plan: Plan, row: Row, leaves: Leaves) -> Flags:
    """Where a child is a leaf that applies and has no value, children × units."""
    kids = list(row.children)
    is_leaf = np.array([[plan.rows[kid].indicator is not None] for kid in kids])
    imputed = np.broadcast_to(leaves.imputed, leaves.score.shape)[kids]
    return is_leaf & leaves.applicable[kids] & ~leaves.observed[kids] & ~imputed


def _coverage(weights: Vector, covered: Vector, applicable: Flags) -> Vector:
    """Σ w c / Σ w over the applicable children; 0 where none of them is counted, NaN where none applies."""
    known = np.where(np.isnan(weights), 0.0, weights)
    total = in_order(known)
    part = in_order(known * covered) / np.where(total > 0, total, 1.0)
    return np.where(applicable, part, np.nan)


def _shares(present: Vector) -> Vector:
    """Weights of the children that have a score, made to sum to 1; NaN for the others."""
    total = in_order(np.where(np.isnan(present), 0.0, present))
    return present / np.where(total > 0, total, np.nan)


def down(plan: Plan, factors: Vector) -> Vector:
    """The product of ``factors`` from the root to each node: shares become effective weights, rates parts."""
    product = np.empty_like(factors)
    product[0] = 1.0
    for at, row in enumerate(plan.rows[1:], start=1):
        product[at] = product[row.parent] * factors[at]
    return product


def full_weights(plan: Plan) -> tuple[Vector, Vector]:
    """Every row's share within its parent, and its effective weight in the index, where each leaf applies and has
    data. 0 throughout a group of weights 0; both are 1 for the root."""
    shares = np.ones(len(plan.rows))
    for row in plan.rows:
        kids = list(row.children)
        weights = np.array([[plan.rows[kid].weight] for kid in kids]).reshape(-1, 1)
        shares[kids] = np.nan_to_num(_shares(weights))[:, 0]
    return shares, down(plan, shares)
