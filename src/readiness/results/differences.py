"""Differences as they are printed: what a reader gets who subtracts the two printed numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from readiness.results.change import UnitChange
from readiness.results.insights import Comparison
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
class PrintedParts:
    """A change between two results: total = data + framework + both, digit for digit; None where there is no number."""

    total: str | None
    data: str | None = None
    framework: str | None = None
    both: str | None = None


def printed_parts(unit: UnitChange, decimals: int) -> PrintedParts:
    """The difference of the two indices as printed at ``decimals``, and its parts; what is nothing prints as 0."""
    if unit.total is None or unit.before.value is None or unit.after.value is None:
        return PrintedParts(None)
    total = gap(unit.after.value, unit.before.value, decimals)
    if unit.parts is None:
        return PrintedParts(total)
    named = {"data": unit.parts.data, "framework": unit.parts.framework, "both": unit.parts.both}
    most = max(named, key=lambda key: abs(named[key]))  # bears what rounding alone makes
    moved = {key: part for key, part in named.items() if abs(part) > NOISE or key == most}
    printed = dict(zip(moved, largest_remainder(list(moved.values()), total, decimals), strict=True))
    nothing = published(0.0, decimals)
    return PrintedParts(total, *(printed.get(key, nothing) for key in named))


@dataclass(frozen=True, slots=True)
class PrintedMoves:
    """Parts of a printed ``data``, digit for digit: by indicator, and what remains; None where that is nothing."""

    parts: dict[str, str]
    rest: str | None


def printed_moves(unit: UnitChange, data: str, decimals: int) -> PrintedMoves:
    """What each indicator brings to the part due to data, which is printed as ``data``."""
    named = [(move.indicator, move.part or 0.0) for move in unit.moved]
    moved = [(key, part) for key, part in [*named, (_AVAILABILITY, unit.rest)] if abs(part) > NOISE]
    printed = largest_remainder([part for _, part in moved], data, decimals)
    by_key = dict(zip([key for key, _ in moved], printed, strict=True))
    nothing = published(0.0, decimals)
    return PrintedMoves({key: by_key.get(key, nothing) for key, _ in named}, by_key.get(_AVAILABILITY))
