"""From the table to one value a cell: what is observed, what applies, and ``per`` its denominator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import AppliesTo
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Flags, Vector, nowhere

NOTHING = Cell("missing")
Raws = npt.NDArray[np.object_]
Place = tuple[int, int]  # row of the plan, unit


@dataclass(frozen=True, slots=True)
class Values:
    """Rows × units. ``raw`` as the reader gave it (None: no value); ``adjusted`` after ``per`` (and, once
    prepared, after ``impute`` and ``treat``), NaN for a choice. ``imputed``: what is no data though it has a value.
    """

    raw: Raws
    denominator: Vector
    adjusted: Vector
    observed: Flags
    applicable: Flags
    imputed: Flags = field(default_factory=nowhere)

    @property
    def known(self) -> Flags:
        """Where there is something to score: data, or what was put into a gap."""
        return self.observed | self.imputed


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave after ``per``: its table, units by code, without those that an erroneous cell refuses; its values."""

    table: Table
    values: Values


def applicability(plan: Plan, units: Sequence[Unit]) -> Flags:
    """Where the framework says that a node applies; what is above it must apply too."""
    applies = np.ones((len(plan.rows), len(units)), bool)
    for at, row in enumerate(plan.rows[1:], start=1):
        rule = row.node.applies_to if row.node is not None else None
        applies[at] = applies[row.parent]
        if rule is not None:
            applies[at] &= _matches(rule, units)
    return applies


def _matches(rule: AppliesTo, units: Sequence[Unit]) -> Flags:
    return np.array([rule.matches(code=u.code, kind=u.kind, province=u.province) for u in units], bool)


def values_of(plan: Plan, table: Table) -> tuple[Values, list[Finding]]:
    """Every cell of the table that a leaf asks for, divided by its denominator."""
    units = table.units
    shape = (len(plan.rows), len(units))
    raw = np.full(shape, None, object)
    applicable = applicability(plan, units)
    findings: list[Finding] = []
    for at, leaf in plan.leaves():
        for j, unit in enumerate(units):
            cell = cell_of(table, unit.code, leaf.id)
            if not applicable[at, j]:
                if cell.status == "observed":
                    findings.append(at_cell("M110", leaf.id, unit, cell, value=cell.raw))
            elif cell.status == "not_applicable":
                applicable[at, j] = False
            elif cell.raw is not None:
                raw[at, j] = cell.raw if isinstance(cell.raw, str) else float(cell.raw)
    values = adjust(plan, raw, applicable, lambda leaf, j: _column(table, units[j], leaf))
    return values, findings + _without_denominator(plan, table, values)


def cell_of(table: Table, code: str, leaf: str) -> Cell:
    """The cell of a unit and an indicator; a missing one where the table has none."""
    return table.cells.get(code, {}).get(leaf, NOTHING)


def _column(table: Table, unit: Unit, name: str) -> float | None:
    """A denominator that is no indicator: a column of the registry, else of the data."""
    found = unit.attributes.get(name)
    return table.denominators.get(unit.code, {}).get(name) if found is None or isinstance(found, str) else found


def adjust(plan: Plan, raw: Raws, applicable: Flags, column: Callable[[str, int], float | None]) -> Values:
    """Divide by denominators. Without one (missing, or not above 0) an indicator is missing."""
    rows = plan.at()
    numbers = np.full(raw.shape, np.nan)
    for at, _leaf in plan.leaves():
        numbers[at] = [value if isinstance(value, float) else np.nan for value in raw[at]]
    denominator = np.full(raw.shape, np.nan)
    adjusted = numbers.copy()
    present = np.array([[value is not None for value in row] for row in raw], bool)
    for at, leaf in plan.leaves():
        if leaf.per is None:
            continue
        of = leaf.per.of
        found = numbers[rows[of]] if of in rows else _floats(column, of, raw.shape[1])
        denominator[at] = found
        with np.errstate(invalid="ignore", divide="ignore"):
            adjusted[at] = np.where(found > 0, numbers[at] / found * leaf.per.times, np.nan)
        present[at] &= found > 0
    return Values(raw, denominator, adjusted, present & applicable, applicable)


def _floats(column: Callable[[str, int], float | None], name: str, n: int) -> Vector:
    found = [column(name, j) for j in range(n)]
    return np.array([np.nan if value is None else value for value in found], float)


def _without_denominator(plan: Plan, table: Table, values: Values) -> list[Finding]:
    findings = []
    for at, leaf in plan.leaves():
        if leaf.per is None:
            continue
        for j, unit in enumerate(table.units):
            if values.raw[at, j] is not None and not values.observed[at, j] and values.applicable[at, j]:
                found = values.denominator[at, j]
                shown = {} if np.isnan(found) else {"found": float(found)}
                cell = cell_of(table, unit.code, leaf.id)
                findings.append(at_cell("M101", leaf.id, unit, cell, per=leaf.per.of, **shown))
    return findings


def at_cell(code: str, leaf: str, unit: Unit, cell: Cell, **params: object) -> Finding:
    """A finding of one cell, at its place in its file."""
    source = cell.source
    return Finding(
        code,
        path=source.path if source else "",
        line=source.line if source else None,
        column=source.column if source else None,
        params={"indicator": leaf, "unit": unit.code, "name": unit.name, **params},
        unit=unit.code,
        cell=source.cell if source else None,
    )
