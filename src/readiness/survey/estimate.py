"""Estimates of one indicator in one unit, with their precision under the design.

Standard errors are those of Taylor linearisation with replacement between primary sampling units, with a
correction for finite populations (Särndal, Swensson and Wretman 1992, section 5.5; the same as R ``survey``):
a stratum of n units adds (1 - f) n/(n - 1) Σ (z - z̄)², where z is a unit's share of the linearised estimate.
A primary sampling unit is a cluster, or a respondent where there are none. A stratum that was drawn in full adds
nothing; in any other, one sampling unit alone shows no variance, and the figure has none.

The interval of a share is Wilson's (1927), of as many respondents as would give its standard error: it stays within
0 and 100, and is none too narrow near them. That of a mean is value ± 1.96 se, within the range of the answers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from readiness.survey.cells import Cells, Numbers

Z = 1.959963984540054  # of the normal distribution: 95 % lie within


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure. ``se`` and what follows from it are None where a stratum has a single sampling unit: ``lonely``.

    ``n`` respondents; ``deff`` the variance beside that of a simple random sample of as many respondents,
    ``n_effective`` = n / deff; ``low`` and ``high`` the 95 % interval. ``lonely`` is the first such stratum's name,
    empty where there is but one.
    """

    value: float
    n: int
    n_effective: float | None
    se: float | None
    low: float | None
    high: float | None
    deff: float | None
    lonely: str | None = None


def mean(cells: Cells) -> Estimate:
    """The weighted mean Σ w y / Σ w. Raises ValueError without respondents."""
    total = _sum(cells.w)
    if total <= 0:
        raise ValueError("an estimate needs respondents with a weight above 0")
    middle = _sum(cells.w * cells.value) / total
    se = _standard_error(cells, (cells.value - middle) / total)
    simple = _simple_variance(cells, middle)
    deff = None if se is None or simple == 0 else se**2 / simple
    return _estimate(cells, middle, se, deff, None if se is None else (middle - Z * se, middle + Z * se))


def share(cells: Cells) -> Estimate:
    """The weighted share in per cent, a mean of values from 0 to 100. Raises ValueError without respondents."""
    found = mean(cells)
    if found.se is None:
        return found
    low, high = wilson(found.value / 100, _draws(cells, found.value / 100, found.se / 100))
    return replace(found, low=100 * low, high=100 * high)


def wilson(share: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share of ``n`` respondents, which need be no whole number (Wilson 1927).

    >>> [round(end, 4) for end in wilson(81 / 263, 263)]  # Newcombe 1998, table I
    [0.2553, 0.3662]
    >>> wilson(0.0, math.inf)
    (0.0, 0.0)
    """
    if math.isinf(n):
        return share, share
    middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return (max(0.0, middle - half) if share > 0 else 0.0, min(1.0, middle + half) if share < 1 else 1.0)


def within(found: Estimate, least: float, most: float) -> Estimate:
    """The figure with an interval that does not leave the range of what could be answered."""
    if found.low is None or found.high is None:
        return found
    return replace(found, low=max(found.low, least), high=min(found.high, most))


def median(cells: Cells) -> Estimate:
    """The weighted median; its interval by inverting that of the share below it (Woodruff 1952).

    Of answers that many give there are two such shares, without those at the median and with them. The one nearer to
    a half is taken: the other may be 0 or 1, and would make an interval of no width.
    """
    total = _sum(cells.w)
    if total <= 0:
        raise ValueError("an estimate needs respondents with a weight above 0")
    order = np.argsort(cells.value, kind="stable")
    values, reached = cells.value[order], np.cumsum(cells.w[order]) / total
    middle = _quantile(values, reached, 0.5)
    sides = [side.astype(float) for side in (cells.value <= middle, cells.value < middle)]
    below = min(sides, key=lambda side: abs(_sum(cells.w * side) / total - 0.5))
    se = _standard_error(cells, (below - _sum(cells.w * below) / total) / total)
    if se is None:
        return _estimate(cells, middle, None, None, None)
    low, high = (_quantile(values, reached, min(max(0.5 + sign * Z * se, 0.0), 1.0)) for sign in (-1, 1))
    return _estimate(cells, middle, (high - low) / (2 * Z), None, (low, high))


STATISTICS: dict[str, Callable[[Cells], Estimate]] = {
    "mean": mean,
    "median": median,
    "share_at_least": share,
    "share_of": share,
}


def _estimate(
    cells: Cells, value: float, se: float | None, deff: float | None, ends: tuple[float, float] | None
) -> Estimate:
    n = int(cells.n.sum())
    effective = n / deff if deff else (None if se is None else float(n))
    low, high = ends or (None, None)
    lonely = None if se is not None else next(each for each, units, kept in _strata(cells) if units < 2 and kept)
    return Estimate(value, n, effective, se, low, high, deff, lonely)


def _draws(cells: Cells, share: float, se: float) -> float:
    """How many respondents of a simple random sample would give a share its standard error.

    Where nothing varies (all or none, or by chance no difference between clusters), as many as the weights leave,
    (Σ w)² / Σ w² (Kish 1965), more where much of a finite population was asked: infinitely many where all were.
    """
    n = _sum(cells.n)
    if se > 0 and 0 < share < 1:
        return share * (1 - share) * n / (n - 1) / se**2
    kept = max(kept for _, _, kept in _strata(cells))
    return _sum(cells.w) ** 2 / _sum(cells.w2) / kept if kept else math.inf


def _strata(cells: Cells) -> Iterator[tuple[str, int, float]]:
    """Of each stratum: its name, how many sampling units it has, and the part of its population not drawn (1 - f)."""
    for stratum in dict.fromkeys(cells.stratum):
        inside = [number for number, each in enumerate(cells.stratum) if each == stratum]
        clusters = {cells.cluster[number] for number in inside}
        units = len(clusters) if cells.clustered else int(cells.n[inside].sum())
        population = cells.population.get(stratum)
        yield stratum, units, 1.0 if population is None else max(0.0, 1 - units / population)


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
    for stratum, units, kept in _strata(cells):
        if not kept:
            continue
        if units < 2:
            return None
        here = np.array([each == stratum for each in cells.stratum])
        first, squares = _squares(cells, influence, here)
        variance += kept * units / (units - 1) * max(0.0, squares - first**2 / units)
    return math.sqrt(variance)


def _squares(cells: Cells, influence: Numbers, here: Numbers) -> tuple[float, float]:
    """Σ z and Σ z² over the sampling units of one stratum."""
    first = _sum((cells.w * influence)[here])
    if not cells.clustered:
        return first, _sum((cells.w2 * influence**2)[here])
    totals = [_sum((cells.w * influence)[members]) for members in _clusters(cells, here)]
    return first, math.fsum(total**2 for total in totals)


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
