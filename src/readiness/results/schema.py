"""The JSON Schema of ``results.json``, made from the records' own type hints."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from readiness.results.records import SCHEMA, Results
from readiness.results.typed import is_required

_SCALARS: dict[Any, dict[str, Any]] = {
    float: {"type": "number"},
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Any: {},
}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12); ``schema/results.schema.json`` is kept equal to it by a test.

    Further keys are allowed: a later tool may say more under the same ``readiness/results/1``.
    """
    return schema_of(Results, SCHEMA, "Results of readiness")


def schema_of(record: type, name: str, title: str) -> dict[str, Any]:
    """The schema of a document that is this record, whose ``schema`` says ``name``."""
    records: dict[str, Any] = {}
    _schema(record, records)
    root = records.pop(record.__name__)
    root["properties"]["schema"] = {"const": name}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **root,
        "$defs": dict(sorted(records.items())),
    }


def _schema(hint: Any, records: dict[str, Any]) -> dict[str, Any]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record(hint, records)
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(arg, records) for arg in args]}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], records)}
    if origin is Literal:
        return {"enum": list(args)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], records)}
    return dict(_SCALARS[hint])


def _record(cls: type, records: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in records:
        records[cls.__name__] = {}
        hints = get_type_hints(cls)
        records[cls.__name__].update(
            type="object",
            description=" ".join((cls.__doc__ or "").replace("``", "").split()),
            properties={f.name: _schema(hints[f.name], records) for f in dataclasses.fields(cls)},
            required=[f.name for f in dataclasses.fields(cls) if is_required(f) or f.name in ("schema", "digest")],
        )
    return {"$ref": f"#/$defs/{cls.__name__}"}
