"""What is done with outliers before scoring: each treatment is one pure function from a column to an outcome.

A column is one indicator after ``per`` and ``impute``, over the units of a wave: observed and imputed values alike,
NaN where there is none. Every treatment keeps the order of the units (it may make some equal). OECD/JRC, Handbook
on Constructing Composite Indicators (2008), part 1, steps 3 and 5; the two-stage rule of ``auto`` is that of the
JRC's COIN tool and of COINr, and gives the same values.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from readiness.framework.adjusting import Auto, Winsorise
from readiness.scoring.moments import kurtosis, skewness
from readiness.scoring.reshape import box_cox_of, log_of
from readiness.scoring.vectors import Vector

SLACK = 1e-9  # a tenth of 50 units is 5 of them, whatever the doubles say


@dataclass(frozen=True, slots=True)
class Outcome:
    """A treated column. ``how`` by unit, empty where nothing was done to it; ``why`` in numbers, for the whole
    column. ``failed``: the column is still out of the bounds that ``auto`` was told to keep."""

    x: Vector
    how: tuple[str, ...]
    why: str = ""
    failed: bool = False


def none(x: Vector, _option: object = None) -> Outcome:
    """The column as it is."""
    return Outcome(x, ("",) * x.size)


def winsorise(x: Vector, option: Winsorise) -> Outcome:
    """The outermost ``points`` values of an end (or ``percentile`` per cent of all, rounded down) are moved to the
    next value, which is kept; where it equals them, nothing changes. At least one value stays unmoved.

    >>> winsorise(np.array([1.0, 2.0, 3.0, np.nan, 90.0, 95.0]), Winsorise(points=2, side="high")).x.tolist()
    [1.0, 2.0, 3.0, nan, 3.0, 3.0]
    """
    known = np.sort(x[~np.isnan(x)])
    n, both = known.size, option.side == "both"
    asked = option.points or math.floor(n * (option.percentile or 0.0) / 100 + SLACK)
    count = max(0, min(asked, (n - 1) // 2 if both else n - 1))
    if count == 0:
        return none(x)
    low = known[count] if option.side != "high" else -math.inf
    high = known[n - 1 - count] if option.side != "low" else math.inf
    ends = "each end" if both else f"the {option.side} end"
    return _moved(x, np.clip(x, low, high), f"{_points(count)} of {ends}")


def log(x: Vector, _option: object = None) -> Outcome:
    """log(x − min + 0.01 · range) of every value; a constant column stays as it is.

    >>> [round(y, 6) for y in log(np.array([0.0, 50.0, 100.0])).x.tolist()]
    [0.0, 3.931826, 4.615121]
    """
    if not _varies(x):
        return none(x)
    return Outcome(log_of(x), _everywhere(x, "log"), "asked for by the framework")


def box_cox(x: Vector, _option: object = None) -> Outcome:
    """(x^λ − 1)/λ of every value, λ of greatest likelihood (see ``reshape``); a constant column stays as it is."""
    if not _varies(x):
        return none(x)
    y, power = box_cox_of(x)
    return Outcome(y, _everywhere(x, f"box_cox, lambda {power:g}"), "asked for by the framework")


def auto(x: Vector, option: Auto | None = None) -> Outcome:
    """Winsorise, else reshape, a column whose skewness and excess kurtosis are both beyond the bounds.

    A step moves the value at the end that the skewness points to (the high one where it is 0), with all values that
    equal it, to the next different value. Steps go on until one of the two measures is within its bound, or until
    ``points`` values or more were moved: so ties may carry a step beyond ``points``. If the column is still out, all
    steps are undone and the fallback is applied to the original, whatever it brings. A step that would leave a
    single value is not taken. A column of fewer than 4 values, or a constant one, is never treated.

    >>> column = np.array([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100])
    >>> auto(column).x.tolist()[-2:], auto(column).how[-2:]
    ([30.0, 30.0], ('', 'winsorise high'))
    """
    rule = option or Auto()
    shape = _shape(x)
    if not _beyond(shape, rule):
        return none(x)
    why = _words(shape, rule)
    found, how = _step_by_step(x, rule)
    then = _shape(found)
    if not _beyond(then, rule):
        return Outcome(found, how, why)
    moved = sum(map(bool, how))
    why += f"; after {_points(moved)} still {then[0]:.2f} and {then[1]:.2f}" if moved else ""
    after = none(x) if rule.fallback == "none" else FALLBACKS[rule.fallback](x)
    return Outcome(after.x, after.how, why, failed=_beyond(_shape(after.x), rule))


FALLBACKS = {"log": log, "box_cox": box_cox}


def _step_by_step(x: Vector, rule: Auto) -> tuple[Vector, tuple[str, ...]]:
    """Winsorised from the side of the skewness, one value (with its ties) a step."""
    y = x.copy()
    highs = lows = np.zeros(x.shape, bool)
    while _beyond(shape := _shape(y), rule) and int(highs.sum() + lows.sum()) < rule.points:
        least, most = np.nanmin(y), np.nanmax(y)
        between = y[(y > least) & (y < most)]
        if between.size == 0:
            break
        if shape[0] >= 0:
            highs = y == most
            y[highs] = between.max()
        else:
            lows = y == least
            y[lows] = between.min()
    how = np.where(lows, "winsorise low", np.where(highs, "winsorise high", ""))
    return y, tuple(how.tolist())


def _shape(x: Vector) -> tuple[float, float]:
    return skewness(x), kurtosis(x)


def _beyond(shape: tuple[float, float], rule: Auto) -> bool:
    return abs(shape[0]) > rule.skew and shape[1] > rule.kurtosis


def _words(shape: tuple[float, float], rule: Auto) -> str:
    sign, limit = (">", rule.skew) if shape[0] > 0 else ("<", -rule.skew)
    return f"skew {shape[0]:.2f} {sign} {limit:g}, kurtosis {shape[1]:.2f} > {rule.kurtosis:g}"


def _points(count: int) -> str:
    return f"{count} point" if count == 1 else f"{count} points"


def _varies(x: Vector) -> bool:
    return np.unique(x[~np.isnan(x)]).size > 1


def _everywhere(x: Vector, how: str) -> tuple[str, ...]:
    return tuple("" if gap else how for gap in np.isnan(x).tolist())


def _moved(x: Vector, y: Vector, why: str) -> Outcome:
    how = np.where(y < x, "winsorise high", np.where(y > x, "winsorise low", ""))
    return Outcome(y, tuple(how.tolist()), why)
