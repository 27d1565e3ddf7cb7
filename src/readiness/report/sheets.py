"""The sheets that every workbook is made of.

Every text is a typed string, so nothing becomes a formula or a link. The same rows give the same bytes: the dates
inside are fixed, and the zip's too.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from readiness.data.safe import legible
from readiness.report.taken import Cell

EPOCH = dt.datetime(2000, 1, 1)  # no clock: the same results are the same file
LONGEST = 32_767  # characters that a cell of Excel holds
WIDEST, NARROWEST = 48, 7
HEAD = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E3ECEE"}
WRAPPED = {"text_wrap": True, "valign": "top"}
READING = (34, 72, 18, 18, 18, 18, 48)  # widths of a sheet to read
A4 = 9  # Excel's number of the paper
SHEET = 190  # characters across a landscape sheet that one can still read
LINE, HIGHEST = 15, 405  # points
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}  # what XML forbids even where Unicode counts it as printable
Sheet = Any  # xlsxwriter has no types


def workbook(buffer: io.BytesIO, title: str, digest: str) -> Any:
    """A new book; ``close`` writes it into the buffer."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"created": EPOCH, "title": title, "comments": digest})
    return book


def table(
    book: Any, title: str, heads: Sequence[str], body: Sequence[Sequence[Cell]], formats: Sequence[str], *, frozen: int
) -> None:
    """A sheet with a frozen heading, a filter, and columns as wide as what they hold."""
    sheet: Sheet = book.add_worksheet(title)
    head = book.add_format(HEAD)
    for at, text in enumerate(heads):
        sheet.write_string(0, at, _text(text), head)
    styles = [book.add_format({"num_format": form, "valign": "top"} if form else WRAPPED) for form in formats]
    for at, row in enumerate(body, start=1):
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, styles[column])
    widths = [_width(text, [row[column] for row in body]) for column, text in enumerate(heads)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    wrapped = [None if form else width for form, width in zip(formats, widths, strict=True)]
    _heights(sheet, [heads], widths, 0)
    _heights(sheet, body, wrapped, 1)
    sheet.freeze_panes(1, frozen)
    if heads:
        sheet.autofilter(0, 0, max(len(body), 1), len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    across = max(1, math.ceil(sum(widths) / SHEET))
    if across > 1 and frozen:
        sheet.repeat_columns(0, frozen - 1)
    sheet.fit_to_pages(across, 0)


def _width(head: str, cells: Sequence[Cell]) -> int:
    """A word of the head stays whole, beside the arrow of the filter."""
    word = max((len(word) for word in head.split()), default=0) + 1
    longest = max([word, len(head) // 3, *(len(str(cell or "")) for cell in cells)])
    return min(max(longest + 2, NARROWEST), WIDEST)


def _heights(sheet: Sheet, rows: Sequence[Sequence[Cell]], widths: Sequence[int | None], first: int) -> None:
    """Room for what wraps: not every program that opens the file measures it. None: a column that does not wrap."""
    for at, row in enumerate(rows, start=first):
        texts = (
            (len(cell), width) for cell, width in zip(row, widths, strict=False) if isinstance(cell, str) and width
        )
        lines = max((math.ceil(length * 1.1 / width) for length, width in texts), default=1)
        if lines > 1:
            sheet.set_row(at, min(lines * LINE, HIGHEST))


def _write(sheet: Sheet, row: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), style)
    elif cell is not None:
        sheet.write_string(row, column, _text(cell), style)


def plain(book: Any, title: str, lines: Sequence[Sequence[Cell]]) -> None:
    """A sheet to read: a first column in bold, no filter."""
    sheet: Sheet = book.add_worksheet(title)
    bold, wrap = book.add_format({"bold": True, "text_wrap": True, "valign": "top"}), book.add_format(WRAPPED)
    for at, line in enumerate(lines):
        for column, cell in enumerate(line):
            _write(sheet, at, column, cell, bold if column == 0 else wrap)
    for column, width in enumerate(READING):
        sheet.set_column(column, column, width)
    _heights(sheet, lines, READING, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def dress(book: Any, foot: str, stamp: str) -> None:
    """Paper, margins, and what stands at the head and the foot of every printed sheet; called last."""
    left, over = (xml_text(text).replace("&", "&&") for text in (foot, stamp))
    for sheet in book.worksheets():
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.set_footer(f"&L&8{left}&R&8&P / &N")
        if over:
            sheet.set_header(f"&C&B{over}")


def xml_text(text: str) -> str:
    """A text that may stand in an XML file, whatever it is made of."""
    return legible(text).translate(_NO_CHARACTERS)


def _text(text: str) -> str:
    return xml_text(text)[:LONGEST]
