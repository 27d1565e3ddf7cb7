"""Estimates of one indicator in one unit, with their precision under the design.

Standard errors are those of Taylor linearisation with replacement between primary sampling units, with a
correction for finite populations (Särndal, Swensson and Wretman 1992, section 5.5; the same as R ``survey``):
a stratum of n units adds (1 - f) n/(n - 1) Σ (z - z̄)², where z is a unit's share of the linearised estimate.
A primary sampling unit is a cluster, or a respondent where there are none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from readiness.survey.cells import Cells, Numbers

Z = 1.959963984540054  # of the normal distribution: 95 % lie within


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure. ``se`` and what follows from it are None where a stratum has a single sampling unit.

    ``n`` respondents; ``deff`` the variance beside that of a simple random sample of as many respondents,
    ``n_effective`` = n / deff; ``low`` and ``high`` the 95 % interval.
    """

    value: float
    n: int
    n_effective: float | None
    se: float | None
    low: float | None
    high: float | None
    deff: float | None


def mean(cells: Cells) -> Estimate:
    """The weighted mean Σ w y / Σ w (a share, where the values are 0 and 100).

    Raises ValueError without respondents.
    """
    total = _sum(cells.w)
    if total <= 0:
        raise ValueError("an estimate needs respondents with a weight above 0")
    middle = _sum(cells.w * cells.value) / total
    se = _standard_error(cells, (cells.value - middle) / total)
    simple = _simple_variance(cells, middle)
    deff = None if se is None or simple == 0 else se**2 / simple
    return _estimate(cells, middle, se, deff, None if se is None else (middle - Z * se, middle + Z * se))


def median(cells: Cells) -> Estimate:
    """The weighted median; its interval by inverting that of the share below it (Woodruff 1952)."""
    total = _sum(cells.w)
    if total <= 0:
        raise ValueError("an estimate needs respondents with a weight above 0")
    order = np.argsort(cells.value, kind="stable")
    values, reached = cells.value[order], np.cumsum(cells.w[order]) / total
    middle = _quantile(values, reached, 0.5)
    below = (cells.value <= middle).astype(float)
    share = _sum(cells.w * below) / total
    se = _standard_error(cells, (below - share) / total)
    if se is None:
        return _estimate(cells, middle, None, None, None)
    low, high = (_quantile(values, reached, min(max(0.5 + sign * Z * se, 0.0), 1.0)) for sign in (-1, 1))
    return _estimate(cells, middle, (high - low) / (2 * Z), None, (low, high))


STATISTICS: dict[str, Callable[[Cells], Estimate]] = {
    "mean": mean,
    "median": median,
    "share_at_least": mean,  # of 0 and 100
    "share_of": mean,
}


def _estimate(
    cells: Cells, value: float, se: float | None, deff: float | None, ends: tuple[float, float] | None
) -> Estimate:
    n = int(cells.n.sum())
    effective = n / deff if deff else (None if se is None else float(n))
    low, high = ends or (None, None)
    return Estimate(value, n, effective, se, low, high, deff)


def _sum(numbers: Numbers) -> float:
    return math.fsum(numbers.tolist())


def _quantile(values: Numbers, reached: Numbers, share: float) -> float:
    """The least value that a share of the weight reaches; half-way to the next where it is reached exactly."""
    at = int(np.searchsorted(reached, share - 1e-12, side="left"))
    at = min(at, len(values) - 1)
    if abs(reached[at] - share) <= 1e-12 and at + 1 < len(values):
        following = values[at + 1 :][values[at + 1 :] > values[at]]
        return float((values[at] + following[0]) / 2) if following.size else float(values[at])
    return float(values[at])


def _standard_error(cells: Cells, influence: Numbers) -> float | None:
    """Of a linearised estimate; ``influence`` is one respondent's part per unit of weight, by cell."""
    variance = 0.0
    for stratum in dict.fromkeys(cells.stratum):
        here = np.array([each == stratum for each in cells.stratum])
        units, first, squares = _sampling_units(cells, influence, here)
        if units < 2:
            return None
        population = cells.population.get(stratum)
        kept = 1.0 if population is None else max(0.0, 1 - units / population)
        variance += kept * units / (units - 1) * max(0.0, squares - first**2 / units)
    return math.sqrt(variance)


def _sampling_units(cells: Cells, influence: Numbers, here: Numbers) -> tuple[int, float, float]:
    """Of one stratum: how many sampling units, Σ z and Σ z²."""
    first = _sum((cells.w * influence)[here])
    if not cells.clustered:
        return int(cells.n[here].sum()), first, _sum((cells.w2 * influence**2)[here])
    totals = [_sum((cells.w * influence)[members]) for members in _clusters(cells, here)]
    return len(totals), first, math.fsum(total**2 for total in totals)


def _clusters(cells: Cells, here: Numbers) -> Iterator[Numbers]:
    names = [name for name, inside in zip(cells.cluster, here, strict=True) if inside]
    for name in dict.fromkeys(names):
        yield here & np.array([each == name for each in cells.cluster])


def _simple_variance(cells: Cells, middle: float) -> float:
    """Of the mean of a simple random sample of as many respondents, from the weighted variance of the values."""
    n, total = _sum(cells.n), _sum(cells.w)
    if n < 2:
        return 0.0
    spread = _sum(cells.w * (cells.value - middle) ** 2) / total * n / (n - 1)
    drawn_of = total if cells.population and total > n else math.inf  # weights that count a finite population
    return spread / n * (1 - n / drawn_of)
