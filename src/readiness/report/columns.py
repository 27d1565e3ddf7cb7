"""The columns of a table of results: for machines by id, for people by label, one definition for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from readiness.framework.model import Framework, Group, Indicator, Text
from readiness.report.taken import (
    Cell,
    gate_of,
    imputed_of,
    number,
    part,
    precision_of,
    printed,
    rank_of,
    raw_of,
    score_of,
    treated_of,
    whole,
    with_status,
)
from readiness.results.records import Results, UnitResult

Kind = Literal["text", "number", "whole", "share"]


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
    heads = [*head_columns(framework), *opinion_columns(results), *node_columns(framework)]
    return [
        *heads,
        *gate_columns(framework),
        *gap_columns(framework),
        *touched_columns(framework, results),
        *precision_columns(framework, results),
        *run_columns(results),
    ]


def head_columns(framework: Framework) -> list[Column]:
    """Who, and the index with its rank, band, data coverage, low and high."""
    d, bands = framework.decimals, {band.id: band.label for band in framework.bands}
    return [
        _column("code", "text", "Kode", "Code", lambda u: u.code),
        _column("name", "text", "Daerah", "Region", lambda u: u.name),
        _column("kind", "text", "Jenis", "Kind", lambda u: u.kind, words=_KINDS),
        _column("province", "text", "Provinsi", "Province", lambda u: u.province),
        _column("rank", "whole", "Peringkat", "Rank", lambda u: whole(u.index.rank)),
        _column("of", "whole", "Dari", "Of", lambda u: whole(u.index.of)),
        _column("index", "number", "Indeks", "Index", lambda u: printed(u.index.published)),
        _column("band", "text", "Kategori", "Band", lambda u: u.index.band, words=bands),
        _column("coverage", "share", "Kelengkapan data", "Data coverage", lambda u: part(u.index.coverage)),
        _column("low", "number", "Terendah", "Low", lambda u: number(u.index.low, d)),
        _column("high", "number", "Tertinggi", "High", lambda u: number(u.index.high, d)),
    ]


def node_columns(framework: Framework) -> list[Column]:
    """Published scores of inner nodes, then raw value and published score of every indicator."""
    inner = [node for node in framework.walk() if isinstance(node, Group)]
    found = [Column(node.id, "number", node.label, score_of(node.id)) for node in inner]
    leaves = framework.indicators()
    found += [_raw_column(leaf) for leaf in leaves]
    return found + [Column(f"{leaf.id}.score", "number", leaf.label, score_of(leaf.id)) for leaf in leaves]


def opinion_columns(results: Results) -> list[Column]:
    """``opinion.METHOD``: the rank by a second opinion, empty where it cannot judge the unit."""
    return [
        _column(
            f"opinion.{opinion.method}",
            "whole",
            f"Peringkat: {_OPINIONS[opinion.method].id}",
            f"Rank: {_OPINIONS[opinion.method].en}",
            rank_of(opinion),
        )
        for opinion in results.opinions or ()
    ]


def gate_columns(framework: Framework) -> list[Column]:
    """``gate.ID``: yes, no, or empty where it cannot be told."""
    gates = enumerate(framework.gates)
    return [Column(f"gate.{gate.id}", "text", gate.label, gate_of(at), _YES_NO) for at, gate in gates]


def gap_columns(framework: Framework) -> list[Column]:
    """Ids of the indicators without data, estimated, or not applicable in this unit."""
    words = {leaf.id: leaf.label for leaf in framework.indicators()}
    leaves = list(words)
    return [Column(key, "text", label, with_status(leaves, key), words) for key, label in _GAPS.items()]


def touched_columns(framework: Framework, results: Results) -> list[Column]:
    """``ID.imputed``, the value put into gaps, and ``ID.treated``, the value after treatment; where there are any."""
    found = []
    for leaf in framework.indicators():
        nodes = [unit.nodes[leaf.id] for unit in results.units]
        if any(node.imputed for node in nodes):
            label = Text(id=f"{leaf.label.id}: taksiran", en=f"{leaf.label.en}: estimated")
            found.append(Column(f"{leaf.id}.imputed", "number", label, imputed_of(leaf.id)))
        if any(node.treated for node in nodes):
            label = Text(id=f"{leaf.label.id}: dirapikan", en=f"{leaf.label.en}: treated")
            found.append(Column(f"{leaf.id}.treated", "number", label, treated_of(leaf.id)))
    return found


def precision_columns(framework: Framework, results: Results) -> list[Column]:
    """``ID.n``, ``ID.se``, ``ID.low`` and so on of values that come from a sample; where any is known."""
    found = []
    for leaf in framework.indicators():
        known = [node.interval for unit in results.units if (node := unit.nodes[leaf.id]).interval]
        for key, words in PRECISION.items():
            if any(getattr(each, key) is not None for each in known):
                label = Text(id=f"{leaf.label.id}: {words.id}", en=f"{leaf.label.en}: {words.en}")
                found.append(Column(f"{leaf.id}.{key}", "number", label, precision_of(leaf.id, key)))
    return found


def run_columns(results: Results) -> list[Column]:
    """The wave where there is one, and the mark of simulated data: both read back."""
    wave = [_column("wave", "text", "Tahun penilaian", "Wave", lambda _: results.wave)] if results.wave else []
    simulated = (
        [_column("synthetic", "text", "Simulasi", "Simulated", lambda _: "ya", words=_YES_NO)]
        if results.synthetic
        else []
    )
    return wave + simulated


PRECISION = {
    "n": Text(id="jumlah responden", en="respondents"),
    "n_effective": Text(id="ukuran sampel efektif", en="effective sample size"),
    "se": Text(id="galat baku", en="standard error"),
    "low": Text(id="batas bawah 95%", en="95% low"),
    "high": Text(id="batas atas 95%", en="95% high"),
    "deff": Text(id="efek rancangan", en="design effect"),
}
_KINDS = {"kabupaten": Text(id="kabupaten", en="regency"), "kota": Text(id="kota", en="city")}
_OPINIONS = {
    "borda": Text(id="Borda", en="Borda"),
    "copeland": Text(id="Copeland", en="Copeland"),
    "kemeny": Text(id="Kemeny", en="Kemeny"),
    "benefit_of_the_doubt": Text(id="bobot yang paling menguntungkan", en="benefit of the doubt"),
}
_GAPS = {
    "missing": Text(id="Belum ada data", en="No data yet"),
    "imputed": Text(id="Taksiran", en="Estimated"),
    "not_applicable": Text(id="Tidak berlaku", en="Not applicable"),
}
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
    return Column(leaf.id, kind, label, raw_of(leaf.id), leaf.choice_labels or {})
