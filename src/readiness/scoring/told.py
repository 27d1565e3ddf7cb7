"""What must be told of a fold: indices refused by policy, scores outside low–high, nothing ranked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from readiness.data.table import Table
from readiness.findings import Finding
from readiness.scoring.fold import SLACK
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Values
from readiness.scoring.records import Scores


def told_of(plan: Plan, table: Table, values: Values, scores: Scores) -> list[Finding]:
    """Findings of the finished fold, by unit in the table's order."""
    if not table.units:
        return []
    found = [*_failed(plan, table, values, scores), *_outside_bounds(plan, table, scores)]
    if np.isnan(scores.folded.score[0]).all():
        found.append(Finding("M109", params={"units": len(table.units)}))
    return found


def _failed(plan: Plan, table: Table, values: Values, scores: Scores) -> Iterator[Finding]:
    """The policy ``fail``: which leaves are missing."""
    for j in np.flatnonzero(scores.folded.failed).tolist():
        unit = table.units[j]
        missing = [
            leaf.id
            for at, leaf in plan.leaves()
            if plan.rows[plan.rows[at].parent].missing.policy == "fail"
            and values.applicable[at, j]
            and not values.known[at, j]
        ]
        params = {"unit": unit.code, "name": unit.name, "indicators": missing, "count": len(missing)}
        yield Finding("M106", params=params, unit=unit.code)


def _outside_bounds(plan: Plan, table: Table, scores: Scores) -> Iterator[Finding]:
    """A partly observed group that was left out can carry a score out of low–high: the highest such node."""
    score = scores.folded.score
    with np.errstate(invalid="ignore"):
        beyond = (score < scores.low - SLACK) | (score > scores.high + SLACK)
    for j in np.flatnonzero(beyond.any(axis=0)).tolist():
        at, unit = int(np.argmax(beyond[:, j])), table.units[j]
        numbers = {"score": score[at, j], "low": scores.low[at, j], "high": scores.high[at, j]}
        shown = {key: round(float(value), 3) for key, value in numbers.items()}
        params = {"unit": unit.code, "name": unit.name, "node": plan.rows[at].id, **shown}
        yield Finding("M107", params=params, unit=unit.code)
