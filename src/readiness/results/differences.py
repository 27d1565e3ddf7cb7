"""A comparison as it is printed: the total is the difference of the two printed indices, and the parts add up to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from readiness.results.insights import Comparison
from readiness.results.publish import largest_remainder, published
from readiness.results.records import UnitResult


@dataclass(frozen=True, slots=True)
class PrintedDifference:
    """Decimal strings with a dot: ``parts`` by indicator in the comparison's order, then the two remainders.

    total = Σ parts + availability + cap, digit for digit; ``availability`` and ``cap`` are None where they are nothing.
    """

    total: str
    parts: dict[str, str]
    availability: str | None
    cap: str | None


def printed_difference(comparison: Comparison, a: UnitResult, b: UnitResult, decimals: int) -> PrintedDifference | None:
    """The printed form; None where one of the two has no index. A part that is exactly 0 prints as 0."""
    if comparison.total is None:
        return None
    total = published(comparison.total, decimals)
    if a.index.published is not None and b.index.published is not None:
        total = str(Decimal(b.index.published) - Decimal(a.index.published))
    nothing = published(0.0, decimals)
    named = [(row.indicator, row.part) for row in comparison.rows if abs(row.part) > 1e-9]
    rest = [(key, part) for key, part in _rest(comparison) if abs(part) > 1e-9]
    printed = largest_remainder([part for _, part in [*named, *rest]], total, decimals)
    by_key = dict(zip([key for key, _ in [*named, *rest]], printed, strict=True))
    parts = {row.indicator: by_key.get(row.indicator, nothing) for row in comparison.rows}
    return PrintedDifference(total, parts, by_key.get(_AVAILABILITY), by_key.get(_CAP))


_AVAILABILITY, _CAP = "*availability", "*cap"  # no ids of indicators


def _rest(comparison: Comparison) -> list[tuple[str, float]]:
    return [(_AVAILABILITY, comparison.availability), (_CAP, comparison.cap)]
