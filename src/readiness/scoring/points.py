"""Points: who brings the index up, who holds it down; and the split of a difference of two states.

Part of a leaf = the product of the rates (``rates.py``) on its path × its own difference. All parts add
up to the difference of the index.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.fold import Folded, down
from readiness.scoring.methods import RATES
from readiness.scoring.plan import Plan
from readiness.scoring.rates import Move
from readiness.scoring.vectors import Vector


def tree_rates(plan: Plan, shares: Vector, before: Vector, after: Vector) -> Vector:
    """ρ of every node within its parent, rows × units; the root's is 1."""
    rates = np.ones_like(before)
    for at, row in enumerate(plan.rows):
        if row.children:
            kids = list(row.children)
            move = Move(np.nan_to_num(shares[kids]), before[kids], after[kids], before[at], after[at])
            option = () if row.option is None else (row.option,)
            rates[kids] = RATES[row.aggregate](move, *option)
    return rates


def points(plan: Plan, folded: Folded) -> tuple[Vector, Vector]:
    """Effective weights and points, rows × units, NaN where a node has no part in an index.

    A leaf's points are effective × top − lost, lost being its part of the way from its score to the
    scale's top. Where every ancestor is arithmetic that is score × effective weight.
    """
    effective = down(plan, np.where(np.isnan(folded.score), np.nan, folded.share))
    effective[:, np.isnan(folded.score[0])] = np.nan
    top = np.where(np.isnan(folded.score), np.nan, plan.high)
    reach = down(plan, tree_rates(plan, folded.share, folded.score, top))
    found = effective * folded.score + (effective - reach) * (plan.high - folded.score)
    found = np.where(np.isnan(effective), np.nan, found)
    for at in range(len(plan.rows) - 1, -1, -1):
        if plan.rows[at].children:
            kept = np.isnan(effective[at])
            found[at] = np.where(kept, np.nan, _sum_known(found[list(plan.rows[at].children)]))
    return effective, found


def _sum_known(rows: Vector) -> Vector:
    total = np.zeros(rows.shape[1])
    for row in rows:
        total = total + np.where(np.isnan(row), 0.0, row)
    return total
