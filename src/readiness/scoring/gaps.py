"""``impute`` over a whole wave: which column, what each imputer may look at, and what must be told.

An imputed value is after ``per``. It is no data: it counts nothing towards coverage, and low–high puts it at the
scale's ends. What does not apply is never imputed, nor is a choice, which is no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from readiness.data.table import Table
from readiness.findings import Finding
from readiness.framework.adjusting import GroupMean, GroupMedian, Impute, Regression
from readiness.framework.forms import name_of, options_of, written_form
from readiness.framework.model import Indicator
from readiness.framework.ways import imputer_of, normaliser_of
from readiness.results.records import Imputed
from readiness.scoring.impute import Filled, Gaps, Moment, mean
from readiness.scoring.leaves import clipped
from readiness.scoring.methods import IMPUTERS, TRANSFORMS
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Place, Wave
from readiness.scoring.vectors import Vector

ACROSS_WAVES = ("last_wave", "linear")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NAMED = 10  # units that a finding lists


@dataclass(frozen=True, slots=True)
class Filling:
    """Rows × units after ``per`` with gaps filled, and every value that was made."""

    x: Vector
    made: dict[Place, Imputed] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def looks_across(plan: Plan) -> bool:
    """Whether some gap is filled from another wave."""
    return any(name_of(imputer_of(plan.framework, leaf)) in ACROSS_WAVES for _at, leaf in plan.leaves())


def fill(plan: Plan, wave: Wave, others: Sequence[Wave]) -> Filling:
    """Every gap that can be filled, from observed values alone. Notes M111 and M114, warning M115."""
    found = Filling(wave.values.adjusted.copy())
    for at, leaf in plan.leaves():
        form = imputer_of(plan.framework, leaf)
        column = _column(plan, wave, at, form, others)
        if name_of(form) == "none" or not column.gaps.any():
            continue
        filled, form, told = _filled(leaf, form, column)
        usable = _usable(leaf, column, filled)
        for j, (value, basis) in usable.items():
            found.x[at, j] = value
            found.made[at, j] = Imputed(value, written_form(form), basis)
        found.findings.extend([*told, *_told(leaf, form, wave.table, column, usable)])
    return found


def _filled(leaf: Indicator, form: Impute, column: Gaps) -> tuple[Filled, Impute, list[Finding]]:
    """What the imputer makes; the mean where a regression cannot be fitted."""
    found = IMPUTERS[name_of(form)](column)
    if found or name_of(form) != "regression":
        return found, form, []
    units = int((~np.isnan(column.x)).sum())
    params = {"indicator": leaf.id, "units": units, "predictors": len(column.predictors)}
    return mean(column), "mean", [Finding("M115", params=params)]


def _usable(leaf: Indicator, column: Gaps, filled: Filled) -> Filled:
    """Without the values that the indicator's transform cannot take: a logarithm of what is not above 0."""
    x = column.x.copy()
    for j, (value, _basis) in filled.items():
        x[j] = value
    fits = ~np.isnan(TRANSFORMS[leaf.transform](clipped(leaf, x)))
    return {j: made for j, made in filled.items() if fits[j]}


def _told(leaf: Indicator, form: Impute, table: Table, column: Gaps, filled: Filled) -> Iterator[Finding]:
    about = {"indicator": leaf.id, "how": written_form(form)}
    if filled:
        yield Finding("M111", params={**about, "count": len(filled), "units": len(table.units)})
    still = [f"{table.units[j].code} {table.units[j].name}" for j in column.units if j not in filled]
    if still:
        more = ["…"] if len(still) > NAMED else []
        yield Finding("M114", params={**about, "count": len(still), "still": still[:NAMED] + more})


def _column(plan: Plan, wave: Wave, at: int, form: Impute, others: Sequence[Wave]) -> Gaps:
    """What one imputer looks at: no more than it needs."""
    values = wave.values
    gaps = values.applicable[at] & ~values.observed[at]
    x = values.adjusted[at]
    match form:
        case GroupMean() | GroupMedian():
            named: str = options_of(form)
            return Gaps(x, gaps, named, labels_of(plan, wave, named))
        case "last_wave" | "linear":
            names = [wave.table.wave, *(other.table.wave for other in others)]
            here, *places = _places(names)
            then = [_moment(other, place, wave, at) for other, place in zip(others, places, strict=True)]
            return Gaps(x, gaps, at=here, others=tuple(then))
        case "regression" | Regression():
            rows = [values.adjusted[row] for row in _predictors(plan, at, options_of(form))]
            seen = np.array(rows).reshape(len(rows), x.size)
            return Gaps(x, gaps, predictors=np.where(values.applicable[at], seen, np.nan))
    return Gaps(x, gaps)


def labels_of(plan: Plan, wave: Wave, column: str) -> list[str | None]:
    """Each unit's group: an indicator's own value, what is known of the unit (``kind``, ``province``, ``island``),
    or a text column of the data."""
    rows = plan.at()
    if column in rows:
        return [None if raw is None else str(raw) for raw in wave.values.raw[rows[column]].tolist()]
    return [wave.table.group_of(unit, column) for unit in wave.table.units]


def _predictors(plan: Plan, at: int, named: Sequence[str] | None) -> list[int]:
    """Rows of the named indicators, else of the siblings; never the indicator itself, never a choice."""
    rows = plan.at()
    asked = plan.rows[plan.rows[at].parent].children if named is None else [rows[name] for name in named]
    leaves = {row: leaf for row, leaf in plan.leaves() if normaliser_of(leaf) != "choices"}
    return [row for row in dict.fromkeys(asked) if row != at and row in leaves]


def _places(waves: Sequence[str | None]) -> list[float]:
    """Where each wave stands in time: its number (a year), or its place in the alphabet where one is no number."""
    names = [(wave or "").strip() for wave in waves]
    if all(map(NUMBER.fullmatch, names)):
        return [float(name) for name in names]
    order = sorted(set(names))
    return [float(order.index(name)) for name in names]


def _moment(other: Wave, place: float, wave: Wave, at: int) -> Moment:
    """An indicator in another wave, in the order of this wave's units."""
    where = {unit.code: j for j, unit in enumerate(other.table.units)}
    then = other.values.adjusted[at].tolist()
    x = [then[where[unit.code]] if unit.code in where else np.nan for unit in wave.table.units]
    return Moment(other.table.wave or "", place, np.array(x, float))
