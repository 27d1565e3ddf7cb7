"""The form that a digest is taken of: RFC 8785 (JSON Canonicalization Scheme), doubles as strings.

RFC 8785 prints doubles as ECMAScript does, shortest form first; the last bits of a double may differ
from machine to machine, so here every double is a string of 9 decimals instead.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from readiness.results.plain import ATOMS, SPARSE, field_names


def canonical(value: Any, without: Collection[str] = ()) -> str:
    """The canonical text: no spaces, keys in the order of their UTF-16 units, strings as RFC 8785.

    Records count as objects, those fields of theirs apart that ``without`` names.

    >>> canonical({"b": 1.5, "a": [None, True, 7, "é\\n"], "c": -0.0})
    '{"a":[null,true,7,"é\\\\n"],"b":"1.500000000","c":"0.000000000"}'
    """
    return json.dumps(_ready(value, frozenset(without)), ensure_ascii=False, separators=(",", ":"))


def _ready(value: Any, without: frozenset[str]) -> Any:
    """The same value with doubles as strings and keys in order, for the encoder that is written in C."""
    kind = type(value)
    if kind is float:
        text = f"{value:.9f}"
        return "0.000000000" if text == "-0.000000000" else text
    if kind in ATOMS:
        return value
    names = field_names(kind)  # type: ignore[arg-type]  # a class is hashable, whatever its metaclass
    if names is not None:
        said = {name: getattr(value, name) for name in names if name not in without}
        return {name: _ready(each, without) for name, each in said.items() if each is not None or name not in SPARSE}
    if isinstance(value, Mapping):
        return {key: _ready(value[key], without) for key in sorted(value, key=_utf16)}
    return [_ready(each, without) for each in value]


@lru_cache(maxsize=4096)
def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")
