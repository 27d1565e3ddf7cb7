"""What to do next: levers by their gain, and the strengths to keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from readiness.framework.model import Indicator
from readiness.report.numbers import exact, signed, span
from readiness.report.pages.view import View
from readiness.results.differences import gap
from readiness.results.insights import Lever, UnitInsight

EFFORTS = ("low", "medium", "high")
SHOWN = 8


class LeverView(NamedTuple):
    """One lever as it prints. ``reach`` is the index with the value at its worst and at its best, for a gap."""

    id: str
    label: str
    now: str
    then: str
    gain: str
    reach: str
    effort: str | None
    owner: str
    step: str
    action: str
    evidence: str


@dataclass(frozen=True, slots=True)
class StrengthView:
    """A node above the median: its score, the median, the difference, its rank."""

    label: str
    score: str
    median: str
    difference: str
    rank: str
    pillar: bool


@dataclass(frozen=True, slots=True)
class Levers:
    """The first levers, the rest, and the indicators that have none because they depend on the others."""

    first: tuple[LeverView, ...]
    more: tuple[LeverView, ...]
    left_out: tuple[str, ...]


def levers(view: View, insight: UnitInsight) -> Levers:
    """In the order of the insights. Gaps are told where it is told what is not counted."""
    rows = [_lever(view, lever) for lever in insight.levers if lever.kind != "fill_gap"]
    left_out = tuple(view.labels[node] for node in insight.left_out if node in view.labels)
    return Levers(tuple(rows[:SHOWN]), tuple(rows[SHOWN:]), left_out)


def _lever(view: View, lever: Lever) -> LeverView:
    leaf = view.leaf[lever.indicator]
    return LeverView(
        id=leaf.id,
        label=view.labels[leaf.id],
        now=view.raw(leaf, lever.now),
        then=view.raw(leaf, lever.then),
        gain=_gain(view, lever.gain),
        reach=reach(view, lever),
        effort=lever.effort if lever.effort in EFFORTS else None,
        owner=view.text(leaf.owner),
        step=_step(view, leaf, lever),
        action=_action(view, leaf, lever),
        evidence=view.text(leaf.evidence),
    )


def _gain(view: View, gain: float | None) -> str:
    """A gain too small to print is not printed as nothing."""
    if gain is None:
        return view.number(None)
    least = 10.0**-view.framework.decimals
    if 0 < gain < least and exact(gain, view.framework.decimals) == 0:
        return "<" + view.score(least)
    return signed(gain, view.lang, view.framework.decimals)


def reach(view: View, lever: Lever) -> str:
    """The whole range of the index that this one value can reach."""
    if lever.low is None or lever.high is None:
        return ""
    return span(view.score(lever.low), view.score(lever.high))


def _step(view: View, leaf: Indicator, lever: Lever) -> str:
    """The rubric's line of the level to reach."""
    found = (leaf.levels or {}).get(lever.then_level) if lever.then_level is not None else None
    return view.text(found)


def _action(view: View, leaf: Indicator, lever: Lever) -> str:
    """What the rubric says on rising from the present level, else what the indicator says."""
    level = (leaf.levels or {}).get(lever.now_level) if lever.now_level is not None else None
    return view.text(level.remediation) if level and level.remediation else view.text(leaf.remediation)


def strengths(view: View, insight: UnitInsight, most: int = 6) -> tuple[StrengthView, ...]:
    """Where the unit is furthest above the median of all."""
    pillars = {pillar.id for pillar in view.framework.criteria}
    above = [s for s in insight.strengths if s.difference > 0 and s.node in view.labels][:most]
    return tuple(
        StrengthView(
            label=view.labels[s.node],
            score=view.score(s.score),
            median=view.score(s.median),
            difference=signed(gap(s.score, s.median, view.framework.decimals), view.lang),
            rank=view.t("word.rank_of", rank=s.rank, of=s.of),
            pillar=s.node in pillars,
        )
        for s in above
    )
