"""A pandas DataFrame read like a file: the same rules, the same findings.

Its places are those it would have on a sheet: the header is row 1, the index the first column.
"""

from __future__ import annotations

from hashlib import sha256
from math import isnan
from typing import TYPE_CHECKING, Any, Literal

from readiness.data.columns import Layout
from readiness.data.convert import convert
from readiness.data.grid import Entry, Grid, Row, Typed, shown
from readiness.data.header import read_header, targets_of
from readiness.data.headings import role_of
from readiness.data.merge import merge
from readiness.data.records import read_rows
from readiness.data.registry import Registry
from readiness.data.table import Reading
from readiness.findings import has_errors

if TYPE_CHECKING:
    import pandas as pd

NAME = "DataFrame"  # what findings and sources call it


def read_frame(
    frame: pd.DataFrame, layout: Layout, *, registry: Registry, decimal: Literal[".", ","] | None = None
) -> Reading:
    """One table a wave of a DataFrame: wide or long, codes in its index or in a column ``code``."""
    grid = grid_of(frame)
    header, findings = read_header(grid, layout, registry)
    if header is None or has_errors(found for found in findings if found.unit is None):
        return Reading({}, findings)
    targets, parents = targets_of(layout), frozenset(layout.parents)
    sheet = read_rows(grid, header, targets, registry if layout.units != "any" else None, allow_unknown=False)
    sheet.sha256 = _digest(grid)
    items = convert(sheet, targets, parents, decimal)
    tables, told = merge([sheet], items, layout, None)
    findings = [*findings, *sheet.findings, *told]
    return Reading({} if has_errors(found for found in findings if found.unit is None) else tables, findings)


def grid_of(frame: pd.DataFrame) -> Grid:
    """The rows of a frame. An index is left out where a column holds codes or names."""
    columns = [str(name) for name in frame.columns]
    lists = [frame.iloc[:, at].tolist() for at in range(len(columns))]
    if not any(role_of(name) in ("code", "name") for name in columns):
        levels = range(frame.index.nlevels)
        columns = [*_levels(frame), *columns]
        lists = [*(frame.index.get_level_values(level).tolist() for level in levels), *lists]
    heads: list[Entry] = [*columns]
    rows = [Row(1, 1, heads)]
    rows += [Row(at, at, [entry(each) for each in values]) for at, values in enumerate(zip(*lists, strict=True), 2)]
    return Grid(NAME, rows)


def _levels(frame: pd.DataFrame) -> list[str]:
    """What the levels of the index hold: as they are named, else the code, and before it the wave."""
    plain = ["wave", "code"][-frame.index.nlevels :]
    named = [str(name) if name is not None and role_of(str(name)) else None for name in frame.index.names]
    return [name or default for name, default in zip(named, plain, strict=True)]


def entry(value: Any) -> Entry:
    """One value as a cell: blank where it is None, NaN or the like.

    >>> entry(float("nan")), entry("ya"), entry(True).value, entry(12).text
    ('', 'ya', 1.0, '12')
    """
    if isinstance(value, str):
        return value
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return str(value)
    if isnan(number):
        return ""
    text = str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return Typed("number", text, number)


def _digest(grid: Grid) -> str:
    """SHA-256 of what the frame holds, as text."""
    lines = ("\x1f".join(map(shown, row.entries)) for row in grid.rows)
    return sha256("\x1e".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
