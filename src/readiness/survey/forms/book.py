"""What all our workbooks have in common: the same content gives the same bytes, and no text is a formula."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

EPOCH = datetime(2000, 1, 1)  # a workbook's own date must not depend on the clock
LONGEST_CELL = 32_767  # characters, as Excel counts them


def book_of(fill: Callable[[Any], None]) -> bytes:
    """The bytes of a workbook that ``fill`` writes into."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": EPOCH})
    fill(book)
    book.close()
    return buffer.getvalue()


def fitted(text: str, longest: int = LONGEST_CELL) -> str:
    """A text as long as a cell, a prompt or a note may be; what is cut ends in ``…``.

    >>> fitted("tingkat", 5), fitted("ya", 5)
    ('ting…', 'ya')
    """
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units <= longest:
        return text
    wide = units - len(text)  # characters that count twice
    return text[: max(0, longest - 1 - wide)] + "…"
