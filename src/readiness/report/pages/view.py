"""A result seen in one language: labels, bands, numbers, and where each page stands."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from readiness.framework.model import Band, Framework, Group, Indicator, Text
from readiness.report.charts.svg import slot
from readiness.report.numbers import NOTHING, number, percent, plain, span, with_unit
from readiness.results.records import IndexResult, Results, UnitResult
from readiness.results.selection import Selection
from readiness.words import say

_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?")
_OURS = ("index", "compare", "method", "ranking", "summary", "selection")  # names of pages that are no unit's
FEWEST, MOST = 2, 10  # units side by side on one page


def file_name(code: str) -> str:
    """The page of a unit, from its code alone; a code that is no safe name gets one with a digest.

    >>> file_name("16.07")
    '16.07.html'
    >>> file_name("../x"), file_name("CON") == file_name("con")
    ('x-d6b96a97.html', False)
    """
    if _PLAIN_NAME.fullmatch(code) and code not in _OURS and not _DEVICES.fullmatch(code) and code[-1] != ".":
        return f"{code}.html"
    slug = re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-")[:40] or "unit"
    return f"{slug}-{hashlib.sha256(code.encode()).hexdigest()[:8]}.html"


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
    ``selection`` who was chosen from this result, where that was asked.
    """

    results: Results
    framework: Framework
    lang: str
    command: str = ""
    written: Collection[str] | None = None
    langs: Sequence[str] = ("id", "en")
    selection: Selection | None = None

    def t(self, key: str, /, **params: object) -> str:
        """Words of the chrome."""
        return say("report", self.lang, key, **params)

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

    @property
    def side_by_side(self) -> bool:
        """Whether the units that have a page are few enough to be compared on one."""
        return FEWEST <= len(self.results.units if self.written is None else self.written) <= MOST

    def page(self, code: str) -> str | None:
        """The file of a unit's page, None where it has none."""
        return file_name(code) if self.written is None or code in self.written else None

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
