"""Whether rows are as wide as their header: where one is not, its values may stand under the wrong headings."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.data.grid import Grid, Row, blank
from readiness.findings import Finding


def width_of(grid: Grid, first: Row) -> int:
    """The header's columns, without blank ones at its end under which nothing stands."""
    width = len(first.entries)
    while width and blank(first.entries[width - 1]):
        if any(len(row.entries) >= width and not blank(row.entries[width - 1]) for row in grid.rows):
            break
        width -= 1
    return width


def fits(grid: Grid, row: Row, first: Row, width: int) -> bool:
    """Whether a row has an entry for each of ``width`` columns under the header ``first`` and nothing beyond.

    Blank entries beyond are no harm where they can only be the last ones: where another entry is blank too, any of the
    blanks may be the one too many, and what stands between has moved. In a workbook nothing moves: each cell says where
    it stands.
    """
    count = len(row.entries)
    if count in (width, len(first.entries)):
        return count >= width
    if count < width:
        return False
    end = count
    while end and blank(row.entries[end - 1]):
        end -= 1
    return end <= width and (grid.text is None or not any(map(blank, row.entries[:end])))


def misfit(grid: Grid, rows: Sequence[Row], first: Row, width: int) -> Finding | None:
    """The refusal of a file most of whose rows do not fit, or are all wider than its header, be it with blanks."""
    ragged = [row for row in rows if not fits(grid, row, first, width)]
    wider = [row for row in rows if len(row.entries) > len(first.entries)] if grid.text is not None else []
    for other in (ragged, wider):
        if len(other) > 1 and 2 * len(other) > len(rows):
            return grid.finding("D024", other[0], count=len(other), fields=len(other[0].entries), width=width)
    return None
