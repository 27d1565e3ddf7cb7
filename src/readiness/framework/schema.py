"""The JSON Schema of a criteria file, made from the model: an editor completes and checks with it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from readiness.framework.model import Framework
from readiness.framework.parts import WHOLE_KEY
from readiness.framework.sets import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PLAIN_TEXT = {"type": "string", "pattern": r"\S", "description": "One plain text stands for both languages."}
WORDS = ("Text", "Level", "Per")
NODES = ("Group", "Indicator")


def json_schema() -> dict[str, Any]:
    """The schema (JSON Schema 2020-12).

    What the model accepts as a short form is accepted here too: plain text for both languages, a column's
    name for ``per``, a word for a method. What a measure, a gate or a set of weights requires is checked; sums,
    the order of numbers, and whether a name exists, only ``validate`` checks.
    """
    schema = Framework.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for name, definition in [("Framework", schema), *definitions.items()]:
        _without_null(definition)
        _describe(name, definition)
    _named_keys(schema)
    definitions["Indicator"]["allOf"] = _requirements()
    definitions["Gate"]["anyOf"] = [{"required": [key]} for key in ("at_least", "at_most")]
    definitions["Winsorise"]["oneOf"] = [{"required": [key]} for key in ("points", "percentile")]
    definitions["WeightsSet"]["oneOf"] = [{"required": [key]} for key in KINDS]
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


def _named_keys(definition: Any) -> None:
    """A name of the planner's own that is not spelt as an id is refused, not passed over."""
    if isinstance(definition, dict):
        patterns = definition.get("patternProperties")
        if patterns and len(patterns) == 1:
            ((pattern, definition["additionalProperties"]),) = definition.pop("patternProperties").items()
            definition["propertyNames"] = {**definition.get("propertyNames", {}), "pattern": pattern}
    for part in definition.values() if isinstance(definition, dict) else definition:
        if isinstance(part, dict | list):
            _named_keys(part)


def _without_null(definition: dict[str, Any]) -> None:
    """A key is written or it is not: null is no value in a criteria file."""
    for key, value in definition.get("properties", {}).items():
        kept = [each for each in value.get("anyOf", []) if each != {"type": "null"}]
        if "anyOf" in value and len(kept) < len(value["anyOf"]):
            value.pop("anyOf")
            value.pop("default", None)
            definition["properties"][key] = {**value, **kept[0]} if len(kept) == 1 else {**value, "anyOf": kept}
