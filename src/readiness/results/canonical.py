"""The form that a digest is taken of: RFC 8785 (JSON Canonicalization Scheme), doubles as strings.

RFC 8785 prints doubles as ECMAScript does, shortest form first; the last bits of a double may differ
from machine to machine, so here every double is a string of 9 decimals instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any


def canonical(value: Any) -> str:
    """The canonical text: no spaces, keys in the order of their UTF-16 units, strings as RFC 8785.

    >>> canonical({"b": 1.5, "a": [None, True, 7, "é\\n"], "c": -0.0})
    '{"a":[null,true,7,"é\\\\n"],"b":"1.500000000","c":"0.000000000"}'
    """
    return json.dumps(_ready(value), ensure_ascii=False, separators=(",", ":"))


def _ready(value: Any) -> Any:
    """The same value with doubles as strings and keys in order, for the encoder that is written in C."""
    if isinstance(value, float):
        text = f"{value:.9f}"
        return text.lstrip("-") if float(text) == 0 else text
    if isinstance(value, Mapping):
        return {key: _ready(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ready(each) for each in value]
    return value


@lru_cache(maxsize=4096)
def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")
