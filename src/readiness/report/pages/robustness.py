"""How sure the rank of one unit is: its interval, the chances of its bands, and what the doubt comes from."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.interval import End, interval
from readiness.report.numbers import span
from readiness.report.pages.selection_doubt import main_source
from readiness.report.pages.selection_rows import beside, chance, ranks
from readiness.report.pages.view import View
from readiness.results.doubt import UnitDoubt
from readiness.results.records import UnitResult
from readiness.results.selection import Selection


@dataclass(frozen=True, slots=True)
class RobustnessView:
    """The sentence, the chart (None without a rank) and the figures as pairs of words."""

    words: str
    chart: Markup | None
    facts: tuple[tuple[str, str], ...]


def robustness(view: View, unit: UnitResult) -> RobustnessView | None:
    """None where no selection was made from this result, or the unit was no candidate."""
    selection = view.selection
    if selection is None or unit.code not in selection.doubt.units:
        return None
    doubt = selection.doubt.units[unit.code]
    return RobustnessView(_words(view, unit, doubt, selection), _chart(view, doubt, selection), _facts(view, doubt))


def _words(view: View, unit: UnitResult, doubt: UnitDoubt, selection: Selection) -> str:
    of = len(selection.doubt.units)
    said = [view.t("robust.ranks", name=unit.name, ranks=ranks(doubt), of=of)]
    candidate = next((each for each in selection.candidates if each.code == unit.code), None)
    if candidate is not None:
        zone = view.t(f"select.{candidate.zone}")
        said.append(view.t("robust.chance", chance=chance(view, candidate.chance), top=selection.top, zone=zone))
        if candidate.barred:
            said.append(view.t("robust.barred", why="; ".join(beside(view, candidate))))
    source = main_source(view, selection.doubt)
    if source and doubt.low_rank != doubt.high_rank:
        said.append(view.t("robust.source", source=source))
    return " ".join(said)


def _chart(view: View, doubt: UnitDoubt, selection: Selection) -> Markup | None:
    if doubt.rank is None:
        return None
    of = len(selection.doubt.units)
    return interval(
        *(doubt.rank, doubt.low_rank, doubt.high_rank, (End(1, "1"), End(of, str(of)))),
        name="robust",
        title=view.t("select.chart"),
        description=ranks(doubt),
    )


def _facts(view: View, doubt: UnitDoubt) -> tuple[tuple[str, str], ...]:
    """Bands above nothing, gates that are not always the same, and the mean shift."""
    bands = [
        (view.t("robust.band", band=band.label), view.percent(share))
        for band in reversed(view.bands.values())
        if (share := doubt.bands.get(band.id, 0.0)) >= 0.005
    ]
    labels = {gate.id: view.text(gate.label) or gate.id for gate in view.framework.gates}
    gates = [
        (view.t("robust.gate", label=labels.get(gate, gate)), view.percent(share))
        for gate, share in doubt.gates.items()
        if share is not None and share < 1
    ]
    index = []
    if doubt.low_index is not None and doubt.high_index is not None:
        index = [(view.t("robust.index"), span(view.score(doubt.low_index), view.score(doubt.high_index)))]
    shift = [] if doubt.shift is None else [(view.t("robust.shift"), view.number(doubt.shift, 1))]
    return (*index, *bands, *gates, *shift)
