"""init: a project that works at once, for every bundled framework, and overwrites nothing."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
import yaml

from readiness.resources import framework_ids
from tests.cli.conftest import Run


@pytest.mark.parametrize("framework", framework_ids())
def test_bare_commands_after_it(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, framework: str) -> None:
    made = run("init", "p", "--framework", framework, "--units", "province=Sumatera Selatan")
    assert (made.code, made.err) == (0, "")
    monkeypatch.chdir(folder / "p")
    assert run("validate").code == 0
    scored = run("score")
    assert scored.code == 0
    assert "SIMULASI" in scored.out
    assert run("report", "--format", "md").code == 0
    document = json.loads(Path("reports/results.json").read_text(encoding="utf-8"))
    assert document["synthetic"] is True
    assert all(unit["index"]["published"] for unit in document["units"])


def test_the_table_to_type_into(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "p", "--units", "16.07,Kota Palembang")
    monkeypatch.chdir(folder / "p")
    book = openpyxl.load_workbook("data.xlsx")
    sheet = book.worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2, max_col=1)] == ["16.07", "16.71"]
    assert sheet["A2"].number_format == "@"
    rules = {str(rule.sqref).split(":")[0][:-1]: rule for rule in sheet.data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    assert rules[heads["pusat_data"]].formula1 == '"1,2,3,4,5"'
    assert "87,5" in rules[heads["kondisi_aplikasi"]].prompt
    assert sheet.cell(1, 4).comment is not None
    assert "lembar 'Data'" in book["Petunjuk"]["A3"].value


def test_filled_in_it_scores(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "p", "--units", "16.07,16.71")
    monkeypatch.chdir(folder / "p")
    from readiness.cli.example_data import _fraction, _value
    from readiness.data.registry import load_registry
    from readiness.pipeline import load_framework

    framework = load_framework("smart-city").framework
    assert framework is not None
    leaves = {leaf.id: leaf for leaf in framework.indicators()}
    units = load_registry().units
    book = openpyxl.load_workbook("data.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for line in range(2, sheet.max_row + 1):
        unit = units[sheet.cell(line, 1).value]
        for number, head in enumerate(heads[2:], start=3):
            value = _value(leaves[head], _fraction(line, number), unit, {}) if head in leaves else 30
            sheet.cell(line, number).value = value
    book.save("data.xlsx")
    project = Path("readiness.yaml")
    project.write_text(project.read_text(encoding="utf-8").replace("data/contoh.csv", "data.xlsx"), encoding="utf-8")
    assert run("validate").code == 0
    ran = run("score")
    assert ran.code == 0
    assert "SIMULASI" not in ran.out
    document = json.loads(Path("reports/results.json").read_text(encoding="utf-8"))
    assert [unit["code"] for unit in document["units"]] == ["16.07", "16.71"]
    assert all(unit["index"]["published"] for unit in document["units"])


def test_an_untouched_table_is_read_without_errors(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "p", "--units", "kind=kota")
    monkeypatch.chdir(folder / "p")
    assert run("validate", "data.xlsx").code == 0


def test_it_never_overwrites(run: Run, folder: Path) -> None:
    mine = folder / "p" / "criteria" / "smart-city.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    ran = run("init", "p")
    assert ran.code == 2
    assert "p/criteria/smart-city.yaml" in ran.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (folder / "p" / "readiness.yaml").exists()
    assert run("init", "q").code == 0
    again = run("init", "q")
    assert again.code == 2
    assert "q/readiness.yaml" in again.err


def test_in_this_folder(run: Run, folder: Path) -> None:
    ran = run("init", "--units", "16.07")
    assert ran.code == 0
    assert (folder / "readiness.yaml").is_file()
    assert "cd " not in ran.out


@pytest.mark.parametrize(
    ("ci", "path"), [("github", ".github/workflows/readiness.yml"), ("gitlab", ".gitlab-ci.yml"), ("none", None)]
)
def test_ci(run: Run, folder: Path, ci: str, path: str | None) -> None:
    run("init", "p", "--ci", ci, "--units", "16.07")
    found = {".github/workflows/readiness.yml", ".gitlab-ci.yml"}
    there = {name for name in found if (folder / "p" / name).is_file()}
    assert there == ({path} if path else set())
    if path:
        text = (folder / "p" / path).read_text(encoding="utf-8")
        assert isinstance(yaml.safe_load(text), dict)
        assert [w for w in ("readiness validate", "readiness score", "readiness report") if w not in text] == []


def test_editor_schemas(run: Run, folder: Path) -> None:
    run("init", "p", "--units", "16.07")
    first = (folder / "p/criteria/smart-city.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schema/framework.schema.json"
    assert (folder / "p/schema/framework.schema.json").is_file()
    assert (folder / "p/schema/project.schema.json").is_file()


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("province=Sumatera Selatan",), 17),
        (("province=Sumatera Selatan", "kind=kota"), 4),
        (("kind=kota",), 98),
        (("island=Bali",), 9),
        (("16.07, 16.71",), 2),
        ((), 514),
    ],
)
def test_filters(filters: tuple[str, ...], count: int) -> None:
    from readiness.cli.unit_filter import chosen_units
    from readiness.pipeline import load_framework

    framework = load_framework("smart-city").framework
    assert framework is not None
    assert len(chosen_units(framework, filters)) == count


def test_filters_that_match_nothing(run: Run) -> None:
    for text in ("province=Atlantis", "kind=desa", "99.99", "provinsi=Bali"):
        assert run("init", "p", "--units", text).code == 2


def test_f13_the_same_project_on_every_run(run: Run, folder: Path) -> None:
    digests = []
    for name in ("a", "b"):
        run("init", name, "--units", "kind=kota")
        files = sorted(path for path in (folder / name).rglob("*") if path.is_file())
        digests.append([(p.relative_to(folder / name), sha256(p.read_bytes()).hexdigest()) for p in files])
    assert digests[0] == digests[1]
