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
