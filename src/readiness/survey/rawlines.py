"""Rows of a CSV by their place in the file: texts and physical lines, quoted line breaks included."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np

from readiness.survey.opening import Opened

BLOCK = 1 << 18  # stays within a cache of the processor
NEWLINES = re.compile(rb"[\r\n]*")


def rows_at(opened: Opened, offsets: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """Of each place in bytes, in order: the physical line and the texts of the row that begins there, or right after
    a line break there (between CR and LF)."""
    end = ord(opened.dialect.newline[-1:])
    line, reached = opened.first_line, 0
    with opened.path.open("rb") as file:
        for place in offsets:
            file.seek(place)
            offset = place + len(NEWLINES.match(file.read(4))[0])  # type: ignore[index]
            line += _count(file, reached, offset, end)
            reached = offset
            file.seek(offset)
            yield line, _row(file, opened.dialect.delimiter)


def numbered(opened: Opened) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with its physical line; of a workbook its row. Raises csv.Error."""
    with opened.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(opened.dialect.passed):
            file.readline()
        reader = csv.reader(_lines(file), delimiter=opened.dialect.delimiter, strict=True)
        first = line = opened.dialect.passed + opened.first_line
        for number, row in enumerate(reader):
            if row:
                yield (opened.lines[number] if opened.lines else line), row
            line = first + reader.line_num


def _lines(file: io.TextIOBase) -> Iterator[str]:
    """Lines by LF or CR alone, with their ends as they are."""
    for text in file:
        yield from text.splitlines(keepends=True) if "\r" in text.rstrip("\r\n") else (text,)


def _count(file: BinaryIO, start: int, stop: int, end: int) -> int:
    """How often a byte stands in a stretch of the file. By numpy: ``bytes.count`` takes thrice as long."""
    file.seek(start)
    found, left = 0, stop - start
    while left > 0 and (block := file.read(min(BLOCK, left))):
        found += int(np.count_nonzero(np.frombuffer(block, np.uint8) == end))
        left -= len(block)
    return found


def _row(file: BinaryIO, delimiter: str) -> list[str]:
    """The row at the file's place."""
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="")
    try:
        return [each.removeprefix("\ufeff") for each in next(csv.reader(text, delimiter=delimiter), [])]
    finally:
        text.detach()
