"""The page of one unit: everything that its template asks for."""

from __future__ import annotations

from readiness.report.pages import levers, marks, opinions, peers, precision, robustness, sources, standing
from readiness.report.pages.change_page import since
from readiness.report.pages.method_page import MethodView
from readiness.report.pages.names import file_name
from readiness.report.pages.profile import facts, pillar_bars, pillar_rows, scale_chart
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.story import story
from readiness.report.pages.the_sum import the_sum
from readiness.report.pages.view import View
from readiness.report.pages.what_if import what_if
from readiness.report.shell import render
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult


def unit_page(view: View, unit: UnitResult, insight: UnitInsight, method: MethodView | None = None) -> str:
    """The whole page as text; ``method`` in brief at its end, where no page of the method goes with it."""
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
        facts=facts(view, unit),
        scale=scale_chart(view, unit, insight),
        story=" ".join(story(view, unit, insight)),
        opinions=opinions.in_a_line(view, unit),
        bars=pillar_bars(view, unit, insight),
        pillars=pillar_rows(view, unit, insight),
        sum=the_sum(view, unit),
        levers=levers.levers(view, insight),
        model=what_if(view, unit, insight),
        strengths=levers.strengths(view, insight),
        standout=view.labels.get(insight.standout or ""),
        standings=standing.standings(view, unit, insight),
        peers=peers.peers(view, unit, insight),
        robustness=robustness.robustness(view, unit),
        history=standing.history(view, insight),
        since=since(view, unit.code),
        gates=standing.gates(view, unit),
        gaps=sources.gaps(view, unit, insight),
        precision=precision.precision(view, unit),
        sources=sources.sources(view, unit),
        legend=marks.legend(view, unit.nodes.values()),
        method=method,
        provenance=view.once(provenance),
        foot=view.once(foot),
    )
