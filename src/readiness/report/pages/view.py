"""A result seen in one language: labels, bands, numbers, and where each page stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup, escape

from readiness.framework.model import Band, Framework, Group, Indicator, Text
from readiness.report.beside import NOTHING_ELSE, Beside
from readiness.report.charts.svg import slot
from readiness.report.numbers import NOTHING, number, percent, plain, span, with_unit
from readiness.report.pages.names import file_name, indicator_file
from readiness.results.records import IndexResult, Results, UnitResult
from readiness.results.selection import Selection
from readiness.words import words

Made = TypeVar("Made")
FEWEST, MOST = 2, 10  # units side by side on one page


@dataclass(frozen=True, slots=True)
class BandView:
    """A band for the eye: its words, the slot of its colour and shape, and where it begins and ends."""

    id: str
    label: str
    shape: int
    position: int
    from_: float
    to: float


@dataclass(frozen=True)
class View:
    """One result in one language.

    ``written`` are the codes that have a page, None for all; ``langs`` the languages that have one;
    ``beside`` is what else was made from this result; ``alone``: the page goes without any other, and leads to none.
    """

    results: Results
    framework: Framework
    lang: str
    command: str = ""
    written: Collection[str] | None = None
    langs: Sequence[str] = ("id", "en")
    beside: Beside = NOTHING_ELSE
    alone: bool = False

    @property
    def selection(self) -> Selection | None:
        """Who was chosen from this result, where that was asked."""
        return self.beside.selection

    def t(self, key: str, /, **params: object) -> str:
        """Words of the chrome."""
        found = words("report", self.lang, key)
        return found.format_map(params) if params else found

    def text(self, text: Text | None) -> str:
        """Words of the framework."""
        return text.in_(self.lang) if text else ""

    @cached_property
    def nodes(self) -> dict[str, Group | Indicator]:
        """Every node by id, in the framework's order."""
        return {node.id: node for node in self.framework.walk()}

    @cached_property
    def leaves(self) -> tuple[Indicator, ...]:
        """The indicators in the framework's order."""
        return tuple(self.framework.indicators())

    @cached_property
    def leaf(self) -> dict[str, Indicator]:
        """Every indicator by id."""
        return {leaf.id: leaf for leaf in self.leaves}

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of every node."""
        return {node_id: self.text(node.label) for node_id, node in self.nodes.items()}

    @cached_property
    def bands(self) -> dict[str, BandView]:
        """The bands, lowest first."""
        return {band.id: band for band in _bands(self.framework, self.lang)}

    @cached_property
    def ranked(self) -> list[UnitResult]:
        """Units with an index by rank, then by code."""
        have = [unit for unit in self.results.units if unit.index.rank is not None]
        return sorted(have, key=lambda unit: (unit.index.rank or 0, unit.code))

    @cached_property
    def unranked(self) -> list[UnitResult]:
        """Units without an index, by code."""
        return [unit for unit in self.results.units if unit.index.rank is None]

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of every unit."""
        return {unit.code: unit.name for unit in self.results.units}

    @cached_property
    def escaped(self) -> dict[str, tuple[str, str]]:
        """For tables of many rows that write their own markup: the page of every unit, empty where it has none, and its
        name."""
        return {unit.code: (escape(self.page(unit.code) or ""), escape(unit.name)) for unit in self.results.units}

    @cached_property
    def _made(self) -> dict[Callable[[View], Any], Any]:
        return {}

    def once(self, make: Callable[[View], Made]) -> Made:
        """What is the same on every page, made for the first of them; ``make`` is a function of a module."""
        if make not in self._made:
            self._made[make] = make(self)
        found: Made = self._made[make]
        return found

    def kept(self, name: Hashable, caller: Callable[[], Markup]) -> Markup:
        """For templates: ``{% call v.kept("name") %}``, a piece that is the same on every page that calls it so."""
        if name not in self._pieces:
            self._pieces[name] = caller()
        return self._pieces[name]

    @cached_property
    def _pieces(self) -> dict[Hashable, Markup]:
        return {}

    @property
    def side_by_side(self) -> bool:
        """Whether the units that have a page are few enough to be compared on one."""
        return FEWEST <= len(self.results.units if self.written is None else self.written) <= MOST

    def page(self, code: str) -> str | None:
        """The file of a unit's page, None where it has none."""
        return file_name(code) if not self.alone and (self.written is None or code in self.written) else None

    def defined(self, node_id: str) -> str:
        """Where an indicator is told: its page, or the row of the method where this page goes alone."""
        return f"#how-{node_id}" if self.alone else indicator_file(node_id)

    def number(self, value: float | str | None, decimals: int | None = None) -> str:
        """A number, or a dash where there is none."""
        return NOTHING if value is None else number(value, self.lang, decimals)

    def score(self, value: float | None) -> str:
        """A number on the framework's scale, at its published decimals."""
        return self.number(value, self.framework.decimals)

    def percent(self, fraction: float | None, decimals: int = 0) -> str:
        """A fraction as a percentage, or a dash."""
        return NOTHING if fraction is None else percent(fraction, self.lang, decimals)

    def low_high(self, of: IndexResult) -> str:
        """The lowest and the highest the index could be."""
        if of.low is None or of.high is None:
            return NOTHING
        low, high = self.score(of.low), self.score(of.high)
        return low if low == high else span(low, high)

    def raw(self, leaf: Indicator, value: float | str | None) -> str:
        """A value in the indicator's own unit of measure, in words where it has words."""
        if value is None:
            return self.t("status.missing")
        if leaf.measure == "choice":
            return self.text((leaf.choice_labels or {}).get(str(value))) or str(value)
        if isinstance(value, str):
            return value
        if leaf.measure == "boolean" and value in (0.0, 1.0):
            return self.t("word.yes" if value else "word.no")
        if leaf.measure == "level":
            return self.t("word.level", level=plain(value, self.lang))
        unit = "%" if leaf.measure == "percent" else self.text(leaf.unit_of_measure)
        return with_unit(plain(value, self.lang), None if leaf.measure == "survey" else unit)


def _bands(framework: Framework, lang: str) -> list[BandView]:
    ends = [band.from_ for band in framework.bands[1:]] + [framework.scale.max]
    many = len(framework.bands)
    return [_band(band, end, k, many, lang) for k, (band, end) in enumerate(zip(framework.bands, ends, strict=True))]


def _band(band: Band, end: float, position: int, many: int, lang: str) -> BandView:
    return BandView(band.id, band.label.in_(lang), slot(position, many), position, band.from_, end)


def median(values: Sequence[float]) -> float | None:
    """The middle of what is shown; a description of the list, not a score.

    >>> median([3.0, 1.0, 2.0]), median([1.0, 2.0]), median([])
    (2.0, 1.5, None)
    """
    known = sorted(values)
    if not known:
        return None
    half = len(known) // 2
    return known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2
