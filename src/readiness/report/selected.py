"""A selection as a table: one row a candidate in the order, with typed cells, and CSV of it.

The columns of a CSV are ids and its words are those of the record, so that it reads back by machine; a workbook has
words in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readiness.report.pages.selection_reasons import reasons
from readiness.report.pages.view import View
from readiness.report.tables import csv_of
from readiness.report.taken import Cell, number, part, printed, whole
from readiness.results.doubt import UnitDoubt
from readiness.results.records import Results
from readiness.results.selection import Candidate, Decision, Selection


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate with what else is said of it."""

    view: View
    candidate: Candidate
    doubt: UnitDoubt | None
    reason: str


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` heads the column for machines and names its words; ``form`` is Excel's number format; ``words`` names
    a value for people."""

    key: str
    form: str
    cell: Callable[[Line], Cell]
    words: Callable[[View, str], str] | None = None


def columns(view: View) -> list[Column]:
    """Every column of a selection."""
    d = view.framework.decimals
    fixed = "0" + ("." + "0" * d if d else "")
    return [
        Column("place", "0", lambda line: whole(line.candidate.place)),
        Column("code", "@", lambda line: line.candidate.code),
        Column("name", "@", lambda line: line.candidate.name),
        Column("kind", "@", lambda line: line.candidate.kind, _kind),
        Column("province", "@", lambda line: line.candidate.province),
        Column("island", "@", lambda line: line.candidate.island),
        Column("size", "@", lambda line: line.candidate.size, _size),
        Column("index", fixed, lambda line: printed(line.candidate.published)),
        Column("rank", "0", lambda line: whole(line.candidate.rank)),
        Column("band", "@", lambda line: line.candidate.band, _band),
        Column("coverage", "0%", lambda line: part(line.candidate.coverage)),
        Column("chosen", "@", lambda line: _yes(line.candidate.chosen), _word),
        Column("zone", "@", lambda line: line.candidate.zone, _zone),
        Column("chance", "0.0%", lambda line: part(line.candidate.chance.value)),
        Column("chance_low", "0.0%", lambda line: part(line.candidate.chance.low)),
        Column("chance_high", "0.0%", lambda line: part(line.candidate.chance.high)),
        Column("rank_low", "0", lambda line: whole(line.doubt.low_rank) if line.doubt else None),
        Column("rank_median", "0.0", lambda line: number(line.doubt.median_rank, 1) if line.doubt else None),
        Column("rank_high", "0", lambda line: whole(line.doubt.high_rank) if line.doubt else None),
        Column("waiting", "0", lambda line: whole(line.candidate.waiting)),
        Column("gates_unmet", "@", lambda line: " ".join(line.candidate.barred_by) or None, _gate),
        Column("moved", "@", lambda line: _yes(line.candidate.moved), _word),
        Column("to_line", fixed, lambda line: printed(line.candidate.to_line)),
        Column("decision", "@", _of_decision(lambda made: _yes(made.chosen)), _word),
        Column("differs", "@", _of_decision(lambda made: _yes(made.differs)), _word),
        Column("decision_reason", "@", _of_decision(lambda made: made.reason)),
        Column("decision_by", "@", _of_decision(lambda made: made.by)),
        Column("why", "", lambda line: line.reason),
    ]


def lines(view: View, selection: Selection) -> list[Line]:
    """The candidates in their order."""
    said, units = reasons(view, selection), selection.doubt.units
    return [Line(view, each, units.get(each.code), said[each.code]) for each in selection.candidates]


def csv_text(results: Results, selection: Selection, lang: str, dialect: str = "plain") -> str:
    """The table as CSV; ``why`` is in the reader's language. KeyError for a dialect not in ``tables.DIALECTS``."""
    from readiness.framework.model import Framework

    view = View(results, Framework.model_validate(results.framework.snapshot), lang)
    found = columns(view)
    heads: list[Cell] = [column.key for column in found]
    body = [[column.cell(line) for column in found] for line in lines(view, selection)]
    if selection.synthetic:
        heads, body = [*heads, "synthetic"], [[*row, "ya"] for row in body]
    return csv_of([heads, *body], dialect)


def shown(column: Column, line: Line) -> Cell:
    """The cell in the reader's words."""
    cell = column.cell(line)
    return cell if column.words is None or not isinstance(cell, str) else column.words(line.view, cell)


def _kind(view: View, kind: str) -> str:
    return view.t(f"kind.{kind}") if kind in ("kabupaten", "kota") else kind


def _size(view: View, size: str) -> str:
    return view.t(f"select.size_{size}")


def _band(view: View, band: str) -> str:
    return view.bands[band].label if band in view.bands else band


def _word(view: View, word: str) -> str:
    return view.t(f"word.{word}")


def _zone(view: View, zone: str) -> str:
    return view.t(f"select.{zone}")


def _gate(view: View, gates: str) -> str:
    named = {gate.id: view.text(gate.label) for gate in view.framework.gates}
    return "; ".join(named.get(gate, gate) for gate in gates.split(" "))


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"


def _of_decision(part: Callable[[Decision], Cell]) -> Callable[[Line], Cell]:
    """A part of what was decided, nothing where nothing was."""
    return lambda line: None if line.candidate.decision is None else part(line.candidate.decision)
