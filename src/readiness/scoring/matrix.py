"""Numbers alone, for tables of any length: scores and coverage of every node, no records and no findings.

The functions are those of ``run.py`` (scores of leaves over all units, then the fold), so the numbers are too.
Only the fold goes chunk by chunk: what it needs for a moment stays small however many units there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import Framework, Indicator
from readiness.framework.ways import normaliser_of
from readiness.scoring.fold import Leaves, fold
from readiness.scoring.leaves import NO_METHODS, Methods, clipped, outside, score_leaves
from readiness.scoring.methods import TRANSFORMS
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.raw import Values, applicability
from readiness.scoring.vectors import Flags, Vector

CHUNK = 8_192  # units folded at once: the arrays of one node then stay in a processor's cache
Columns = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class MatrixScores:
    """Rows × units, NaN where there is no number; ``nodes`` names the rows, ``index`` the first.

    ``refused``: units with a value that cannot be scored; they have no number and count in no group. ``findings``
    are those of whole columns.
    """

    nodes: tuple[str, ...]
    score: Vector
    coverage: Vector
    refused: Flags
    findings: tuple[Finding, ...] = ()

    @property
    def index(self) -> Vector:
        """The index of every unit."""
        row: Vector = self.score[0]
        return row


def needs_records(framework: Framework) -> str | None:
    """What a framework asks that only the full way can answer; None where numbers alone will do."""
    leaves = framework.indicators()
    if framework.gates:
        return "gates"
    if framework.opinions:
        return "opinions"
    for key in ("impute", "treat"):
        if getattr(framework, key) != "none" or any(getattr(leaf, key) not in (None, "none") for leaf in leaves):
            return key
    return "reference_wave" if framework.reference_wave is not None else None


def score_matrix(
    framework: Framework,
    columns: Columns,
    *,
    denominators: Columns | None = None,
    units: Sequence[Unit] | None = None,
    methods: Methods = NO_METHODS,
) -> MatrixScores:
    """Score raw values given as arrays over units: numbers by indicator id (NaN: missing), keys for a choice.

    An indicator without a column is missing everywhere. ``denominators`` are the columns that a ``per`` names and
    that are no indicators; ``units`` says who they are, where an ``applies_to`` asks. Raises ValueError for a
    framework that needs records, infinite values, or columns that are not of one length.
    """
    asked = needs_records(framework)
    if asked is not None:
        raise ValueError(f"'{asked}' needs records: this framework cannot be scored by numbers alone")
    plan = plan_of(framework)
    values, refused = _values(plan, columns, denominators or {}, units)
    leaves, told = score_leaves(plan, values, methods=methods)
    del values
    return MatrixScores(tuple(row.id for row in plan.rows), *_folded(plan, leaves, refused), refused, tuple(told))


def _folded(plan: Plan, leaves: Leaves, refused: Flags) -> tuple[Vector, Vector]:
    """Scores and coverage of all nodes; scores are written over those of the leaves."""
    score, coverage = leaves.score, np.empty_like(leaves.score)
    for start in range(0, score.shape[1], CHUNK):
        part = slice(start, start + CHUNK)
        some = replace(
            leaves,
            score=score[:, part],
            observed=leaves.observed[:, part],
            applicable=leaves.applicable[:, part],
        )
        folded = fold(plan, some)
        score[:, part], coverage[:, part] = folded.score, folded.coverage
    if refused.any():
        score[:, refused] = coverage[:, refused] = np.nan
    return score, coverage


def _values(plan: Plan, columns: Columns, denominators: Columns, units: Sequence[Unit] | None) -> tuple[Values, Flags]:
    """The columns as rows × units, divided by their denominators, and which units are refused."""
    n = _length(columns, denominators, units)
    shape = (len(plan.rows), n)
    adjusted = np.full(shape, np.nan)
    applicable = _applicable(plan, units, n)
    observed = np.zeros(shape, bool)
    refused = np.zeros(n, bool)
    raw: npt.NDArray[np.object_] = np.broadcast_to(np.array(None, object), shape)
    if any(normaliser_of(leaf) == "choices" for _at, leaf in plan.leaves()):
        raw = np.full(shape, None, object)
    for at, leaf in plan.leaves():
        column = columns.get(leaf.id)
        if column is None:
            continue
        if normaliser_of(leaf) == "choices":
            raw[at] = column
            observed[at] = [isinstance(key, str) for key in column]
            observed[at] &= applicable[at]
            refused |= observed[at] & ~np.isin(column.astype(str), list(leaf.choices or {}))
            continue
        adjusted[at] = _divided(leaf, column, columns, denominators)
        observed[at] = ~np.isnan(adjusted[at]) & applicable[at]
        refused |= _unscorable(leaf, adjusted[at], observed[at])
    observed[:, refused] = False
    return Values(raw, np.broadcast_to(np.nan, shape), adjusted, observed, applicable), refused


def _length(columns: Columns, denominators: Columns, units: Sequence[Unit] | None) -> int:
    lengths = {len(column) for column in (*columns.values(), *denominators.values())}
    lengths |= set() if units is None else {len(units)}
    if len(lengths) != 1:
        raise ValueError(f"the columns must be of one length, not of {sorted(lengths)}")
    return lengths.pop()


def _applicable(plan: Plan, units: Sequence[Unit] | None, n: int) -> Flags:
    if all(row.node is None or row.node.applies_to is None for row in plan.rows):
        return np.ones((len(plan.rows), n), bool)
    if units is None:
        raise ValueError("this framework has 'applies_to': say who the units are")
    return applicability(plan, units)


def _divided(leaf: Indicator, column: npt.NDArray[Any], columns: Columns, denominators: Columns) -> Vector:
    """Raw values as doubles, by ``per`` where there is one; NaN where its denominator is missing or not above 0."""
    numbers = _doubles(column, leaf.id)
    if leaf.per is None:
        return numbers
    found = columns.get(leaf.per.of, denominators.get(leaf.per.of))
    if found is None:
        return np.full_like(numbers, np.nan)
    by = _doubles(found, leaf.per.of)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(by > 0, numbers / by * leaf.per.times, np.nan)


def _doubles(column: npt.NDArray[Any], name: str) -> Vector:
    numbers = np.asarray(column, float)
    if np.isinf(numbers).any():
        raise ValueError(f"the column '{name}' holds infinite numbers")
    return numbers


def _unscorable(leaf: Indicator, adjusted: Vector, seen: Flags) -> Flags:
    """Where a value is outside what the framework takes, or outside its transform's domain."""
    wrong = np.zeros_like(seen)
    if leaf.outside == "refuse":
        wrong |= seen & outside(leaf, adjusted)
    if leaf.transform != "none":
        wrong |= seen & np.isnan(TRANSFORMS[leaf.transform](clipped(leaf, adjusted)))
    return wrong
