"""The summary of one unit on two sheets, with room for signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from readiness.report.pages import levers, marks, opinions, peers, robustness, sources, standing
from readiness.report.pages.names import brief_name
from readiness.report.pages.profile import facts, pillar_bars, pillar_rows, scale_chart
from readiness.report.pages.provenance import Provenance, foot, provenance
from readiness.report.pages.story import story
from readiness.report.pages.view import View
from readiness.report.shell import render
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult

STEPS, GAPS, INPUTS = 5, 6, 4  # so many fit on two sheets, whatever their words
CHARTED = 8  # pillars; more than these stand in the table alone


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of many, in words, and how many more there are; 0 where these are all."""

    shown: tuple[str, ...]
    more: int


def brief_page(view: View, unit: UnitResult, insight: UnitInsight) -> str:
    """The whole page as text."""
    title = office(view, unit)
    found = peers.peers(view, unit, insight, chart=False)
    few = len(view.framework.criteria) <= CHARTED
    return render(
        "brief.html.j2",
        v=view,
        t=view.t,
        kind="brief",
        here=brief_name(unit.code),
        unit=unit,
        index=unit.index,
        band=view.bands.get(unit.index.band or ""),
        office=title,
        facts=facts(view, unit),
        scale=scale_chart(view, unit, insight),
        story=" ".join(story(view, unit, insight)),
        opinions=opinions.in_a_line(view, unit),
        bars=pillar_bars(view, unit, insight) if few else None,
        pillars=pillar_rows(view, unit, insight),
        levers=steps(view, insight),
        gates=standing.gates(view, unit),
        gaps=not_counted(view, unit, insight),
        peers=peers_in_a_line(view, found) if found else "",
        robustness=robustness.robustness(view, unit),
        legend=marks.legend(view, (unit.nodes[p.id] for p in view.framework.criteria), grouped=False),
        provenance=view.once(short_provenance),
        foot=view.once(foot),
    )


def office(view: View, unit: UnitResult) -> str:
    """Who heads the unit: by its kind, and both titles where that is not known."""
    return view.t(f"office.{unit.kind if unit.kind in ('kabupaten', 'kota') else 'either'}")


def steps(view: View, insight: UnitInsight) -> Sequence[levers.LeverView]:
    """The first levers that gain anything."""
    return levers.levers(view, insight).first[:STEPS]


def not_counted(view: View, unit: UnitResult, insight: UnitInsight) -> Listed:
    """What the index leaves out, and why."""
    found = sources.gaps(view, unit, insight)
    return Listed(tuple(f"{gap.label}: {gap.reason}" for gap in found[:GAPS]), max(0, len(found) - GAPS))


def peers_in_a_line(view: View, found: peers.PeersView) -> str:
    """How the peers were found, and the index of each, in a line; or why there are none."""
    rows = islice(found.rows, 1, None)
    named = "; ".join(view.t("brief.peer", name=row.name, index=row.index) for row in rows)
    return f"{found.lead} {named}." if named else found.lead


def short_provenance(view: View) -> Provenance:
    """Without a long list of files: the digest of the result covers them all."""
    whole = provenance(view)
    return replace(whole, inputs=()) if len(whole.inputs) > INPUTS else whole
