"""XLSForm: pyxform takes every form without a warning, every word is there in both languages, and rules hold."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from typing import Any

import openpyxl
import pytest
from pyxform.xls2xform import convert

from readiness.data.registry import load_registry
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.layout import layout_of
from readiness.pipeline import load_framework
from readiness.resources import framework_ids
from readiness.survey.forms.xlsform import LANGUAGES, xlsform
from readiness.survey.questions import Part, parts_of, questionnaire
from tests.survey.frameworks import LIKERT, asked_of_citizens, framework, leaf, pillar

REGISTRY = load_registry()
UNITS = [REGISTRY.units[code] for code in ("16.07", "16.71", "31.71", "51.71")]
NS = {"f": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


def files_of(model: Framework, part: Part, units: list[Unit]) -> dict[str, bytes]:
    return xlsform(questionnaire(model, part, layout_of(model, REGISTRY.columns)), units)


def xform(content: bytes) -> ET.Element:
    made = convert(io.BytesIO(content), file_type=".xlsx")
    assert made.warnings == []
    return ET.fromstring(made.xform)


def rows(content: bytes, sheet: str = "survey") -> list[dict[str, Any]]:
    head, *rest = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [{key: value for key, value in zip(head, row, strict=True) if value is not None} for row in rest]


def row(content: bytes, name: str) -> dict[str, Any]:
    return next(each for each in rows(content) if each.get("name") == name)


def translations(form: ET.Element) -> dict[str, dict[str, str]]:
    return {
        lang.attrib["lang"]: {
            text.attrib["id"]: "".join("".join(value.itertext()) for value in text.findall("f:value", NS))
            for text in lang.findall("f:text", NS)
        }
        for lang in form.findall(".//f:translation", NS)
    }


def assert_worded(form: ET.Element) -> None:
    """Both languages have the same texts, none of them empty or a dash, and every control has a label."""
    said = translations(form)
    assert sorted(said) == sorted(LANGUAGES.values())
    indonesian, english = (said[name] for name in LANGUAGES.values())
    assert indonesian.keys() == english.keys()
    assert [key for words in said.values() for key, text in words.items() if text.strip() in ("", "-")] == []
    controls = [each for kind in ("input", "select1", "group") for each in form.findall(f".//h:body//f:{kind}", NS)]
    assert controls
    assert [each.attrib["ref"] for each in controls if each.find("f:label", NS) is None] == []


CASES = [(name, part) for name in framework_ids() for part in ("survey", "desk")]


@pytest.mark.parametrize(("name", "part"), CASES)
def test_every_shipped_framework(name: str, part: Part) -> None:
    model = load_framework(name).framework
    assert model is not None
    if part not in parts_of(model):
        assert questionnaire(model, part).sections == ()
        return
    units = [] if model.units == "any" else list(REGISTRY.units.values())
    made = files_of(model, part, units)
    assert_worded(xform(made["form.xlsx"]))
    assert ("units.csv" in made) is bool(units)


def test_the_same_bytes_each_time() -> None:
    model = load_framework("smart-city").framework
    assert model is not None
    assert files_of(model, "desk", UNITS) == files_of(model, "desk", UNITS)


def test_the_list_of_units() -> None:
    made = files_of(framework(pillar("a", leaf("x"))), "desk", UNITS)
    listed = list(csv.DictReader(io.StringIO(made["units.csv"].decode())))
    assert listed[0] == {
        **{"name": "16.07", "label": "Kabupaten Banyuasin", "provinsi": "sumatera_selatan", "jenis": "kabupaten"},
    }
    choices = {each["name"] for each in rows(made["form.xlsx"], "choices") if each["list_name"] == "provinsi"}
    assert choices == {each["provinsi"] for each in listed}
    unit = row(made["form.xlsx"], "kode")
    assert (unit["type"], unit["choice_filter"]) == ("select_one_from_file units.csv", "provinsi=${provinsi_unit}")
    assert unit["required"] == "yes"


def test_an_answer_is_required_only_where_dont_know_is_one() -> None:
    model = framework(pillar("a", asked_of_citizens("m", "q1", "q2"), asked_of_citizens("n", "q3", no_answer=[8, 9])))
    required = [each["name"] for each in rows(files_of(model, "survey", UNITS)["form.xlsx"]) if "required" in each]
    assert required == ["provinsi_unit", "kode", "q3"]
    made = files_of(model, "survey", UNITS)["form.xlsx"]
    assert_worded(xform(made))
    listed = {
        each["name"]: each["label::English (en)"] for each in rows(made, "choices") if each["list_name"] == "list_q3"
    }
    assert listed == {"1": "No", "2": "Unsure", "3": "Yes", "8": "Don't know"}


@pytest.mark.parametrize(
    ("rule", "condition"),
    [
        ({"kind": ["kota"]}, "(${jenis_unit} = 'kota')"),
        ({"province": ["Bali", "Papua"]}, "(${provinsi_unit} = 'bali' or ${provinsi_unit} = 'papua')"),
        ({"not": {"code": ["31.71"]}}, "not((${kode} = '31.71'))"),
        (
            {"kind": ["kota"], "not": {"province": ["Bali"]}},
            "(${jenis_unit} = 'kota') and not((${provinsi_unit} = 'bali'))",
        ),
        (
            {"not": {"kind": ["kota"], "not": {"code": ["16.71"]}}},
            "not((${jenis_unit} = 'kota') and not((${kode} = '16.71')))",
        ),
    ],
)
def test_relevance(rule: dict[str, Any], condition: str) -> None:
    made = files_of(framework(pillar("a", leaf("x", applies_to=rule), leaf("y"))), "desk", UNITS)["form.xlsx"]
    xform(made)
    assert row(made, "x")["relevant"] == condition
    assert "relevant" not in row(made, "y")


def test_relevance_of_nested_groups() -> None:
    inner = pillar("b", leaf("x", applies_to={"code": ["51.71"]}), applies_to={"kind": ["kota"]})
    made = files_of(framework(pillar("a", inner, applies_to={"not": {"province": ["Papua"]}})), "desk", UNITS)[
        "form.xlsx"
    ]
    xform(made)
    parts = ["not((${provinsi_unit} = 'papua'))", "(${jenis_unit} = 'kota')", "(${kode} = '51.71')"]
    assert row(made, "x")["relevant"] == " and ".join(parts)


def test_any_unit_is_typed_and_only_its_code_is_known() -> None:
    rules = {"x": {"code": ["A'1", "B\"2'"]}, "y": {"kind": ["kota"]}, "z": {"not": {"province": ["Bali"]}}}
    model = framework(pillar("a", *(leaf(name, applies_to=rule) for name, rule in rules.items())), units="any")
    made = files_of(model, "desk", [])
    assert list(made) == ["form.xlsx"]
    form = made["form.xlsx"]
    assert_worded(xform(form))
    assert row(form, "kode")["type"] == "text"
    assert row(form, "x")["relevant"] == "(${kode} = \"A'1\" or ${kode} = concat('B\"2', \"'\", ''))"
    assert [name for name in ("y", "z") if "relevant" in row(form, name)] == []


def test_any_units_that_were_named_are_chosen_without_a_province() -> None:
    made = files_of(framework(pillar("a", leaf("x")), units="any"), "desk", [Unit("A1", "A1"), Unit("B", "B")])
    xform(made["form.xlsx"])
    assert row(made["form.xlsx"], "kode")["type"] == "select_one_from_file units.csv"
    assert "choice_filter" not in row(made["form.xlsx"], "kode")


def test_names_that_clash() -> None:
    items = ("kode", "provinsi_unit", "jenis_unit", "start", "end", "Q1", "q1", "meta", "mutu 1")
    model = framework(pillar("pilar", asked_of_citizens("m", *items), asked_of_citizens("butir_m", "pilar_pilar")))
    made = files_of(model, "survey", UNITS)["form.xlsx"]
    assert_worded(xform(made))
    named = [each["name"] for each in rows(made) if each["type"] != "end_group" and "name" in each]
    assert len({name.casefold() for name in named}) == len(named)
    assert set(items) - {"q1", "meta", "mutu 1"} <= set(named)
    assert row(made, "kode_wilayah")["type"] == "select_one_from_file units.csv"
    assert row(made, "kode")["label::English (en)"] == "Item kode"
    assert row(made, "q1_2")["label::English (en)"] == "Item q1"


def test_a_choice_list_is_shared() -> None:
    model = framework(pillar("a", asked_of_citizens("m", "q1", "q2"), asked_of_citizens("n", "q3"), leaf("x")))
    made = files_of(model, "survey", UNITS)["form.xlsx"]
    assert {row(made, name)["type"] for name in ("q1", "q2", "q3")} == {"select_one list_q1"}
    listed = [each for each in rows(made, "choices") if each["list_name"] == "list_q1"]
    assert [each["name"] for each in listed] == [str(code) for code in LIKERT]


def test_pages_and_groups() -> None:
    model = framework(
        pillar("a", asked_of_citizens("m", "q1", "q2"), asked_of_citizens("n", "q3")), pillar("b", leaf("x"))
    )
    made = files_of(model, "survey", UNITS)["form.xlsx"]
    groups = [(each["name"], each.get("appearance")) for each in rows(made) if each["type"] == "begin_group"]
    assert groups == [("pilar_a", None), ("butir_m", "field-list")]
    settings = rows(made, "settings")[0]
    assert (settings["form_id"], settings["version"], settings["style"]) == ("uji_coba_survey", "1", "pages")


def test_hints_and_guidance_from_the_rubric() -> None:
    levels = {
        1: {"id": "Belum", "en": "Not yet", "remediation": {"id": "Mulai", "en": "Start"}},
        2: {"id": "Sudah", "en": "Done"},
    }
    proof = {"evidence": {"id": "SK", "en": "Decree"}}
    count = leaf("y", "count", unit_of_measure={"id": "desa", "en": "villages"}, worst=0, best=9, **proof)
    survey = asked_of_citizens("m", "q1", "q2", note={"id": "Usia 15+", "en": "Aged 15+"})
    model = framework(pillar("a", leaf("x", "level", levels=levels, **proof), count, survey))
    made = files_of(model, "desk", UNITS)["form.xlsx"]
    xform(made)
    hint, guidance = "hint::English (en)", "guidance_hint::English (en)"
    assert row(made, "x")[hint].endswith("every level below it. Evidence: Decree")
    assert row(made, "x")[guidance] == "1: to rise from here: Start"
    assert row(made, "y")[hint] == "Unit of measure: villages. Write a whole number, 0 or more. Evidence: Decree"
    assert row(made, "y")["constraint"] == ". >= 0"
    items = files_of(model, "survey", UNITS)["form.xlsx"]
    assert row(items, "q1")[hint] == "For the interviewer: Aged 15+"
    assert hint not in row(items, "q2")


def test_awkward_words() -> None:
    long = "panjang " * 6000
    keys = {"ya, tentu": 100, "tidak & <batal>": 50, "=1+1": 0}
    model = framework(
        pillar(
            "a", leaf("x", "choice", choices=keys), {**leaf("y"), "label": {"id": long, "en": '=cmd|"x"!A1 ${tiada}'}}
        )
    )
    made = files_of(model, "desk", UNITS)["form.xlsx"]
    label = row(made, "y")["label::Bahasa Indonesia (id)"]
    assert (len(label), label[-1]) == (32_767, "…")
    sheet = openpyxl.load_workbook(io.BytesIO(made))["choices"]
    assert [cell.data_type for line in sheet.iter_rows() for cell in line if cell.value == "=1+1"] == ["s"] * 3
    assert_worded(xform(made))
