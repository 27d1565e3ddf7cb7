"""How many values there are in each state: by pillar and indicator, by unit, and why some are absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from readiness.framework.model import Group, Indicator
from readiness.report.charts.histogram import bins, histogram
from readiness.report.charts.portion import portion
from readiness.report.pages.indicator_values import Counts, counts
from readiness.report.pages.names import indicator_file
from readiness.report.pages.touched import estimated_how, treated_how
from readiness.report.pages.view import View, median
from readiness.results.publish import round9
from readiness.results.records import NodeResult, UnitResult

LEAST = 20  # units with the least data that are named
MOST_REASONS = 40
COLOUR = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A pillar or an indicator: its bar, and the counts that the bar shows."""

    label: str
    page: str | None
    pillar: bool
    bar: Markup
    share: str
    observed: str
    estimated: str
    missing: str
    not_applicable: str
    treated: str


def by_indicator(view: View) -> Iterator[Line]:
    """Each pillar, then its indicators."""
    for pillar in view.framework.criteria:
        leaves = list(leaves_of(pillar))
        page = None if isinstance(pillar, Group) else indicator_file(pillar.id)
        yield _line(view, pillar.id, page, counts(view, [leaf.id for leaf in leaves]), pillar=True)
        for leaf in leaves if isinstance(pillar, Group) else ():
            yield _line(view, leaf.id, indicator_file(leaf.id), counts(view, [leaf.id]), pillar=False)


def leaves_of(node: Group | Indicator) -> Iterator[Indicator]:
    """The indicators under a node, or the node itself where it is one."""
    if isinstance(node, Indicator):
        yield node
    else:
        for child in node.criteria:
            yield from leaves_of(child)


def _line(view: View, node_id: str, page: str | None, found: Counts, *, pillar: bool) -> Line:
    of = found.applies or 1
    shown = {key: view.number(str(getattr(found, key))) for key in STATES}
    share = view.percent(found.observed / of) if found.applies else view.number(None)
    bar = portion([(found.observed / of, f"c{COLOUR}"), (found.estimated / of, "c1")])
    return Line(view.labels[node_id], page, pillar, bar, share, **shown)


STATES = ("observed", "estimated", "missing", "not_applicable", "treated")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit among those with the least data."""

    name: str
    page: str | None
    coverage: str
    observed: str
    of: str


def least(view: View) -> tuple[list[UnitLine], int]:
    """The units with the least data coverage, lowest first, then by code; complete ones are not among them. With them
    how many that are not named have as little as the last that is."""
    known = [(round9(c), unit.code, unit) for unit in view.results.units if (c := unit.index.coverage) is not None]
    ordered = sorted((each for each in known if each[0] < 1), key=lambda each: each[:2])
    named, others = ordered[:LEAST], ordered[LEAST:]
    alike = sum(each[0] == named[-1][0] for each in others) if named else 0
    return [_unit_line(view, unit) for _, _, unit in named], alike


def _unit_line(view: View, unit: UnitResult) -> UnitLine:
    found = counts(view, [leaf.id for leaf in view.leaves], [unit])
    coverage = view.percent(unit.index.coverage, 1)
    numbers = view.number(str(found.observed)), view.number(str(found.applies))
    return UnitLine(unit.name, view.page(unit.code), coverage, *numbers)


@dataclass(frozen=True, slots=True)
class Spread:
    """Units by their coverage: the chart and its twin."""

    chart: Markup
    stretches: tuple[tuple[str, str], ...]


def by_unit(view: View) -> Spread | None:
    """None where there are too few units for a picture."""
    known = [unit.index.coverage for unit in view.results.units if unit.index.coverage is not None]
    if len(known) < 3:
        return None
    columns, middle = bins(known, 0.0, 1.0, 20), median(known)
    words = view.t("word.median", median=view.percent(middle))
    chart = histogram(
        columns,
        title=view.t("quality.histogram"),
        description=view.t("quality.histogram_description", n=len(known), median=view.percent(middle)),
        shape_at=lambda _: COLOUR,
        show=view.percent,
        median=middle,
        median_words=words,
    )
    twin = ((f"{view.percent(start)} – {view.percent(end)}", view.number(str(n))) for start, end, n in columns if n)
    return Spread(chart, tuple(twin))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why values are absent, and of how many that is so."""

    words: str
    count: str


def reasons(view: View) -> tuple[tuple[Reason, ...], int]:
    """Reasons by how often they hold, and how many more there are than are told."""
    found = Counter(
        words
        for unit in view.results.units
        for leaf in view.leaves
        if (words := _reason(view, unit.nodes[leaf.id])) is not None
    )
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    told = tuple(Reason(words, view.number(str(n))) for words, n in ordered[:MOST_REASONS])
    return told, max(0, len(ordered) - MOST_REASONS)


def _reason(view: View, node: NodeResult) -> str | None:
    """What the file has where a value is absent; None where there is one. An estimate fills a gap that is still one."""
    if node.status == "not_applicable":
        return view.t("quality.by_data", reason=node.note) if node.note else view.t("quality.by_rule")
    if node.status == "observed":
        return None
    if node.source is None:
        return view.t("quality.no_cell")
    if node.raw is not None:
        return view.t("quality.unusable")
    text = node.source.text.strip()
    return view.t("quality.written", text=text) if text else view.t("quality.blank")


@dataclass(frozen=True, slots=True)
class Made:
    """What was done to values of one indicator, and to how many."""

    label: str
    page: str
    what: str
    count: str


def made(view: View) -> Iterator[Made]:
    """Estimates and treatments, by indicator."""
    for leaf in view.leaves:
        done = Counter(what for unit in view.results.units for what in _done(view, unit, leaf))
        for what, n in sorted(done.items(), key=lambda item: (-item[1], item[0])):
            yield Made(view.labels[leaf.id], indicator_file(leaf.id), what, view.number(str(n)))


def _done(view: View, unit: UnitResult, leaf: Indicator) -> Iterator[str]:
    node = unit.nodes[leaf.id]
    if node.imputed is not None:
        yield f"{view.t('status.imputed')}: {estimated_how(view, node.imputed)}"
    if node.treated is not None:
        yield treated_how(view, node.treated)
