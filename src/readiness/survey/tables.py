"""The counts of one or more files: small, whole numbers, and the sum of any parts in any order.

Weights are kept in millionths and their squares in millionths of millionths, as whole numbers: sums are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from readiness.findings import Finding

if TYPE_CHECKING:
    from readiness.survey.records import File

MICRO = 6  # decimals of a weight
Where = tuple[str, str]  # wave and unit; before units are known, as the file writes it
Design = tuple[str, str, int, int]  # stratum, cluster, total, answered


@dataclass
class Counts:
    """What a reduction counts.

    ``cells``: of a unit and an indicator, respondents by design and value, as n, w and w². ``rows``: rows of a unit by
    what became of them. ``answers``: of a unit and an item, answers by class. ``whole``: of an item, what it counts
    for among the respondents who answered all items of its indicator. ``population``: of a unit and stratum.
    """

    cells: dict[tuple[Where, str], dict[Design, list[int]]] = field(default_factory=dict)
    rows: Counter[tuple[Where, str]] = field(default_factory=Counter)
    answers: Counter[tuple[Where, str, str]] = field(default_factory=Counter)
    whole: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    population: dict[tuple[Where, str], set[str]] = field(default_factory=dict)

    def count(self, where: Where, indicator: str, design: Design, sums: Sequence[int]) -> None:
        """Add respondents of one value."""
        add(self.cells.setdefault((where, indicator), {}), design, sums)

    def join(self, where: Where, indicator: str, cells: dict[Design, list[int]]) -> None:
        """Add all cells of a unit and an indicator; they are not to be used any more where they came from."""
        if (where, indicator) not in self.cells:
            self.cells[where, indicator] = cells
            return
        for design, sums in cells.items():
            self.count(where, indicator, design, sums)

    def add(self, other: Counts) -> None:
        """Add the counts of another part of the data."""
        for (where, indicator), cells in other.cells.items():
            self.join(where, indicator, cells)
        self.rows.update(other.rows)
        self.answers.update(other.answers)
        self.whole.update(other.whole)
        for key, texts in other.population.items():
            self.population.setdefault(key, set()).update(texts)

    def in_wave(self, wave: str) -> Counts:
        """The same counts, all in one wave."""
        return Counts(
            {((wave, unit), indicator): cells for ((_, unit), indicator), cells in self.cells.items()},
            Counter({((wave, unit), status): n for ((_, unit), status), n in self.rows.items()}),
            Counter({((wave, unit), item, kind): n for ((_, unit), item, kind), n in self.answers.items()}),
            self.whole,
            {((wave, unit), stratum): texts for ((_, unit), stratum), texts in self.population.items()},
        )

    def wheres(self) -> Iterator[Where]:
        """Every wave and unit that anything was counted for, in order."""
        return iter(sorted({where for where, _ in self.rows} | {where for where, _ in self.cells}))


@dataclass
class Part:
    """What was counted so far: of files, or of the partial tables of others."""

    counts: Counts = field(default_factory=Counts)
    files: list[File] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    weighted: bool = False
    synthetic: bool = False

    def add(self, other: Part) -> None:
        """Join another part."""
        self.counts.add(other.counts)
        self.files += other.files
        self.findings += other.findings
        self.weighted = self.weighted or other.weighted
        self.synthetic = self.synthetic or other.synthetic


def add(cells: dict[Design, list[int]], design: Design, sums: Sequence[int]) -> None:
    """Add respondents of one value to the cells of a unit and an indicator."""
    cell = cells.get(design)
    if cell is None:
        cells[design] = [*sums]
    else:
        cell[0] += sums[0]
        cell[1] += sums[1]
        cell[2] += sums[2]


def sums_of(row: Sequence[Any], weighted: bool) -> tuple[int, int, int]:
    """n, w and w² at the end of an engine's row (``sql``); without weights a respondent weighs 1."""
    if weighted:
        return row[-3], int(row[-2] or 0), int(row[-1] or 0)
    return row[-1], row[-1] * 10**MICRO, row[-1] * 10 ** (2 * MICRO)
