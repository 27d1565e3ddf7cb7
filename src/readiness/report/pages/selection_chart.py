"""The chart of a selection: for each candidate a lane with its rank and where the draws put it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.ranks import Lane, lane, scale, symbols
from readiness.report.pages.selection_rows import chance, ranks
from readiness.report.pages.view import View
from readiness.results.doubt import UnitDoubt
from readiness.results.selection import Candidate, Selection

DRAWN = 160  # rows of the chart; of more candidates only those near the line are drawn


@dataclass(frozen=True, slots=True)
class LaneView:
    """One row of the chart."""

    name: str
    page: str | None
    lane: Markup
    ranks: str
    chance: str
    contested: bool


@dataclass(frozen=True, slots=True)
class ChartView:
    """Rank intervals as rows, those before the cut line and those behind it. Both in one where there is no line."""

    symbols: Markup
    scale: Markup
    parts: tuple[tuple[LaneView, ...], ...]
    drawn: int


def intervals(view: View, selection: Selection) -> ChartView:
    """The chart of rank intervals."""
    units = selection.doubt.units
    drawn = [each for each in near_the_line(selection) if each.code in units]
    lanes = [_lane(view, each, units[each.code], len(units)) for each in drawn]
    known = {each.code: each.place for each in selection.candidates}
    last = known.get(selection.cut.last_in or "")
    above = len(lanes) if last is None else sum(each.place <= last for each in drawn)
    parts = tuple(tuple(part) for part in (lanes[:above], lanes[above:]) if part)
    return ChartView(symbols(len(units)), scale(len(units)), parts, len(lanes))


def near_the_line(selection: Selection) -> list[Candidate]:
    """All candidates where they are few; else the contested ones and those nearest to the line, in order."""
    everyone = selection.candidates
    if len(everyone) <= DRAWN:
        return list(everyone)
    room = DRAWN - sum(each.zone == "contested" for each in everyone)
    others = sorted((each for each in everyone if each.zone != "contested"), key=lambda e: abs(e.place - selection.top))
    kept = {each.code for each in others[: max(0, room)]}
    return [each for each in everyone if each.zone == "contested" or each.code in kept]


def _lane(view: View, each: Candidate, doubt: UnitDoubt, of: int) -> LaneView:
    drawn = Lane(doubt.rank, doubt.low_rank, doubt.median_rank, doubt.high_rank, f"z-{each.zone}")
    page = view.page(each.code)
    return LaneView(
        _short(each.name), page, lane(drawn, of), ranks(doubt), chance(view, each.chance), each.zone == "contested"
    )


def _short(name: str) -> str:
    """A name that has room before the chart: "Kab." as in tables."""
    return name.replace("Kabupaten ", "Kab. ", 1)
