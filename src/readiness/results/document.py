"""``results.json``: the document between scoring and every view, to text and back.

The same inputs give the same bytes: keys sorted, units by code, LF, UTF-8, doubles as Python writes
them. One node stands on one line, so that a difference between two documents can be read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from readiness.results.canonical import canonical
from readiness.results.records import SCHEMA, Results
from readiness.results.typed import Mismatch, reader

FAMILY = SCHEMA.rpartition("/")[0]
OPEN_LEVELS = 4  # document, units, unit, nodes: broken into lines; a node is one line
_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, allow_nan=False).encode


class DocumentError(ValueError):
    """A text that is no results document of this tool, or one of a later tool. Says which and where."""


def dumps(results: Results) -> str:
    """The document's text, with a last line feed. Raises ValueError for NaN or infinity."""
    return "".join(_lines(plain(results), OPEN_LEVELS)) + "\n"


def loads(text: str) -> Results:
    """A document's records. Raises DocumentError.

    Keys that a later tool added to this schema are passed over; nothing is computed anew.
    """
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"not a JSON document: {error}") from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema != SCHEMA:
        raise DocumentError(_foreign(schema))
    try:
        found: Results = reader(Results)(value, "results")
    except Mismatch as error:
        raise DocumentError(str(error)) from error
    return found


def digest(results: Results) -> str:
    """SHA-256 (hexadecimal) of what was measured and said: framework, wave and units without ``source``.

    Order of rows, form of the files and machine do not enter; nor do findings, paths and the tool.
    """
    units = [
        {**unit, "nodes": {name: {k: v for k, v in node.items() if k != "source"} for name, node in nodes.items()}}
        for unit in map(plain, sorted(results.units, key=lambda unit: unit.code))
        for nodes in [unit["nodes"]]
    ]
    meaning = {"framework": {"snapshot": plain(results.framework.snapshot)}, "units": units, "wave": results.wave}
    return hashlib.sha256(canonical(meaning).encode("utf-8")).hexdigest()


def plain(value: Any) -> Any:
    """Records as dicts and lists, field by field; a Mapping as a dict with text keys."""
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    return [plain(each) for each in value]


_NAMES: dict[type, tuple[str, ...]] = {}


def _names(cls: type) -> tuple[str, ...]:
    if cls not in _NAMES:
        _NAMES[cls] = tuple(f.name for f in fields(cls))
    return _NAMES[cls]


def _lines(value: Any, levels: int, indent: str = "") -> Iterator[str]:
    """JSON text whose outer ``levels`` are broken into lines, one space a level."""
    if not levels or not value or not isinstance(value, dict | list):
        yield _encode(value)
        return
    inner = indent + " "
    named = isinstance(value, dict)
    pairs = [(f"{_encode(k)}: ", v) for k, v in sorted(value.items())] if named else [("", v) for v in value]
    yield "{\n" if named else "[\n"
    for at, (head, each) in enumerate(pairs):
        yield inner + head
        yield from _lines(each, levels - 1, inner)
        yield ",\n" if at < len(pairs) - 1 else "\n"
    yield indent + ("}" if named else "]")


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number that a results document may hold")


def _foreign(schema: Any) -> str:
    if isinstance(schema, str) and schema.rpartition("/")[0] == FAMILY:
        return f"made by a later version of readiness ({schema}; this one reads {SCHEMA}): update the tool"
    return f"not a results document: 'schema' is {schema!r}, and {SCHEMA!r} is expected"
