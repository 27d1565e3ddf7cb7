"""The exact split of a difference between two states of one framework into its indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from readiness.framework.model import Framework
from readiness.results.records import UnitResult
from readiness.scoring.plan import ROOT, Plan, plan_of
from readiness.scoring.rates import rates_of


@dataclass(frozen=True, slots=True)
class Split:
    """``total`` = Σ ``parts`` (by indicator) + Σ ``availability`` (by inner node, ``index`` among them).

    In index points, before gates. ``availability`` is what comes from data that only one side has.
    """

    parts: Mapping[str, float]
    availability: Mapping[str, float]
    total: float


def split(framework: Framework, before: UnitResult, after: UnitResult) -> Split:
    """Why the index of ``after`` differs from that of ``before``. Raises ValueError where either has none.

    Children with data on both sides take the mean of their two shares (``rates.py`` has the formula).
    """
    start, end = before.index.value_before_gates, after.index.value_before_gates
    if start is None or end is None:
        raise ValueError("both units need an index")
    plan = plan_of(framework)
    parts: dict[str, float] = {}
    availability: dict[str, float] = {}
    _descend(plan, 0, 1.0, (start, end), before, after, parts, availability)
    return Split(parts, availability, end - start)


def _descend(
    plan: Plan,
    at: int,
    reach: float,
    ends: tuple[float, float],
    before: UnitResult,
    after: UnitResult,
    parts: dict[str, float],
    availability: dict[str, float],
) -> None:
    row = plan.rows[at]
    both = [kid for kid in row.children if _has(before, plan.rows[kid].id) and _has(after, plan.rows[kid].id)]
    scores = {kid: (_score(before, plan.rows[kid].id), _score(after, plan.rows[kid].id)) for kid in both}
    explained = 0.0
    if both:
        shares = np.array([[(_share(before, plan.rows[k].id) + _share(after, plan.rows[k].id)) / 2] for k in both])
        a, b = (np.array([[scores[k][side]] for k in both]) for side in (0, 1))
        rates = rates_of(row.aggregate, row.power)(shares, a, b, np.array([ends[0]]), np.array([ends[1]]))
        for kid, rate in zip(both, rates[:, 0].tolist(), strict=True):
            step = scores[kid][1] - scores[kid][0]
            explained += rate * step
            if plan.rows[kid].indicator is not None:
                parts[plan.rows[kid].id] = reach * rate * step
            else:
                _descend(plan, kid, reach * rate, scores[kid], before, after, parts, availability)
    rest = reach * (ends[1] - ends[0] - explained)
    if abs(rest) > 1e-12:
        availability[row.id if at else ROOT] = rest


def _has(unit: UnitResult, name: str) -> bool:
    return unit.nodes[name].score is not None


def _score(unit: UnitResult, name: str) -> float:
    score = unit.nodes[name].score
    assert score is not None
    return score


def _share(unit: UnitResult, name: str) -> float:
    return unit.nodes[name].share or 0.0
