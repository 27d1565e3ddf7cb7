"""From text to a grid: the delimiter found, the rows read strictly, every line number physical."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from readiness.data.grid import MAX_COLUMNS, MAX_ROWS, Entry, Grid, Row, lines_of
from readiness.data.headings import is_unit_heading
from readiness.findings import Finding

MAX_FIELD = 1 << 20
DELIMITERS = (";", ",", "\t")
_SEP = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
_LOOKED_AT = 40


def read_text(text: str, path: str, skip_rows: int = 0) -> Grid | list[Finding]:
    """The grid of a CSV's text; or why it is refused. ``skip_rows`` physical lines are passed over."""
    lines = list(_head(text))
    told = _SEP.fullmatch(lines[0]) if lines else None
    passed = max(skip_rows, 1 if told else 0)
    delimiter = told[1] if told else _delimiter(lines[passed:])
    grid = Grid(path, [], text, delimiter)
    source = lines_of(text)
    for _ in range(passed):
        next(source, None)
    before = csv.field_size_limit(MAX_FIELD)
    try:
        refusal = _fill(grid, source, passed, hidden=1 if told else 0)
    finally:
        csv.field_size_limit(before)
    return [refusal] if refusal else grid


def _fill(grid: Grid, source: Iterator[str], passed: int, hidden: int) -> Finding | None:
    reader = csv.reader(source, delimiter=grid.delimiter, strict=True)
    row = Row(passed + 1, passed + 1 - hidden, [])
    number = passed - hidden
    while True:
        line, number = passed + reader.line_num + 1, number + 1
        row = Row(line, number, [])
        try:
            fields = next(reader, None)
        except csv.Error as error:
            code = "D021" if "limit" in str(error) else "D020"
            return grid.finding(code, row, most="1 MiB")
        if fields is None:
            return None
        if len(fields) > MAX_COLUMNS:
            return grid.finding("D022", row, count=len(fields), most=MAX_COLUMNS)
        entries: list[Entry] = [*fields]
        grid.rows.append(Row(line, number, entries))
        if len(grid.rows) > MAX_ROWS:
            return grid.finding("D025", row, most=MAX_ROWS)


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
