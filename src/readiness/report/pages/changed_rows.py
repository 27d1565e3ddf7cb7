"""A change in printed numbers that add up: one source for the page, Markdown and the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from readiness.framework.model import Indicator
from readiness.report.numbers import NOTHING, plain, signed
from readiness.report.pages.view import View
from readiness.results.change import Difference, OneSided, Place, ResultsChange, UnitChange
from readiness.results.differences import printed_moves, printed_parts
from readiness.results.publish import published

LONGEST_VALUE = 80  # characters of a framework's value; the files hold the rest


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as it prints: total = data + framework + both, digit for digit; ``why`` where it cannot be split."""

    code: str
    name: str
    before: str
    after: str
    rank_before: str
    rank_after: str
    total: str
    data: str
    framework: str
    both: str
    why: str


@dataclass(frozen=True, slots=True)
class MovedRow:
    """An indicator that moved: its words, both values, and its part in what is due to data."""

    label: str
    before: str
    after: str
    part: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference of two frameworks: the node's words, the key, and both values."""

    node: str
    key: str
    before: str
    after: str


def unit_row(view: View, unit: UnitChange) -> UnitRow:
    """One unit, at the published decimals of the results now."""
    printed = printed_parts(unit, view.framework.decimals)
    cells = (printed.total, printed.data, printed.framework, printed.both)
    total, data, framework, both = (NOTHING if cell is None else signed(cell, view.lang) for cell in cells)
    return UnitRow(
        code=unit.code,
        name=unit.name,
        before=index(view, unit.before),
        after=index(view, unit.after),
        rank_before=rank(view, unit.before),
        rank_after=rank(view, unit.after),
        total=total,
        data=data,
        framework=framework,
        both=both,
        why="" if unit.why is None else view.t(f"unsplit.{unit.why}"),
    )


def index(view: View, place: Place) -> str:
    """An index at the decimals of the results now, so that differences add up in print."""
    return NOTHING if place.value is None else view.number(published(place.value, view.framework.decimals))


def rank(view: View, place: Place) -> str:
    """A rank, or a dash."""
    return NOTHING if place.rank is None else view.number(str(place.rank))


def most_moved(change: ResultsChange, most: int) -> list[UnitChange]:
    """Units by the size of their difference, the greatest first; none that did not move."""
    known = [unit for unit in change.units if unit.total is not None and round(unit.total, 9)]
    return sorted(known, key=lambda unit: (-abs(unit.total or 0.0), unit.code))[:most]


def band_moves(view: View, change: ResultsChange) -> list[tuple[UnitChange, str, str]]:
    """Who changed band, the greatest rises first, with the words of both bands."""
    old = {band.id: band.label[view.lang] for band in change.before.bands}
    new = {band.id: band.label[view.lang] for band in change.after.bands}
    moved = [unit for unit in change.units if unit.before.band != unit.after.band]
    moved.sort(key=lambda unit: (-(unit.total or 0.0), unit.code))
    none = view.t("band.none")
    return [(u, old.get(u.before.band or "", none), new.get(u.after.band or "", none)) for u in moved]


def one_sided(view: View, units: Sequence[OneSided]) -> list[tuple[str, str, str, str]]:
    """Units that only one side has: code, name, index, rank."""
    return [(one.code, one.name, index(view, one.place), rank(view, one.place)) for one in units]


def crossed(change: ResultsChange, codes: Sequence[str]) -> list[str]:
    """Names of who crossed the line."""
    names = {unit.code: unit.name for unit in change.units}
    names |= {one.code: one.name for one in (*change.new, *change.gone)}
    return [names[code] for code in codes]


def pillar_rows(view: View, change: ResultsChange) -> list[tuple[str, ...]]:
    """Words; how many rose, fell and stayed; both medians."""
    return [
        (
            change.labels[pillar.node][view.lang],
            *(view.number(str(n)) for n in (pillar.risen, pillar.fallen, pillar.units - pillar.risen - pillar.fallen)),
            *(view.score(median) for median in (pillar.before, pillar.after)),
        )
        for pillar in change.pillars
    ]


def moved_rows(view: View, change: ResultsChange, unit: UnitChange) -> list[MovedRow]:
    """What moved in one unit, the greatest part first; parts add up in print to the part due to data."""
    data = printed_parts(unit, view.framework.decimals).data
    printed = None if data is None else printed_moves(unit, data, view.framework.decimals)
    ordered = sorted(unit.moved, key=lambda move: -abs(move.part or 0.0))
    rows = [
        MovedRow(
            label=change.labels[move.indicator][view.lang],
            before=_raw(view, move.indicator, move.before, move.was),
            after=_raw(view, move.indicator, move.after, move.now),
            part=NOTHING if printed is None else signed(printed.parts[move.indicator], view.lang),
        )
        for move in ordered
    ]
    if printed is not None and printed.rest is not None:
        rows.append(MovedRow(view.t("change.rest"), "", "", signed(printed.rest, view.lang)))
    return rows


def _raw(view: View, indicator: str, value: float | str | None, status: str) -> str:
    """A value in words; one of an indicator that is gone, as it stands."""
    leaf = view.nodes.get(indicator)
    if value is None:
        return view.t("status.not_applicable" if status == "not_applicable" else "status.missing")
    if isinstance(leaf, Indicator):
        return view.raw(leaf, value)
    return value if isinstance(value, str) else plain(value, view.lang)


def difference_rows(view: View, change: ResultsChange, *, counts: bool) -> list[DifferenceRow]:
    """What differs between the frameworks: what can move a number, or words alone."""
    return [_difference(view, change, each) for each in change.differences if each.counts == counts]


def _difference(view: View, change: ResultsChange, each: Difference) -> DifferenceRow:
    node = change.labels[each.node][view.lang] if each.node else view.t("change.whole")
    key = each.key or view.t("change.node_new" if each.kind == "new" else "change.node_gone")
    absent = view.t("change.absent")
    before, after = (absent if v is None else _said(view, v) for v in (each.before, each.after))
    return DifferenceRow(node, key, before, after)


def _said(view: View, value: object) -> str:
    """A value of a framework: a number as people read it, anything else as it stands in the file."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    else:
        text = value if isinstance(value, str) else plain(value, view.lang, 9)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
