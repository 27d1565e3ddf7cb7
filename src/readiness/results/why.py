"""Why one index is below another, in the few parts that a sentence can hold: what is printed still adds up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from readiness.results.differences import printed_difference
from readiness.results.insights import Comparison

MOST_CAUSES, MOST_AGAINST = 3, 2
AVAILABILITY, CAP = "*availability", "*cap"  # no ids of indicators


@dataclass(frozen=True, slots=True)
class Cause:
    """One part of a difference: an indicator's id, ``AVAILABILITY`` or ``CAP``, and the part as printed."""

    key: str
    part: str


@dataclass(frozen=True, slots=True)
class Why:
    """Of b − a as printed: the parts of its own sign, the largest first; the largest of the other sign; the rest.

    total = Σ causes + Σ against + rest, digit for digit. Of a total that prints as 0 the causes are the parts above
    0. ``rest`` is None where the parts named say it all.
    """

    total: str
    causes: tuple[Cause, ...]
    against: tuple[Cause, ...]
    rest: str | None


def why(comparison: Comparison, decimals: int) -> Why | None:
    """The parts to name; None where one side has no index. Of equal parts the first in the framework comes first."""
    printed = printed_difference(comparison, decimals)
    if printed is None:
        return None
    parts = [*printed.parts.items(), (AVAILABILITY, printed.availability), (CAP, printed.cap)]
    known = [(Decimal(text), Cause(key, text)) for key, text in parts if text is not None]
    sign = -1 if Decimal(printed.total) < 0 else 1
    same, other = ([pair for pair in known if side * pair[0] > 0] for side in (sign, -sign))
    causes, against = _largest(same, MOST_CAUSES), _largest(other, MOST_AGAINST)
    rest = Decimal(printed.total) - sum(Decimal(cause.part) for cause in (*causes, *against))
    return Why(printed.total, causes, against, format(rest, "f") if rest and causes else None)


def _largest(parts: list[tuple[Decimal, Cause]], most: int) -> tuple[Cause, ...]:
    return tuple(cause for _, cause in sorted(parts, key=lambda pair: -abs(pair[0]))[:most])
