"""Texts made safe for a page, each of them once: a site prints the same few thousand again and again."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """What a page may hold of a value, as ``markupsafe.escape`` says it; what is markup already stays as it is.

    >>> escaped("a < b"), escaped(Markup("<b>")), escaped(7)
    ('a &lt; b', Markup('<b>'), '7')
    """
    kind = type(value)
    if kind is str:
        return _text(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else str(escape(value))


@lru_cache(maxsize=16384)
def _text(text: str) -> str:
    """Only plain texts come here: markup is equal to the text of the same letters, and must not be taken for it."""
    return str(escape(text))
