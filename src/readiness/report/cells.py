"""Cells of a result with more to say than their value, as rows of a table: estimated or treated; from a sample."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.columns import PRECISION
from readiness.report.pages.touched import estimated_how, treated_how, treated_why
from readiness.report.pages.view import View
from readiness.report.taken import Cell, plain_number
from readiness.results.records import UnitResult

PRECISE_HEADS = ("code", "unit", "indicator", "label", "value", *PRECISION)
HEADS = ("code", "unit", "indicator", "label", "state", "before", "after", "how", "why")


def touched_rows(view: View, units: Sequence[UnitResult]) -> list[list[Cell]]:
    """One row a cell, by unit and then in the framework's order; one that was estimated and then treated has two."""
    found: list[list[Cell]] = []
    for unit in units:
        for leaf in view.leaves:
            node = unit.nodes[leaf.id]
            who: list[Cell] = [unit.code, unit.name, leaf.id, view.labels[leaf.id]]
            if made := node.imputed:
                found.append(
                    [*who, view.t("head.estimated"), None, plain_number(made.value), estimated_how(view, made), None]
                )
            if moved := node.treated:
                numbers = [plain_number(moved.before), plain_number(moved.after)]
                found.append(
                    [*who, view.t("head.treated"), *numbers, treated_how(view, moved), treated_why(view, moved)]
                )
    return found


def precise_rows(view: View, units: Sequence[UnitResult]) -> list[list[Cell]]:
    """One row a value that comes from a sample, with its precision, by unit and then in the framework's order."""
    found: list[list[Cell]] = []
    for unit in units:
        for leaf in view.leaves:
            node = unit.nodes[leaf.id]
            if node.interval is not None and isinstance(node.raw, float):
                numbers = [node.raw, *(getattr(node.interval, key) for key in PRECISION)]
                cells = [None if number is None else plain_number(number) for number in numbers]
                found.append([unit.code, unit.name, leaf.id, view.labels[leaf.id], *cells])
    return found
