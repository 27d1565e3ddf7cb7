"""The JSON Schema of a criteria file, made from the model: an editor completes and checks with it."""

from __future__ import annotations

from typing import Any

from readiness.framework.model import Framework

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN_TEXT = {"type": "string", "pattern": r"\S", "description": "One plain text stands for both languages."}


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12), keys sorted by the one who writes it.

    What the model accepts as a short form is accepted here too: plain text for both languages, a column's
    name for ``per``.
    """
    schema = Framework.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name in ("Text", "Level"):
        definitions[name] = {"anyOf": [PLAIN_TEXT, definitions[name]]}
    definitions["Per"] = {"anyOf": [{"type": "string", "pattern": r"\S"}, definitions["Per"]]}
    for definition in [schema, *definitions.values()]:
        _without_null(definition)
    group, leaf = {"$ref": "#/$defs/Group"}, {"$ref": "#/$defs/Indicator"}
    node = {"if": {"required": ["criteria"]}, "then": group, "else": leaf}
    for holder in (schema, definitions["Group"]):
        holder["properties"]["criteria"]["items"] = node
    return {"$schema": DIALECT, "$id": "framework.schema.json", **schema, "title": "A framework of readiness"}


def _without_null(definition: dict[str, Any]) -> None:
    """A key is written or it is not: null is no value in a criteria file."""
    for key, value in definition.get("properties", {}).items():
        kept = [each for each in value.get("anyOf", []) if each != {"type": "null"}]
        if "anyOf" in value and len(kept) < len(value["anyOf"]):
            value.pop("anyOf")
            value.pop("default", None)
            definition["properties"][key] = {**value, **kept[0]} if len(kept) == 1 else {**value, "anyOf": kept}
