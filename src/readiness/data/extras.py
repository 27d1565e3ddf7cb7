"""Columns of the data that are no indicators and that some ``per`` divides by: which of them are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from readiness.data.columns import Layout
from readiness.data.files import gather
from readiness.data.header import names, read_header
from readiness.data.reader import open_grid
from readiness.data.registry import Registry
from readiness.data.table import Table


def found_extras(
    tables: Iterable[Table], layout: Layout, paths: Sequence[Path], registry: Registry, skip_rows: int
) -> list[str]:
    """The names among ``layout.extras`` that the data have. A column that is there and still empty is there too, so
    where a denominator has no value the files' names of columns and lines are looked at."""
    found = {name for table in tables for row in table.denominators.values() for name in row}
    for path in gather(paths)[0] if set(layout.extras) - found else ():
        grid, _, _ = open_grid(path, skip_rows)
        header = read_header(grid, layout, registry)[0] if grid is not None else None
        if grid is not None and header is not None:
            found |= names(grid, header, layout.extras)
    return sorted(found)
