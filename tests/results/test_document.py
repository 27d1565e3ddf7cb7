"""results.json: the same bytes for the same inputs, there and back, with a schema that agrees."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from readiness.data.table import Assessment, Cell, Input, Source
from readiness.data.units import Unit
from readiness.resources import bundled
from readiness.results.canonical import canonical
from readiness.results.document import DocumentError, digest, dumps, loads
from readiness.results.plain import SPARSE
from readiness.results.records import Imputed, NodeResult, Results, UnitResult
from readiness.results.schema import json_schema
from tests.scoring.making import NA, framework, group, leaf, score, table

ROOT = Path(__file__).resolve().parents[2]


def document() -> Results:
    """Two units with all that a document may hold: assessments, gates, findings, gaps, what does not apply."""
    model = framework(
        [
            group("p", [leaf("a"), leaf("b", measure="choice", choices={"ada": 100})], aggregate="geometric"),
            leaf("c", outside="flag"),
        ],
        gates=[{"id": "g", "label": "Syarat", "on": "p", "at_least": 50, "cap": "rendah"}],
        missing={"min_coverage": 0.5},
    )
    assessed = Cell(
        "observed",
        71.5,
        Source("data.csv", 2, 3, "71,5"),
        "SK 12/2024",
        "dua asesor",
        (Assessment("akhir", "A", 71.0), Assessment("akhir", None, 72.0)),
    )
    rows = {"b": {"a": assessed, "b": "ada", "c": 120}, "a": {"a": 10, "b": None, "c": NA}}
    unit = Unit("b", 'Kota "Bé" \u2028', "kota", "Aceh", {"island": "Sumatera", "population_2024": 1000.0})
    return score(model, rows, units=[unit], wave="2024", inputs=(Input("data.csv", "ab" * 32, 2),))[0]


def test_there_and_back():
    first = document()
    text = dumps(first)
    assert loads(text) == first
    assert dumps(loads(text)) == text
    assert digest(loads(text)) == first.digest


def test_the_form_of_the_text():
    text = dumps(document())
    value = json.loads(text)
    assert text == text.replace("\r", "")
    assert text.endswith("}\n")
    assert list(value) == sorted(value)
    assert [unit["code"] for unit in value["units"]] == ["a", "b"]
    node = value["units"][1]["nodes"]["a"]
    assert set(node) == {field.name for field in dataclasses.fields(NodeResult)} - SPARSE
    assert (node["score"], node["published"]) == (71.5, "71.5")
    assert value["units"][0]["index"]["rank"] is not None
    assert "Bé" in text
    assert all(
        json.loads(line.rstrip(",").partition(": ")[2]) for line in text.splitlines() if line.startswith('    "p": ')
    )


def touched() -> Results:
    """Three units: a gap that was filled, and an outlier that was treated."""
    model = framework([leaf("a", impute="mean"), leaf("b", treat={"winsorise": {"points": 1}})])
    return score(model, {"1": {"a": 10, "b": 4}, "2": {"b": 5}, "3": {"a": 30, "b": 90}})[0]


def test_what_was_put_into_a_gap_and_what_was_treated_go_there_and_back():
    first = touched()
    assert loads(dumps(first)) == first
    jsonschema.validate(json.loads(dumps(first)), json_schema())
    nodes = [json.loads(dumps(first))["units"][at]["nodes"] for at in range(3)]
    assert nodes[1]["a"]["imputed"] == {"value": 20.0, "how": "mean", "basis": "2 units"}
    assert nodes[1]["a"]["status"] == "imputed"
    assert nodes[2]["b"]["treated"] == {
        "before": 90.0,
        "after": 5.0,
        "how": "winsorise high",
        "why": "1 point of each end",
    }
    assert not SPARSE & (set(nodes[0]["a"]) | set(nodes[1]["b"]))


def test_an_estimate_is_part_of_what_the_digest_holds():
    first = touched()
    unit = first.units[1]
    other = dataclasses.replace(unit.nodes["a"], imputed=Imputed(20.0, "median", "2 units"))
    changed = dataclasses.replace(unit, nodes={**unit.nodes, "a": other})
    assert digest(dataclasses.replace(first, units=(first.units[0], changed, first.units[2]))) != first.digest


def test_the_digest_holds_what_was_said_and_no_more():
    first = document()
    assert digest(dataclasses.replace(first, tool="later", inputs=(), findings=(), options={})) == first.digest
    assert digest(dataclasses.replace(first, units=first.units[::-1])) == first.digest
    assert digest(dataclasses.replace(first, wave="2025")) != first.digest

    def changed(**keys: object) -> Results:
        unit = first.units[1]
        nodes = {**unit.nodes, "a": dataclasses.replace(unit.nodes["a"], **keys)}
        return dataclasses.replace(first, units=(first.units[0], dataclasses.replace(unit, nodes=nodes)))

    assert digest(changed(source=None)) == first.digest
    assert digest(changed(raw=71.5 + 1e-12)) == first.digest
    assert digest(changed(raw=71.6)) != first.digest
    assert digest(changed(note="lain")) != first.digest


def test_the_digest_is_of_the_canonical_form_of_the_document_itself():
    first = document()
    value = json.loads(dumps(first))
    for unit in value["units"]:
        for node in unit["nodes"].values():
            del node["source"]
    meaning = {
        "framework": {"snapshot": value["framework"]["snapshot"]},
        "units": value["units"],
        "wave": value["wave"],
    }
    assert hashlib.sha256(canonical(meaning).encode()).hexdigest() == first.digest


def test_canonical_form_is_rfc_8785_but_for_doubles():
    example = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}  # the RFC's, 3.2.3
    ordered = '{"\\r":2,"1":4,"\x80":6,"\xf6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical(example) == ordered
    assert canonical('\u0000\u001f"\\/\b\t\n\f\r\u007f') == '"\\u0000\\u001f\\"\\\\/\\b\\t\\n\\f\\r\x7f"'
    assert canonical([0.1 + 0.2, -0.0, 1e-10, -1e-10, 1e20, True, None]) == (
        '["0.300000000","0.000000000","0.000000000","0.000000000","100000000000000000000.000000000",true,null]'
    )


def test_canonical_form_agrees_with_the_rfc8785_package():
    import rfc8785

    value = json.loads(dumps(document()))

    def texts(each: object) -> object:
        if isinstance(each, dict):
            return {key: texts(item) for key, item in each.items()}
        if isinstance(each, list):
            return [texts(item) for item in each]
        return f"{each:.9f}" if isinstance(each, float) else each

    assert canonical(value) == rfc8785.dumps(texts(value)).decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not a JSON document"),
        ("[1, 2]", "not a results document"),
        ('{"schema": "readiness/framework/1"}', "not a results document"),
        ('{"schema": "readiness/results/2"}', "later version"),
        ('{"schema": "readiness/results/1"}', "'tool' is missing"),
        ('{"schema": "readiness/results/1", "tool": NaN}', "NaN"),
        ("[" * 100_000, "not a JSON document"),
    ],
)
def test_a_foreign_document_is_told(text, words):
    with pytest.raises(DocumentError, match=words):
        loads(text)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("wave",), 2024, r"results\.wave"),
        (("units", 0, "index", "of"), 1.5, r"results\.units\[0\]\.index\.of"),
        (("units", 0, "nodes", "a", "score"), "71.5", r"results\.units\[0\]\.nodes\.a\.score"),
        (("units", 0, "nodes", "a", "status"), "guessed", "guessed"),
        (("units", 0, "nodes", "a", "raw"), True, "True"),
        (("units", 0, "attributes"), [], "an object is expected"),
        (("units",), {}, "a list is expected"),
    ],
)
def test_a_wrong_value_is_told_with_its_place(path, value, words):
    whole = at = json.loads(dumps(document()))
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(DocumentError, match=words):
        loads(json.dumps(whole))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole, json_schema())


def test_keys_of_a_later_tool_are_passed_over():
    value = json.loads(dumps(document()))
    value["units"][0]["index"]["certainty"] = 0.9
    assert loads(json.dumps(value)) == document()


def test_documents_fit_their_schema():
    jsonschema.Draft202012Validator.check_schema(json_schema())
    jsonschema.validate(json.loads(dumps(document())), json_schema())


def test_the_published_schema_is_the_one_of_the_records():
    written = json.loads(bundled("schema", "results.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "run `make docs`"
    assert set(written["$defs"]["NodeResult"]["properties"]) == {f.name for f in dataclasses.fields(NodeResult)}
    assert set(written["$defs"]["UnitResult"]["required"]) == {f.name for f in dataclasses.fields(UnitResult)}


def test_no_document_holds_nan():
    model = framework([leaf("a")])
    results, _ = score(model, {"x": {"a": 1}})
    broken = dataclasses.replace(results, options={"set": float("nan")})
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(broken)


SCRIPT = """
from tests.results.test_document import document
from readiness.results.document import dumps
print(dumps(document()))
"""


@pytest.mark.parametrize(
    "setting",
    [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "77", "TZ": "Asia/Jayapura", "LC_ALL": "C", "OMP_NUM_THREADS": "1"}],
)
def test_f13_same_bytes_under_seed_locale_and_zone(setting):
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **setting}
    made = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == dumps(document()) + "\n"


def test_shuffled_cells_make_the_same_document():
    model = framework([leaf("a"), leaf("b")])
    first = score(model, {"x": {"a": 1, "b": 2}, "y": {"a": 3, "b": 4}})[0]
    second = score(model, {"y": {"b": 4, "a": 3}, "x": {"b": 2, "a": 1}})[0]
    assert dumps(first) == dumps(second)
    assert table({"x": {}}).units[0].code == "x"
