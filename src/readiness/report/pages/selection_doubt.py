"""Where the doubt about a selection comes from: what was drawn, and how much of it each source makes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from readiness.explained import methods
from readiness.report.charts.origins import Origin, Part, origins
from readiness.report.numbers import span
from readiness.report.pages.view import View
from readiness.results.doubt import Doubt, DoubtSource, Estimate, Sensitivity
from readiness.results.selection import Selection

_WITHIN = re.compile(r"within: ([0-9.]+)")
ANSWERS = ("membership", "rank_shift")


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source of doubt as it was drawn."""

    name: str
    how: str
    of: str


@dataclass(frozen=True, slots=True)
class OriginsView:
    """One answer: its chart and the figures beside it."""

    title: str
    chart: Markup
    rows: tuple[tuple[str, str, str, str, str], ...]


def sources(view: View, doubt: Doubt) -> list[SourceView]:
    """Everything that was drawn, in the order of the record."""
    return [
        SourceView(view.t(f"doubt.{each.source}"), how(view, each) + _fixed(view, doubt, each), _count(view, each))
        for each in doubt.sources
    ]


def _count(view: View, source: DoubtSource) -> str:
    return view.number(float(source.of), 0)


def _fixed(view: View, doubt: Doubt, source: DoubtSource) -> str:
    """How many things this source does not move, though it is drawn."""
    many = sum(each.partition(":")[0] == source.source for each in doubt.left_out)
    return view.t("doubt.fixed", n=many) if many else ""


def notes(view: View, selection: Selection) -> list[str]:
    """What limits the draws themselves."""
    found = [view.t("doubt.unsettled")] if selection.doubt.settled is False else []
    if len({quota.by for quota in selection.quotas}) > 1 and selection.doubt.sensitivity:
        found.append(view.t("doubt.quotas_aside"))
    return found


def how(view: View, source: DoubtSource) -> str:
    """How a source was drawn, in words; what has none stands as the framework's file writes it."""
    if source.source in ("normalise", "aggregate"):
        known = methods(source.source, view.lang)
        labels = {name: method.label for name, method in known.items()} | {"written": view.t("doubt.how_written")}
        return "; ".join(labels.get(name, name) for name in source.how.split(", "))
    if source.source == "weights" and (found := _WITHIN.fullmatch(source.how)):
        return view.t("doubt.how_within", part=view.percent(float(found[1]), 0))
    key = {"missing": source.how, "sampling": "true", "leave_one_out": "left"}.get(source.source)
    return source.how if key is None else view.t(f"doubt.how_{key}")


def where_from(view: View, doubt: Doubt) -> list[OriginsView]:
    """For the chosen set, then for the ranks; empty where it was not asked or nothing varies."""
    found = []
    for answer in ANSWERS:
        rows = [each for each in doubt.sensitivity if each.of == answer and each.first and each.total]
        if rows:
            found.append(_origins(view, answer, sorted(rows, key=_weight)))
    return found


def main_source(view: View, doubt: Doubt) -> str:
    """The source with the largest total share in what changes the chosen set; empty where none is known."""
    rows = sorted((each for each in doubt.sensitivity if each.of == "membership" and each.total), key=_weight)
    return view.t(f"doubt.{rows[0].source}") if rows else ""


def _weight(each: Sensitivity) -> float:
    return -(each.total.value if each.total else 0.0)


def _origins(view: View, answer: str, rows: list[Sensitivity]) -> OriginsView:
    title = view.t(f"doubt.of_{answer}")
    drawn, table = [], []
    for each in rows:
        assert each.first is not None and each.total is not None
        name = view.t(f"doubt.{each.source}")
        alone, together = _part(view, each.first), _part(view, each.total)
        drawn.append(Origin(name, alone, together))
        table.append((name, alone.printed, _interval(view, each.first), together.printed, _interval(view, each.total)))
    spoken = "; ".join(f"{name}: {alone}, {together}" for name, alone, _, together, _ in table)
    chart = origins(drawn, name=f"origins-{answer.replace('_', '')}", title=title, description=spoken)
    return OriginsView(title, chart, tuple(table))


def _part(view: View, of: Estimate) -> Part:
    """An estimate may fall a little below nothing by chance: it prints as nothing."""
    return Part(max(0.0, of.value), max(0.0, of.low), of.high, view.percent(max(0.0, of.value)))


def _interval(view: View, of: Estimate) -> str:
    return span(view.percent(max(0.0, of.low)), view.percent(max(0.0, of.high)))
