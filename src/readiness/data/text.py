"""From text to a grid: the delimiter found, the rows read strictly, every line number physical."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from readiness.data.grid import MAX_COLUMNS, MAX_ROWS, Entry, Grid, Row, blank, lines_of
from readiness.data.headings import is_unit_heading
from readiness.data.quotes import is_doubtful, is_well_formed, read_stray
from readiness.findings import Finding

MAX_FIELD = 1 << 20
MAX_STRAY = 1_000  # rows with a stray quote that are still read
DELIMITERS = (";", ",", "\t")
_SEP = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_LOOKED_AT = 40


class _Lines:
    """Physical lines one by one, with what the record that is being read has taken of them so far."""

    def __init__(self, text: str, passed: int) -> None:
        self.text, self.taken, self.number, self._at = text, "", 0, 0
        for _ in range(passed):
            next(self, None)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        found = _LINE.match(self.text, self._at)
        if found is None:
            raise StopIteration
        self._at, self.number = found.end(), self.number + 1
        self.taken += found[0]
        return found[0]

    def back_to_second(self) -> str:
        """Give back all lines of the record but its first, and return that."""
        first = _LINE.match(self.taken)
        assert first is not None
        given = len(self.taken) - first.end()
        self.number -= sum(1 for _ in lines_of(self.taken[first.end() :]))
        self._at, self.taken = self._at - given, first[0]
        return first[0]

    def peek(self) -> str:
        """The next line, which stays the next one."""
        found = _LINE.match(self.text, self._at)
        return found[0] if found else ""


def read_text(text: str, path: str, skip_rows: int = 0) -> Grid | list[Finding]:
    """The grid of a CSV's text; or why it is refused. ``skip_rows`` physical lines are passed over."""
    lines = list(_head(text))
    told = _SEP.fullmatch(lines[0]) if lines else None
    passed = max(skip_rows, 1 if told else 0)
    delimiter = told[1] if told else _delimiter(lines[passed:])
    grid = Grid(path, [], text, delimiter)
    before = csv.field_size_limit(MAX_FIELD)
    try:
        refusal = _fill(
            grid, _Lines(text, passed), hidden=1 if told else 0, spaced=_is_spaced(lines[passed:], delimiter)
        )
    finally:
        csv.field_size_limit(before)
    return [refusal] if refusal else grid


def _fill(grid: Grid, lines: _Lines, *, hidden: int, spaced: bool) -> Finding | None:
    reader = _reader(lines, grid.delimiter, spaced)
    number = lines.number - hidden
    while True:
        lines.taken = ""
        line, number = lines.number + 1, number + 1
        row = Row(line, number, [])
        try:
            fields = next(reader, None)
        except csv.Error as error:
            if "limit" in str(error):
                return grid.finding("D021", row, most="1 MiB")
            # a quote that is open at the end may be a file that was cut off there
            fields = None if "unexpected end" in str(error) else _stray(grid, lines, row)
            reader = _reader(lines, grid.delimiter, spaced)
            if fields is None:
                return _broken(grid, row, lines.taken)
        if fields is None:
            return None
        if _is_doubtful(grid, lines, line, spaced):
            return _broken(grid, row, lines.taken)
        if len(fields) > MAX_COLUMNS:
            return grid.finding("D022", row, count=len(fields), most=MAX_COLUMNS)
        entries: list[Entry] = [*fields]
        grid.rows.append(Row(line, number, entries))
        if len(grid.rows) > MAX_ROWS:
            return grid.finding("D025", row, most=MAX_ROWS)


def _reader(lines: _Lines, delimiter: str, spaced: bool) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=spaced)


def _stray(grid: Grid, lines: _Lines, row: Row) -> list[str] | None:
    """The entries of a line that has one quote too many, told; None where that is not so, or not the only reading."""
    if len(grid.findings) >= MAX_STRAY:
        return None
    taken, line = lines.taken, lines.back_to_second()
    before = next((each for each in reversed(grid.rows) if not all(map(blank, each.entries))), None)
    width = len(before.entries) if before else len(next(csv.reader([lines.peek()], delimiter=grid.delimiter), []))
    found = read_stray(line, grid.delimiter, width)
    if found is None:
        lines.taken = taken
        return None
    excerpt = grid.excerpt(row.line, found.at + 1)
    grid.findings.append(Finding("D026", grid.path, row.line, found.at + 1, {}, None, None, excerpt))
    return found.fields


def _broken(grid: Grid, row: Row, taken: str) -> Finding:
    """The refusal at the first quote of the record."""
    first = taken.split("\n", 1)[0].find('"')
    column = first + 1 if first >= 0 else None
    return Finding("D020", grid.path, row.line, column, {}, None, None, grid.excerpt(row.line, column))


def _is_doubtful(grid: Grid, lines: _Lines, line: int, spaced: bool) -> bool:
    """Whether a record that could be read could be read otherwise, and has not been told."""
    record = lines.taken
    if '"' not in record or (grid.findings and grid.findings[-1].line == line):
        return False
    return not is_well_formed(record, grid.delimiter, spaced) and is_doubtful(record, grid.delimiter)


def _head(text: str) -> Iterator[str]:
    for count, line in enumerate(lines_of(text)):
        if count == _LOOKED_AT:
            return
        yield line


def _delimiter(lines: list[str]) -> str:
    """The one under which some line has a unit's heading; else the commonest in the first line that is not blank."""
    for line in lines:
        for mark in DELIMITERS:
            if mark in line and any(is_unit_heading(field.strip().strip('"')) for field in line.split(mark)):
                return mark
    first = next((line for line in lines if line.strip()), "")
    return max(DELIMITERS, key=first.count) if first else ","


def _is_spaced(lines: list[str], delimiter: str) -> bool:
    """Whether a space follows every delimiter of the first line: then it belongs to none of the entries."""
    first = next((line for line in lines if line.strip()), "")
    return delimiter in first and first.count(delimiter) == first.count(delimiter + " ")
