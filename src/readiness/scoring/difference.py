"""Why one index is not the other: a difference split into leaves, and into the data that one side lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from readiness.framework.model import Framework
from readiness.results.records import UnitResult
from readiness.scoring.fold import down
from readiness.scoring.plan import ROOT, Plan, plan_of
from readiness.scoring.points import tree_rates
from readiness.scoring.vectors import Vector


@dataclass(frozen=True, slots=True)
class Split:
    """``total`` = Σ ``parts`` + Σ ``availability``: the index after minus before, both without gates.

    ``parts`` by leaf with a counted way to the index on both sides (0 where it did not change);
    ``availability`` by inner node (``index`` for the root) whose shares differ between the sides.
    """

    parts: Mapping[str, float]
    availability: Mapping[str, float]
    total: float


def split(framework: Framework, before: UnitResult, after: UnitResult) -> Split:
    """Split the difference of two states of one framework: two units, or two waves of one.

    Reversed sides give the same parts with the other sign. Raises ValueError where a side has no index.
    """
    first, last = before.index.value_before_gates, after.index.value_before_gates
    if first is None or last is None:
        raise ValueError("a difference needs an index on both sides")
    plan = plan_of(framework)
    score = _column(plan, before, "score", first), _column(plan, after, "score", last)
    share = _column(plan, before, "share", 1.0), _column(plan, after, "share", 1.0)
    both = ~np.isnan(share[0]) & ~np.isnan(share[1])
    middle = np.where(both, (share[0] + share[1]) / 2, np.nan)
    s, t = (np.where(both, side, np.nan) for side in score)
    rates = np.where(both, tree_rates(plan, middle, s, t), np.nan)
    reach = down(plan, rates)
    parts = {row.id: float(reach[at, 0] * (t - s)[at, 0]) for at, row in enumerate(plan.rows) if row.indicator}
    differ = np.isnan(share[0]) != np.isnan(share[1])
    differ |= both & (np.abs(share[0] - share[1]) > 1e-12)
    return Split(
        {name: part + 0.0 for name, part in parts.items() if not np.isnan(part)},
        _availability(plan, differ, rates, reach, t - s),
        last - first,
    )


def _availability(plan: Plan, differ: Vector, rates: Vector, reach: Vector, change: Vector) -> dict[str, float]:
    """What remains of a node's own change after its children's, carried up to the index."""
    found = {}
    for at, row in enumerate(plan.rows):
        kids = list(row.children)
        if kids and differ[kids].any() and not np.isnan(reach[at, 0]):
            told = 0.0
            for kid in kids:
                told += 0.0 if np.isnan(change[kid, 0]) else float(rates[kid, 0] * change[kid, 0])
            found[row.id] = float(reach[at, 0]) * (float(change[at, 0]) - told) + 0.0
    return found


def _column(plan: Plan, unit: UnitResult, name: str, root: float) -> Vector:
    found = [root] + [getattr(unit.nodes[row.id], name) for row in plan.rows if row.id != ROOT]
    return np.array([[np.nan if value is None else value] for value in found], float)
