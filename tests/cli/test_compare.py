"""compare: side by side, and the parts of each difference."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def results(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")


def test_text_adds_up_in_print(run: Run) -> None:
    out = run("compare", "Satu", "A2", "-r", "r.json").out
    table = out.split("Why Dua differs from Satu")[1]
    numbers = [Decimal(n.replace("−", "-")) for n in re.findall(r"[+−]\d+\.\d$", table, re.MULTILINE)]
    assert sum(numbers[:-1]) == numbers[-1] == Decimal("-70.0")


def test_several_are_compared_with_the_first(run: Run) -> None:
    out = run("compare", "A1", "A2", "A3", "-r", "r.json", "--lang", "id").out
    assert "Mengapa Dua berbeda dari Satu" in out
    assert "Mengapa Tiga berbeda dari Satu" in out


def test_json(run: Run) -> None:
    document = json.loads(run("compare", "A1", "A2", "-r", "r.json", "--format", "json").out)
    assert document["schema"] == "readiness/comparison/1"
    (comparison,) = document["comparisons"]
    parts = sum(row["part"] for row in comparison["rows"]) + comparison["availability"] + comparison["cap"]
    assert parts == pytest.approx(comparison["total"]) == pytest.approx(-70.0)


def test_files_by_suffix(run: Run, folder: Path) -> None:
    argv = ("compare", "A1", "A2", "-r", "r.json", "-o", "c.json", "-o", "c.md", "-o", "c.html", "-o", "c.txt")
    ran = run(*argv)
    assert (ran.code, ran.out) == (0, "")
    assert (folder / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "Satu" in (folder / "c.md").read_text(encoding="utf-8")
    assert "Why Dua differs from Satu" in (folder / "c.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "units", [("A1",), ("A1", "A1"), ("A1", "Satu"), ("A1", "A7"), ("A1", "r.json"), tuple(f"A{n}" for n in range(12))]
)
def test_what_cannot_be_compared(run: Run, units: tuple[str, ...]) -> None:
    assert run("compare", *units, "-r", "r.json").code == 2


def test_without_an_index_there_is_no_difference_to_split(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\nA1,Satu,80,2,ya\nA2,Dua,,,\n", encoding="utf-8")
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    ran = run("compare", "A1", "A2", "-r", "r.json")
    assert ran.code == 0
    assert "no difference to split" in ran.out


SIZED = """code,name,desa_4g,pusat_data,perda,penduduk
A1,Satu,80,2,ya,100
A2,Dua,60,3,ya,120
A3,Tiga,40,1,tidak,900
"""


@pytest.fixture
def sized(run: Run, folder: Path) -> None:
    """A result that knows the population, because one indicator is divided by it."""
    framework = (
        (folder / "k.yaml")
        .read_text(encoding="utf-8")
        .replace("measure: percent", "measure: number, worst: 0, best: 1, per: penduduk", 1)
    )
    (folder / "k2.yaml").write_text(framework, encoding="utf-8")
    (folder / "d2.csv").write_text(SIZED, encoding="utf-8")
    run("score", "d2.csv", "-F", "k2.yaml", "-o", "r.json")


@pytest.mark.usefixtures("sized")
def test_peers_are_the_other_side_and_their_distances_are_shown(run: Run) -> None:
    out = run("compare", "A1", "--peers", "-r", "r.json").out
    assert out.index("Why Satu differs from Dua") < out.index("Why Satu differs from Tiga")
    assert "Distance" in out
    document = json.loads(run("compare", "Satu", "--peers", "-r", "r.json", "--format", "json").out)
    assert [peer["code"] for peer in document["peers"]["peers"]] == ["A2", "A3"]
    assert [(one["a"], one["b"]) for one in document["comparisons"]] == [("A2", "A1"), ("A3", "A1")]


@pytest.mark.usefixtures("sized")
@pytest.mark.parametrize("form", ["md", "html"])
def test_peers_in_files(run: Run, form: str) -> None:
    out = run("compare", "A1", "--peers", "-r", "r.json", "--format", form, "--lang", "id").out
    assert "2 daerah yang paling mirip menurut penduduk" in out
    assert "Jarak" in out


def test_without_sizes_there_are_no_peers_and_it_is_said(run: Run) -> None:
    ran = run("compare", "A1", "--peers", "-r", "r.json")
    assert ran.code == 0
    assert "Cannot be told yet" in ran.out


def test_peers_are_of_one_region(run: Run) -> None:
    assert run("compare", "A1", "A2", "--peers", "-r", "r.json").code == 2
    assert run("compare", "--peers", "-r", "r.json").code == 2


def test_the_sentence_adds_up_to_the_printed_difference(run: Run) -> None:
    out = run("compare", "A1", "A2", "-r", "r.json").out
    sentence = next(line for line in out.splitlines() if line.startswith("Dua is"))
    parts = [Decimal(n.replace("−", "-")) for n in re.findall(r"([+−]\d+\.\d)[).]", sentence)]
    assert sum(parts) == Decimal("-70.0")
