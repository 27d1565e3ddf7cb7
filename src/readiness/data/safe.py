"""Text from a file, made safe to show: no control characters, no escape sequences, no hidden direction marks."""

from __future__ import annotations

import re
import unicodedata

_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?")
_SPACES = re.compile(r"[\t\r\n\v\f\u2028\u2029]+")
_BRIEF = 200
_HIDDEN = ("Cc", "Cf", "Cs")


def legible(text: str) -> str:
    """The text without escape sequences, control, bidirectional, zero-width and surrogate characters.

    Line breaks and tabs become one space; a no-break space stays, for the reader of values to judge.

    >>> legible("Kota\\x1b[31m Bogor\\u202e")
    'Kota Bogor'
    """
    if text.isprintable():
        return text
    plain = _SPACES.sub(" ", _ESCAPES.sub("", text))
    return "".join(char for char in plain if unicodedata.category(char) not in _HIDDEN)


def brief(text: str) -> str:
    """A text short enough to stand inside a message."""
    return text if len(text) <= _BRIEF else text[: _BRIEF - 1] + "…"


def clean(text: str) -> str:
    """Safe text without spaces (also no-break ones) at either end."""
    return legible(text).strip()
