"""How large units are, and how far apart: logarithms in standard deviations over all units of the results.

A unit's population, area and capital expenditure come from its attributes (the registry's columns), from what some
indicator is divided by, or from an indicator of that name; density is population by area.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from readiness.framework.model import Framework
from readiness.results.peers import VARIABLES
from readiness.results.records import UnitResult
from readiness.scoring.vectors import Vector
from readiness.scoring.weights.statistics import is_constant, sds, total

FEWEST = 3  # units that know a variable: of two, both are always 0.7 sd from their mean, whatever they are
COLUMNS: dict[str, Callable[[str], bool]] = {
    "population": lambda name: name in ("population", "penduduk") or name.startswith("population_"),
    "area": lambda name: name in ("area", "area_km2", "luas", "luas_km2"),
    "capital_expenditure": lambda name: name in ("capital_expenditure", "belanja_modal"),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known of all units, in their order.

    ``scores``: units × ``variables`` (the kind is not among them), logarithms less their mean, by sd; NaN unknown.
    ``kinds``: by unit a number for its kind, NaN unknown; empty where all are of one kind or nobody says.
    ``values``: by unit and variable as recorded.
    """

    variables: tuple[str, ...]
    unused: Mapping[str, str]
    scores: Vector
    kinds: Vector
    values: tuple[Mapping[str, float], ...]

    @property
    def used(self) -> tuple[str, ...]:
        """All that distances rest on, the kind too."""
        return (*self.variables, "kind") if len(self.kinds) else self.variables


def sizes(framework: Framework, units: Sequence[UnitResult]) -> Sizes:
    """What the results know of the sizes of their units. A value that is 0 or less is unknown: it has no logarithm."""
    found = _values(framework, units)
    unused: dict[str, str] = {}
    columns: dict[str, Vector] = {}
    for variable in VARIABLES[:-1]:
        logs = np.array([math.log(row[variable]) if variable in row else math.nan for row in found])
        known = logs[~np.isnan(logs)]
        if len(known) < FEWEST or is_constant(known):
            unused[variable] = "constant" if len(known) >= FEWEST else "unknown"
        else:
            columns[variable] = (logs - total(known) / len(known)) / sds(known[np.newaxis])[0]
    names = sorted({unit.kind for unit in units if unit.kind is not None})
    if len(names) < 2:
        unused["kind"] = "constant" if names else "unknown"
    kinds = [math.nan if unit.kind is None else float(names.index(unit.kind)) for unit in units if len(names) > 1]
    scores = np.array(list(columns.values())).T if columns else np.empty((len(units), 0))
    return Sizes(tuple(columns), unused, scores, np.array(kinds), tuple(found))


def differences(of: Sizes, at: int) -> tuple[Vector, Vector]:
    """From the unit at a place to each of all: units × ``used`` (NaN where one of the two is unknown), and distances.

    A distance is the root of the mean square of the known differences (a Euclidean distance that a gap does not
    shorten); NaN where fewer than half of them are known, or none but the kind.
    """
    apart = of.scores - of.scores[at]
    if len(of.kinds):
        apart = np.column_stack([apart, np.sign(np.abs(of.kinds - of.kinds[at]))])
    known = ~np.isnan(apart)
    squares = np.zeros(len(apart))
    for column in np.where(known, apart, 0.0).T:  # one after another: the order of the sum is fixed
        squares += column * column
    count = known.sum(axis=1)
    enough = (2 * count >= len(of.used)) & known[:, : len(of.variables)].any(axis=1)
    return apart, np.where(enough, np.sqrt(squares / np.maximum(count, 1)), math.nan)


def _values(framework: Framework, units: Sequence[UnitResult]) -> list[dict[str, float]]:
    """By unit the positive figures, each variable from one column in all of them."""
    columns = [_columns(framework, unit) for unit in units]
    names = {variable: _chosen(columns, fits) for variable, fits in COLUMNS.items()}
    found = []
    for row in columns:
        values = {variable: row[name] for variable, name in names.items() if row.get(name, 0.0) > 0}
        if "population" in values and "area" in values:
            values["density"] = values["population"] / values["area"]
        found.append(values)
    return found


def _chosen(columns: Sequence[Mapping[str, float]], fits: Callable[[str], bool]) -> str:
    """The column that most units have; of equals the last by name, which is the latest year."""
    count: dict[str, int] = {}
    for row in columns:
        for name in filter(fits, row):
            count[name] = count.get(name, 0) + 1
    return max(sorted(count, reverse=True), key=lambda name: count[name], default="")


def _columns(framework: Framework, unit: UnitResult) -> dict[str, float]:
    """Every finite number of a unit that has a name: indicators, what they are divided by, attributes."""
    found: dict[str, float] = {}
    for leaf in framework.indicators():
        node = unit.nodes[leaf.id]
        if isinstance(node.raw, int | float):
            found[leaf.id] = float(node.raw)
        if leaf.per is not None and node.denominator is not None:
            found[leaf.per.of] = node.denominator
    found |= {name: float(value) for name, value in unit.attributes.items() if isinstance(value, int | float)}
    return {name: value for name, value in found.items() if math.isfinite(value)}
