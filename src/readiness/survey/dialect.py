"""How a CSV is written: its encoding, its delimiter, its lines. Read from the first part of the file, never guessed.

Encodings follow the rule of data files: a byte order mark, then strict UTF-8, then cp1252 with a warning.
"""

from __future__ import annotations

import codecs
import csv
import re
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEP = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


@dataclass(frozen=True, slots=True)
class Dialect:
    """``passed`` physical lines stand above the first row (``sep=;``)."""

    delimiter: str = ","
    newline: str = "\n"
    passed: int = 0


def encoding_of(head: bytes) -> str:
    """``utf-8``, ``utf-8-sig`` or ``utf-16`` by the mark at the beginning; whether it holds shows when it is read."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")


def dialect_of(text: str) -> Dialect:
    """The dialect of the first part of a file.

    >>> dialect_of("a;b,c;d\\r\\n1;2;3\\r\\n")
    Dialect(delimiter=';', newline='\\r\\n', passed=0)
    """
    found = _LINE.match(text)
    first = found[0] if found else ""
    told = _SEP.fullmatch(first)
    newline = "\r\n" if first.endswith("\r\n") else first[-1:] if first[-1:] in "\r\n" else "\n"
    if told:
        return Dialect(told[1], newline or "\n", 1)
    widths = {mark: len(next(iter(head_rows(text, Dialect(mark))), [])) for mark in DELIMITERS}
    return Dialect(max(DELIMITERS, key=lambda mark: widths[mark]), newline or "\n")


def head_rows(text: str, dialect: Dialect, most: int = 1) -> list[list[str]]:
    """The first rows of a text that may end in the middle of one."""
    lines = (found[0] for number, found in enumerate(_LINE.finditer(text)) if number >= dialect.passed)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=dialect.delimiter, strict=False):
            if row:
                rows.append(row)
            if len(rows) >= most:
                break
    except csv.Error:
        return rows
    return rows
