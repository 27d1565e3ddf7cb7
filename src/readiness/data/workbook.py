"""From an XLSX file to a grid: values only, and the cells that must not be taken for values named as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from readiness.data.grid import MAX_COLUMNS, MAX_ROWS, Entry, Grid, Row, Typed, blank, letters
from readiness.data.ooxml import Package, UnreadableError, cell_kinds, plain, shared_strings
from readiness.data.safe import clean
from readiness.data.sheets import Choice, SheetTop, choose
from readiness.data.values import hundredfold
from readiness.findings import Finding

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass
class _Book:
    """The workbook's own facts: sheets as (name, state, part), and what they share."""

    sheets: list[tuple[str, str, str]]
    strings: list[str]
    kinds: list[str]
    epoch: datetime
    macros: bool


@dataclass
class _Sheet:
    """What a sheet says while it is read."""

    book: _Book
    rows: dict[int, list[Entry]] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    row: int = 0
    index: int = -1
    kind: str = "n"
    style: int = 0
    value: str | None = None
    formula: bool = False
    inline: list[str] = field(default_factory=list)

    def start(self, tag: str, at: Mapping[str, str]) -> None:
        if tag == "c":
            found = _REFERENCE.fullmatch(at.get("r", ""))
            self.index = _column(found[1]) if found else self.index + 1
            self.kind, self.value, self.formula = at.get("t", "n"), None, False
            self.style = int(at["s"]) if at.get("s", "").isdigit() else -1
            self.inline.clear()
        elif tag == "row":
            self.row = int(at["r"]) if at.get("r", "").isdigit() else self.row + 1
            self.index = -1
            if at.get("hidden") in ("1", "true"):
                self.hidden.append(str(self.row))
        elif tag == "f":
            self.formula = True
        elif tag == "mergeCell":
            self.merged.append(clean(at.get("ref", "")))
        elif tag == "col" and at.get("hidden") in ("1", "true") and at.get("min", "").isdigit():
            self.hidden.append(letters(int(at["min"]) - 1))

    def end(self, tag: str, text: str) -> None:
        if tag == "v":
            self.value = text
        elif tag == "t":
            self.inline.append(text)
        elif tag == "c" and (entry := self.entry()) != "":
            if self.index >= MAX_COLUMNS:
                raise UnreadableError("D022", count=self.index + 1, most=MAX_COLUMNS)
            entries = self.rows.setdefault(self.row, [])
            entries += [""] * (self.index + 1 - len(entries))
            entries[self.index] = entry
            if len(self.rows) > MAX_ROWS:
                raise UnreadableError("D025", most=MAX_ROWS)

    def entry(self) -> Entry:
        """What stands in the cell just read."""
        value, kind = self.value, self.kind
        if kind == "inlineStr":
            return plain("".join(self.inline))
        if value is None:
            return Typed("formula", "=…") if self.formula else ""
        if kind == "s":
            return self.book.strings[int(value)]
        if kind == "str":
            return plain(value)
        if kind == "b":
            return Typed("boolean", "TRUE" if value == "1" else "FALSE", float(value == "1"))
        if kind in ("e", "d"):
            return Typed("error" if kind == "e" else "date", clean(value))
        if not value:  # some programs write a formula that was never calculated with an empty value
            return Typed("formula", "=…") if self.formula else ""
        return self.number(float(value))

    def number(self, value: float) -> Typed:
        """A number by the format of its cell: plain, a percentage or a date."""
        kinds = self.book.kinds
        kind = kinds[self.style] if 0 <= self.style < len(kinds) else "number"
        if kind == "percent":
            return Typed("percent", f"{_shown(hundredfold(value))}%", value)
        if kind == "date":
            return Typed("date", _date(self.book.epoch, value), value)
        return Typed("number", _shown(value), value)


def read_workbook(data: bytes, path: str, skip_rows: int = 0) -> tuple[Grid | None, list[Finding]]:
    """The grid of a workbook's sheets of data, and what must be told; None where it is refused.

    Which sheets these are, says ``sheets.py``. Several sheets are one grid: the rows of each under one header.
    """
    try:
        package = Package(data)
        book = _book(package)
        tops = [SheetTop(name, part, state == "visible", []) for name, state, part in book.sheets]
        chosen = choose([replace(top, entries=_top(package, book, top, skip_rows)) for top in tops])
        sheets = {top.name: _Sheet(book) for top in chosen.read}
        for top in chosen.read:
            package.walk(top.part, sheets[top.name].start, sheets[top.name].end)
    except UnreadableError as error:
        return None, [Finding(error.code, path, params=error.params)]
    except (ValueError, IndexError, KeyError, OverflowError, RecursionError):
        return None, [Finding("D090", path, params={"reason": "cell"})]
    rows = list(_rows(sheets, skip_rows))
    return Grid(path, _squared(rows)), _told(book, sheets, chosen, path)


