"""Published figures of inner nodes against their own children: which of them do not follow.

A parent is judged by what stands right below it: a child's published figure where there is one, else what
the data give. So a slip is named once, where it is, and what was computed from it is not blamed. All of it
is ranges: a figure printed as 2,98 is any number from 2.975 to 2.985, and means hand such ends upwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from readiness.checks.figures import Figures, figures_of
from readiness.checks.ranges import mean_of, meets, widened
from readiness.data.table import Cell, Table
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.publish import published
from readiness.results.records import Results, UnitResult
from readiness.scoring.fold import SLACK
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Flags, Vector

LISTED = 10


@dataclass(frozen=True, slots=True)
class _Judged:
    """Rows × units. ``found`` (middle, low, high) is what the children give; ``slips`` follow from nothing;
    ``right`` are what the indicators give to who rounds on the way, or does not."""

    found: Vector
    slips: Flags
    right: Flags


def audit(results: Results, table: Table) -> list[Finding]:
    """A warning (D120) for every published parent that does not follow from its children, at its cell, and one
    note (D121) for all that cannot be judged."""
    units = [unit for unit in results.units if table.parents.get(unit.code)]
    if not units:
        return []
    plan = plan_of(Framework.model_validate(results.framework.snapshot))
    figures = figures_of(plan, units, table)
    judged = _judge(plan, figures)
    found = []
    for at, j in np.argwhere(judged.slips).tolist():
        cell = table.parents[units[j].code][plan.rows[at].id]
        found.append(_slip(plan, figures, judged, (at, j), units[j], cell))
    unjudged = np.argwhere(~np.isnan(figures.given) & np.isnan(judged.found[0])).tolist()
    if unjudged:
        names = [f"{units[j].name}: {plan.rows[at].id}" for at, j in unjudged]
        more = {"more": len(names) - LISTED} if len(names) > LISTED else {}
        found.append(Finding("D121", params={"count": len(names), "found": names[:LISTED], **more}))
    return found


def _judge(plan: Plan, figures: Figures) -> _Judged:
    """From the leaves to the index, twice: ``printed`` hands published figures upwards in place of what was found,
    ``honest`` what one gets who computes from the indicators and rounds what is printed."""
    given, half, score = figures.given, figures.half, figures.score
    printed = np.stack([score, score, score])
    honest, coverage = printed.copy(), figures.coverage.copy()
    found = np.full_like(printed, np.nan)
    slips, right, below = (np.zeros(score.shape, bool) for _ in range(3))
    for at in range(len(plan.rows) - 1, -1, -1):
        if not plan.rows[at].children:
            continue
        known, whole = ~np.isnan(given[at]), figures.coverage[at] >= 1 - SLACK  # with gaps they are no witness
        printed[:, at] = found[:, at] = np.minimum(mean_of(plan, at, printed, coverage), figures.caps[at])
        honest[:, at] = np.minimum(mean_of(plan, at, honest, figures.coverage), figures.caps[at])
        follows = meets(given[at], half[at], found[:, at]) | np.isnan(found[0, at])
        exact = whole & meets(given[at], half[at], np.stack([score[at]] * 3))
        rounded = whole & meets(given[at], half[at], honest[:, at])
        slipped = below[list(plan.rows[at].children)].any(axis=0)  # then the children's figures are no witness
        slips[at] = known & ~follows & ~exact & ~(slipped & rounded)
        right[at], below[at] = exact | rounded, np.where(known, slips[at], slipped)
        printed[:, at] = np.where(known, widened(plan, given[at], half[at]), printed[:, at])
        honest[:, at] = np.where(known, widened(plan, honest[:, at], half[at]), honest[:, at])
        coverage[at] = np.where(known, 1.0, coverage[at])
    return _Judged(found, slips, right)


def _slip(  # noqa: PLR0917  (all of one cell)
    plan: Plan, figures: Figures, judged: _Judged, place: tuple[int, int], unit: UnitResult, cell: Cell
) -> Finding:
    at, j = place
    given, half = float(figures.given[place]), float(figures.half[place])
    middle, low, high = judged.found[:, at, j].tolist()
    decimals = min(9, round(-np.log10(2 * half)))
    margin = half + max(0.0, high - low) / 2
    source = cell.source
    params: dict[str, object] = {
        "name": unit.name,
        "node": plan.rows[at].id,
        "given": published(given, decimals),
        "found": _different(middle, given, decimals),
        "margin": f"{margin:.6f}".rstrip("0").rstrip("."),
    }
    followers = list(_followers(plan, figures, judged, at, j))
    if followers:
        params["followers"] = followers
    return Finding(
        "D120",
        path=source.path if source else "",
        line=source.line if source else None,
        column=source.column if source else None,
        params=params,
        unit=unit.code,
        cell=source.cell if source and source.sheet else None,
        excerpt=source.text if source else None,
    )


def _different(found: float, given: float, decimals: int) -> str:
    """What was found, with a decimal more where it would print as the figure that it is not."""
    printed = published(found, decimals)
    return printed if printed != published(given, decimals) else published(found, min(9, decimals + 2))


def _followers(plan: Plan, figures: Figures, judged: _Judged, at: int, j: int) -> Iterator[str]:
    """Published figures above that follow from this one and differ from what the indicators give."""
    while at:
        at = plan.rows[at].parent
        if np.isnan(figures.given[at, j]):
            continue
        if judged.slips[at, j] or judged.right[at, j]:
            return
        yield plan.rows[at].id
