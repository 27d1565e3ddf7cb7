"""Text columns that put units into groups (a cluster, a region): read beside the values, one label a unit and wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from readiness.data.columns import Layout
from readiness.data.grid import Grid, Row, shown
from readiness.data.header import Header
from readiness.data.safe import brief
from readiness.data.vocabulary import MISSING, fold_word
from readiness.findings import Finding, nearest


class Label(NamedTuple):
    """What one row says of a unit's group; ``place`` is the entry's index, from 0."""

    wave: str | None
    code: str
    column: str
    text: str
    grid: Grid
    row: Row
    place: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """Labels by wave, unit and column; the units (by wave) that are said to be in two groups, and what to tell."""

    labels: dict[str | None, dict[str, dict[str, str]]]
    twofold: set[tuple[str | None, str]]
    findings: list[Finding]


def labels_of(grid: Grid, header: Header, row: Row, code: str, wave: str | None) -> Iterator[Label]:
    """The labels that a row's own columns hold."""
    for index, column in header.groups.items():
        yield from label_at(grid, row, index, (wave, code, column))


def label_at(grid: Grid, row: Row, place: int, about: tuple[str | None, str, str]) -> Iterator[Label]:
    """The label in one entry, ``about`` a wave, a unit and a column; none where the entry says that it is not known."""
    text = shown(row.entries[place])
    if fold_word(text) not in MISSING:
        yield Label(*about, brief(text), grid, row, place)


def merge_labels(labels: Iterable[Label]) -> Grouping:
    """Labels by wave, unit and column. A unit that is said to be in two groups is refused (D111)."""
    first: dict[tuple[str | None, str, str], Label] = {}
    found = Grouping({}, set(), [])
    for label in labels:
        kept = first.setdefault((label.wave, label.code, label.column), label)
        found.labels.setdefault(label.wave, {}).setdefault(label.code, {})[label.column] = kept.text
        if kept.text.casefold() != label.text.casefold():
            params = {"column": label.column, "first": kept.text, "text": label.text, "line": kept.row.line}
            found.twofold.add((label.wave, label.code))
            found.findings.append(label.grid.finding("D111", label.row, label.place, label.code, **params))
    return found


def without_column(layout: Layout, headers: Mapping[str, Sequence[str]], labels: Iterable[Label]) -> list[Finding]:
    """A group column that no file has, as a heading or (in the long form) as an indicator, is an error (D110).

    ``headers``: the headings of every file that was read, by path.
    """
    if not headers:
        return []
    path = next(iter(headers))
    read = {name for names in headers.values() for name in names} | {label.column for label in labels}
    known = [name for names in headers.values() for name in names]
    return [
        Finding("D110", path, params={"column": name, "nearest": nearest(name, known)})
        for name in layout.groups
        if name not in read
    ]
