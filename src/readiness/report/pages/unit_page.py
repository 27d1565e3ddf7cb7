"""The page of one unit: everything that its template asks for."""

from __future__ import annotations

from markupsafe import Markup

from readiness.report.charts.bars import Bar, bars
from readiness.report.charts.scale import Mark, Stretch, scale
from readiness.report.pages import levers, marks, opinions, peers, precision, robustness, sources, standing
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.story import story
from readiness.report.pages.the_sum import the_sum
from readiness.report.pages.view import View, file_name
from readiness.report.shell import render
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult


def unit_page(view: View, unit: UnitResult, insight: UnitInsight) -> str:
    """The whole page as text."""
    band = view.bands.get(unit.index.band or "")
    return render(
        "unit.html.j2",
        v=view,
        t=view.t,
        kind="unit",
        here=file_name(unit.code),
        unit=unit,
        index=unit.index,
        band=band,
        facts=_facts(view, unit),
        scale=_scale(view, unit, insight),
        story=" ".join(story(view, unit, insight)),
        opinions=opinions.in_a_line(view, unit),
        bars=_bars(view, unit, insight),
        pillars=_pillars(view, unit, insight),
        sum=the_sum(view, unit),
        levers=levers.levers(view, insight),
        strengths=levers.strengths(view, insight),
        standout=view.labels.get(insight.standout or ""),
        standings=standing.standings(view, unit, insight),
        peers=peers.peers(view, unit, insight),
        robustness=robustness.robustness(view, unit),
        history=standing.history(view, insight),
        gates=standing.gates(view, unit),
        gaps=sources.gaps(view, unit, insight),
        precision=precision.precision(view, unit),
        sources=sources.sources(view, unit),
        legend=marks.legend(view, unit.nodes.values()),
        provenance=provenance(view),
        foot=foot(view),
    )


def _facts(view: View, unit: UnitResult) -> list[tuple[str, str]]:
    """The figures beside the index: words and number."""
    index = unit.index
    rank = view.number(None) if index.rank is None else view.t("word.rank_of", rank=index.rank, of=index.of)
    return [
        (view.t("head.rank"), rank),
        (view.t("head.coverage"), view.percent(index.coverage)),
        (view.t("head.low_high"), view.low_high(index)),
        *marks.counted(view, unit),
    ]


def _scale(view: View, unit: UnitResult, insight: UnitInsight) -> Markup:
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


def _bars(view: View, unit: UnitResult, insight: UnitInsight) -> Markup:
    rows = [
        Bar(view.labels[p.id], node.score, view.number(node.published), None, insight.medians.get(p.id))
        for p in view.framework.criteria
        for node in (unit.nodes[p.id],)
    ]
    scale_ = view.framework.scale
    spoken = "; ".join(f"{row.label} {row.printed}" for row in rows)
    title = view.t("pillars.chart", name=unit.name)
    return bars(rows, name="bars", title=title, description=spoken, low=scale_.min, high=scale_.max)


def _pillars(view: View, unit: UnitResult, insight: UnitInsight) -> list[tuple[str, str, str, str]]:
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
