"""Two to ten units side by side, and why each is below or above the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.framework.model import Group, Indicator
from readiness.report.charts.radar import Profile, radar
from readiness.report.pages.heat import step
from readiness.report.pages.marks import legend
from readiness.report.pages.peers import distances, lead
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.split import Split, split
from readiness.report.pages.touched import marked
from readiness.report.pages.view import BandView, View
from readiness.report.pages.why import why_in_words
from readiness.report.shell import render
from readiness.results.insights import Comparison
from readiness.results.peers import Peers
from readiness.results.records import UnitResult


@dataclass(frozen=True, slots=True)
class Column:
    """One unit at the head of the table."""

    name: str
    page: str | None
    index: str
    band: BandView | None
    rank: str
    coverage: str
    low_high: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A score and its tint, 0 the lightest; None without a score."""

    text: str
    tint: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One node across all units."""

    label: str
    depth: int
    group: bool
    cells: tuple[Cell, ...]


def compare_page(
    view: View,
    codes: Sequence[str],
    comparisons: Sequence[Comparison],
    *,
    peers: Peers | None = None,
) -> str:
    """The whole page as text; ``peers``: those of the first unit, where the others are its peers. KeyError for a code
    that is not in the result."""
    known = {unit.code: unit for unit in view.results.units}
    units = [known[code] for code in codes]
    return render(
        "compare.html.j2",
        v=view,
        t=view.t,
        kind="compare",
        here="compare.html",
        columns=[_column(view, unit) for unit in units],
        lines=_lines(view, units),
        radar=_radar(view, units),
        pillars=[view.labels[pillar.id] for pillar in view.framework.criteria],
        profiles=[(unit.name, _pillar_scores(view, unit)) for unit in units],
        peers=None if peers is None else lead(view, peers),
        distances=[] if peers is None else distances(view, codes, peers),
        splits=[found for c in comparisons if (found := _split(view, c, known)) is not None],
        legend=legend(view, (node for unit in units for node in unit.nodes.values()), grouped=False),
        provenance=provenance(view),
        foot=foot(view),
    )


def _split(view: View, comparison: Comparison, known: dict[str, UnitResult]) -> tuple[Split, str] | None:
    """The parts, and the sentences that tell the largest of them."""
    a, b = (known[code].name if code in known else code for code in (comparison.a, comparison.b))
    found = split(view, comparison, (a, b))
    return None if found is None else (found, why_in_words(view, comparison, (a, b)))


def _column(view: View, unit: UnitResult) -> Column:
    index = unit.index
    return Column(
        name=unit.name,
        page=view.page(unit.code),
        index=view.number(index.published),
        band=view.bands.get(index.band or ""),
        rank=view.number(None) if index.rank is None else view.t("word.rank_of", rank=index.rank, of=index.of),
        coverage=view.percent(index.coverage),
        low_high=view.low_high(index),
    )


def _lines(view: View, units: Sequence[UnitResult]) -> list[Line]:
    return [
        Line(view.labels[node.id], depth, isinstance(node, Group), tuple(_cell(view, unit, node.id) for unit in units))
        for node, depth in _walk(view.framework.criteria, 0)
    ]


def _walk(nodes: Sequence[Group | Indicator], depth: int) -> list[tuple[Group | Indicator, int]]:
    found: list[tuple[Group | Indicator, int]] = []
    for node in nodes:
        found.append((node, depth))
        if isinstance(node, Group):
            found += _walk(node.criteria, depth + 1)
    return found


def _cell(view: View, unit: UnitResult, node_id: str) -> Cell:
    node = unit.nodes[node_id]
    if node.score is None:
        status = "not_applicable" if node.status == "not_applicable" else "missing"
        return Cell(view.t(f"short.{status}"), None)
    return Cell(marked(view.number(node.published), node), step(view, node.published))


def _radar(view: View, units: Sequence[UnitResult]) -> Markup:
    spokes = [view.labels[pillar.id] for pillar in view.framework.criteria]
    profiles = [
        Profile(unit.name, tuple(unit.nodes[pillar.id].score for pillar in view.framework.criteria)) for unit in units
    ]
    spoken = "; ".join(f"{unit.name}: {', '.join(_pillar_scores(view, unit))}" for unit in units)
    scale, title = view.framework.scale, view.t("compare.radar")
    return radar(spokes, profiles, title=title, description=spoken, low=scale.min, high=scale.max)


def _pillar_scores(view: View, unit: UnitResult) -> list[str]:
    return [view.number(unit.nodes[pillar.id].published) for pillar in view.framework.criteria]
