"""The results as a table: one row a unit in the order of rank, for CSV and for the workbook.

The columns of a CSV are ids, so that the file reads back as wide data: an indicator's column holds its raw
value, an inner node's and ``index`` the published figure, which ``score`` then audits. ``ID.score`` is the
published score of an indicator. Text is made harmless for spreadsheets, numbers stay numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from readiness.data.safe import safe_text
from readiness.framework.model import Framework, Group, Text
from readiness.results.publish import published
from readiness.results.records import NodeResult, Results, UnitResult

Cell = str | Decimal | None
Kind = Literal["text", "number", "whole", "share"]
PART_DECIMALS = 4  # of fractions such as data coverage
RAW_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` heads the column in files for machines, ``label`` in those for people; ``cell`` takes a unit."""

    key: str
    kind: Kind
    label: Text
    cell: Callable[[UnitResult], Cell]


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


def columns(framework: Framework, results: Results) -> list[Column]:
    """Every column: head, index, inner nodes, raw values, scores, minimum conditions, gaps, and what run it is."""
    heads = [*head_columns(framework), *node_columns(framework), *gate_columns(framework), *gap_columns(framework)]
    return heads + run_columns(results)


def head_columns(framework: Framework) -> list[Column]:
    """Who, and the index with its rank, band, data coverage, low and high."""
    d = framework.decimals
    return [
        _column("code", "text", "Kode", "Code", lambda u: u.code),
        _column("name", "text", "Daerah", "Region", lambda u: u.name),
        _column("kind", "text", "Jenis", "Kind", lambda u: u.kind),
        _column("province", "text", "Provinsi", "Province", lambda u: u.province),
        _column("rank", "whole", "Peringkat", "Rank", lambda u: _whole(u.index.rank)),
        _column("of", "whole", "Dari", "Of", lambda u: _whole(u.index.of)),
        _column("index", "number", "Indeks", "Index", lambda u: _printed(u.index.published)),
        _column("band", "text", "Kategori", "Band", lambda u: u.index.band),
        _column("coverage", "share", "Kelengkapan data", "Data coverage", lambda u: _part(u.index.coverage)),
        _column("low", "number", "Terendah", "Low", lambda u: _number(u.index.low, d)),
        _column("high", "number", "Tertinggi", "High", lambda u: _number(u.index.high, d)),
    ]


def node_columns(framework: Framework) -> list[Column]:
    """Published scores of inner nodes, then raw value and published score of every indicator."""
    inner = [node for node in framework.walk() if isinstance(node, Group)]
    found = [Column(node.id, "number", node.label, _score_of(node.id)) for node in inner]
    leaves = framework.indicators()
    kinds: dict[str, Kind] = {leaf.id: "text" if leaf.measure == "choice" else "number" for leaf in leaves}
    found += [Column(leaf.id, kinds[leaf.id], leaf.label, _raw_of(leaf.id)) for leaf in leaves]
    return found + [Column(f"{leaf.id}.score", "number", leaf.label, _score_of(leaf.id)) for leaf in leaves]


def gate_columns(framework: Framework) -> list[Column]:
    """``gate.ID``: yes, no, or empty where it cannot be told."""
    return [Column(f"gate.{gate.id}", "text", gate.label, _gate_of(at)) for at, gate in enumerate(framework.gates)]


def gap_columns(framework: Framework) -> list[Column]:
    """Ids of the indicators without data, estimated, or not applicable in this unit."""
    leaves = [leaf.id for leaf in framework.indicators()]
    return [
        _column("missing", "text", "Belum ada data", "No data yet", _with_status(leaves, "missing")),
        _column("imputed", "text", "Taksiran", "Estimated", _with_status(leaves, "imputed")),
        _column("not_applicable", "text", "Tidak berlaku", "Not applicable", _with_status(leaves, "not_applicable")),
    ]


def run_columns(results: Results) -> list[Column]:
    """The wave where there is one, and the mark of simulated data: both read back."""
    wave = [_column("wave", "text", "Tahun penilaian", "Wave", lambda _: results.wave)] if results.wave else []
    simulated = [_column("synthetic", "text", "Simulasi", "Simulated", lambda _: "ya")] if results.synthetic else []
    return wave + simulated


def chosen(results: Results, *, only: Collection[str] | None = None, top: int | None = None) -> list[UnitResult]:
    """Units by rank, then code; those without an index last. The choice never moves a rank."""
    units = [unit for unit in results.units if only is None or unit.code in only]
    units.sort(key=lambda unit: (unit.index.rank is None, unit.index.rank or 0, unit.code))
    return units if top is None else units[:top]


def rows(
    results: Results, *, only: Collection[str] | None = None, top: int | None = None, lang: str | None = None
) -> list[list[Cell]]:
    """The heads (keys, or labels where ``lang`` is given), then one row a unit; text is as in the results."""
    framework = Framework.model_validate(results.framework.snapshot)
    found = columns(framework, results)
    heads: list[Cell] = [column.key if lang is None else column.label.in_(lang) for column in found]
    return [heads, *([column.cell(unit) for column in found] for unit in chosen(results, only=only, top=top))]


def csv_text(
    results: Results, *, only: Collection[str] | None = None, top: int | None = None, dialect: str = "plain"
) -> str:
    """The table as CSV, LF at the end of a line. KeyError for a dialect not in ``DIALECTS``."""
    form = DIALECTS[dialect]
    lines = [form.delimiter.join(_field(cell, form) for cell in row) for row in rows(results, only=only, top=top)]
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
    plain = first + safe_text(text)
    pieces = re.split(f"([{re.escape(others)}])", plain) if others else [plain]
    return "".join("'" + piece if _begins_formula(piece) else piece for piece in pieces)


def _begins_formula(text: str) -> bool:
    bare = text.lstrip()
    return bool(bare) and unicodedata.normalize("NFKC", bare[0])[:1] in ("=", "+", "-", "@")


def _column(key: str, kind: Kind, in_id: str, in_en: str, cell: Callable[[UnitResult], Cell]) -> Column:
    return Column(key, kind, Text(id=in_id, en=in_en), cell)


def _score_of(node_id: str) -> Callable[[UnitResult], Cell]:
    return lambda unit: _printed(unit.nodes[node_id].published)


def _raw_of(node_id: str) -> Callable[[UnitResult], Cell]:
    return lambda unit: _raw(unit.nodes[node_id])


def _raw(node: NodeResult) -> Cell:
    if node.status == "not_applicable" and node.note:
        return f"tidak berlaku: {node.note}"  # as the reader takes it; without a reason the framework says so itself
    if node.raw is None or isinstance(node.raw, str):
        return node.raw
    text = published(node.raw, RAW_DECIMALS)
    return Decimal(text.rstrip("0").rstrip("."))


def _gate_of(at: int) -> Callable[[UnitResult], Cell]:
    return lambda unit: {True: "yes", False: "no", None: None}[unit.gates[at].passed]


def _with_status(leaves: Sequence[str], status: str) -> Callable[[UnitResult], Cell]:
    return lambda unit: " ".join(leaf for leaf in leaves if unit.nodes[leaf].status == status) or None


def _printed(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _number(value: float | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(published(value, decimals))


def _part(value: float | None) -> Decimal | None:
    return _number(value, PART_DECIMALS)


def _whole(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
