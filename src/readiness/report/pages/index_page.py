"""The page of all units: bands, spread, map, and the table of ranks."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.histogram import bins, histogram
from readiness.report.pages.marks import counted_in_all, legend, of_pillars
from readiness.report.pages.on_map import on_map
from readiness.report.pages.opinions import opinions, ranks
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.reweigh import ROOT, reweigh
from readiness.report.pages.told import refused, told
from readiness.report.pages.touched import marked
from readiness.report.pages.view import BandView, View, median
from readiness.report.shell import render
from readiness.results.records import UnitResult

BINS = 20


@dataclass(frozen=True, slots=True)
class BandCount:
    """How many units are in a band."""

    band: BandView
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit in the table of ranks."""

    rank: str
    code: str
    name: str
    page: str | None
    kind: str
    province: str
    index: str
    pillars: tuple[str, ...]
    band: BandView | None
    coverage: str
    low_high: str
    opinions: tuple[str, ...]
    lowered: bool


def index_page(view: View) -> str:
    """The whole page as text."""
    units = (*view.ranked, *view.unranked)
    rows = [_row(view, unit) for unit in units]
    middle = median([unit.index.value for unit in view.ranked if unit.index.value is not None])
    return render(
        "index.html.j2",
        v=view,
        t=view.t,
        kind="index",
        here="index.html",
        rows=rows,
        ranked=len(view.ranked),
        unranked=len(view.unranked),
        median=view.score(middle),
        bands=_counts(view),
        bins=_bins(view),
        histogram=_histogram(view, middle),
        map=on_map(view),
        pillars=[view.labels[pillar.id] for pillar in view.framework.criteria],
        kinds=sorted({row.kind for row in rows if row.kind}),
        provinces=sorted({row.province for row in rows if row.province}),
        model=reweigh(view, units),
        lowers=any(unit.index.lowered for unit in units) or any(gate.on == ROOT for gate in view.framework.gates),
        opinions=opinions(view),
        touched=counted_in_all(view),
        legend=legend(view, of_pillars(view, view.results.units), grouped=False),
        told=told(view),
        refused=refused(view),
        provenance=provenance(view),
        foot=foot(view),
    )


def _row(view: View, unit: UnitResult) -> Row:
    index = unit.index
    return Row(
        rank=view.number(None) if index.rank is None else str(index.rank),
        code=unit.code,
        name=unit.name,
        page=view.page(unit.code),
        kind=unit.kind or "",
        province=unit.province or "",
        index=view.number(index.published),
        pillars=tuple(
            marked(view.number(unit.nodes[pillar.id].published), unit.nodes[pillar.id])
            for pillar in view.framework.criteria
        ),
        band=view.bands.get(index.band or ""),
        coverage=view.percent(index.coverage),
        low_high=view.low_high(index),
        opinions=ranks(view, unit),
        lowered=index.lowered,
    )


def _counts(view: View) -> list[BandCount]:
    """Every band, highest first, also where none is in it."""
    of = len(view.ranked)
    found = [unit.index.band for unit in view.ranked]
    counts = [(band, found.count(band.id)) for band in reversed(view.bands.values())]
    return [BandCount(band, count, view.percent(count / of if of else 0.0)) for band, count in counts]


def _bins(view: View) -> list[tuple[str, int]]:
    """The table twin of the histogram."""
    return [(f"{view.score(start)} – {view.score(end)}", count) for start, end, count in _spread(view) if count]


def _spread(view: View) -> list[tuple[float, float, int]]:
    values = [unit.index.value for unit in view.ranked if unit.index.value is not None]
    scale = view.framework.scale
    return bins(values, min([scale.min, *values]), max([scale.max, *values]), BINS)


def _histogram(view: View, middle: float | None) -> Markup:
    bands = list(view.bands.values())

    def shape_at(value: float) -> int:
        return next((band.shape for band in reversed(bands) if value >= band.from_), bands[0].shape)

    words = view.t("word.median", median=view.score(middle))
    return histogram(
        _spread(view),
        title=view.t("index.histogram"),
        description=view.t("index.histogram_description", n=len(view.ranked), median=view.score(middle)),
        shape_at=shape_at,
        show=lambda value: view.number(f"{value:g}"),
        median=middle,
        median_words=words,
    )
