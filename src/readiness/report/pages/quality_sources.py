"""The files that were read, the sources that the framework names, and how precise the results of surveys are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.report.pages.names import indicator_file
from readiness.report.pages.precision import FEW
from readiness.report.pages.view import View, median


@dataclass(frozen=True, slots=True)
class File:
    """One input: rows as read, and how many values of the result stand in it."""

    path: str
    rows: str
    cells: str
    sha256: str


def files(view: View) -> Iterator[File]:
    """In the order of the result."""
    cells = Counter(
        node.source.path
        for unit in view.results.units
        for leaf in view.leaves
        if (node := unit.nodes[leaf.id]).source is not None and node.raw is not None
    )
    for each in view.results.inputs:
        yield File(each.path, view.number(str(each.rows)), view.number(str(cells[each.path])), each.sha256)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """What the framework says of where an indicator comes from; empty where it says nothing."""

    label: str
    page: str
    source: str
    year: str


def sources(view: View) -> tuple[SourceLine, ...]:
    """Every indicator; nothing where the framework names no source and no year at all."""
    found = tuple(
        SourceLine(
            view.labels[leaf.id],
            indicator_file(leaf.id),
            view.text(leaf.source),
            "" if leaf.data_year is None else str(leaf.data_year),
        )
        for leaf in view.leaves
    )
    return found if any(line.source or line.year for line in found) else ()


@dataclass(frozen=True, slots=True)
class SampleLine:
    """How many respondents stand behind the values of one indicator."""

    label: str
    page: str
    values: str
    fewest: str
    middle: str
    few: str
    without: str


def samples(view: View) -> Iterator[SampleLine]:
    """Every indicator with values from samples."""
    for leaf in view.leaves:
        found = [i for unit in view.results.units if (i := unit.nodes[leaf.id].interval) is not None]
        if not found:
            continue
        asked = [each.n for each in found if each.n is not None]
        without = sum(each.low is None or each.high is None for each in found)
        yield SampleLine(
            view.labels[leaf.id],
            indicator_file(leaf.id),
            values=view.number(str(len(found))),
            fewest=view.number(min(asked, default=None), 0),
            middle=view.number(median(asked), 0),
            few=view.number(str(sum(n < FEW for n in asked))) if asked else view.number(None),
            without=view.number(str(without)),
        )
