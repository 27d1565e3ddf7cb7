"""What is put into a gap: each way is one pure function from an indicator's column to the values it can make.

An imputer sees the column after ``per`` and before treatment, over the units of one wave. It looks at observed
values alone, never at other imputed ones, and gives a value and what that value rests on for each gap that it can
fill; the other gaps stay. Sums are exact (``fsum``) or taken in the order of the values, so that the order of the
units moves no digit. OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 3; Little and
Rubin, Statistical Analysis with Missing Data (2002).
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from readiness.scoring.vectors import Flags, Vector

Filled = dict[int, tuple[float, str]]  # by unit: a value, and its basis
NO_ROWS: Vector = np.zeros((0, 0))


@dataclass(frozen=True, slots=True)
class Moment:
    """The same indicator in another wave: ``at`` orders the waves, ``x`` is over the same units (NaN: none)."""

    wave: str
    at: float
    x: Vector


@dataclass(frozen=True, slots=True)
class Gaps:
    """One indicator over the units of a wave.

    ``x`` after ``per``, NaN where nothing was observed; ``gaps``: what is to be filled (it applies and has no
    value). ``labels`` tell each unit's group in ``column``; ``others`` are the other waves and ``at`` this one's
    place among them; ``predictors`` are rows of other indicators, NaN where they were not observed.
    """

    x: Vector
    gaps: Flags
    column: str = ""
    labels: Sequence[str | None] = ()
    at: float = 0.0
    others: tuple[Moment, ...] = ()
    predictors: Vector = field(default_factory=lambda: NO_ROWS)

    @property
    def units(self) -> list[int]:
        """The units whose gap is to be filled."""
        found: list[int] = np.flatnonzero(self.gaps).tolist()
        return found


def mean(column: Gaps) -> Filled:
    """The arithmetic mean of the units that have a value.

    >>> mean(Gaps(np.array([1.0, np.nan, 5.0]), np.array([False, True, False])))
    {1: (3.0, '2 units')}
    """
    return _one_for_all(column, _mean)


def median(column: Gaps) -> Filled:
    """The median of the units that have a value; of an even number, the middle of the two middle ones.

    >>> median(Gaps(np.array([1.0, np.nan, 5.0, 90.0]), np.array([False, True, False, False])))
    {1: (5.0, '3 units')}
    """
    return _one_for_all(column, statistics.median)


def group_mean(column: Gaps) -> Filled:
    """The mean of the units that share the unit's label. A group without a value, or no label, fills nothing.

    >>> x = np.array([1.0, 3.0, np.nan, 8.0])
    >>> group_mean(Gaps(x, np.isnan(x), "kind", ["a", "a", "a", "b"]))
    {2: (2.0, 'kind a, 2 units')}
    """
    return _one_for_each_group(column, _mean)


def group_median(column: Gaps) -> Filled:
    """The median of the units that share the unit's label."""
    return _one_for_each_group(column, statistics.median)


def last_wave(column: Gaps) -> Filled:
    """The value of the nearest earlier wave in which the unit has one.

    >>> then = Moment("2020", 2020.0, np.array([7.0, 8.0]))
    >>> last_wave(Gaps(np.array([np.nan, 1.0]), np.array([True, False]), at=2021.0, others=(then,)))
    {0: (7.0, 'wave 2020')}
    """
    found = {j: _nearest(column, j, later=False) for j in column.units}
    return {j: (float(then.x[j]), f"wave {then.wave}") for j, then in found.items() if then is not None}


def linear(column: Gaps) -> Filled:
    """On the straight line between the nearest earlier and the nearest later wave; never beyond them.

    >>> ends = Moment("2020", 2020.0, np.array([10.0])), Moment("2024", 2024.0, np.array([30.0]))
    >>> linear(Gaps(np.array([np.nan]), np.array([True]), at=2021.0, others=ends))
    {0: (15.0, 'waves 2020 and 2024')}
    """
    found: Filled = {}
    for j in column.units:
        first, last = _nearest(column, j, later=False), _nearest(column, j, later=True)
        if first is not None and last is not None:
            part = (column.at - first.at) / (last.at - first.at)
            start, end = float(first.x[j]), float(last.x[j])
            found[j] = start + part * (end - start), f"waves {first.wave} and {last.wave}"
    return found


def units(count: int) -> str:
    """So many units, in words.

    >>> units(1), units(12)
    ('1 unit', '12 units')
    """
    return f"{count} unit" if count == 1 else f"{count} units"


def _one_for_all(column: Gaps, middle: Callable[[list[float]], float]) -> Filled:
    known = _numbers(column.x)
    return {j: (middle(known), units(len(known))) for j in column.units} if known else {}


def _one_for_each_group(column: Gaps, middle: Callable[[list[float]], float]) -> Filled:
    """Labels are compared without case."""
    groups: dict[str, list[float]] = {}
    for label, value in zip(column.labels, column.x.tolist(), strict=True):
        if label is not None and not math.isnan(value):
            groups.setdefault(label.casefold(), []).append(value)
    found: Filled = {}
    for j in column.units:
        label = column.labels[j]
        known = groups.get(label.casefold(), []) if label is not None else []
        if known:
            found[j] = middle(known), f"{column.column} {label}, {units(len(known))}"
    return found


def _nearest(column: Gaps, j: int, *, later: bool) -> Moment | None:
    """The nearest wave before or after this one in which a unit has a value."""
    side = [wave for wave in column.others if (wave.at > column.at if later else wave.at < column.at)]
    known = [wave for wave in side if not math.isnan(wave.x[j])]
    return min(known, key=lambda wave: abs(wave.at - column.at), default=None)


def _numbers(x: Vector) -> list[float]:
    known: list[float] = x[~np.isnan(x)].tolist()
    return known


def _mean(known: list[float]) -> float:
    """Never outside the values: of equal ones it is that value, to the last bit."""
    return min(max(math.fsum(known) / len(known), min(known)), max(known))
