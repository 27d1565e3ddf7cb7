"""The form that a digest is taken of: RFC 8785 (JSON Canonicalization Scheme), doubles as strings.

RFC 8785 prints doubles as ECMAScript does, shortest form first; the last bits of a double may differ
from machine to machine, so here every double is a string of 9 decimals instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def canonical(value: Any) -> str:
    """The canonical text: no spaces, keys in the order of their UTF-16 units, strings as RFC 8785.

    >>> canonical({"b": 1.5, "a": [None, True, 7, "é\\n"], "c": -0.0})
    '{"a":[null,true,7,"é\\\\n"],"b":"1.500000000","c":"0.000000000"}'
    """
    if isinstance(value, float):
        text = f"{value:.9f}"
        return f'"{text.lstrip("-")}"' if float(text) == 0 else f'"{text}"'
    if isinstance(value, Mapping):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{canonical(each)}" for key, each in pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
