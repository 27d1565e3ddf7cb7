"""Numbers as the reader writes them, without Babel: published strings only change their mark."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NOTHING = "–"


def published(text: str | None, lang: str) -> str:
    """A published decimal string in the reader's form.

    >>> published("1234.5", "id"), published("-0.50", "en"), published(None, "id")
    ('1.234,5', '−0.50', '–')
    """
    if text is None:
        return NOTHING
    sign, digits = ("−", text[1:]) if text.startswith("-") else ("", text)
    whole, _, rest = digits.partition(".")
    grouped = f"{int(whole):,}" if whole.isdigit() else whole
    point, thousands = (",", ".") if lang == "id" else (".", ",")
    return sign + grouped.replace(",", thousands) + (point + rest if rest else "")


def rounded(value: float | None, decimals: int, lang: str) -> str:
    """A double to so many decimals, half-up, in the reader's form.

    >>> rounded(2.675, 2, "en"), rounded(None, 1, "id")
    ('2.68', '–')
    """
    if value is None:
        return NOTHING
    quantum = Decimal(1).scaleb(-decimals)
    exact = Decimal(repr(round(value, 9) + 0.0))
    return published(format(exact.quantize(quantum, ROUND_HALF_UP), "f"), lang)


def percent(fraction: float | None) -> str:
    """A fraction in whole percent; what is not all is never shown as 100.

    >>> percent(0.8751), percent(0.9999), percent(1.0)
    ('88%', '99%', '100%')
    """
    if fraction is None:
        return NOTHING
    whole = int(Decimal(repr(round(fraction * 100, 9))).quantize(Decimal(1), ROUND_HALF_UP))
    return f"{99 if whole == 100 and fraction < 1 - 1e-9 else whole}%"


def raw(value: float | str | None, lang: str) -> str:
    """An indicator's own value as short as it can be written.

    >>> raw(87.5, "id"), raw(3.0, "id"), raw("sebagian", "en")
    ('87,5', '3', 'sebagian')
    """
    if value is None or isinstance(value, str):
        return value or NOTHING
    text = format(Decimal(repr(round(value, 9) + 0.0)), "f")
    return published(text.rstrip("0").rstrip(".") if "." in text else text, lang)
