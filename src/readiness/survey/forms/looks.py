"""How our workbooks look: what is open and what is locked, headings, and a page of A4."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

from readiness.words import say

A4 = 9
LINE, HIGHEST = 15, 409  # points: a line of the usual font, and the highest row that Excel has
_FILL, _GREY, _LINE = "#E8EEF4", "#F6F8FA", "#C5CFD9"


class Looks:
    """The formats of one workbook. White and unlocked is to be filled in; grey is locked."""

    def __init__(self, book: Any) -> None:
        self.allowed = {"format_columns": True, "format_rows": True}  # in a protected sheet
        cell = {"border": 1, "border_color": _LINE, "valign": "top"}
        self.head = book.add_format({**cell, "bold": True, "bg_color": _FILL, "text_wrap": True})
        self.open = book.add_format({**cell, "locked": False})
        self.open_text = book.add_format({**cell, "locked": False, "num_format": "@", "text_wrap": True})
        self.locked = book.add_format({**cell, "bg_color": _GREY, "text_wrap": True})
        self.locked_text = book.add_format({**cell, "bg_color": _GREY, "num_format": "@"})
        self.plain = book.add_format({})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True})

    @staticmethod
    def page(sheet: Any, title: str, lang: str, *, pages: int = 1) -> None:
        """A4, landscape, so many pages across, the heading again on each, title above and page number below."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(0)
        sheet.set_header(f"&L&B{_header(title)}")
        sheet.set_footer(f"&R{say('form', lang, 'book.page')}")


def height(cells: Iterable[tuple[str, int]]) -> int:
    """How high a row must be for its texts to be read, each in a column of so many characters. Excel would find out by
    itself; LibreOffice prints the lines over one another.

    >>> height([("Sangat tidak setuju", 12), ("ya\\ntidak", 12)])
    30
    """
    lines = (
        sum(len(textwrap.wrap(line, width + width // 8)) or 1 for line in text.split("\n"))
        for text, width in cells
        if text
    )
    return min(LINE * max(lines, default=1), HIGHEST)


def _header(title: str) -> str:
    """A title in a page header, where ``&`` begins a command and 255 characters are all."""
    return title[:100].replace("&", "&&")
