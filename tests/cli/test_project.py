"""readiness.yaml: bare commands, mistakes with their places, and results that are out of date."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from readiness.cli.project import ProjectFile, json_schema
from readiness.resources import bundled
from tests.cli.conftest import DATA, WAVES, Run


def test_bare_commands(run: Run, project: Path) -> None:
    assert run("validate").code == 0
    ran = run("score")
    assert ran.code == 0
    assert "A3" in ran.out
    assert "written: reports/results.json" in ran.err
    assert json.loads((project / "reports/results.json").read_text(encoding="utf-8"))["schema"] == "readiness/results/1"
    assert run("compare", "A1", "A2").code == 0
    assert "A1 Satu" in run("explain", "A1").out
    assert "Villages with 4G" in run("explain", "desa_4g").out


def test_from_a_folder_below(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(project / "a" / "b")
    assert run("score").code == 0
    assert (project / "reports/results.json").is_file()
    assert run("report", "--format", "md").code == 0
    assert (project / "reports/site/md/en/summary.md").is_file()


def test_results_that_are_absent(run: Run, project: Path) -> None:
    for argv in (("report",), ("compare", "A1", "A2")):
        ran = run(*argv)
        assert ran.code == 2
        assert "run 'readiness score' first" in ran.err


def test_results_older_than_their_inputs_by_content_not_by_date(run: Run, project: Path) -> None:
    run("score")
    (project / "d.csv").write_text(DATA, encoding="utf-8")
    assert "older" not in run("compare", "A1", "A2").err
    (project / "d.csv").write_text(DATA.replace("80", "81"), encoding="utf-8")
    ran = run("compare", "A1", "A2")
    assert ran.code == 0
    assert "older than its inputs" in ran.err
    run("score")
    (project / "k.yaml").write_text((project / "k.yaml").read_text(encoding="utf-8") + "# note\n", encoding="utf-8")
    assert "older than its inputs" in run("compare", "A1", "A2").err


def test_what_if_and_foreign_data_do_not_touch_the_projects_results(run: Run, project: Path) -> None:
    run("score")
    before = (project / "reports/results.json").read_bytes()
    run("score", "--set", "desa_4g=1")
    run("score", "d.csv")
    run("score", "--framework", "k.yaml")
    assert (project / "reports/results.json").read_bytes() == before


def test_waves_of_a_project_are_one_history(run: Run, project: Path) -> None:
    run("score")
    (project / "d.csv").write_text(WAVES, encoding="utf-8")
    ran = run("score")
    assert "written: reports/results-2021.json" in ran.err
    assert run("report", "--format", "md", "-o", "site").err.count("older") == 0
    assert "2022" in (project / "site/md/en/summary.md").read_text(encoding="utf-8")
    (project / "readiness.yaml").write_text(
        "schema: readiness/project/1\nframework: k.yaml\ndata: [d.csv]\nwave: 2021\n", encoding="utf-8"
    )
    assert "2021" in run("score").out.splitlines()[0]


MISTAKES = {
    "framwork: k.yaml": ("2:1", "P002"),
    "framework: k.yaml\nlang: fr": ("3:7", "P005"),
    "framework: k.yaml\ndata: d.csv": ("3:7", "P006"),
    "framework: k.yaml\nreport: {formt: [html]}": ("3:10", "P002"),
    "framework: k.yaml\nreport: {format: [htm]}": ("3:19", "P005"),
    "framework: kk.yaml": ("2:12", "P007"),
    "framework: smart-cty": ("2:12", "P007"),
    "framework: k.yaml\ndata: [nowhere]": ("3:8", "P007"),
    "framework: k.yaml\nframework: k.yaml": ("3:1", "C"),
    "framework: [k.yaml": ("", "C"),
    "lang: id": ("1:1", "P003"),
}


@pytest.mark.parametrize("body", MISTAKES)
def test_mistakes_stand_at_their_place(run: Run, folder: Path, body: str) -> None:
    (folder / "readiness.yaml").write_text(f"schema: readiness/project/1\n{body}\n", encoding="utf-8")
    place, code = MISTAKES[body]
    ran = run("validate", "--format", "concise", "--lang", "en")
    assert ran.code == 1
    assert f"readiness.yaml:{place}" in ran.out
    assert f" {code}" in ran.out
    used = run("score", "--lang", "en")
    assert used.code == 2
    assert "Traceback" not in used.err


def test_an_unknown_schema(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text("schema: readiness/project/2\nframework: k.yaml\n", encoding="utf-8")
    assert "readiness.yaml:1:9: P004" in run("validate").out


def test_one_wrong_key_does_not_hide_what_is_wrong_in_the_data(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text(
        "schema: readiness/project/1\nframework: k.yaml\ndata: [d.csv]\nlangg: id\n", encoding="utf-8"
    )
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda\nA1,x,2,ya\n", encoding="utf-8")
    out = run("validate").out
    assert "P002" in out
    assert "D064" in out


def test_a_faulty_project_does_not_stop_a_command_that_needs_none(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    assert run("score", "d.csv", "-F", "k.yaml").code == 0
    assert run("validate", "d.csv", "-F", "k.yaml").code == 0
    assert run("explain", "exit-codes").code == 0


def test_schema_equals_the_model() -> None:
    kept = json.loads(bundled("schema", "project.schema.json").read_text(encoding="utf-8"))
    assert kept == json_schema(), "write readiness.cli.project.json_schema() to schema/project.schema.json"


@pytest.mark.parametrize("valid", [True, False])
def test_schema_accepts_what_the_model_accepts(valid: bool) -> None:
    document: dict[str, object] = {
        "schema": "readiness/project/1",
        "framework": "criteria/smart-city.yaml",
        "data": ["data"],
        "wave": 2024,
        "report": {"dir": "out", "format": ["html", "md"]},
    }
    if not valid:
        document["framwork"] = "x"
    errors = list(jsonschema.Draft202012Validator(json_schema()).iter_errors(document))
    assert bool(errors) != valid
    if valid:
        assert ProjectFile.model_validate(document).wave == "2024"
