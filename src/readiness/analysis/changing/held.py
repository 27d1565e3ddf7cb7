"""The data that a results document still holds: as a table, to be scored again under any framework.

What a framework never asked of a unit is not in its results. There the other side's value stands in: it is taken not to
have moved, so that asking for more, or for less, counts to the framework and never to the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from readiness.data.table import Cell, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.results.records import NodeResult, Results, UnitResult
from readiness.scoring.plan import plan_of
from readiness.scoring.raw import applicability

Cells = Mapping[str, Mapping[str, Cell]]


@dataclass(frozen=True, slots=True)
class Held:
    """One side: its framework, and what was asked of each unit, by code and indicator."""

    framework: Framework
    table: Table

    @property
    def cells(self) -> Cells:
        """By code and indicator: only what this side's framework asks of that unit."""
        return self.table.cells


def held(results: Results) -> Held:
    """The data of a document. ValidationError where its snapshot is no framework."""
    framework = Framework.model_validate(results.framework.snapshot)
    units = tuple(Unit(u.code, u.name, u.kind, u.province, u.attributes) for u in results.units)
    cells = _cells(framework, results.units, units)
    denominators = {unit.code: _denominators(framework, unit) for unit in results.units}
    return Held(framework, Table(results.wave, units, cells, denominators, synthetic=results.synthetic))


def completed(own: Held, other: Held) -> Table:
    """The data of one side, with the other's wherever this side's framework never asked."""
    known = {unit.code: unit.attributes for unit in other.table.units}
    return replace(
        own.table,
        units=tuple(replace(u, attributes={**known.get(u.code, {}), **u.attributes}) for u in own.table.units),
        cells={code: {**other.cells.get(code, {}), **row} for code, row in own.cells.items()},
        denominators={
            code: {**other.table.denominators.get(code, {}), **row} for code, row in own.table.denominators.items()
        },
    )


def same_data(one: Held, other: Held) -> bool:
    """Whether the units are the same, and every value that both sides ask for."""
    if [_who(unit) for unit in one.table.units] != [_who(unit) for unit in other.table.units]:
        return False
    return all(not moved(row, other.cells[code]) for code, row in one.cells.items()) and all(
        _agree(found, other.table.denominators[code]) for code, found in one.table.denominators.items()
    )


def moved(before: Mapping[str, Cell], after: Mapping[str, Cell]) -> list[str]:
    """Indicators asked on both sides whose value is not what it was, in the order of the first."""
    return [name for name, cell in before.items() if name in after and _said(cell) != _said(after[name])]


def _said(cell: Cell) -> tuple[str, float | str | None]:
    return cell.status, cell.raw


def _agree(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return all(other.get(name, value) == value for name, value in one.items())


def _who(unit: Unit) -> tuple[str, str | None, str | None]:
    return unit.code, unit.kind, unit.province


def _cells(framework: Framework, units: tuple[UnitResult, ...], who: tuple[Unit, ...]) -> dict[str, dict[str, Cell]]:
    plan = plan_of(framework)
    applies = applicability(plan, who)
    return {
        unit.code: {leaf.id: _cell(unit.nodes[leaf.id]) for at, leaf in plan.leaves() if applies[at, j]}
        for j, unit in enumerate(units)
    }


def _cell(node: NodeResult) -> Cell:
    """As the reader gave it: a gap that was filled is a gap."""
    if node.status == "not_applicable":
        return Cell("not_applicable")
    return Cell("missing") if node.raw is None else Cell("observed", node.raw)


def _denominators(framework: Framework, unit: UnitResult) -> dict[str, float]:
    """Columns of the data, or of the registry, by which this unit's values were divided."""
    found: dict[str, float] = {}
    for leaf in framework.indicators():
        divisor = unit.nodes[leaf.id].denominator
        if leaf.per is not None and divisor is not None:
            found.setdefault(leaf.per.of, divisor)
    return found
