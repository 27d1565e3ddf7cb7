"""Benefit of the doubt: each unit with the weights that suit it best (Melyn and Moesen 1991; Cherchye and others 2007).

A unit's value is the most that Σ ω s can be for it while no unit exceeds 1 under the same ω ≥ 0; who stays below 1
cannot blame the weights. ``min_share`` and ``max_share`` bound each indicator's share ω / Σ ω of the unit's own
weights, as in table 19 of the OECD/JRC Handbook (2008): every indicator then counts, and none decides alone.

A gap: the unit gives no weight to what it lacks, and its bounds hold among what it has; in the comparison with
others what it lacks counts as the scale's minimum (Kuosmanen 2009), so that a gap holds nobody down.
"""

from __future__ import annotations

import numpy as np

from readiness.framework.forms import Bounds
from readiness.scoring.opinions.pairs import Judged
from readiness.scoring.vectors import Flags, Vector

SOLVED = 1e-9  # how far over 1 a unit may come before it joins the constraints
DECIMALS = 7  # the precision of the solver


def benefit_of_the_doubt(scores: Vector, _weights: Vector, bounds: Bounds | None = None) -> Judged:
    """Values in 0..1; scores from 0, the scale's minimum. NaN where the bounds cannot hold among what a unit has.

    >>> benefit_of_the_doubt(np.array([[4.0, 2.0, 2.0], [1.0, 4.0, 2.0]]), np.ones(2)).values.tolist()
    [1.0, 1.0, 0.7142857]
    """
    bounds = bounds or Bounds()
    has = ~np.isnan(scores).T
    made = np.where(has, scores.T, 0.0)
    possible = (has.sum(axis=1) * bounds.min_share <= 1 + SOLVED) & (has.sum(axis=1) * bounds.max_share >= 1 - SOLVED)
    values = np.full(len(made), np.nan)
    against = sorted(set(made.argmax(axis=0).tolist())) if len(made) else []
    for unit in np.argsort(-made.sum(axis=1), kind="stable").tolist():
        if not possible[unit] or not np.isnan(values[unit]):
            continue
        value, reached, against = _solved(made, has[unit], unit, against, bounds)
        same = (has == has[unit]).all(axis=1)  # who is on the frontier under these weights needs no search of its own
        values[same & (reached >= 1 - SOLVED)] = 1.0
        values[unit] = round(min(max(value, 0.0), 1.0), DECIMALS) + 0.0
    return Judged(values)


def _solved(
    made: Vector, mine: Flags, unit: int, against: list[int], bounds: Bounds
) -> tuple[float, Vector, list[int]]:
    """Solve against a few units; whoever exceeds 1 joins them, until nobody does."""
    while True:
        rows = sorted({*against, unit})
        weights = np.zeros(made.shape[1])
        weights[mine] = _best_weights(made[:, mine], unit, rows, bounds)
        reached = (made * weights).sum(axis=1)
        over = [
            at for at in np.argsort(-reached, kind="stable").tolist() if reached[at] > 1 + SOLVED and at not in rows
        ]
        if not over:
            return float(reached[unit]), reached, against
        against = sorted({*against, *over[:5]})


def _best_weights(made: Vector, unit: int, rows: list[int], bounds: Bounds) -> Vector:
    """The linear programme, in y and t: ω = y + min_share · t, t being the sum of ω."""
    from scipy.optimize import linprog

    least, most, count = bounds.min_share, bounds.max_share, made.shape[1]
    compared = np.hstack([made[rows], least * made[rows].sum(axis=1, keepdims=True)])
    aim = np.append(made[unit], least * made[unit].sum())
    limits = np.ones(len(rows))
    if most < 1:
        compared = np.vstack([compared, np.hstack([np.eye(count), np.full((count, 1), least - most)])])
        limits = np.append(limits, np.zeros(count))
    whole = np.append(np.ones(count), -max(1 - count * least, 0.0))
    found = linprog(-aim, A_ub=compared, b_ub=limits, A_eq=whole[None], b_eq=[0.0], method="highs")
    if found.x is None:
        raise ArithmeticError(f"no weights found for unit {unit}: {found.message}")
    weights: Vector = found.x[:-1] + least * found.x[-1]
    return weights
