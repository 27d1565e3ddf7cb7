"""The columns of a table of results: for machines by id, for people by label, one definition for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from readiness.framework.model import Framework, Group, Indicator, Text
from readiness.results.publish import published
from readiness.results.records import NodeResult, Results, UnitResult

Cell = str | Decimal | None
Kind = Literal["text", "number", "whole", "share"]
PART_DECIMALS = 4  # of fractions such as data coverage
RAW_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` heads the column in files for machines, ``label`` in those for people; ``cell`` takes a unit.

    ``words`` names the ids in a text cell for people; ids without words stay as they are.
    """

    key: str
    kind: Kind
    label: Text
    cell: Callable[[UnitResult], Cell]
    words: Mapping[str, Text] = field(default_factory=dict)

    def shown(self, unit: UnitResult, lang: str | None) -> Cell:
        """The cell for people in ``id`` or ``en``, for machines where ``lang`` is None."""
        cell = self.cell(unit)
        if lang is None or not self.words or not isinstance(cell, str):
            return cell
        if cell in self.words:
            return self.words[cell].in_(lang)
        return "; ".join(self.words[part].in_(lang) if part in self.words else part for part in cell.split(" "))


def columns(framework: Framework, results: Results) -> list[Column]:
    """Every column: head, index, inner nodes, raw values, scores, minimum conditions, gaps, and what run it is."""
    heads = [*head_columns(framework), *node_columns(framework), *gate_columns(framework), *gap_columns(framework)]
    return heads + run_columns(results)


def head_columns(framework: Framework) -> list[Column]:
    """Who, and the index with its rank, band, data coverage, low and high."""
    d, bands = framework.decimals, {band.id: band.label for band in framework.bands}
    return [
        _column("code", "text", "Kode", "Code", lambda u: u.code),
        _column("name", "text", "Daerah", "Region", lambda u: u.name),
        _column("kind", "text", "Jenis", "Kind", lambda u: u.kind, words=_KINDS),
        _column("province", "text", "Provinsi", "Province", lambda u: u.province),
        _column("rank", "whole", "Peringkat", "Rank", lambda u: _whole(u.index.rank)),
        _column("of", "whole", "Dari", "Of", lambda u: _whole(u.index.of)),
        _column("index", "number", "Indeks", "Index", lambda u: _printed(u.index.published)),
        _column("band", "text", "Kategori", "Band", lambda u: u.index.band, words=bands),
        _column("coverage", "share", "Kelengkapan data", "Data coverage", lambda u: _part(u.index.coverage)),
        _column("low", "number", "Terendah", "Low", lambda u: _number(u.index.low, d)),
        _column("high", "number", "Tertinggi", "High", lambda u: _number(u.index.high, d)),
    ]


def node_columns(framework: Framework) -> list[Column]:
    """Published scores of inner nodes, then raw value and published score of every indicator."""
    inner = [node for node in framework.walk() if isinstance(node, Group)]
    found = [Column(node.id, "number", node.label, _score_of(node.id)) for node in inner]
    leaves = framework.indicators()
    found += [_raw_column(leaf) for leaf in leaves]
    return found + [Column(f"{leaf.id}.score", "number", leaf.label, _score_of(leaf.id)) for leaf in leaves]


def gate_columns(framework: Framework) -> list[Column]:
    """``gate.ID``: yes, no, or empty where it cannot be told."""
    gates = enumerate(framework.gates)
    return [Column(f"gate.{gate.id}", "text", gate.label, _gate_of(at), _YES_NO) for at, gate in gates]


def gap_columns(framework: Framework) -> list[Column]:
    """Ids of the indicators without data, estimated, or not applicable in this unit."""
    words = {leaf.id: leaf.label for leaf in framework.indicators()}
    leaves = list(words)
    return [
        _column("missing", "text", "Belum ada data", "No data yet", _with_status(leaves, "missing"), words=words),
        _column("imputed", "text", "Taksiran", "Estimated", _with_status(leaves, "imputed"), words=words),
        _column(
            "not_applicable",
            "text",
            "Tidak berlaku",
            "Not applicable",
            _with_status(leaves, "not_applicable"),
            words=words,
        ),
    ]


def run_columns(results: Results) -> list[Column]:
    """The wave where there is one, and the mark of simulated data: both read back."""
    wave = [_column("wave", "text", "Tahun penilaian", "Wave", lambda _: results.wave)] if results.wave else []
    simulated = (
        [_column("synthetic", "text", "Simulasi", "Simulated", lambda _: "ya", words=_YES_NO)]
        if results.synthetic
        else []
    )
    return wave + simulated


_KINDS = {"kabupaten": Text(id="kabupaten", en="regency"), "kota": Text(id="kota", en="city")}
_YES_NO = {"ya": Text(id="ya", en="yes"), "yes": Text(id="ya", en="yes"), "no": Text(id="tidak", en="no")}


def _column(
    key: str,
    kind: Kind,
    in_id: str,
    in_en: str,
    cell: Callable[[UnitResult], Cell],
    *,
    words: Mapping[str, Text] | None = None,
) -> Column:
    return Column(key, kind, Text(id=in_id, en=in_en), cell, words or {})


def _raw_column(leaf: Indicator) -> Column:
    """An indicator's raw values; people see the unit of measure beside the label."""
    unit = Text(id="%", en="%") if leaf.measure == "percent" else leaf.unit_of_measure
    label = leaf.label
    if unit is not None:
        label = Text(id=f"{label.id} ({unit.id})", en=f"{label.en} ({unit.en})")
    kind: Kind = "text" if leaf.measure == "choice" else "number"
    return Column(leaf.id, kind, label, _raw_of(leaf.id), leaf.choice_labels or {})


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