class _EnoughError(Exception):
    """The first filled row was seen; the rest of the sheet is not needed yet."""


def _top(package: Package, book: _Book, top: SheetTop, skip_rows: int) -> list[Entry]:
    """The first filled row of a visible sheet. A lone sheet needs no choice."""
    sheet = _Sheet(book)
    found: list[Entry] = []

    def end(tag: str, text: str) -> None:
        sheet.end(tag, text)
        if tag == "row" and sheet.row > skip_rows and not all(map(blank, sheet.rows.get(sheet.row, ()))):
            found.extend(sheet.rows[sheet.row])
            raise _EnoughError

    if top.visible and len(book.sheets) > 1:
        with suppress(_EnoughError):
            package.walk(top.part, sheet.start, end)
    return found


def _rows(sheets: Mapping[str, _Sheet], skip_rows: int) -> Iterator[Row]:
    """The rows of all sheets, the header once; where there are several, each row says its sheet."""
    for place, (name, sheet) in enumerate(sheets.items()):
        rows = [
            Row(number, number, entries, name if len(sheets) > 1 else "")
            for number, entries in sorted(sheet.rows.items())
            if number > skip_rows
        ]
        header = next((at for at, row in enumerate(rows) if not all(map(blank, row.entries))), -1) if place else -1
        yield from rows[header + 1 :]


def _squared(rows: list[Row]) -> list[Row]:
    """Rows as wide as the first: a workbook does not write the empty cells at a row's end."""
    width = max((len(row.entries) for row in rows[:1]), default=0)
    for row in rows:
        row.entries.extend([""] * (width - len(row.entries)))
    return rows


def _book(package: Package) -> _Book:
    top = next((path for kind, path in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml")
    links = package.relations(top)
    sheets: list[tuple[str, str, str]] = []
    epoch: Literal[1900, 1904] = 1900
    parts = dict(links.values())

    def start(tag: str, at: Mapping[str, str]) -> None:
        nonlocal epoch
        if tag == "sheet":
            link = next((value for name, value in at.items() if name.endswith(":id")), "")
            kind, part = links.get(link, ("", ""))
            if kind == "worksheet":
                sheets.append((clean(at.get("name", "")), at.get("state", "visible"), part))
        elif tag == "workbookPr" and at.get("date1904") in ("1", "true"):
            epoch = 1904

    package.walk(top, start)
    return _Book(
        sheets,
        shared_strings(package, parts.get("sharedStrings")),
        cell_kinds(package, parts.get("styles")),
        datetime(1904, 1, 1) if epoch == 1904 else datetime(1899, 12, 30),
        "vbaProject" in parts,
    )


def _told(book: _Book, sheets: Mapping[str, _Sheet], chosen: Choice, path: str) -> list[Finding]:
    hidden = [name for name, state, _ in book.sheets if state != "visible"]
    before = {name: f"'{name}'!" if len(sheets) > 1 else "" for name in sheets}
    parts = [before[name] + part for name, sheet in sheets.items() for part in sheet.hidden]
    merged = [before[name] + part for name, sheet in sheets.items() for part in sheet.merged]
    findings = []
    if hidden or parts:
        findings.append(Finding("D093", path, params={"sheets": hidden, "parts": parts[:20]}))
    if merged:
        findings.append(Finding("D094", path, params={"ranges": merged[:20], "count": len(merged)}))
    if book.macros:
        findings.append(Finding("D095", path))
    if chosen.others:
        names = list(sheets)
        named = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        findings.append(Finding("D096", path, params={"sheet": named, "others": chosen.others}))
    return findings


def _column(name: str) -> int:
    index = 0
    for letter in name:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _shown(value: float) -> str:
    return str(int(value)) if value == value // 1 and abs(value) < 1e15 else repr(value)


def _date(epoch: datetime, value: float) -> str:
    try:
        moment = epoch + timedelta(days=value)
    except (OverflowError, ValueError):
        return _shown(value)
    return moment.strftime("%Y-%m-%d") if value == int(value) else moment.strftime("%Y-%m-%d %H:%M")
