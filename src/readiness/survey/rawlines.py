"""Rows of a CSV by their place in the file: texts and physical lines, quoted line breaks included."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from io import BufferedReader

import numpy as np
import numpy.typing as npt

from readiness.survey.opening import Opened

BLOCK = 1 << 18  # stays within a cache of the processor
NEWLINES = re.compile(rb"[\r\n]*")


def rows_at(opened: Opened, offsets: Iterable[int]) -> Iterator[tuple[int, list[str]]]:
    """Of each place in bytes, in order: the physical line and the texts of the row that begins there, or right after
    a line break there (between CR and LF)."""
    end, block = ord(opened.dialect.newline[-1:]), np.empty(BLOCK, np.uint8)
    line, reached = opened.first_line, 0
    with opened.path.open("rb") as file:
        for place in offsets:
            file.seek(place)
            offset = place + len(NEWLINES.match(file.read(4))[0])  # type: ignore[index]
            line += _count(file, reached, offset, end, block)
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


def _count(file: BufferedReader, start: int, stop: int, end: int, block: npt.NDArray[np.uint8]) -> int:
    """How often a byte stands in a stretch of the file, in a third of the time of ``bytes.count``. ``block`` is room
    that is used again and again."""
    file.seek(start)
    found = 0
    while start < stop and (read := file.readinto(block[: stop - start].data)):
        found += int(np.count_nonzero(block[:read] == end))
        start += read
    return found


def _row(file: BufferedReader, delimiter: str) -> list[str]:
    """The row at the file's place."""
    text = io.TextIOWrapper(file, "utf-8", "replace", newline="")
    try:
        return [each.removeprefix("\ufeff") for each in next(csv.reader(text, delimiter=delimiter), [])]
    finally:
        text.detach()
