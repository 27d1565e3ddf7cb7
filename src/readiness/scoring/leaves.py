"""Clip, transform, normalise: from an adjusted value to a score on the scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from readiness.data.table import Table
from readiness.findings import Finding
from readiness.framework.model import Indicator
from readiness.framework.ways import custom_of, is_relative, normaliser_of
from readiness.results.publish import round9
from readiness.scoring.fold import Leaves
from readiness.scoring.methods import NORMALISERS, TRANSFORMS
from readiness.scoring.normalise import Method, is_constant
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Raws, Values, at_cell, cell_of
from readiness.scoring.recipes import bounds_of, recipe_of
from readiness.scoring.vectors import Flags, Vector

Methods = Mapping[str, Method]
NO_METHODS: Methods = MappingProxyType({})
DUST = 1e-12  # a thousandth of what two numbers must differ by to be told apart


def score_leaf(
    plan: Plan,
    leaf: Indicator,
    raw: Raws,
    adjusted: Vector,
    *,
    group: Vector | None = None,
    method: Method | None = None,
) -> Vector:
    """One indicator's scores over units, NaN where there is no value; -0.0 never.

    ``group``: the same indicator's values in the reference wave, which a relative normaliser then compares with;
    ``method``: the function of a normaliser of one's own. What is nearer to 0 than ``DUST`` is 0: a geometric mean
    would take that noise for a number, and its rates would leave the range of doubles.
    """
    recipe = recipe_of(leaf, plan.framework.scale, group, method)
    name = normaliser_of(leaf)
    if name == "choices":
        return NORMALISERS[name](raw, recipe)
    transformed = TRANSFORMS[leaf.transform](clipped(leaf, adjusted, group))
    score = NORMALISERS[name](transformed, recipe)
    return np.where(np.abs(score) < DUST, 0.0, score)


def clipped(leaf: Indicator, adjusted: Vector, group: Vector | None = None) -> Vector:
    """The value within its bounds, where the indicator is clipped (``refuse`` has refused the rest)."""
    bounds = bounds_of(leaf, group)
    return np.clip(adjusted, *bounds) if bounds is not None and leaf.outside == "clip" else adjusted


def outside(leaf: Indicator, adjusted: Vector, group: Vector | None = None) -> Flags:
    """Where a value lies outside its goalposts, or outside the range of the reference wave."""
    bounds = bounds_of(leaf, group)
    if bounds is None:
        return np.zeros(adjusted.shape, bool)
    return (adjusted < bounds[0]) | (adjusted > bounds[1])


def group_of(reference: Values | None, at: int, leaf: Indicator) -> Vector | None:
    """A relative normaliser's column in the reference wave; None where it compares with the units scored."""
    if reference is None or not is_relative(leaf) or custom_of(leaf) is not None:
        return None
    return np.where(reference.known[at], reference.adjusted[at], np.nan)


def cell_findings(plan: Plan, table: Table, values: Values, reference: Values | None = None) -> Iterator[Finding]:
    """Values that cannot be scored (errors), or lie outside their bounds under ``flag`` (warnings)."""
    for at, leaf in plan.leaves():
        group = group_of(reference, at, leaf)
        for code, where in _doubtful(plan, leaf, values, at, group):
            for j in np.flatnonzero(where).tolist():
                adjusted = float(values.adjusted[at, j])
                value = values.raw[at, j] if np.isnan(adjusted) else adjusted
                yield _at_cell(code, table, leaf, j, value=value, bounds=bounds_of(leaf, group))


def _doubtful(
    plan: Plan, leaf: Indicator, values: Values, at: int, group: Vector | None
) -> Iterator[tuple[str, Flags]]:
    """Codes of findings, and the units they concern."""
    seen, adjusted = values.observed[at], values.adjusted[at]
    if normaliser_of(leaf) == "choices":
        yield "M108", seen & np.isnan(score_leaf(plan, leaf, values.raw[at], adjusted))
        return
    yield "M108", seen & np.isnan(adjusted)
    beyond = seen & outside(leaf, adjusted, group)
    if leaf.outside == "flag":
        yield "M103", beyond
    if leaf.outside == "refuse":
        yield "M104", beyond
        seen = seen & ~beyond
    yield "M102", seen & ~np.isnan(adjusted) & np.isnan(TRANSFORMS[leaf.transform](clipped(leaf, adjusted, group)))


def _at_cell(
    code: str, table: Table, leaf: Indicator, j: int, *, value: object, bounds: tuple[float, float] | None
) -> Finding:
    limits = {} if bounds is None else {"low": bounds[0], "high": bounds[1]}
    unit = table.units[j]
    cell = cell_of(table, unit.code, leaf.id)
    value = round9(value) if isinstance(value, float) else value
    return at_cell(code, leaf.id, unit, cell, value=value, transform=leaf.transform, **limits)


def score_leaves(
    plan: Plan, values: Values, reference: Values | None = None, methods: Methods = NO_METHODS
) -> tuple[Leaves, list[Finding]]:
    """All indicators. A relative normaliser's group is every unit given here, or those of ``reference``.

    ``methods``: functions by the name in ``custom``. Raises ValueError where one is missing, or gives what is no score.
    """
    score = np.full(values.adjusted.shape, np.nan)
    findings: list[Finding] = []
    somewhere = values.known
    for at, leaf in plan.leaves():
        seen = somewhere[at]
        known = np.where(seen, values.adjusted[at], np.nan)
        group = group_of(reference, at, leaf)
        method = methods.get(custom_of(leaf) or "")
        score[at] = np.where(seen, score_leaf(plan, leaf, values.raw[at], known, group=group, method=method), np.nan)
        if is_relative(leaf) and seen.any():
            findings.extend(_told(plan, leaf, known, score[at], group))
    return Leaves(score, values.observed, values.applicable, values.imputed), findings


def _told(plan: Plan, leaf: Indicator, known: Vector, score: Vector, group: Vector | None) -> Iterator[Finding]:
    """A group that tells no unit from another; values that have no score all the same."""
    name, units = normaliser_of(leaf), int((~np.isnan(known)).sum())
    params = {"indicator": leaf.id, "normaliser": name}
    unscored = int((~np.isnan(known) & np.isnan(score)).sum())
    if name == "custom":
        if unscored:
            yield Finding("M123", params={**params, "method": custom_of(leaf), "units": unscored})
    elif is_constant(known if group is None else group):
        wave = {} if group is None else {"wave": plan.framework.reference_wave}
        yield Finding("M105" if group is None else "M124", params={**params, "units": units, **wave})
    elif unscored:
        yield Finding("M122", params={**params, "units": unscored})
