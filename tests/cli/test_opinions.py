"""Second opinions on the screen and in the table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from readiness.cli import grid

from .conftest import FRAMEWORK, Run

ASKED = "opinions: [borda, kemeny, {benefit_of_the_doubt: {min_share: 0.1}}]\ncriteria:"


@pytest.fixture
def asking(folder: Path) -> Path:
    (folder / "k.yaml").write_text(FRAMEWORK.replace("criteria:", ASKED, 1), encoding="utf-8")
    return folder


def test_ranks_stand_beside_the_index_and_agreement_below(asking: Path, run: Run) -> None:
    ran = run("score", "d.csv", "-F", "k.yaml", "--lang", "en")
    assert ran.code == 0
    head = next(line for line in ran.out.splitlines() if line.startswith("Rank"))
    assert head.split()[6:9] == ["Borda", "Kemeny", "BoD"]
    assert "Borda 1.00 · Kemeny 1.00 · BoD (benefit of the doubt) 1.00." in ran.out


def test_in_indonesian_too(asking: Path, run: Run) -> None:
    assert (
        "tau-b Kendall, 1 = urutan yang sama: Borda 1,00 ·" in run("score", "d.csv", "-F", "k.yaml", "--lang", "id").out
    )


def test_nothing_is_said_where_nothing_is_asked(folder: Path, run: Run) -> None:
    out = run("score", "d.csv", "-F", "k.yaml", "--lang", "en").out
    assert "Borda" not in out
    assert "Kendall" not in out


def test_without_room_they_have_a_table_of_their_own(asking: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "fits", lambda *_: False)
    lines = run("score", "d.csv", "-F", "k.yaml", "--lang", "en").out.splitlines()
    heads = [line.split() for line in lines if line.startswith("Rank")]
    assert [head[-1] for head in heads] == ["Data", "BoD"]
    assert heads[1] == ["Rank", "Region", "Borda", "Kemeny", "BoD"]


def test_several_waves_show_the_opinions_of_the_last(asking: Path, run: Run) -> None:
    lines = run("score", "w.csv", "-F", "k.yaml", "--lang", "en").out.splitlines()
    heads = [line.split() for line in lines if line.startswith("Rank")]
    assert heads[1] == ["Rank", "Region", "Borda", "Kemeny", "BoD"]


def test_the_table_has_a_column_for_each(asking: Path, run: Run) -> None:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "out.csv").code == 0
    rows = list(csv.DictReader((asking / "out.csv").read_text(encoding="utf-8").splitlines()))
    columns = [name for name in rows[0] if name.startswith("opinion.")]
    assert columns == ["opinion.borda", "opinion.kemeny", "opinion.benefit_of_the_doubt"]
    assert [[row[name] for name in columns] for row in rows] == [["1"] * 3, ["2"] * 3, ["3"] * 3]
