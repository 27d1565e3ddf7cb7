"""Published figures of inner nodes as they stand in the data, and what the same document says of the nodes.

With how many decimals a figure was printed says how far it can be trusted: half a unit of the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from readiness.data.table import Cell, Table
from readiness.results.records import UnitResult
from readiness.scoring.plan import ROOT, Plan, Row
from readiness.scoring.vectors import Vector


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows × units, NaN where there is no number.

    ``given`` are the published figures, ``half`` half a unit of their last decimal; ``score`` and ``coverage`` what
    the data give (coverage NaN: does not apply); ``caps`` what a gate lets the index be, infinity elsewhere.
    """

    given: Vector
    half: Vector
    score: Vector
    coverage: Vector
    caps: Vector


def figures_of(plan: Plan, units: Sequence[UnitResult], table: Table) -> Figures:
    """The figures of these units, each of which has some in the table."""
    given, half, score, coverage = (np.full((len(plan.rows), len(units)), np.nan) for _ in range(4))
    caps = np.full(given.shape, np.inf)
    decimals = decimals_in(table, [unit.code for unit in units], plan.framework.decimals)
    for j, unit in enumerate(units):
        figures = table.parents[unit.code]
        for at, row in enumerate(plan.rows):
            score[at, j], coverage[at, j] = _scored(unit, row)
            cell = figures.get(row.id)
            if row.children and cell is not None and isinstance(cell.raw, float | int):
                given[at, j], half[at, j] = cell.raw, 0.5 * 10.0 ** -decimals[row.id, unit.code]
        if unit.index.value is not None and unit.index.value != unit.index.value_before_gates:
            caps[0, j] = unit.index.value
    given[np.isnan(coverage)] = np.nan  # what does not apply is not judged
    return Figures(given, half, score, coverage, caps)


def _scored(unit: UnitResult, row: Row) -> tuple[float, float]:
    score = unit.index.value if row.id == ROOT else unit.nodes[row.id].score
    coverage = unit.index.coverage if row.id == ROOT else unit.nodes[row.id].coverage
    return np.nan if score is None else score, np.nan if coverage is None else coverage


def decimals_in(table: Table, codes: Sequence[str], usual: int) -> dict[tuple[str, str], int]:
    """The decimals of every published figure of these units, by node and unit code.

    A spreadsheet drops trailing zeros: where others of the column have more decimals, so had this one, up
    to ``usual``, the framework's own; those hold too where a figure's text is not known.
    """
    own = {
        (node, code): usual if (decimals := decimals_of(cell)) is None else decimals
        for code in codes
        for node, cell in table.parents[code].items()
    }
    column: dict[str, int] = {}
    for (node, _code), decimals in own.items():
        column[node] = max(column.get(node, 0), decimals)
    return {key: max(decimals, min(column[key[0]], usual)) for key, decimals in own.items()}


def decimals_of(cell: Cell) -> int | None:
    """How many decimals a figure was written with: the shift that makes its digits the number; None: unknown.

    >>> from readiness.data.table import Source
    >>> def written(raw, text):
    ...     return decimals_of(Cell("observed", raw, Source("d.csv", 2, 3, text)))
    >>> written(2.98, "2,98"), written(3.0, "3.00"), written(1234.5, "1.234,5"), written(1234.0, "1.234")
    (2, 2, 1, 0)
    """
    digits = "" if cell.source is None else "".join(re.findall(r"[0-9]", cell.source.text))
    if not digits or not isinstance(cell.raw, float | int):
        return None
    for decimals in range(len(digits)):
        if abs(int(digits) / 10**decimals - abs(cell.raw)) <= 1e-12 * max(1.0, abs(cell.raw)):
            return decimals
    return None
