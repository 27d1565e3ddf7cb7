"""``results.json``: the document between scoring and every view, to text and back.

The same inputs give the same bytes: keys sorted, units by code, LF, UTF-8, doubles as Python writes
them. One node stands on one line, so that a difference between two documents can be read.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from typing import Any, TypeVar

from readiness.results.canonical import canonical
from readiness.results.plain import plain
from readiness.results.records import SCHEMA, Results
from readiness.results.typed import MismatchError, reader

T = TypeVar("T")
OPEN_LEVELS = 4  # document, units, unit, nodes: broken into lines; a node is one line
_LARGE = re.compile(r"[eE]\+?[0-9]{3}|[0-9]{309}")  # what alone can be more than a double holds
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False).encode


class DocumentError(ValueError):
    """A text that is no results document of this tool, or one of a later tool. Says which and where."""


def dumps(results: Results) -> str:
    """The document's text, with a last line feed. Raises ValueError for NaN or infinity."""
    return text_of(results, OPEN_LEVELS)


def text_of(record: Any, levels: int) -> str:
    """A record as JSON: keys sorted, the outer ``levels`` broken into lines. Raises ValueError for NaN or infinity."""
    return "".join(_lines(plain(record), levels)) + "\n"


def loads(text: str) -> Results:
    """A document's records. Raises DocumentError.

    Keys that a later tool added to this schema are passed over; nothing is computed anew.
    """
    return record_of(Results, text, SCHEMA, "results")


def record_of(kind: type[T], text: str, schema: str, name: str) -> T:
    """The record that a document of one schema holds; ``name`` is what it is called. Raises DocumentError."""
    try:
        finite = _finite if _LARGE.search(text) else None
        value = json.loads(text, parse_constant=_no_constant, parse_float=finite)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"not a JSON document: {error}") from error
    found = value.get("schema") if isinstance(value, dict) else None
    if found != schema:
        raise DocumentError(_foreign(found, schema, name))
    try:
        record: T = reader(kind)(value, name)
    except MismatchError as error:
        raise DocumentError(str(error)) from error
    return record


def digest(results: Results) -> str:
    """SHA-256 (hexadecimal) of what was measured and said: framework, wave and units without ``source``.

    Order of rows, form of the files and machine do not enter; nor do findings, paths and the tool.
    """
    units = sorted(results.units, key=lambda unit: unit.code)
    meaning = {"framework": {"snapshot": results.framework.snapshot}, "units": units, "wave": results.wave}
    return hashlib.sha256(canonical(meaning, without=("source",)).encode("utf-8")).hexdigest()


def _lines(value: Any, levels: int, indent: str = "") -> Iterator[str]:
    """JSON text whose outer ``levels`` are broken into lines, one space a level."""
    if not levels or not value or not isinstance(value, dict | list):
        yield _encode(value)
        return
    inner = indent + " "
    if isinstance(value, dict):
        pairs, (opening, closing) = [(f"{_encode(k)}: ", v) for k, v in sorted(value.items())], "{}"
    else:
        pairs, (opening, closing) = [("", each) for each in value], "[]"
    yield opening + "\n"
    for at, (head, each) in enumerate(pairs):
        yield inner + head
        yield from _lines(each, levels - 1, inner)
        yield ",\n" if at < len(pairs) - 1 else "\n"
    yield indent + closing


def _finite(written: str) -> float:
    value = float(written)
    return value if math.isfinite(value) else _no_constant(written)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number that a document may hold")


def _foreign(found: Any, schema: str, name: str) -> str:
    if isinstance(found, str) and found.rpartition("/")[0] == schema.rpartition("/")[0]:
        return f"made by a later version of readiness ({found}; this one reads {schema}): update the tool"
    return f"not a {name} document: 'schema' is {found!r}, and {schema!r} is expected"
