"""What every file becomes first: rows of entries that know their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from readiness.data.safe import brief, clean, legible
from readiness.findings import Finding

MAX_COLUMNS = 4_096
MAX_ROWS = 500_000
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_EXCERPT = 400


@dataclass(frozen=True, slots=True)
class Typed:
    """A workbook cell that is not text. ``value`` is the stored number, ``text`` what a reader sees of it."""

    kind: Literal["number", "percent", "boolean", "date", "error", "formula"]
    text: str
    value: float = 0.0


Entry = str | Typed


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its physical line (for a workbook its row), its row as a spreadsheet counts, its entries; and its sheet,
    where the grid is made of several."""

    line: int
    number: int
    entries: list[Entry]
    sheet: str = ""

    def cell(self, index: int) -> str:
        """The spreadsheet place of an entry: ``F118``, ``'16.07 Banyuasin'!F118``."""
        place = f"{letters(index)}{self.number}"
        return f"'{self.sheet}'!{place}" if self.sheet else place


@dataclass
class Grid:
    """One file's rows. ``text`` and ``delimiter`` are a CSV's; ``private`` keeps its lines out of excerpts."""

    path: str
    rows: list[Row]
    text: str | None = None
    delimiter: str = ""
    private: bool = False
    findings: list[Finding] = field(default_factory=list)

    def finding(
        self, code: str, row: Row | None = None, index: int | None = None, unit: str | None = None, /, **params: Any
    ) -> Finding:
        """A finding at a row and the entry of an index (from 0), with its spreadsheet place."""
        params = {name: brief(value) if isinstance(value, str) else value for name, value in params.items()}
        if row is None:
            return Finding(code, self.path, params=params, unit=unit)
        line, column = self.locate(row, index)
        cell = row.cell(index) if index is not None else None
        return Finding(code, self.path, line, column, params, unit, cell, self.excerpt(line, column))

    def locate(self, row: Row, index: int | None) -> tuple[int, int | None]:
        """The physical line of an entry and the character it begins at; a workbook's row and column."""
        if index is None or self.text is None:
            return row.line, None if index is None else index + 1
        line, column, at, quoted = row.line, 1, 0, False
        for number in range(row.line, len(self._lines) + 1):
            for place, char in enumerate(self.line(number), 1):
                if at == index:
                    return (line, column)
                if char == '"':
                    quoted = not quoted
                elif char == self.delimiter and not quoted:
                    at, line, column = at + 1, number, place + 1
            if at == index or not quoted:
                break
        return (line, column) if at == index else (row.line, None)

    def excerpt(self, line: int, column: int | None) -> str | None:
        """The line as written, for a caret; None for a workbook, a very long line or personal data."""
        if self.text is None or self.private or (column or 0) > _EXCERPT or line > len(self._lines):
            return None
        return legible(self.line(line).replace("\t", " ").rstrip())[:_EXCERPT]

    def line(self, number: int) -> str:
        """The physical line of a number, without its end."""
        start, stop = self._lines[number - 1]
        return (self.text or "")[start:stop].rstrip("\r\n")

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        return [found.span() for found in _LINE.finditer(self.text or "")]


def lines_of(text: str) -> Iterator[str]:
    """Physical lines with their ends: LF, CR or CR LF, and no other character ends a line."""
    for found in _LINE.finditer(text):
        yield found[0]


def letters(index: int) -> str:
    """The spreadsheet column of an index from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(entry: Entry) -> str:
    """An entry as a person reads it, safe to print."""
    return clean(entry) if isinstance(entry, str) else entry.text


def blank(entry: Entry) -> bool:
    """Whether an entry holds nothing."""
    return isinstance(entry, str) and not entry.strip()
