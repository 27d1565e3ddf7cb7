"""The figures and charts by which a unit is known at a glance, on every page that is about it."""

from __future__ import annotations

from markupsafe import Markup

from readiness.report.charts.bars import Bar, bars
from readiness.report.charts.scale import Mark, Stretch, scale
from readiness.report.pages import marks
from readiness.report.pages.view import View
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult


def facts(view: View, unit: UnitResult) -> list[tuple[str, str]]:
    """The figures beside the index: words and number."""
    index = unit.index
    rank = view.number(None) if index.rank is None else view.t("word.rank_of", rank=index.rank, of=index.of)
    return [
        (view.t("head.rank"), rank),
        (view.t("head.coverage"), view.percent(index.coverage)),
        (view.t("head.low_high"), view.low_high(index)),
        *marks.counted(view, unit),
    ]


def scale_chart(view: View, unit: UnitResult, insight: UnitInsight) -> Markup:
    """The index on the framework's scale, with low, high and the median."""
    index = unit.index
    middle = next((s.median for s in insight.standings if s.scope == "all" and s.of > 2), None)
    band = view.bands.get(index.band or "")
    description = view.t(
        "scale.description",
        index=view.number(index.published),
        band=band.label if band else view.t("band.none"),
        low_high=view.low_high(index),
    )
    return scale(
        [Stretch(b.shape, b.from_, b.to, view.score(b.from_)) for b in view.bands.values()],
        title=view.t("scale.title", name=unit.name),
        description=description,
        shape=band.shape if band else 0,
        index=None if index.value is None else Mark(index.value, view.number(index.published)),
        low=index.low,
        high=index.high,
        median=None if middle is None else Mark(middle, view.t("word.median", median=view.score(middle))),
        end=view.score(view.framework.scale.max),
    )


def pillar_bars(view: View, unit: UnitResult, insight: UnitInsight) -> Markup:
    """The pillars' scores as bars, with their medians."""
    rows = [
        Bar(view.labels[p.id], node.score, view.number(node.published), None, insight.medians.get(p.id))
        for p in view.framework.criteria
        for node in (unit.nodes[p.id],)
    ]
    scale_ = view.framework.scale
    spoken = "; ".join(f"{row.label} {row.printed}" for row in rows)
    title = view.t("pillars.chart", name=unit.name)
    return bars(rows, name="bars", title=title, description=spoken, low=scale_.min, high=scale_.max)


def pillar_rows(view: View, unit: UnitResult, insight: UnitInsight) -> list[tuple[str, str, str, str]]:
    """The table twin of the bars: label, score, median, coverage."""
    return [
        (
            view.labels[p.id],
            view.number(unit.nodes[p.id].published),
            view.score(insight.medians.get(p.id)),
            view.percent(unit.nodes[p.id].coverage),
        )
        for p in view.framework.criteria
    ]
