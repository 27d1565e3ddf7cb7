"""The sheets that every workbook is made of.

Every text is a typed string, so nothing becomes a formula or a link. The same rows give the same bytes: the dates
inside are fixed, and the zip's too.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from readiness.data.safe import legible
from readiness.report.taken import Cell

EPOCH = dt.datetime(2000, 1, 1)  # no clock: the same results are the same file
LONGEST = 32_767  # characters that a cell of Excel holds
WIDEST, NARROWEST = 48, 7
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
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for at, text in enumerate(heads):
        sheet.write_string(0, at, _text(text), head)
    styles = [
        book.add_format({"num_format": form} if form else {"text_wrap": True, "valign": "top"}) for form in formats
    ]
    for at, row in enumerate(body, start=1):
        for column, cell in enumerate(row):
            _write(sheet, at, column, cell, styles[column])
    for column, text in enumerate(heads):
        longest = max([len(text) // 2, *(len(str(row[column] or "")) for row in body)])
        sheet.set_column(column, column, min(max(longest + 2, NARROWEST), WIDEST))
    sheet.freeze_panes(1, frozen)
    if heads:
        sheet.autofilter(0, 0, max(len(body), 1), len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Sheet, row: int, column: int, cell: Cell, style: Any) -> None:
    if isinstance(cell, Decimal):
        sheet.write_number(row, column, float(cell), style)
    elif cell is not None:
        sheet.write_string(row, column, _text(cell), style)


def plain(book: Any, title: str, lines: Sequence[Sequence[Cell]]) -> None:
    """A sheet to read: a first line in bold, no filter."""
    sheet: Sheet = book.add_worksheet(title)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, line in enumerate(lines):
        for column, cell in enumerate(line):
            _write(sheet, at, column, cell, bold if column == 0 else wrap)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 72)
    sheet.set_column(2, 5, 18)
    sheet.set_column(6, 6, WIDEST)


def _text(text: str) -> str:
    return legible(text).translate(_NO_CHARACTERS)[:LONGEST]
