"""A copy of the data in the workbook of findings: each bad cell marked, with what is wrong as a note.

For the colleague who has nothing but a spreadsheet program: the rows stand where they stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.safe import safe_text
from readiness.cli.session import Session
from readiness.findings import Finding, hint, message

if TYPE_CHECKING:
    from readiness.data.grid import Grid, Row

MOST_CELLS = 300_000  # of one file: beyond it a copy helps nobody
PRIVATE = "D038"
_CELL = re.compile(r"(?:'(?P<sheet>.*)'!|(?P<bare>[^'!]*)!)?(?P<column>[A-Z]{1,3})(?P<row>\d+)")
_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "note": "#DDEBF7"}
Marks = Mapping[tuple[str, int, int], Sequence[Finding]]  # sheet, row from 1, column from 0


def add_copies(book: Any, found: Sequence[Finding], session: Session, taken: Sequence[str]) -> None:
    """One sheet more for each sheet of data with a finding at a cell; ``taken`` are the names of those there are.

    A file with personal columns, one that cannot be opened as a table, and a very large one are not copied.
    """
    names = {name.casefold() for name in taken}
    formats = {severity: book.add_format({"bg_color": colour}) for severity, colour in _COLOURS.items()}
    for path in dict.fromkeys(finding.path for finding in found if finding.cell):
        own = [finding for finding in found if finding.path == path]
        grid = _grid(Path(path), own)
        if grid is None:
            continue
        marks = _marks(own)
        for name in dict.fromkeys(row.sheet for row in grid.rows):
            title = _title(Path(path).stem, name, names)
            names.add(title.casefold())
            sheet = book.add_worksheet(title)
            _copy(sheet, [row for row in grid.rows if row.sheet == name], marks, formats, session)


def _grid(path: Path, found: Sequence[Finding]) -> Grid | None:
    from readiness.data.reader import open_grid

    if any(finding.code == PRIVATE for finding in found) or not path.is_file():
        return None
    grid, _, _ = open_grid(path)
    if grid is None or grid.private or sum(len(row.entries) for row in grid.rows) > MOST_CELLS:
        return None
    return grid


def place_of(cell: str) -> tuple[str, int, int] | None:
    """A spreadsheet place as sheet, row from 1 and column from 0.

    >>> place_of("F118"), place_of("'16.07 Banyuasin'!B2"), place_of("F")
    (('', 118, 5), ('16.07 Banyuasin', 2, 1), None)
    """
    found = _CELL.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found["column"]:
        column = column * 26 + ord(letter) - 64
    return found["sheet"] or found["bare"] or "", int(found["row"]), column - 1


def _marks(found: Sequence[Finding]) -> Marks:
    marks: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in found:
        place = place_of(finding.cell or "")
        if place is not None:
            marks.setdefault(place, []).append(finding)
    return marks


def _copy(sheet: Any, rows: Sequence[Row], marks: Marks, formats: Mapping[str, Any], session: Session) -> None:
    from readiness.data.grid import Typed, shown

    sheet.freeze_panes(1, 0)
    for row in rows:
        for column, entry in enumerate(row.entries):
            here = marks.get((row.sheet, row.number, column), ())
            look = formats[here[0].severity] if here else None
            if isinstance(entry, Typed) and entry.kind == "number":
                sheet.write_number(row.number - 1, column, entry.value, look)
            elif text := safe_text(shown(entry)):
                sheet.write_string(row.number - 1, column, text[:32_000], look)
            elif here:
                sheet.write_blank(row.number - 1, column, None, look)
            if here:
                sheet.write_comment(row.number - 1, column, _note(here, session), {"x_scale": 2, "author": ""})


def _note(found: Sequence[Finding], session: Session) -> str:
    lines = []
    for finding in found:
        words = (message(finding, session.lang), hint(finding, session.lang))
        lines.append(f"{finding.code} " + "\n".join(safe_text(part) for part in words if part))
    return "\n\n".join(lines)[:30_000]


def _title(stem: str, sheet: str, taken: set[str]) -> str:
    """A name that a workbook takes: 31 characters, none of those it forbids, and no other sheet's."""
    base = re.sub(r"[\[\]:*?/\\'\x00-\x1f]", "_", sheet or stem).strip() or "data"
    title, number = base[:31], 2
    while title.casefold() in taken or title.casefold() == "history":
        title = f"{base[:27]} {number}"
        number += 1
    return title
