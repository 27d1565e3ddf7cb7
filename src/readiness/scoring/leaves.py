"""Clip, transform, normalise: from an adjusted value to a score on the scale."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from readiness.data.table import Table
from readiness.findings import Finding
from readiness.framework.model import Indicator
from readiness.results.publish import round9
from readiness.scoring.fold import Leaves
from readiness.scoring.methods import NORMALISERS, TRANSFORMS
from readiness.scoring.normalise import is_constant
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Raws, Values, at_cell, cell_of
from readiness.scoring.recipes import ends_of, is_relative, normaliser_of, recipe_of
from readiness.scoring.vectors import Flags, Vector

DUST = 1e-12  # a thousandth of what two numbers must differ by to be told apart


def score_leaf(plan: Plan, leaf: Indicator, raw: Raws, adjusted: Vector) -> Vector:
    """One indicator's scores over units, NaN where there is no value; -0.0 never.

    What is nearer to 0 than ``DUST`` is 0: a geometric mean would take that noise for a number, and its
    rates would leave the range of doubles.
    """
    recipe = recipe_of(leaf, plan.framework.scale)
    name = normaliser_of(leaf)
    if name == "choices":
        return NORMALISERS[name](raw, recipe)
    transformed = TRANSFORMS[leaf.transform](clipped(leaf, adjusted))
    score = NORMALISERS[name](transformed, recipe)
    return np.where(np.abs(score) < DUST, 0.0, score)


def clipped(leaf: Indicator, adjusted: Vector) -> Vector:
    """The value within worst and best, where the indicator is clipped (``refuse`` has refused the rest)."""
    bounds = _bounds(leaf)
    return np.clip(adjusted, *bounds) if bounds is not None and leaf.outside == "clip" else adjusted


def _bounds(leaf: Indicator) -> tuple[float, float] | None:
    ends = ends_of(leaf)
    return None if ends is None else (min(ends), max(ends))


def outside(leaf: Indicator, adjusted: Vector) -> Flags:
    """Where a value lies outside its goalposts."""
    bounds = _bounds(leaf)
    if bounds is None:
        return np.zeros(adjusted.shape, bool)
    return (adjusted < bounds[0]) | (adjusted > bounds[1])


def cell_findings(plan: Plan, table: Table, values: Values) -> Iterator[Finding]:
    """Values that cannot be scored (errors), or lie outside their goalposts under ``flag`` (warnings)."""
    for at, leaf in plan.leaves():
        for code, where in _doubtful(plan, leaf, values, at):
            for j in np.flatnonzero(where).tolist():
                adjusted = float(values.adjusted[at, j])
                yield _at_cell(code, table, leaf, j, values.raw[at, j] if np.isnan(adjusted) else adjusted)


def _doubtful(plan: Plan, leaf: Indicator, values: Values, at: int) -> Iterator[tuple[str, Flags]]:
    """Codes of findings, and the units they concern."""
    seen, adjusted = values.observed[at], values.adjusted[at]
    if normaliser_of(leaf) == "choices":
        yield "M108", seen & np.isnan(score_leaf(plan, leaf, values.raw[at], adjusted))
        return
    yield "M108", seen & np.isnan(adjusted)
    beyond = seen & outside(leaf, adjusted)
    if leaf.outside == "flag":
        yield "M103", beyond
    if leaf.outside == "refuse":
        yield "M104", beyond
        seen = seen & ~beyond
    yield "M102", seen & ~np.isnan(adjusted) & np.isnan(TRANSFORMS[leaf.transform](clipped(leaf, adjusted)))


def _at_cell(code: str, table: Table, leaf: Indicator, j: int, value: object) -> Finding:
    bounds = _bounds(leaf)
    limits = {} if bounds is None else {"low": bounds[0], "high": bounds[1]}
    unit = table.units[j]
    cell = cell_of(table, unit.code, leaf.id)
    value = round9(value) if isinstance(value, float) else value
    return at_cell(code, leaf.id, unit, cell, value=value, transform=leaf.transform, **limits)


def score_leaves(plan: Plan, values: Values) -> tuple[Leaves, list[Finding]]:
    """All indicators. A relative normaliser's group is every unit given here."""
    score = np.full(values.adjusted.shape, np.nan)
    findings = []
    for at, leaf in plan.leaves():
        seen = values.observed[at]
        known = np.where(seen, values.adjusted[at], np.nan)
        score[at] = np.where(seen, score_leaf(plan, leaf, values.raw[at], known), np.nan)
        if is_relative(leaf) and seen.any() and is_constant(known):
            params = {"indicator": leaf.id, "normaliser": normaliser_of(leaf), "units": int(seen.sum())}
            findings.append(Finding("M105", params=params))
    return Leaves(score, values.observed, values.applicable), findings
