"""The JSON Schema of a criteria file, made from the model: an editor completes and checks with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from readiness.framework.model import Framework
from readiness.framework.parts import WHOLE_KEY

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN_TEXT = {"type": "string", "pattern": r"\S", "description": "One plain text stands for both languages."}
WORDS = ("Text", "Level", "Per")
NODES = ("Group", "Indicator")


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12).

    What the model accepts as a short form is accepted here too: plain text for both languages, a column's
    name for ``per``. What a measure requires is checked; sums and order of numbers only ``validate`` checks.
    """
    schema = Framework.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name, definition in [("Framework", schema), *definitions.items()]:
        _without_null(definition)
        _describe(name, definition)
    definitions["Indicator"]["allOf"] = _requirements()
    definitions["Indicator"]["properties"]["levels"]["propertyNames"] = {"pattern": WHOLE_KEY}
    definitions["Indicator"]["properties"]["answers"]["propertyNames"] = {"pattern": WHOLE_KEY}
    for name in WORDS:
        short = PLAIN_TEXT if name != "Per" else {**PLAIN_TEXT, "description": "A column's name or an indicator's id."}
        definitions[name] = {"anyOf": [short, definitions[name]]}
    group, leaf = ({"$ref": f"#/$defs/{name}"} for name in NODES)
    for holder in (schema, definitions["Group"]):
        holder["properties"]["criteria"]["items"] = {"if": {"required": ["criteria"]}, "then": group, "else": leaf}
    schema["properties"]["schema"].pop("default", None)
    return {"$schema": DIALECT, "$id": "framework.schema.json", **schema, "title": "A framework of readiness"}


def descriptions() -> dict[str, dict[str, str]]:
    """What every key means, by model."""
    return tomllib.loads(Path(__file__).with_name("keys.toml").read_text(encoding="utf-8"))


def _describe(name: str, definition: dict[str, Any]) -> None:
    words = descriptions()
    known = {**words["Text"], **words[name]} if name == "Level" else words.get(name, {})
    known = {**words["Node"], **known} if name in NODES else known
    for key, value in definition.get("properties", {}).items():
        value["description"] = known[key]


def _requirements() -> list[dict[str, Any]]:
    """What a measure needs, as far as a schema can say it."""

    def measured(*measures: str) -> dict[str, Any]:
        return {"properties": {"measure": {"enum": [*measures]}}, "required": ["measure"]}

    goalposts = {"required": ["worst", "best"]}
    other_way = {"anyOf": [{"required": ["normalise"]}, {"required": ["thresholds"]}]}
    return [
        {"if": measured("choice"), "then": {"required": ["choices"]}},
        {"if": measured("number", "count"), "then": {"anyOf": [goalposts, other_way]}},
        {"if": {"required": ["interpolate"]}, "then": {"required": ["thresholds"]}},
    ]


def _without_null(definition: dict[str, Any]) -> None:
    """A key is written or it is not: null is no value in a criteria file."""
    for key, value in definition.get("properties", {}).items():
        kept = [each for each in value.get("anyOf", []) if each != {"type": "null"}]
        if "anyOf" in value and len(kept) < len(value["anyOf"]):
            value.pop("anyOf")
            value.pop("default", None)
            definition["properties"][key] = {**value, **kept[0]} if len(kept) == 1 else {**value, "anyOf": kept}
