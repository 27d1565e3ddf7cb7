"""How a number is printed: rounded to 9 decimals, then half-up on the decimal string, once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

DECIMALS = 9  # what is nearer than this is the same number: ranks, bands and gates compare so


def round9(value: float) -> float:
    """The value at 9 decimals, as ranks, exact bands and gates compare it; never -0.0.

    >>> round9(0.1 + 0.2), round9(-1e-12)
    (0.3, 0.0)
    """
    return round(value, DECIMALS) + 0.0


@lru_cache(maxsize=65536)  # an index is printed on the page of every unit that it is compared with
def published(value: float, decimals: int) -> str:
    """The decimal string that is printed, with a dot; ``decimals`` digits, half-up, away from zero.

    >>> published(2.675, 2), published(1.005, 2), published(-0.04, 1)
    ('2.68', '1.01', '0.0')
    """
    number = _exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return format(abs(number) if number == 0 else number, "f")


def largest_remainder(parts: Sequence[float], total: str, decimals: int) -> list[str]:
    """Parts rounded so that what is printed adds up to the printed ``total`` (Hamilton's method).

    Each part is rounded down to ``decimals``; the units still owed go to the largest remainders, the
    earlier part first on a tie. Where the parts do not add up to the total, the difference is spread.

    >>> largest_remainder([33.333, 33.333, 33.333], "100.0", 1)
    ['33.4', '33.3', '33.3']
    >>> largest_remainder([-0.26, 0.26], "0.0", 1)
    ['-0.3', '0.3']
    """
    if not parts:
        return []
    step = 10 ** (DECIMALS - decimals)
    floors, remainders = zip(*(divmod(_billionths(part), step) for part in parts), strict=True)
    owed, rest = divmod(int(Decimal(total).scaleb(decimals)) - sum(floors), len(parts))
    units = [floor + owed for floor in floors]
    for i in sorted(range(len(parts)), key=remainders.__getitem__, reverse=True)[:rest]:  # of equals the earlier first
        units[i] += 1
    return [_decimal(unit, decimals) for unit in units]


def _billionths(value: float) -> int:
    """The value at 9 decimals as a whole number: what is shared out must not be lost in fractions."""
    return int(f"{value:.{DECIMALS}f}".replace(".", ""))


def _decimal(units: int, decimals: int) -> str:
    """So many units of the last decimal, as a decimal string."""
    digits = f"{abs(units):0{decimals + 1}d}"
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else sign + digits


def _exact(value: float) -> Decimal:
    return Decimal(f"{value:.{DECIMALS}f}")
