"""The document of a selection: to text and back, its digest, its schema."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from readiness.resources import bundled
from readiness.results.document import DocumentError
from readiness.results.selections import digest, dumps, json_schema, loads
from tests.report.selection_sample import many_results, selection

SAMPLE = selection(many_results())


def test_it_reads_back() -> None:
    assert loads(dumps(SAMPLE)) == SAMPLE
    text = dumps(SAMPLE)
    assert text.endswith("}\n")
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_the_schema_accepts_it_and_is_the_file() -> None:
    Draft202012Validator(json_schema()).validate(json.loads(dumps(SAMPLE)))
    kept = json.loads(bundled("schema", "selection.schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(), "run `make docs`"


def test_the_digest_is_of_what_was_chosen_and_not_of_paths() -> None:
    assert digest(replace(SAMPLE, tool="other", digest="x")) == digest(SAMPLE)
    assert digest(replace(SAMPLE, top=4)) != digest(SAMPLE)
    first = replace(SAMPLE.candidates[0], chosen=False)
    assert digest(replace(SAMPLE, candidates=(first, *SAMPLE.candidates[1:]))) != digest(SAMPLE)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"schema": "readiness/results/1"}', '{"schema": "readiness/selection/1"}']
)
def test_what_is_no_selection_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        loads(text)
