"""Two sheets of the workbook: how good the data of each unit are, and the cell that each value came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from readiness.report.pages.view import View
from readiness.report.taken import Cell, part, plain_number
from readiness.results.records import UnitResult

MOST = 100_000  # cells that are listed; beyond, a workbook is no place for them
SOURCE_HEADS = (
    *("code", "unit", "indicator", "label", "value", "written", "path", "line", "column", "evidence", "note"),
)
SOURCE_FORMATS = ("@", "@", "@", "", "General", "@", "@", "0", "0", "", "")
SEVERITIES = ("error", "warning", "note")
QUALITY_HEADS = (
    *("code", "unit", "coverage", "observed", "missing", "imputed", "not_applicable", "treated"),
    *SEVERITIES,
)
QUALITY_FORMATS = ("@", "@", "0%", *["0"] * (len(QUALITY_HEADS) - 3))


def quality_rows(view: View, units: Sequence[UnitResult]) -> list[list[Cell]]:
    """One row a unit: data coverage, its indicators by state, and its findings by severity."""
    found = Counter((record.unit, record.severity) for record in view.results.findings)
    return [_quality(view, unit, [found[unit.code, severity] for severity in SEVERITIES]) for unit in units]


def _quality(view: View, unit: UnitResult, findings: Sequence[int]) -> list[Cell]:
    nodes = [unit.nodes[leaf.id] for leaf in view.leaves]
    states = Counter(node.status for node in nodes)
    counts = [states[state] for state in ("observed", "missing", "imputed", "not_applicable")]
    counts += [sum(node.treated is not None for node in nodes), *findings]
    return [unit.code, unit.name, part(unit.index.coverage), *map(Decimal, counts)]


def too_many(view: View, units: Sequence[UnitResult]) -> bool:
    """Whether the cells are more than ``MOST``."""
    return len(units) * len(view.leaves) > MOST


def source_rows(view: View, units: Sequence[UnitResult]) -> list[list[Cell]]:
    """One row a value: unit, indicator, the value, its cell as written and where, evidence and note; by unit and then
    in the framework's order."""
    return [row for unit in units for row in _sources(view, unit)]


def _sources(view: View, unit: UnitResult) -> Iterator[list[Cell]]:
    for leaf in view.leaves:
        node = unit.nodes[leaf.id]
        cell = node.source
        place: list[Cell] = [None, None, None, None]
        if cell is not None:
            place = [cell.text, cell.path, *(None if at is None else Decimal(at) for at in (cell.line, cell.column))]
        value = plain_number(node.raw) if isinstance(node.raw, float | int) else node.raw
        if cell is not None or value is not None or node.evidence or node.note:
            yield [unit.code, unit.name, leaf.id, view.labels[leaf.id], value, *place, node.evidence, node.note]
