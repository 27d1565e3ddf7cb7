"""Differences as they are printed: what a reader gets who subtracts the two printed numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from readiness.results.insights import Change, Comparison, HistoryPoint
from readiness.results.publish import largest_remainder, published

_AVAILABILITY, _CAP = "*availability", "*cap"  # no ids of indicators
NOISE = 1e-9


def gap(value: float, other: float, decimals: int) -> str:
    """``value`` − ``other``: the difference of the two printed numbers.

    >>> gap(48.54, 58.16, 1), gap(2.0, 2.0, 2)
    ('-9.7', '0.00')
    """
    return str(Decimal(published(value, decimals)) - Decimal(published(other, decimals)))


@dataclass(frozen=True, slots=True)
class PrintedDifference:
    """Decimal strings with a dot: ``parts`` by indicator in the comparison's order, then the two remainders.

    total = Σ parts + availability + cap, digit for digit; ``availability`` and ``cap`` are None where they are nothing.
    """

    total: str
    parts: dict[str, str]
    availability: str | None
    cap: str | None


def printed_difference(comparison: Comparison, decimals: int) -> PrintedDifference | None:
    """The printed form; None where one of the two has no index. A part that is exactly 0 prints as 0."""
    if comparison.a_value is None or comparison.b_value is None:
        return None
    total = gap(comparison.b_value, comparison.a_value, decimals)
    rest = [(_AVAILABILITY, comparison.availability), (_CAP, comparison.cap)]
    named = [*((row.indicator, row.part) for row in comparison.rows), *rest]
    moved = [(key, part) for key, part in named if abs(part) > NOISE]
    printed = largest_remainder([part for _, part in moved], total, decimals)
    by_key = dict(zip([key for key, _ in moved], printed, strict=True))
    nothing = published(0.0, decimals)
    parts = {row.indicator: by_key.get(row.indicator, nothing) for row in comparison.rows}
    return PrintedDifference(total, parts, by_key.get(_AVAILABILITY), by_key.get(_CAP))


@dataclass(frozen=True, slots=True)
class PrintedChange:
    """Since the wave before: total = data + framework, digit for digit; None where there is no number."""

    total: str | None
    data: str | None
    framework: str | None


def printed_change(change: Change | None, history: Sequence[HistoryPoint], decimals: int) -> PrintedChange:
    """The change between the two printed indices, in its two parts."""
    values = {point.wave: point.value for point in history[:-1]}
    before = None if change is None else values.get(change.since)
    now = history[-1].value if history else None
    if change is None or before is None or now is None:
        return PrintedChange(None, None, None)
    total = gap(now, before, decimals)
    if change.data is None or change.framework is None:
        return PrintedChange(total, None, None)
    data, framework = largest_remainder([change.data, change.framework], total, decimals)
    return PrintedChange(total, data, framework)
