"""improve: plans for people and for machines, and what cannot be asked."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import jsonschema
import pytest

from readiness.resources import bundled
from readiness.results.improvements import dumps, json_schema, loads
from tests.cli.conftest import Run

HEAD = "indicator,cost,level\n"


@pytest.fixture(autouse=True)
def results(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")


def test_the_next_band_by_default(run: Run) -> None:
    ran = run("improve", "A2", "-r", "r.json", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert "To reach Ready (from 50)" in ran.out
    assert "Proven: no cheaper steps reach it." in ran.out
    assert re.search(r"reached in (<1|>99|\d+) of 100 draws", ran.out)
    assert re.search(r"1 +Has a bylaw +No +Yes +\+50\.0 +62\.5 +2", ran.out)


def test_both_languages_and_a_name(run: Run) -> None:
    out = run("improve", "Dua", "-r", "r.json", "--target", "Siap", "--lang", "id").out
    assert "Mencapai Siap (mulai 50)" in out
    assert "Terbukti" in out and "Pelaksana" in out
    assert "counted as medium" not in out and "dihitung sedang" in out


def test_at_the_top_the_levers_are_shown(run: Run) -> None:
    out = run("improve", "A3", "-r", "r.json", "--lang", "en").out
    assert "Levers: one step each" in out
    assert "To reach" not in out


def test_a_budget_a_number_and_what_is_out_of_reach(run: Run) -> None:
    both = run("improve", "A2", "-r", "r.json", "--target", "70,5", "--budget", "2", "--lang", "en").out
    assert "To reach an index of 70.5" in both
    assert "The highest index for 2" in both
    far = run("improve", "A2", "-r", "r.json", "--target", "101", "--lang", "en")
    assert far.code == 0
    assert "Out of reach by steps alone. With every step taken: index 100.0, Ready." in far.out


def test_the_document_fits_its_schema_and_comes_back(run: Run) -> None:
    text = run("improve", "A2", "-r", "r.json", "--format", "json").out
    jsonschema.validate(json.loads(text), json_schema())
    assert dumps(loads(text)) == text
    assert loads(text).improvement.plans[0].reached


def test_the_published_schema_is_the_one_of_the_records() -> None:
    written = json.loads(bundled("schema", "improvement.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema(), "run `make docs`"


@pytest.mark.parametrize(
    "text", ["[", "{}", '{"schema": "readiness/improvement/2"}', '{"schema": "readiness/improvement/1"}']
)
def test_what_is_no_improvement_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"improvement|JSON"):
        loads(text)


def test_files_by_suffix_and_the_same_bytes_again(run: Run, folder: Path) -> None:
    names = ["p.json", "p.csv", "p.md", "p.txt", "p.xlsx"]
    argv = ["improve", "A2", "-r", "r.json", "--lang", "en", *(word for name in names for word in ("-o", name))]
    assert run(*argv).code == 0
    first = {name: (folder / name).read_bytes() for name in names}
    assert run(*argv).code == 0
    assert {name: (folder / name).read_bytes() for name in names} == first
    rows = list(csv.DictReader(io.StringIO(first["p.csv"].decode())))
    assert [(row["plan"], row["indicator"], row["then"], row["index"]) for row in rows] == [
        ("band:siap", "perda", "1", "62.5")
    ]
    assert first["p.md"].startswith(b"# Dua: what could be done")
    with zipfile.ZipFile(folder / "p.xlsx") as book:
        assert b"Has a bylaw" in book.read("xl/sharedStrings.xml")


def test_costs_of_ones_own(run: Run, folder: Path) -> None:
    (folder / "c.csv").write_text(
        "indikator;biaya;tingkat\nperda;900.000.000;\npusat_data;1,5;2\npusat_data;2,5;3\ndesa_4g;7;\n"
    )
    document = json.loads(run("improve", "A2", "-r", "r.json", "--costs", "c.csv", "--format", "json").out)
    (plan,) = document["improvement"]["plans"]
    assert document["improvement"]["costs"] == {"source": "file", "supposed": []}
    assert {step["indicator"] for step in plan["steps"]} == {"pusat_data", "desa_4g"}
    assert plan["cost"] == pytest.approx(1.5 + 2.5 + 3 * 7)
    assert plan["after"]["published"] == "50.0"
    (folder / "c.csv").write_text(HEAD + "perda,1,\n")
    out = run("improve", "A2", "-r", "r.json", "--costs", "c.csv", "--lang", "en").out
    assert "no cost is written for them: Villages with 4G, Data centre." in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("perda,1\n", "first line"),
        ("", "first line"),
        (HEAD + "perdaa,1,\n", "Did you mean 'perda'"),
        (HEAD + "perda,-1,\n", "is no cost"),
        (HEAD + "perda,,\n", "is no cost"),
        (HEAD + "perda,1.000,\n", "mean one thing only"),
        (HEAD + "pusat_data,1,9\n", "no level '9'"),
        (HEAD + "perda,1,2\n", "no level '2'"),
        (HEAD + "perda,1,\nperda,2,\n", "line 3"),
        (HEAD + "perda,1,\ndesa_4g,0.0000000000000001,\n", None),
        (HEAD + f"perda,{10**15},\ndesa_4g,0.000001,\n", "too great"),
    ],
)
def test_wrong_costs_are_told_with_their_line(run: Run, folder: Path, text: str, said: str | None) -> None:
    (folder / "c.csv").write_text(text)
    ran = run("improve", "A2", "-r", "r.json", "--costs", "c.csv", "--lang", "en")
    assert ran.code == (0 if said is None else 2)
    assert said is None or said in ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ("A9",),
        ("A2", "--target", "sipa"),
        ("A2", "--target", "gate:x"),
        ("A2", "--budget", "-1"),
        ("A2", "--budget", "murah"),
        ("A2", "--draws", "many"),
        ("A2", "--costs", "nothing.csv"),
        ("A2", "--format", "pdf"),
        ("A2", "-o", "p.pdf"),
        ("A2", "-o", "r.json"),
    ],
)
def test_what_cannot_be_asked(run: Run, argv: tuple[str, ...]) -> None:
    ran = run("improve", *argv, "-r", "r.json")
    assert (ran.code, ran.out) == (2, "")


def test_costs_in_another_encoding_are_told(run: Run, folder: Path) -> None:
    (folder / "c.csv").write_bytes("indicator,cost\nperda,1\n".encode("utf-16"))
    assert "UTF-8" in run("improve", "A2", "-r", "r.json", "--costs", "c.csv", "--lang", "en").err


def test_a_gap_and_no_index(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\nA1,Satu,80,,ya\nA2,Dua,,,\n", encoding="utf-8")
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    ran = run("improve", "A2", "-r", "r.json", "--target", "siap", "--lang", "en")
    assert ran.code == 0
    assert "no index yet" in ran.out and "Out of reach" in ran.out


def test_as_a_process(process) -> None:
    ran = process("improve", "A2", "-r", "r.json", "--draws", "0", "--lang", "id")
    assert ran.returncode == 0 and ran.stderr == b""
    assert "Langkah: 1. Biaya: 2." in ran.stdout.decode()
