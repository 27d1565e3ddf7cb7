"""``readiness select``: the acceptance run, every form, exit codes, the project file."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from readiness.resources import bundled
from readiness.results.selections import dumps, loads
from tests.cli.conftest import Run

DATA = """\
code,name,jenis,provinsi,desa_4g,pusat_data,perda
A1,Kota Satu,kota,Banten,80,2,ya
A2,Kota Dua,kota,Banten,50,1,tidak
A3,Kabupaten Tiga,kabupaten,Papua,90.5,3,ya
A4,Kabupaten Empat,kabupaten,Papua,60,2,ya
A5,Kabupaten Lima,kabupaten,Papua,55,,ya
"""
FEW = ("--draws", "300")
Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def scored(run: Run, folder: Path) -> Path:
    """``r.json`` of five units in the working folder."""
    (folder / "d.csv").write_text(DATA, encoding="utf-8")
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "r.json").code == 0
    return folder


def test_twenty_five_of_seventy(run: Run, folder: Path) -> None:
    data = str(bundled("data", "smart-city-simulated"))
    assert run("score", data, "-F", "smart-city", "-o", "r.json").code == 0
    ran = run("select", "r.json", "--top", "25", "--seed", "1", "-o", "s.json")
    assert ran.code == 0
    found = loads((folder / "s.json").read_text(encoding="utf-8"))
    assert sum(each.chosen for each in found.candidates) == 25
    assert len(found.candidates) == len(found.doubt.units) == 70
    assert {each.zone for each in found.candidates} == {"certain", "contested", "out"}
    assert all(unit.low_rank <= unit.high_rank for unit in found.doubt.units.values())
    assert all(each.chance.low >= 0.95 for each in found.candidates if each.zone == "certain")
    assert found.synthetic
    zones = {each.code: {each.zone} for each in found.candidates}
    for seed in ("2", "3"):
        run("select", "r.json", "--top", "25", "--seed", seed, "--threads", "2", "-o", "t.json")
        for each in loads((folder / "t.json").read_text(encoding="utf-8")).candidates:
            zones[each.code].add(each.zone)
    assert not [code for code, met in zones.items() if {"certain", "out"} <= met]
    run("select", "r.json", "--top", "25", "--seed", "1", "--threads", "2", "-o", "t.json")
    assert (folder / "t.json").read_bytes() == (folder / "s.json").read_bytes()


def test_every_form(run: Run, scored: Path) -> None:
    outs = [argument for form in ("json", "csv", "xlsx", "md", "html") for argument in ("-o", f"s.{form}")]
    assert run("select", "r.json", "--top", "2", *FEW, *outs).code == 0
    found = loads((scored / "s.json").read_text(encoding="utf-8"))
    chosen = [each.code for each in found.candidates if each.chosen]
    rows = list(csv.DictReader(io.StringIO((scored / "s.csv").read_text(encoding="utf-8"))))
    assert [row["code"] for row in rows if row["chosen"] == "yes"] == chosen == ["A3", "A1"]
    assert openpyxl.load_workbook(scored / "s.xlsx").worksheets[0].max_row == 6
    for name in ("s.md", "s.html"):
        text = (scored / name).read_text(encoding="utf-8")
        assert "Kabupaten Tiga" in text
        assert "readiness select r.json --top 2" in text
    piped = run("select", "r.json", "--top", "2", *FEW, "-o", "-")
    assert piped.out == dumps(found)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_on_screen(run: Run, scored: Path, lang: str) -> None:
    (scored / "d.csv").write_text(DATA.replace("60,2,ya", "29,3,ya"), encoding="utf-8")  # as good as A1 in another way
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    ran = run("select", "r.json", "--top", "2", "--quota", "kind=kota:..2", *FEW, "--lang", lang)
    assert ran.code == 0
    words = {"id": ["jelas masuk", "Garis batas", "Daftar cadangan (2)", "300 pengulangan, benih (seed) 1", "Kuota"]}
    words["en"] = ["certain in", "cut line", "Waiting list (2)", "300 draws, seed 1", "Quotas"]
    assert [word for word in words[lang] if word not in ran.out] == []
    assert "█" in ran.out
    assert ran.err == ""


def test_the_default_seed_is_fixed(run: Run, scored: Path) -> None:
    first = run("select", "r.json", "--top", "2", *FEW, "-o", "-").out
    assert run("select", "r.json", "--top", "2", *FEW, "--seed", "1", "-o", "-").out == first
    assert run("select", "r.json", "--top", "2", *FEW, "--seed", "2", "-o", "-").out != first


def test_quotas_that_cannot_be_kept_end_with_three(process: Process, scored: Path) -> None:
    ran = process(
        "select", "r.json", "--top", "4", "--quota", "kind=kota:3", "--quota", "province=Papua:1", "-o", "s.json"
    )
    assert ran.returncode == 3
    told = ran.stderr.decode()
    assert "D217" in told
    assert "quota 'kind=kota:3': at least 3, and 2 candidates of 'kota' can be chosen" in told
    assert "province=Papua" not in told
    assert not (scored / "s.json").exists()


def test_decisions(run: Run, scored: Path) -> None:
    (scored / "k.csv").write_text("kode,keputusan,alasan,oleh\nA1,tidak,,Tim\nA4,ya,mendesak,Tim\n", encoding="utf-8")
    ran = run("select", "r.json", "--top", "2", *FEW, "--decisions", "k.csv", "-o", "s.json")
    assert ran.code == 3
    assert "k.csv:2:10: D212" in ran.err
    found = loads((scored / "s.json").read_text(encoding="utf-8"))
    assert [each.code for each in found.candidates if each.chosen] == ["A3", "A1"]
    assert [each.code for each in found.candidates if each.decision and each.decision.differs] == ["A1", "A4"]
    (scored / "k.csv").write_text("kode,keputusan,alasan\nA1,tidak,belum siap\nA4,ya,mendesak\n", encoding="utf-8")
    ran = run("select", "r.json", "--top", "2", *FEW, "--decisions", "k.csv", "--lang", "en")
    assert ran.code == 0
    assert "Differs from the order" in ran.out


def test_candidates_by_list_and_by_filter(run: Run, scored: Path) -> None:
    (scored / "c.txt").write_text("A1\nKabupaten Lima\nA4\n", encoding="utf-8")

    def codes(*argv: str) -> list[str]:
        out = run("select", "r.json", "--top", "1", *FEW, *argv, "-o", "-").out
        return sorted(each["code"] for each in json.loads(out)["candidates"])

    assert codes("--candidates", "c.txt") == ["A1", "A4", "A5"]
    assert codes("--where", "kind=kota") == ["A1", "A2"]
    assert codes("--where", "province=papua", "--where", "A4,Kabupaten Tiga") == ["A3", "A4"]
    assert codes("--candidates", "c.txt", "--where", "kind=kabupaten") == ["A4", "A5"]
    (scored / "c.txt").write_text("A1\nA9\n", encoding="utf-8")
    ran = run("select", "r.json", "--top", "1", *FEW, "--candidates", "c.txt")
    assert ran.code == 3
    assert "c.txt:2:1: D210" in ran.err
    (scored / "c.txt").write_text("A9\n", encoding="utf-8")
    assert run("select", "r.json", "--top", "1", "--candidates", "c.txt").code == 3


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--top", "0"), "--top takes a whole number, 1 or more"),
        ((), "say how many places there are"),
        (("--top", "2", "--draws", "0"), "'0' is neither 'auto' nor a number"),
        (("--top", "2", "--draws", "many"), "'many' is neither 'auto' nor a number"),
        (("--top", "2", "--seed", "x"), "--seed takes a whole number"),
        (("--top", "2", "--threads", "0"), "--threads takes a whole number"),
        (("--top", "2", "--gates", "no_such"), "no minimum condition 'no_such'"),
        (("--top", "2", "--quota", "kota"), "'kota' is no quota"),
        (("--top", "2", "--quota", "kind=kotta:1"), "Did you mean 'kota'?"),
        (("--top", "2", "--where", "kin=kota"), "Did you mean 'kind'?"),
        (("--top", "2", "--where", "kind=nagari"), "matches no region"),
        (("--top", "2", "--candidates", "no.csv"), "no.csv"),
        (("--top", "2", "--decisions", "no.csv"), "no.csv"),
        (("--top", "2", "-o", "s.pdf"), "s.pdf"),
        (("--top", "2", "-o", "r.json"), "r.json is read here"),
    ],
)
def test_what_is_asked_wrongly_is_told(run: Run, scored: Path, argv: tuple[str, ...], told: str) -> None:
    ran = run("select", "r.json", *argv, "--lang", "en")
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_without_results_and_without_a_project(run: Run, folder: Path) -> None:
    assert run("select", "--top", "2").code == 2


def test_a_project_says_what_options_do_not(run: Run, project: Path) -> None:
    (project / "d.csv").write_text(DATA, encoding="utf-8")
    (project / "c.csv").write_text("kode\nA1\nA2\nA4\n", encoding="utf-8")
    (project / "readiness.yaml").write_text(
        "schema: readiness/project/1\nlang: en\nframework: k.yaml\ndata: [d.csv]\n"
        "select: {top: 2, quotas: ['kind=kabupaten:1'], candidates: c.csv, seed: 7, draws: 200, waiting: 1}\n",
        encoding="utf-8",
    )
    assert "run 'readiness score' first" in run("select").err
    run("score")
    found = loads(run("select", "-o", "-").out)
    assert [each.code for each in found.candidates if each.chosen] == ["A1", "A4"]
    assert (found.top, found.doubt.seed, found.doubt.draws, len(found.candidates)) == (2, 7, 200, 3)
    assert loads(run("select", "--top", "1", "--seed", "8", "-o", "-").out).doubt.seed == 8


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ("top: 0", "4:8", "P011"),
        ("draws: many", "4:10", "P011"),
        ("quotas: [kota]", "4:12", "P011"),
        ("gates: 3", "4:10", "P006"),
        ("tpo: 3", "4:3", "P002"),
        ("candidates: no.csv", "4:15", "P007"),
    ],
)
def test_mistakes_of_the_project_file_stand_at_their_place(
    run: Run, folder: Path, body: str, place: str, code: str
) -> None:
    (folder / "readiness.yaml").write_text(
        f"schema: readiness/project/1\nframework: k.yaml\nselect:\n  {body}\n", encoding="utf-8"
    )
    ran = run("validate", "--format", "concise")
    assert ran.code == 1
    assert f"readiness.yaml:{place}: {code}" in ran.out


def test_results_without_a_region_leave_nobody_to_choose(run: Run, scored: Path) -> None:
    document = json.loads((scored / "r.json").read_text(encoding="utf-8"))
    (scored / "empty.json").write_text(json.dumps(document | {"units": []}), encoding="utf-8")
    ran = run("select", "empty.json", "--top", "2", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "no region" in ran.err
