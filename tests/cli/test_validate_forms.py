"""validate for code hosts, for CI, and for a colleague with a spreadsheet: one verdict behind every form."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from readiness.cli.findings_book import findings_book
from readiness.cli.findings_junit import findings_junit
from readiness.cli.findings_sarif import sarif
from readiness.cli.session import Session
from readiness.findings import Finding, catalogue
from tests.cli.conftest import Run

BAD = "code,name,desa_4g,pusat_data,perda\nA1,=1+1,abc,2,ya\nA2,Dua,50,9,tidak\n"


def test_sarif_says_where_and_what(run: Run, folder: Path) -> None:
    (folder / "bad data.csv").write_text(BAD, encoding="utf-8")
    ran = run("validate", "bad data.csv", "-F", "k.yaml", "--format", "sarif", "--lang", "en")
    assert ran.code == 1
    (found,) = json.loads(ran.out)["runs"]
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert rules == sorted(rules)
    for result in found["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
    errors = [result for result in found["results"] if result["level"] == "error"]
    places = [result["locations"][0]["physicalLocation"] for result in errors]
    assert {place["artifactLocation"]["uri"] for place in places} == {"bad%20data.csv"}
    assert [place["region"] for place in places] == [
        {"startLine": 2, "startColumn": 9},
        {"startLine": 3, "startColumn": 11},
    ]


def test_every_code_can_be_a_rule() -> None:
    told = [Finding(code, "a\ud800.csv", 1, 2, _params(code)) for code in catalogue()]
    document = json.loads(sarif(told, Session("id")))
    assert len(document["runs"][0]["results"]) == len(catalogue())
    assert all(rule["help"]["text"] for rule in document["runs"][0]["tool"]["driver"]["rules"])


def _params(code: str) -> dict[str, str]:
    words = json.dumps(catalogue()[code])
    return dict.fromkeys(re.findall(r"\{(\w+)", words), "x")


@pytest.mark.parametrize("strict", [False, True])
def test_junit_fails_as_the_exit_code_does(run: Run, folder: Path, strict: bool) -> None:
    (folder / "bad.csv").write_text(BAD.replace("perda", "prda"), encoding="utf-8")
    argv = ["validate", "bad.csv", "-F", "k.yaml", *(["--strict"] if strict else [])]
    found = json.loads(run(*argv, "--format", "json").out)
    ran = run(*argv, "-o", "t.xml")
    suites = ElementTree.fromstring((folder / "t.xml").read_text(encoding="utf-8"))
    refusing = ("error", "warning") if strict else ("error",)
    failures = sum(finding["severity"] in refusing for finding in found["findings"])
    assert (int(suites.attrib["failures"]), ran.code) == (failures, 1) and failures
    assert int(suites.attrib["tests"]) == len(found["findings"])


def test_junit_of_nothing_passes() -> None:
    suites = ElementTree.fromstring(findings_junit([], Session("en"), strict=True))
    assert (suites.attrib["tests"], suites.attrib["failures"]) == ("1", "0")


def test_the_copy_marks_each_bad_cell_and_holds_no_formula(run: Run, folder: Path) -> None:
    (folder / "bad.csv").write_text(BAD, encoding="utf-8")
    run("validate", "bad.csv", "-F", "k.yaml", "-o", "t.xlsx", "--lang", "en")
    content = (folder / "t.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book["bad"]
    noted = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.comment}
    assert set(noted) == {"C2", "D3"}
    assert noted["C2"].value == "abc" and noted["C2"].fill.fgColor.rgb.endswith("F8CBAD")
    assert sheet["B2"].value == "=1+1" and sheet["B2"].data_type == "s"
    parts = zipfile.ZipFile(BytesIO(content))
    assert not any(b"<f>" in parts.read(name) for name in parts.namelist() if "worksheets" in name)


def test_the_sheets_of_a_workbook_keep_their_names(folder: Path, run: Run) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "data"
    for row in [["code", "name", "desa_4g", "pusat_data", "perda"], ["A1", "Satu", "x", 2, "ya"]]:
        book.active.append(row)
    book.save(folder / "w.xlsx")
    run("validate", "w.xlsx", "-F", "k.yaml", "-o", "t.xlsx")
    copied = openpyxl.load_workbook(folder / "t.xlsx")
    assert [cell.coordinate for row in copied["w"].iter_rows() for cell in row if cell.comment] == ["C2"]


def test_personal_columns_are_not_copied(run: Run, folder: Path) -> None:
    (folder / "bad.csv").write_text("code,name,NIK,desa_4g\nA1,Satu,1607010101900001,abc\n", encoding="utf-8")
    run("validate", "bad.csv", "-F", "k.yaml", "-o", "t.xlsx")
    book = openpyxl.load_workbook(folder / "t.xlsx")
    assert len(book.sheetnames) == 1
    assert "1607010101900001" not in str(list(book.worksheets[0].values))


def test_the_same_findings_give_the_same_bytes(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "bad.csv").write_text(BAD, encoding="utf-8")
    told = [Finding("D048", "bad.csv", 2, 9, _params("D048"), cell="C2")]
    assert findings_book(told, Session("en")) == findings_book(told, Session("en"))
