"""What a plain scalar means: the YAML 1.2 core rules and nothing else.

``NO`` is text, ``22:30`` is text, ``2024-13-45`` is text; only null, true, false, whole numbers and
decimal numbers are resolved (https://yaml.org/spec/1.2.2/#103-core-schema).
"""

from __future__ import annotations

import math
import re

Scalar = str | int | float | bool | None
LONGEST_NUMBER = 32

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    ".nan": math.nan,
    ".NaN": math.nan,
    ".NAN": math.nan,
}
_WHOLE = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(inf|Inf|INF)")
_STARTS = frozenset("0123456789+-.")


def resolve(text: str) -> Scalar:
    """The value of a plain scalar.

    >>> resolve("0.25"), resolve("NO"), resolve("22:30"), resolve("1e5"), resolve("0o17")
    (0.25, 'NO', '22:30', 100000.0, 15)
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _STARTS or is_too_long(text):
        return text
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    if _HEX.fullmatch(text):
        return int(text[2:], 16)
    if found := _INFINITE.fullmatch(text):
        return -math.inf if found[1] == "-" else math.inf
    return text


def is_too_long(text: str) -> bool:
    """A number of more than 32 characters: nobody means it, and converting it can be made slow."""
    return len(text) > LONGEST_NUMBER and any(p.fullmatch(text) for p in (_WHOLE, _DECIMAL, _OCTAL, _HEX))


def is_overflow(text: str) -> bool:
    """A number too large for a double, like ``1e309``."""
    return bool(_DECIMAL.fullmatch(text)) and not is_too_long(text) and math.isinf(float(text))
