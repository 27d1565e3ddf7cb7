"""The typed table: one wave of data, every cell with its place.

A DataFrame lives from here to scoring and no further.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

from readiness.data.grid import letters
from readiness.data.units import Unit
from readiness.findings import Finding

Status = Literal["observed", "missing", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands: file, physical line (a workbook's row) and spreadsheet column from 1, text as written; and
    the sheet, where a workbook has several that are read."""

    path: str
    line: int
    column: int
    text: str
    sheet: str | None = None

    @property
    def file(self) -> str:
        """The file, with its sheet where there are several: ``a.csv``, ``b.xlsx:16.07 Banyuasin``."""
        return f"{self.path}:{self.sheet}" if self.sheet else self.path

    @property
    def place(self) -> str:
        """``a.csv:4:3``, ``b.xlsx:16.07 Banyuasin:4:3``."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def cell(self) -> str:
        """The place in its spreadsheet: ``C4``, ``'16.07 Banyuasin'!C4``."""
        place = f"{letters(self.column - 1)}{self.line}"
        return f"'{self.sheet}'!{place}" if self.sheet else place


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessor's value at one stage."""

    stage: str | None
    assessor: str | None
    raw: float | str


@dataclass(frozen=True, slots=True)
class Interval:
    """The precision of a value that comes from a sample, in the value's own unit of measure; None where not told.

    ``low`` and ``high`` are the ends of the confidence interval of ``level`` (a fraction), ``n`` the respondents with
    an answer, ``se`` the standard error, ``deff`` the design effect, ``n_effective`` n / deff.
    """

    low: float | None
    high: float | None
    level: float
    n: float | None
    se: float | None
    deff: float | None
    n_effective: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one unit. ``raw`` is in the indicator's own unit of measure (percent as 87.5,
    boolean as 1 or 0, a choice as its key); None where missing or not applicable. ``interval`` is the precision
    of a ``raw`` that comes from a sample, where the file tells it."""

    status: Status
    raw: float | str | None = None
    source: Source | None = None
    evidence: str | None = None
    note: str | None = None
    assessments: tuple[Assessment, ...] = ()
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One file that was read: path as given, digest of the bytes that were parsed, rows of data."""

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """One wave.

    ``cells[code][indicator]``; a unit that appears in the data has an entry in ``units`` (sorted by
    code) even where all its cells are missing. A refused unit is not in ``units`` but in ``refused``.
    ``denominators[code][column]`` holds data columns that some ``per`` names; ``parents[code][node]``
    published figures of inner nodes, for the audit; ``groups[code][column]`` the unit's label in a text column.
    """

    wave: str | None
    units: tuple[Unit, ...]
    cells: dict[str, dict[str, Cell]]
    denominators: dict[str, dict[str, float]] = field(default_factory=dict)
    parents: dict[str, dict[str, Cell]] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    synthetic: bool = False
    inputs: tuple[Input, ...] = ()
    groups: dict[str, dict[str, str]] = field(default_factory=dict)

    def group_of(self, unit: Unit, column: str) -> str | None:
        """The unit's label in a text column of the data, else what is known of the unit itself: its kind, its
        province, a text attribute (``island``). None where nobody says."""
        said = self.groups.get(unit.code, {}).get(column)
        known = {"kind": unit.kind, "province": unit.province, **unit.attributes}.get(column)
        return said or (known if isinstance(known, str) else None)

    def frame(self, indicators: list[str]) -> pd.DataFrame:
        """Raw values: one row a unit, one column an indicator, NaN where there is no number."""
        import pandas as pd

        rows = {u.code: [_number(self.cells.get(u.code, {}).get(i)) for i in indicators] for u in self.units}
        return pd.DataFrame.from_dict(rows, orient="index", columns=indicators)


def _number(cell: Cell | None) -> float | str:
    return float("nan") if cell is None or cell.raw is None else cell.raw


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader brings: one table a wave (None where the files name no wave), and findings.

    ``tables`` is empty where a file was refused.
    """

    tables: dict[str | None, Table]
    findings: list[Finding]
