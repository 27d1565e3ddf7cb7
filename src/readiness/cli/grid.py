"""Tables for people: boxes and colour on a terminal, plain aligned columns into a pipe. Nothing is ever cut."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from readiness.cli.safe import safe_text
from readiness.cli.session import coloured, is_terminal, width

ROOMY, TIGHT = 2, 1  # columns between columns
NARROW = 17  # what a column that folds needs


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its words, whether numbers stand in it, and whether it may fold on a narrow terminal."""

    text: str
    right: bool = False
    folds: bool = False


def show(headings: Sequence[Heading], rows: Sequence[Sequence[str]], *, strong: int | None = None) -> None:
    """Print a table to stdout. ``strong`` is the column that stands out."""
    if is_terminal(sys.stdout):
        _rich(headings, rows, strong)
    else:
        print(plain(headings, rows))


def notes(lines: Sequence[str]) -> None:
    """Print lines below a table, folded at a terminal's edge."""
    for line in lines:
        print(textwrap.fill(line, width(), break_on_hyphens=False) if is_terminal(sys.stdout) else line)


def fits(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the table can be read on this terminal, its folding columns folded; into a pipe anything fits."""
    return not is_terminal(sys.stdout) or _natural_width(headings, rows, TIGHT, NARROW) <= width()


def blocks(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> list[tuple[list[Heading], list[list[str]]]]:
    """The table in one; where it does not fit, in several that do, the first column in each of them."""
    found: list[list[int]] = [[]]
    for number in range(1, len(headings)):
        wider = [0, *found[-1], number]
        if found[-1] and not fits([headings[n] for n in wider], [[row[n] for n in wider] for row in rows]):
            found.append([])
        found[-1].append(number)
    return [([headings[n] for n in (0, *own)], [[row[n] for n in (0, *own)] for row in rows]) for own in found]


def plain(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned by spaces, two between, none at the end of a line."""
    cells = [[safe_text(heading.text) for heading in headings], *([safe_text(cell) for cell in row] for row in rows)]
    widths = [max(columns(row[number]) for row in cells) for number in range(len(headings))]
    return "\n".join(_line(row, headings, widths) for row in cells)


def _line(row: Sequence[str], headings: Sequence[Heading], widths: Sequence[int]) -> str:
    parts = []
    for cell, heading, wide in zip(row, headings, widths, strict=True):
        gap = " " * (wide - columns(cell))
        parts.append(gap + cell if heading.right else cell + gap)
    return "  ".join(parts).rstrip()


def columns(text: str) -> int:
    """How many columns a terminal gives a text.

    >>> columns("Kab. Siak"), columns("東京")
    (9, 4)
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in text)


def _natural_width(headings: Sequence[Heading], rows: Sequence[Sequence[str]], gap: int, narrow: int | None) -> int:
    """The width on a terminal; ``narrow`` is how far a folding column may shrink (None: nothing folds)."""
    every = [[heading.text for heading in headings], *rows]
    wides = [max(columns(row[number]) for row in every) for number in range(len(headings))]
    if narrow is not None:
        wides = [min(wide, narrow) if h.folds else wide for wide, h in zip(wides, headings, strict=True)]
    return sum(wides) + gap * (len(wides) - 1)


def _rich(headings: Sequence[Heading], rows: Sequence[Sequence[str]], strong: int | None) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    colour = coloured(sys.stdout)
    console = Console(width=width(), markup=False, emoji=False, highlight=False, no_color=not colour)
    gap = ROOMY if _natural_width(headings, rows, ROOMY, None) <= width() else TIGHT
    bold = "bold" if colour else ""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0), header_style=bold)
    for number, heading in enumerate(headings):
        table.add_column(
            Text(safe_text(heading.text)),
            justify="right" if heading.right else "left",
            style=bold if number == strong else "",
            overflow="fold",
            no_wrap=not heading.folds,
        )
    for row in rows:
        table.add_row(*(Text(safe_text(cell)) for cell in row))
    console.print(table)
