"""The results as a table: one row a unit in the order of rank, and CSV of it.

The columns of a CSV are ids, so that the file reads back as wide data: an indicator's column holds its raw
value, an inner node's and ``index`` the published figure, which ``score`` then audits. ``ID.score`` is the
published score of an indicator. Text is made harmless for spreadsheets, numbers stay numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from readiness.data.safe import legible
from readiness.framework.model import Framework
from readiness.report.columns import columns
from readiness.report.taken import Cell
from readiness.results.records import Results, UnitResult


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a CSV is written."""

    delimiter: str
    decimal: str
    mark: str
    others: str  # delimiters that a spreadsheet with other settings would split at


DIALECTS = {
    "plain": Dialect(",", ".", "", ";\t"),
    "excel-id": Dialect(";", ",", "\ufeff", ",\t"),
}


def chosen(results: Results, *, only: Collection[str] | None = None, top: int | None = None) -> list[UnitResult]:
    """Units by rank, then code; those without an index last. The choice never moves a rank."""
    units = [unit for unit in results.units if only is None or unit.code in only]
    units.sort(key=lambda unit: (unit.index.rank is None, unit.index.rank or 0, unit.code))
    return units if top is None else units[:top]


def rows(
    results: Results, *, only: Collection[str] | None = None, top: int | None = None, lang: str | None = None
) -> list[list[Cell]]:
    """The heads, then one row a unit: keys and ids for machines, words for people where ``lang`` is given."""
    framework = Framework.model_validate(results.framework.snapshot)
    found = columns(framework, results)
    heads: list[Cell] = [column.key if lang is None else column.label.in_(lang) for column in found]
    return [heads, *([column.shown(unit, lang) for column in found] for unit in chosen(results, only=only, top=top))]


def csv_text(
    results: Results, *, only: Collection[str] | None = None, top: int | None = None, dialect: str = "plain"
) -> str:
    """The table as CSV, LF at the end of a line. KeyError for a dialect not in ``DIALECTS``."""
    return csv_of(rows(results, only=only, top=top), dialect)


def csv_of(rows: Sequence[Sequence[Cell]], dialect: str = "plain") -> str:
    """Rows as CSV, LF at the end of a line. KeyError for a dialect not in ``DIALECTS``."""
    form = DIALECTS[dialect]
    lines = [form.delimiter.join(_field(cell, form) for cell in row) for row in rows]
    return form.mark + "\n".join(lines) + "\n"


def _field(cell: Cell, form: Dialect) -> str:
    """Text always in quotes, numbers never."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f").replace(".", form.decimal)
    return '"' + harmless(cell, form.others).replace('"', '""') + '"'


def harmless(text: str, others: str = "") -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before what would begin one.

    Also behind each of ``others``, at which a spreadsheet with other settings splits the line.

    >>> harmless("=1+1"), harmless(" \\uff1dcmd"), harmless("a;@b", ";"), harmless("Kota Bima")
    ("'=1+1", "' ＝cmd", "a;'@b", 'Kota Bima')
    """
    first = "'" if text[:1] in ("\t", "\r", "\n", "\0") else ""
    plain = first + legible(text)
    pieces = re.split(f"([{re.escape(others)}])", plain) if others else [plain]
    return "".join("'" + piece if _begins_formula(piece) else piece for piece in pieces)


def _begins_formula(text: str) -> bool:
    bare = text.lstrip()
    return bool(bare) and unicodedata.normalize("NFKC", bare[0])[:1] in ("=", "+", "-", "@")
