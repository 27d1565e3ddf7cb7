"""Cronbach's alpha: whether the items of a scale go together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from readiness.survey.scales import Scale
from readiness.survey.tables import Counts


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of one indicator: alpha among the ``n`` respondents who answered all ``items``.

    ``alpha`` is None where all gave the same total.
    """

    indicator: str
    items: int
    n: int
    alpha: float | None


def reliabilities(counts: Counts, scales: Iterable[Scale]) -> list[Reliability]:
    """One for each indicator of several items that anybody answered in full, respondents unweighted.

    Cronbach (1951): k/(k - 1) (1 - Σ variance of an item / variance of the total).
    """
    found = []
    for scale in scales:
        if len(scale.items) < 2:
            continue
        totals: dict[int, int] = {}
        for (_, indicator), cells in counts.cells.items():
            if indicator == scale.indicator:
                for (_, _, total, answered), (n, *_) in cells.items():
                    if answered == len(scale.items):
                        totals[total] = totals.get(total, 0) + n
        if totals:
            found.append(
                Reliability(scale.indicator, len(scale.items), sum(totals.values()), _alpha(counts, scale, totals))
            )
    return found


def _alpha(counts: Counts, scale: Scale, totals: Mapping[int, int]) -> float | None:
    whole = _variance(totals)
    if not whole:
        return None
    k = len(scale.items)
    parts = sum(
        (
            _variance(
                {value: n for (own, name, value), n in counts.whole.items() if (own, name) == (scale.indicator, item)}
            )
            for item in scale.items
        ),
        Fraction(0),
    )
    return float(Fraction(k, k - 1) * (1 - parts / whole))


def _variance(values: Mapping[int, int]) -> Fraction:
    """Of values with how many have them; exact, so that no order of parts can move it. The divisor cancels in alpha."""
    n = sum(values.values())
    if not n:
        return Fraction(0)
    first = sum(value * count for value, count in values.items())
    return Fraction(sum(value * value * count for value, count in values.items())) - Fraction(first * first, n)
