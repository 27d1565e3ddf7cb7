"""What changed since the baseline: who moved, what moved them, and what the framework says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.slope import Slope, slope
from readiness.report.pages import changed, changed_rows
from readiness.report.pages.changed_rows import MovedRow, UnitRow
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.view import View
from readiness.report.shell import render
from readiness.results.change import ResultsChange, UnitChange
from readiness.results.records import UnitResult

DRAWN, SPOKEN, SEARCHED = 12, 3, 10


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table of all units, with what the tools above it look for."""

    row: UnitRow
    page: str | None
    kind: str
    province: str
    band: str


@dataclass(frozen=True, slots=True)
class Detail:
    """The indicators that moved in one unit."""

    row: UnitRow
    page: str | None
    moved: list[MovedRow]


@dataclass(frozen=True, slots=True)
class Since:
    """One unit's own change, for its page; what both sides are called, and the page of all where there is one."""

    title: str
    page: str | None
    names: tuple[str, str]
    row: UnitRow
    band_before: str
    band_after: str
    moved: list[MovedRow]


def change_page(view: View, change: ResultsChange) -> str:
    """The whole page as text."""
    names = changed.side_names(view, change)
    known = {unit.code: unit for unit in view.results.units}
    lines = [_line(view, unit, known[unit.code]) for unit in sorted(change.units, key=_by_rank)]
    most = changed_rows.most_moved(change, DRAWN)
    return render(
        "change.html.j2",
        v=view,
        t=view.t,
        kind="change",
        here="change.html",
        change=change,
        title=changed.title(view, change),
        names=[name[:1].upper() + name[1:] for name in names],
        searched=len(lines) > SEARCHED,
        sides=[changed.side_line(side, name) for side, name in zip((change.before, change.after), names, strict=True)],
        verdict=changed.verdict(view, change),
        tiles=_tiles(view, change),
        slope=_slope(view, most, names),
        lines=lines,
        zero=view.score(0.0),
        kinds=sorted({line.kind for line in lines if line.kind}),
        provinces=sorted({line.province for line in lines if line.province}),
        unranked=sum(unit.after.value is None for unit in change.units),
        pillars=changed_rows.pillar_rows(view, change),
        bands=[(unit, view.page(unit.code), old, new) for unit, old, new in changed_rows.band_moves(view, change)],
        new=[(*row, view.page(row[0])) for row in changed_rows.one_sided(view, change.new)],
        gone=changed_rows.one_sided(view, change.gone),
        crossed=(changed_rows.crossed(change, change.entered), changed_rows.crossed(change, change.left)),
        differences=changed_rows.difference_rows(view, change, counts=True),
        wording=changed_rows.difference_rows(view, change, counts=False),
        details=[_detail(view, change, unit) for unit in most if unit.moved],
        grouped=changed.note_on_group(view),
        provenance=provenance(view),
        foot=foot(view),
    )


def since(view: View, code: str) -> Since | None:
    """One unit's change since the baseline; None where there is no baseline, or it lacks the unit."""
    change = view.beside.change
    unit = next((unit for unit in change.units if unit.code == code), None) if change else None
    if change is None or unit is None:
        return None
    old = {band.id: band.label[view.lang] for band in change.before.bands}
    new = {band.id: band.label[view.lang] for band in change.after.bands}
    none = view.t("band.none")
    return Since(
        title=changed.since_title(view, change),
        page=None if view.alone else "change.html",
        names=changed.side_names(view, change),
        row=changed_rows.unit_row(view, unit),
        band_before=old.get(unit.before.band or "", none),
        band_after=new.get(unit.after.band or "", none),
        moved=changed_rows.moved_rows(view, change, unit),
    )


def _by_rank(unit: UnitChange) -> tuple[bool, int, str]:
    return unit.after.rank is None, unit.after.rank or 0, unit.code


def _line(view: View, unit: UnitChange, known: UnitResult) -> Line:
    page = view.page(unit.code)
    return Line(changed_rows.unit_row(view, unit), page, known.kind or "", known.province or "", unit.after.band or "-")


def _detail(view: View, change: ResultsChange, unit: UnitChange) -> Detail:
    return Detail(changed_rows.unit_row(view, unit), view.page(unit.code), changed_rows.moved_rows(view, change, unit))


def _tiles(view: View, change: ResultsChange) -> list[tuple[str, str]]:
    counts = change.counts
    shown = {"risen": counts.risen, "fallen": counts.fallen, "unchanged": counts.unchanged, "band": counts.band}
    shown |= {key: n for key, n in (("new", counts.new), ("gone", counts.gone)) if n}
    return [(view.t(f"tile.{key}"), view.number(str(n))) for key, n in shown.items()]


def _slope(view: View, units: list[UnitChange], names: tuple[str, str]) -> Markup:
    """Empty where nobody moved."""
    rows = []
    for unit in units:
        row = changed_rows.unit_row(view, unit)
        if unit.before.value is not None and unit.after.value is not None:
            printed = row.before, row.after, row.total
            rows.append(Slope(unit.name, unit.before.value, unit.after.value, printed))
    spoken = "; ".join(f"{row.label} {row.printed[0]} → {row.printed[1]}" for row in rows[:SPOKEN])
    title = view.t("change.slope", n=len(rows), before=names[0], after=names[1])
    return slope(rows, names, title=title, description=spoken) if rows else Markup("")
