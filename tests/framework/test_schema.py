"""The JSON Schema says what the model says, and describes every key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from readiness import resources
from readiness.framework.schema import descriptions, json_schema
from readiness.framework.tree import read_tree
from tests.framework.sample import SAMPLE, planted

VALIDATOR = Draft202012Validator(json_schema())
FRAMEWORKS = resources.framework_ids()


def errors(text: str | bytes) -> list[Any]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(VALIDATOR.iter_errors(read_tree(data, "x.yaml").value))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_file_is_what_the_model_says() -> None:
    path = resources.bundled("schema", "framework.schema.json")
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema(), "run `make docs`"


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_it_accepts_every_framework_that_ships(name: str) -> None:
    assert errors(resources.bundled("criteria", f"{name}.yaml").read_bytes()) == []


def test_it_accepts_the_sample() -> None:
    assert errors(SAMPLE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    weight: 2\n", "    bobot: 2\n"),
        ("label: Internet", "labl: Internet"),
        ("measure: count", "measure: counts"),
        ("id: rencana\n", "id: Rencana\n"),
        ("version: '1.0'", "version: 1.0"),
        ("weight: 3", "weight: 0,25"),
        ("weight: 3", "weight: true"),
        ("weight: 3", "weight:"),
        ("label: Internet", "label: ''"),
        ("{1: Belum ada, 2: Disusun, 3: Ditetapkan}", "{satu: Belum ada, 2: Disusun}"),
        ("{1: Belum ada, 2: Disusun, 3: Ditetapkan}", "{1: Belum ada}"),
        ("aggregate: geometric", "aggregate: geo"),
        ("aggregate: geometric", "aggregate: {pwr: 2}"),
        ("decimals: 1", "decimals: 9"),
        ("        choices: {rendah: 0, sedang: 50, tinggi: 100}\n", ""),
        ("        worst: 0\n        best: 1\n", ""),
        ("framework/1", "framework/2"),
        ("    at_least: 50\n", ""),
        ("at_least: 50", "at_lest: 50"),
    ],
)
def test_it_refuses_what_the_loader_refuses(old: str, new: str) -> None:
    assert errors(planted((old, new)))


def properties(definition: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(definition, dict):
        if definition.get("type") == "object":
            yield from definition.get("properties", {}).items()
        for part in definition.values():
            yield from properties(part)
    elif isinstance(definition, list):
        for part in definition:
            yield from properties(part)


def test_every_key_is_described_in_english() -> None:
    found = list(properties(json_schema()))
    assert len(found) > 60
    assert [name for name, value in found if not value.get("description")] == []


def test_no_description_is_of_a_key_that_does_not_exist() -> None:
    schema = json_schema()
    models = {"Framework": schema, **schema["$defs"]}
    known = {name: {key for key, _ in properties(model)} for name, model in models.items()}
    known["Node"] = known["Group"] & known["Indicator"]
    assert [f"{name}.{key}" for name, keys in descriptions().items() for key in keys if key not in known[name]] == []
