"""Numbers and dates as people read them: 1.234,5 and 24 November 2026, or 1,234.5 in English.

Output only: nothing is parsed here. A published decimal string is given other separators and never
rounded again; a float is rounded to 9 decimals and then half-up, once. The separators and the names
of months are Babel's. Spaces between a number and its word do not break.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

NBSP, MINUS, DASH, NOTHING = "\u00a0", "\u2212", "\u2013", "\u2013"
_LARGE = ((Decimal(10) ** 12, "triliun", "trillion"), (Decimal(10) ** 9, "miliar", "billion"))
_MILLION = (Decimal(10) ** 6, "juta", "million")


@lru_cache(maxsize=4)
def separators(lang: str) -> tuple[str, str]:
    """The decimal and the grouping separator of a language."""
    from babel import Locale

    symbols = Locale.parse(lang).number_symbols["latn"]
    return symbols["decimal"], symbols["group"]


def exact(value: float | str, decimals: int | None = None) -> Decimal:
    """The decimal number that is printed: a string as it stands, a float half-up at ``decimals``.

    Raises ValueError for NaN and infinity, which are never printed.

    >>> exact(2.675, 2)
    Decimal('2.68')
    >>> exact("2.15", 2)
    Decimal('2.15')
    """
    found = Decimal(value) if isinstance(value, str) else Decimal(repr(round(float(value), 9)))
    if not found.is_finite():
        raise ValueError(f"no number to print: {value}")
    if decimals is None or isinstance(value, str):
        return found
    return found.quantize(_step(decimals), ROUND_HALF_UP)


@cache
def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


@lru_cache(maxsize=65536)
def number(value: float | str, lang: str, decimals: int | None = None) -> str:
    """A number with the language's separators and a true minus.

    >>> number(1234.5, "id", 1), number("-0.50", "en"), number("-0.0", "id")
    ('1.234,5', '−0.50', '0,0')
    """
    shown = exact(value, decimals)
    point, group = separators(lang)
    whole, _, rest = f"{abs(shown):,f}".partition(".")
    sign = MINUS if shown < 0 else ""
    return sign + whole.replace(",", group) + (point + rest if rest else "")


@lru_cache(maxsize=65536)
def signed(value: float | str, lang: str, decimals: int | None = None) -> str:
    """A difference: with a plus where it is above zero.

    >>> signed(1.25, "id", 1), signed(-1.2, "id", 1), signed(0.0, "id", 1)
    ('+1,3', '−1,2', '0,0')
    """
    return ("+" if exact(value, decimals) > 0 else "") + number(value, lang, decimals)


@lru_cache(maxsize=65536)
def plain(value: float, lang: str, at_most: int = 4) -> str:
    """A value in its own unit of measure: no trailing zeros, at most so many decimals.

    >>> plain(87.5, "id"), plain(3.0, "id"), plain(2 / 3, "en")
    ('87,5', '3', '0.6667')
    """
    text = f"{exact(value, at_most):f}"
    return number(text.rstrip("0").rstrip(".") if "." in text else text, lang)


def percent(fraction: float, lang: str, decimals: int = 0) -> str:
    """A fraction as a percentage, without a space.

    >>> percent(0.125, "id", 1), percent(1, "en")
    ('12,5%', '100%')
    """
    return number(fraction * 100, lang, decimals) + "%"


def span(low: str, high: str) -> str:
    """From a low to a high that are already in words; a minus sign gets room.

    >>> span("5", "11")
    '5–11'
    """
    return f"{low} {DASH} {high}" if MINUS in low + high else f"{low}{DASH}{high}"


def with_unit(shown: str, unit: str | None) -> str:
    """A number and its unit of measure, as one word that does not break.

    >>> with_unit("87,5", "%"), with_unit("1.200", "Rp"), with_unit("1.200", "Rp/jiwa")
    ('87,5%', 'Rp1.200', 'Rp1.200/jiwa')
    """
    if not unit:
        return shown
    if unit == "%":
        return shown + "%"
    if unit == "Rp" or unit.startswith(("Rp ", "Rp/")):
        return "Rp" + shown + unit[2:].replace(" ", NBSP)
    return shown + NBSP + unit.replace(" ", NBSP) if len(unit) < 16 else shown + NBSP + unit


def compact(value: float, lang: str) -> str:
    """A large amount in words: 2,5 miliar, 1,2 triliun; below a million all its digits.

    >>> compact(2_500_000_000, "id").split("\\u00a0"), compact(999_999, "id")
    (['2,5', 'miliar'], '999.999')
    """
    amount = exact(value, 0)
    for size, indonesian, english in (*_LARGE, _MILLION):
        if abs(amount) >= size:
            word = indonesian if lang == "id" else english
            return plain(float(amount / size), lang, 1) + NBSP + word
    return number(value, lang, 0)


def date_long(day: dt.date, lang: str) -> str:
    """24 November 2026, in both languages.

    >>> date_long(dt.date(2026, 8, 7), "id")
    '7 Agustus 2026'
    """
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y", locale=lang))
