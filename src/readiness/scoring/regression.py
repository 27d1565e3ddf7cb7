"""Filling a gap by regression: what a multivariate normal expects of an indicator, given the others.

The mean and the covariance of the indicator and its predictors are those of greatest likelihood under the gaps
that all of them have, found by EM: Dempster, Laird and Rubin (1977); Little and Rubin, Statistical Analysis with
Missing Data (2002), section 11.2. Nothing is drawn at random: the value is the expectation itself, which has
less spread than the data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from readiness.scoring.impute import Filled, Gaps
from readiness.scoring.vectors import Flags, Vector

Places = npt.NDArray[np.intp]
STEPS = 10_000
TOLERANCE = 1e-12  # of columns whose standard deviation is 1
CONDITION = 1e10  # beyond it predictors say the same thing twice
DIGITS = 10  # what is kept of a value: less than EM settles, so that machines agree


def regression(column: Gaps) -> Filled:
    """The expectation of each gap, given those predictors that the unit has.

    A predictor without two different values is left out. Empty where the normal cannot be fitted: too few units,
    predictors that determine each other, or no convergence within ``STEPS``.

    >>> x, y = np.array([2.0, 4.0, 6.0, 9.0, np.nan]), np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    >>> regression(Gaps(x, np.isnan(x), predictors=y[np.newaxis]))  # 2.3 y - 0.5
    {4: (11.0, '1 of 1 predictors, 4 units')}
    """
    useful = [row for row in column.predictors if np.unique(row[~np.isnan(row)]).size > 1]
    rows = np.vstack([column.x, *useful]).T  # units × (indicator, predictors)
    known = ~np.isnan(rows)
    units = int(known[:, 0].sum())
    if not useful or units < len(useful) + 2 or np.unique(column.x[known[:, 0]]).size < 2:
        return {}
    columns = np.sort(rows, axis=0).T
    middle, spread = np.array([(np.nanmean(column), np.nanstd(column)) for column in columns]).T
    standard = (rows - middle) / spread
    fitted = _fit(standard)
    if fitted is None:
        return {}
    found: Filled = {}
    for j in column.units:
        expected = _expected(standard[j], known[j], *fitted)
        basis = f"{int(known[j].sum())} of {len(useful)} predictors, {units} units"
        found[j] = float(f"{middle[0] + spread[0] * expected:.{DIGITS}g}"), basis
    return found


def _fit(rows: Vector) -> tuple[Vector, Vector] | None:
    """Mean and covariance of greatest likelihood; None where there is no such thing.

    Neither the order of the units nor that of the columns enters: both are put into the order of their values, and
    so siblings that are imputed from each other are fitted once.
    """
    order = sorted(range(rows.shape[1]), key=lambda at: np.sort(np.nan_to_num(rows[:, at], nan=np.inf)).tolist())
    kept = rows[~np.isnan(rows).all(axis=1)][:, order]
    ordered = kept[np.lexsort(np.nan_to_num(kept, nan=np.inf).T[::-1])]
    fitted = _fitted(ordered.tobytes(), len(order))
    if fitted is None:
        return None
    back = np.argsort(order)
    return fitted[0][back], fitted[1][np.ix_(back, back)]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The units that have the same gaps: their rows, what is seen of them, and which columns are not."""

    rows: Places
    values: Vector
    seen: Places
    gap: Places


def _patterns(rows: Vector) -> list[_Pattern]:
    known = ~np.isnan(rows)
    found = []
    for pattern in np.unique(known, axis=0):
        at, seen, gap = map(np.flatnonzero, ((known == pattern).all(axis=1), pattern, ~pattern))
        if gap.size:
            found.append(_Pattern(at, rows[np.ix_(at, seen)], seen, gap))
    return found


@lru_cache(maxsize=16)
def _fitted(content: bytes, width: int) -> tuple[Vector, Vector] | None:
    """EM on standardised columns, starting without any correlation; None where it does not settle, or where columns
    say the same twice."""
    rows = np.frombuffer(content, np.float64).reshape(-1, width)
    patterns = _patterns(rows)
    mean, cov = np.zeros(width), np.eye(width)
    for _ in range(STEPS):
        try:
            then, wide = _step(rows, patterns, mean, cov)
        except np.linalg.LinAlgError:
            return None
        moved = max(np.abs(then - mean).max(), np.abs(wide - cov).max())
        mean, cov = then, wide
        if moved < TOLERANCE:
            settled = all(np.linalg.cond(cov[np.ix_(each.seen, each.seen)]) < CONDITION for each in patterns)
            return (mean, cov) if settled else None
    return None


def _step(rows: Vector, patterns: Sequence[_Pattern], mean: Vector, cov: Vector) -> tuple[Vector, Vector]:
    """One step of EM: expected sums under the present mean and covariance, then the mean and covariance of them."""
    filled, extra = rows.copy(), np.zeros_like(cov)
    for each in patterns:
        across, within = cov[each.seen[:, None], each.gap], cov[each.gap[:, None], each.gap]
        slope = np.linalg.solve(cov[each.seen[:, None], each.seen], across)
        filled[each.rows[:, None], each.gap] = mean[each.gap] + (each.values - mean[each.seen]) @ slope
        extra[each.gap[:, None], each.gap] += each.rows.size * (within - across.T @ slope)
    then = filled.mean(axis=0)
    away = filled - then
    return then, (away.T @ away + extra) / len(rows)


def _expected(row: Vector, seen: Flags, mean: Vector, cov: Vector) -> float:
    """The indicator's expectation, given what is seen of one unit (its own value is not)."""
    slope = np.linalg.solve(cov[np.ix_(seen, seen)], cov[seen, 0])
    return float(mean[0] + (row[seen] - mean[seen]) @ slope)
