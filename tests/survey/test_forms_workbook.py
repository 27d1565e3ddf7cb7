"""The workbooks: what is open and what is locked, lists, notes, pages; and what is typed into them is read back."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from readiness.data.own import GUIDES, is_guide
from readiness.data.registry import load_registry
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.layout import column_of, layout_of
from readiness.pipeline import Request, check, load_framework, score
from readiness.resources import framework_ids
from readiness.survey.forms.rules import answers
from readiness.survey.forms.sheets import sheet_name
from readiness.survey.forms.table import table
from readiness.survey.forms.workbook import BookLayout, workbook
from readiness.survey.questions import Question, Questionnaire, questionnaire
from tests.survey.frameworks import asked_of_citizens, framework, leaf, pillar

REGISTRY = load_registry()
CODES = ("16.07", "16.71", "31.71", "32.10", "51.71")
Values = dict[str, dict[str, Any]]


def bundled(name: str) -> Framework:
    model = load_framework(name).framework
    assert model is not None
    return model


def desk(model: Framework) -> Questionnaire:
    return questionnaire(model, "desk", layout_of(model, REGISTRY.columns))


def units_of(model: Framework) -> list[Unit]:
    return [Unit(f"A{n}", f"A{n}") for n in (1, 2, 3)] if model.units == "any" else [REGISTRY.units[c] for c in CODES]


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def made(model: Framework, lang: str = "en", layout: BookLayout = "rows") -> bytes:
    return workbook(desk(model), units_of(model), lang, layout)["form.xlsx"]


def heads(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value).lower().replace(" ", "_"): cell.column for cell in sheet[1] if cell.value is not None}


def valid(question: Question, model: Framework, chance: random.Random, lang: str) -> Any:
    """A value as an official may leave it: blank, not applicable, or one that the reader takes."""
    dice = chance.random()
    if dice < 0.1:
        return None
    if dice < 0.15 and question.measure is not None:
        return {"id": "tidak berlaku: tanpa kantor sendiri", "en": "not applicable: no office of its own"}[lang]
    if question.kind == "choose":
        word = chance.choice(answers(question, lang))
        return int(word) if word.isdigit() else word
    if question.measure is None:
        return chance.randint(1, 60)
    own = next(leaf for leaf in model.indicators() if leaf.id == question.name)
    column = column_of(own)
    low = 0.0 if column.minimum is None else column.minimum
    high = (100.0 if question.kind == "percent" else 5000.0) if column.maximum is None else column.maximum
    return chance.randint(int(low), int(high)) if question.kind == "count" else round(chance.uniform(low, high), 3)


def values_of(model: Framework, lang: str, seed: int) -> Values:
    chance = random.Random(seed)
    asked = list(desk(model).questions())
    return {unit.code: {q.name: valid(q, model, chance, lang) for q in asked} for unit in units_of(model)}


def fill_rows(content: bytes, values: Values) -> bytes:
    filled = book(content)
    sheet = filled.worksheets[0]
    columns = heads(sheet)
    for line in range(2, sheet.max_row + 1):
        for name, value in values.get(str(sheet.cell(line, 1).value), {}).items():
            sheet.cell(line, columns[name]).value = value
    return saved(filled)


def fill_sheets(content: bytes, values: Values) -> bytes:
    filled = book(content)
    for sheet in filled.worksheets[:-1]:
        columns = heads(sheet)
        code, name, value = (columns.get(a) or columns[b] for a, b in PAIRS)
        for line in range(2, sheet.max_row + 1):
            sheet.cell(line, value).value = values[sheet.cell(line, code).value][sheet.cell(line, name).value]
    return saved(filled)


PAIRS = (("code", "kode"), ("indicator", "indikator"), ("value", "nilai"))


def saved(filled: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    filled.save(buffer)
    return buffer.getvalue()


def plain_csv(values: Values) -> bytes:
    """The same values in a table of our own making."""
    names = list(next(iter(values.values())))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(["code", *names])
    writer.writerows(
        [code, *("" if value is None else value for value in own.values())] for code, own in values.items()
    )
    return buffer.getvalue().encode()


def digest(folder: Path, content: bytes, name: str, model: str) -> str:
    path = folder / name
    path.write_bytes(content)
    scored = score(Request(model, (path,), decimal="." if path.suffix == ".csv" else None))
    assert [f for f in scored.findings if f.code.startswith("D") and f.severity != "note"] == []
    assert "D096" not in {finding.code for finding in scored.findings}
    (document,) = scored.results
    assert [source.path for source in document.inputs] == [path.as_posix()]
    return document.digest


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", framework_ids())
def test_what_is_typed_is_scored_as_the_same_values_in_a_csv(tmp_path: Path, name: str, lang: str) -> None:
    model = bundled(name)
    values = values_of(model, lang, seed=len(name) + (lang == "id"))
    expected = digest(tmp_path, plain_csv(values), "plain.csv", name)
    rows = fill_rows(made(model, lang), values)
    sheets = fill_sheets(made(model, lang, "sheets"), values)
    assert digest(tmp_path, rows, "rows.xlsx", name) == expected
    assert digest(tmp_path, sheets, "sheets.xlsx", name) == expected
    assert digest(tmp_path, fill_table(model, lang, values), "form.csv", name) == expected
    assert digest(tmp_path, fill_long(model, lang, values), "long.csv", name) == expected


def written(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def blank(model: Framework, lang: str, *, long: bool) -> list[list[str]]:
    made = table(desk(model), units_of(model), lang, long=long)["form.csv"]
    return list(csv.reader(io.StringIO(made.decode())))


def text(value: Any) -> str:
    return "" if value is None else str(value)


def fill_table(model: Framework, lang: str, values: Values) -> bytes:
    head, *lines = blank(model, lang, long=False)
    return written([head, *([*line[:2], *(text(values[line[0]][name]) for name in head[2:])] for line in lines)])


def fill_long(model: Framework, lang: str, values: Values) -> bytes:
    head, *lines = blank(model, lang, long=True)
    return written([head, *([code, name, text(values[code][name]), "", ""] for code, name, *_ in lines)])


@pytest.mark.parametrize("name", framework_ids())
@pytest.mark.parametrize("layout", ["rows", "sheets"])
def test_an_untouched_form_has_nothing_wrong(tmp_path: Path, name: str, layout: BookLayout) -> None:
    path = tmp_path / "f.xlsx"
    path.write_bytes(made(bundled(name), layout=layout))
    checked = check(Request(name, (path,)))
    assert [f for f in checked.findings if f.severity == "error" or f.code.startswith("D")] == []
    assert {len(t.units) for t in checked.tables.values()} == {len(units_of(bundled(name)))}


def test_evidence_and_notes_come_along(tmp_path: Path) -> None:
    filled = book(made(bundled("smart-city"), "id", "sheets"))
    sheet = filled["16.07 Kabupaten Banyuasin"]
    columns = heads(sheet)
    line = next(n for n in range(2, 60) if sheet.cell(n, columns["indikator"]).value == "pusat_data")
    for head, value in (("nilai", 4), ("bukti", "SK 12/2025"), ("catatan", "per Desember")):
        sheet.cell(line, columns[head]).value = value
    path = tmp_path / "f.xlsx"
    path.write_bytes(saved(filled))
    (reading,) = check(Request("smart-city", (path,))).tables.values()
    cell = reading.cells["16.07"]["pusat_data"]
    assert (cell.raw, cell.evidence, cell.note) == (4.0, "SK 12/2025", "per Desember")
    assert cell.source is not None and cell.source.line == line


def test_a_wrong_value_is_told_with_its_sheet(tmp_path: Path) -> None:
    filled = book(made(bundled("smart-city"), "id", "sheets"))
    sheet = filled["16.71 Kota Palembang"]
    columns = heads(sheet)
    sheet.cell(5, columns["nilai"]).value = "banyak"
    path = tmp_path / "f.xlsx"
    path.write_bytes(saved(filled))
    (finding,) = [f for f in check(Request("smart-city", (path,))).findings if f.code == "D064"]
    assert (finding.cell, finding.unit, finding.line) == ("'16.71 Kota Palembang'!F5", "16.71", 5)


@pytest.mark.parametrize("layout", ["rows", "sheets"])
def test_only_what_is_to_be_filled_in_is_open(layout: BookLayout) -> None:
    filled = book(made(bundled("spbe-2020"), layout=layout))
    for sheet in filled.worksheets:
        assert sheet.protection.sheet and not sheet.protection.password
        open_cells = [c for line in sheet.iter_rows() for c in line if not c.protection.locked]
        assert [c.coordinate for c in open_cells if c.value is not None or c.row == 1] == []
        assert bool(open_cells) == (sheet.title not in GUIDES.values())


def test_lists_and_bounds() -> None:
    sheet = book(made(bundled("smart-city"))).worksheets[0]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    columns = {cell.value: cell.column_letter for cell in sheet[1]}

    def rule(name: str) -> Any:
        return rules[f"{columns[name]}2:{columns[name]}6"]

    assert rule("pusat_data").formula1 == '"1,2,3,4,5"'
    assert rule("kapasitas_fiskal").formula1 == '"Very low,Low,Medium,High,Very high"'
    assert rule("tim_tanggap_insiden").formula1 == '"yes,no"'
    assert (rule("jalan_mantap").type, rule("jalan_mantap").formula1, rule("jalan_mantap").formula2) == (
        "decimal",
        "0",
        "100",
    )
    assert (rule("desa_4g").type, rule("desa_4g").operator) == ("whole", "greaterThanOrEqual")
    assert {each.errorStyle for each in rules.values()} == {"warning"}
    assert max(len(each.prompt) for each in rules.values()) <= 255
    assert max(len(each.promptTitle) for each in rules.values()) <= 32


@pytest.mark.parametrize("layout", ["rows", "sheets"])
def test_a_list_too_long_for_a_rule_stands_on_the_guide(tmp_path: Path, layout: BookLayout) -> None:
    words = [f"pilihan {n}, panjang" for n in range(20)]
    x = leaf("x", "choice", choices=dict.fromkeys(words, 50))
    model = framework(pillar("a", x, leaf("y", "choice", choices={"a, b": 0, "c": 100})))
    filled = book(workbook(desk(model), units_of(model), "id", layout)["form.xlsx"])
    rules = filled.worksheets[0].data_validations.dataValidation
    assert sorted(rule.formula1 for rule in rules) == ["'Petunjuk'!$G$2:$G$21", "'Petunjuk'!$H$2:$H$3"]
    assert [cell.value for cell in filled["Petunjuk"]["G"][:21]] == ["x", *words]
    assert [cell.value for cell in filled["Petunjuk"]["H"][1:3]] == ["a, b", "c"]


def test_a_choice_whose_word_means_two_things_is_chosen_by_its_key() -> None:
    labels = {"a": {"id": "Baik", "en": "Good"}, "b": {"id": "baik ", "en": "Fine"}, "c": {"id": "Buruk", "en": "Bad"}}
    x = leaf("x", "choice", choices={"a": 0, "b": 50, "c": 100}, choice_labels=labels)
    question = next(questionnaire(framework(pillar("a", x)), "desk").questions())
    assert answers(question, "id") == ["a", "b", "Buruk"]
    assert answers(question, "en") == ["Good", "Fine", "Bad"]


def test_the_rubric_is_a_note_and_stands_beside() -> None:
    model = bundled("smart-city")
    rows = book(made(model)).worksheets[0]
    note = rows.cell(1, heads(rows)["pusat_data"]).comment
    assert note is not None
    sheet = book(made(model, layout="sheets")).worksheets[0]
    columns = heads(sheet)
    line = next(n for n in range(2, 60) if sheet.cell(n, columns["indicator"]).value == "pusat_data")
    beside = sheet.cell(line, columns["value_choices"]).value
    assert beside.startswith("1. Servers stand in each department")
    assert beside in note.text and "Evidence: Decree naming" in note.text
    assert sheet.cell(line, columns["evidence_asked"]).value.startswith("Decree naming")


@pytest.mark.parametrize("layout", ["rows", "sheets"])
def test_pages(layout: BookLayout) -> None:
    for sheet in book(made(bundled("smart-city"), layout=layout)).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.oddHeader.left.text
    one = book(made(bundled("smart-city"), layout="sheets")).worksheets[0]
    assert one.page_setup.fitToWidth in (None, 1)
    assert one.oddHeader.left.text.endswith("Kabupaten Banyuasin (16.07)")


def test_a_sheet_explains_in_the_language_asked_for() -> None:
    for lang, word in (("id", "Sel putih"), ("en", "White cells")):
        guide = book(made(bundled("ipm"), lang, "sheets")).worksheets[-1]
        assert guide.title == GUIDES[lang]
        assert is_guide(guide.title, guide["A1"].value)
        assert any(word in str(cell.value) for cell in guide["A"])


def test_names_of_sheets() -> None:
    long, taken = Unit("x" * 40, "x" * 40), {"guide", "petunjuk"}
    assert sheet_name(Unit("32.10", "Kabupaten Majalengka"), taken) == "32.10 Kabupaten Majalengka"
    assert sheet_name(long, taken) == "x" * 31
    assert sheet_name(long, {"x" * 31}) == "x" * 27 + " (2)"
    assert sheet_name(Unit("Guide", "Guide"), taken) == "Guide (2)"
    assert sheet_name(Unit("Data", "Data"), ()) == "Data (2)"
    assert sheet_name(Unit("'[a]:*?/\\", "'[a]:*?/\\"), taken) == "a"
    assert sheet_name(Unit("History", "History"), taken) == "History (2)"
    assert sheet_name(Unit("???", "???"), taken) == "-"


def test_awkward_codes_have_sheets_that_are_read(tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text(ANY, encoding="utf-8")
    model = load_framework(str(tmp_path / "k.yaml")).framework
    assert model is not None
    units = [Unit(code, code) for code in ("a/b", "A:b", "Petunjuk", "=1+1", "data.x")]
    filled = book(workbook(desk(model), units, "id", "sheets")["form.xlsx"])
    for number, sheet in enumerate(filled.worksheets[:-1]):
        sheet["F2"].value = number
    path = tmp_path / "f.xlsx"
    path.write_bytes(saved(filled))
    (reading,) = check(Request(str(tmp_path / "k.yaml"), (path,))).tables.values()
    assert {code: row["x"].raw for code, row in reading.cells.items()} == {
        **{"=1+1": 0.0, "A:b": 1.0, "Petunjuk": 2.0, "a/b": 3.0, "data.x": 4.0},
    }


ANY = """\
schema: readiness/framework/1
id: k
version: "1"
label: K
units: any
bands: [{id: a, from: 0, label: A}]
criteria: [{id: p, label: P, criteria: [{id: x, label: X, measure: percent}]}]
"""


def test_rows_for_any_unit_and_for_respondents_are_empty_and_open() -> None:
    model = framework(pillar("a", leaf("x"), asked_of_citizens("m", "q1", "kode", "respondent")), units="any")
    sheet = book(workbook(desk(model), [], "en")["form.xlsx"]).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["code", "name", "x"]
    answered = book(workbook(questionnaire(model, "survey"), [], "id")["form.xlsx"]).worksheets[0]
    assert [cell.value for cell in answered[1]] == ["kode_wilayah", "responden", "q1", "kode", "respondent"]
    for each in (sheet, answered):
        column = each.column_dimensions["A"]
        assert (column.protection.locked, column.number_format) == (False, "@")
    named = book(made(bundled("ipm"))).worksheets[0]
    assert [(named.cell(line, 1).value, named.cell(line, 1).protection.locked) for line in (2, 4)] == [
        ("A1", False),
        ("A3", False),
    ]
    assert named.cell(201, 3).protection.locked is False


@pytest.mark.parametrize("layout", ["rows", "sheets"])
def test_the_same_bytes_each_time(layout: BookLayout) -> None:
    assert made(bundled("screening"), layout=layout) == made(bundled("screening"), layout=layout)


def test_no_text_is_a_formula() -> None:
    evil = {"id": "=1+1", "en": "=1+1"}
    model = framework(pillar("a", {**leaf("x", evidence=evil), "label": evil}))
    for layout in ("rows", "sheets"):
        content = workbook(desk(model), units_of(model), "id", layout)["form.xlsx"]  # type: ignore[arg-type]
        kinds = {cell.data_type for sheet in book(content).worksheets for line in sheet.iter_rows() for cell in line}
        assert "f" not in kinds


def test_rows_are_as_high_as_what_stands_in_them() -> None:
    """LibreOffice prints the lines of a cell over one another where the height is not said."""
    sheet = book(made(bundled("smart-city"), "id", "sheets")).worksheets[0]
    lines = [max(str(cell.value or "").count("\n") + 1 for cell in row) for row in sheet.iter_rows(min_row=2)]
    heights = [sheet.row_dimensions[number].height for number in range(2, sheet.max_row + 1)]
    assert max(lines) >= 5
    assert all(height >= 15 * count for height, count in zip(heights, lines, strict=True))
