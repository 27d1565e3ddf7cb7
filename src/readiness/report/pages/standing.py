"""How the unit stands: among its like, from wave to wave, and beside the minimum conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.framework.model import Gate, Indicator
from readiness.report.charts.line import Point, line
from readiness.report.numbers import NOTHING, signed
from readiness.report.pages.split import Split, split
from readiness.report.pages.view import View
from readiness.results.differences import PrintedParts, gap, printed_parts
from readiness.results.insights import HistoryPoint, Standing, UnitInsight
from readiness.results.records import GateResult, UnitResult


@dataclass(frozen=True, slots=True)
class StandingView:
    """The rank in one group, its median and the difference to it."""

    name: str
    rank: str
    median: str
    difference: str


@dataclass(frozen=True, slots=True)
class WaveView:
    """One wave in the table of the history."""

    wave: str
    index: str
    band: str
    shape: int | None
    rank: str
    pillars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The waves, their line, and what changed since the one before."""

    waves: tuple[WaveView, ...]
    chart: Markup
    since: str
    total: str
    data: str
    framework: str
    both: str
    split: Split | None


@dataclass(frozen=True, slots=True)
class GateView:
    """A minimum condition; ``state`` is met, unmet or unknown."""

    label: str
    limit: str
    value: str
    state: str
    consequence: str


def standings(view: View, unit: UnitResult, insight: UnitInsight) -> tuple[StandingView, ...]:
    """Ranks among all, the same kind, province and island."""
    return tuple(_standing(view, unit, s) for s in insight.standings if s.rank is not None)


def _standing(view: View, unit: UnitResult, s: Standing) -> StandingView:
    name = view.t(f"kind.{s.name}") if s.scope == "kind" and s.name in ("kabupaten", "kota") else s.name
    known = s.median is not None and unit.index.value is not None
    difference = gap(unit.index.value or 0.0, s.median or 0.0, view.framework.decimals) if known else None
    return StandingView(
        name=view.t(f"scope.{s.scope}", name=name),
        rank=view.t("word.rank_of", rank=s.rank, of=s.of),
        median=view.score(s.median),
        difference=NOTHING if difference is None else signed(difference, view.lang),
    )


def history(view: View, insight: UnitInsight) -> History | None:
    """None where there is but one wave."""
    if len(insight.history) < 2:
        return None
    waves = tuple(_wave(view, point) for point in insight.history)
    points = [Point(w.wave, p.value, w.index, w.shape) for w, p in zip(waves, insight.history, strict=True)]
    spoken = "; ".join(f"{w.wave}: {w.index}" for w in waves)
    drawn = line(points, title=view.t("history.chart"), description=spoken)
    change = insight.change
    printed = printed_parts(change.unit, view.framework.decimals) if change else PrintedParts(None)
    return History(
        waves=waves,
        chart=drawn,
        since=(change.since or NOTHING) if change else "",
        total=_signed(view, printed.total),
        data=_signed(view, printed.data),
        framework=_signed(view, printed.framework),
        both=_signed(view, printed.both),
        split=split(view, change.comparison) if change and change.comparison else None,
    )


def _signed(view: View, text: str | None) -> str:
    return NOTHING if text is None else signed(text, view.lang)


def _wave(view: View, point: HistoryPoint) -> WaveView:
    band = view.bands.get(point.band or "")
    return WaveView(
        wave=point.wave or NOTHING,
        index=view.number(point.published),
        band=band.label if band else (point.band or NOTHING),
        shape=band.shape if band else None,
        rank=NOTHING if point.rank is None else view.t("word.rank_of", rank=point.rank, of=point.of),
        pillars=tuple(view.score(point.pillars.get(pillar.id)) for pillar in view.framework.criteria),
    )


def gated(view: View, rule: Gate, value: float | None) -> str:
    """What a gate looks at, as it prints."""
    node = view.nodes.get(rule.on)  # the index is no node
    if rule.of == "raw" and isinstance(node, Indicator) and value is not None:
        return view.raw(node, value)
    return view.percent(value) if rule.of == "coverage" else view.score(value)


def limits(view: View, rule: Gate, at_least: float | None, at_most: float | None) -> str:
    """The limit of a gate, or both, in words."""
    low, high = (gated(view, rule, limit) for limit in (at_least, at_most))
    if at_most is None:
        return view.t("gate.at_least", low=low)
    return view.t("gate.at_most", high=high) if at_least is None else view.t("gate.between", low=low, high=high)


def consequence(view: View, rule: Gate) -> str:
    """What becomes of a unit that does not meet the condition."""
    said = []
    if rule.cap is not None:
        said.append(view.t("gate.caps_band", band=view.bands[rule.cap].label))
    if rule.cap_score is not None:
        said.append(view.t("gate.caps_score", score=view.score(rule.cap_score)))
    return "; ".join(said) or view.t("gate.flags")


def gates(view: View, unit: UnitResult) -> Sequence[GateView]:
    """Beside the rank, never hidden in the index."""
    rules = {gate.id: gate for gate in view.framework.gates}
    return [_gate(view, rules[outcome.id], outcome) for outcome in unit.gates]


def _gate(view: View, rule: Gate, outcome: GateResult) -> GateView:
    return GateView(
        label=view.text(rule.label),
        limit=limits(view, rule, outcome.at_least, outcome.at_most),
        value=gated(view, rule, outcome.value),
        state="unknown" if outcome.passed is None else "met" if outcome.passed else "unmet",
        consequence=consequence(view, rule),
    )
