"""Both data under both frameworks, every unit together: a relative score rests on its whole group.

A split is believed only where scoring again makes the two indices on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.analysis.changing.held import Held, completed
from readiness.data.table import Table
from readiness.framework.model import Framework
from readiness.framework.ways import custom_of
from readiness.results.change import WhyNot
from readiness.results.records import UnitResult
from readiness.scoring.fold import full_weights
from readiness.scoring.gaps import looks_across
from readiness.scoring.plan import plan_of
from readiness.scoring.records import unit_results
from readiness.scoring.run import scored_wave

AGAIN = 4e-10  # two indices nearer than this are one: half of what a printed ninth decimal can tell
Scored = Mapping[str, UnitResult]


@dataclass(frozen=True, slots=True)
class Corners:
    """Units by code: each data under each framework, the old one first in both words."""

    old_old: Scored
    old_new: Scored
    new_old: Scored
    new_new: Scored


def corners(before: Held, after: Held) -> Corners | WhyNot:
    """The four, or why there are none. ``old_new`` is the old data under the new framework."""
    why = _why_not(before.framework, after.framework)
    if why is not None:
        return why
    old, new = completed(before, after), completed(after, before)
    try:
        return Corners(
            old_old=_score(before.framework, old, new),
            old_new=_score(after.framework, old, new),
            new_old=_score(before.framework, new, old),
            new_new=_score(after.framework, new, old),
        )
    except ValueError:  # the reference wave is another one
        return "reference_wave"


def rests_on_waves(framework: Framework) -> bool:
    """Whether an index may rest on waves that its own results do not hold."""
    return framework.reference_wave is not None or looks_across(plan_of(framework))


def _why_not(before: Framework, after: Framework) -> WhyNot | None:
    if any(custom_of(leaf) for framework in (before, after) for leaf in framework.indicators()):
        return "custom"
    names = [{leaf.id for leaf in framework.indicators()} for framework in (before, after)]
    if any(_common(framework, names[0] & names[1]) < _least(framework) for framework in (before, after)):
        return "frameworks_apart"
    return None


def _common(framework: Framework, common: set[str]) -> float:
    """The part of a framework's weight that stands on indicators which both have."""
    plan = plan_of(framework)
    _shares, effective = full_weights(plan)
    return float(sum(effective[at] for at, leaf in plan.leaves() if leaf.id in common))


def _least(framework: Framework) -> float:
    """As much weight as the framework itself asks to have data before it gives an index."""
    return framework.missing.min_coverage - AGAIN


def _score(framework: Framework, table: Table, other: Table) -> dict[str, UnitResult]:
    plan = plan_of(framework)
    scored, _told = scored_wave(plan, table, (table, other))
    return {unit.code: unit for unit in unit_results(plan, scored.prepared, scored.scores)}
