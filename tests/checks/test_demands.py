"""What a framework asks of the run: functions that a program brings, a reference wave among the data."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.pipeline import Request, Scored, score

HEAD = """\
schema: readiness/framework/1
id: uji
version: "1"
label: Uji
units: any
bands: [{id: semua, from: 0, label: Semua}]
"""
REFERENCE = f"""\
{HEAD}reference_wave: "2021"
criteria:
  - {{id: a, label: A, measure: number, normalise: minmax}}
"""
OWN = f"""\
{HEAD}criteria:
  - id: a
    label: A
    measure: number
    normalise: {{custom: kurva}}
"""
WAVES = "code,name,wave,a\nx,X,2021,10\ny,Y,2021,30\nx,X,2022,20\ny,Y,2022,50\n"


def run(folder: Path, criteria: str, **more: object) -> Scored:
    (folder / "k.yaml").write_text(criteria, encoding="utf-8")
    (folder / "d.csv").write_text(WAVES, encoding="utf-8")
    return score(Request((folder / "k.yaml").as_posix(), (folder / "d.csv",), **more))  # type: ignore[arg-type]


def scores(scored: Scored) -> list[list[float | None]]:
    return [[unit.nodes["a"].score for unit in document.units] for document in scored.results]


def test_both_waves_are_held_against_the_reference(tmp_path: Path) -> None:
    assert scores(run(tmp_path, REFERENCE)) == [[0, 100], [50, 100]]


def test_one_wave_may_be_chosen_and_the_reference_is_still_read(tmp_path: Path) -> None:
    assert scores(run(tmp_path, REFERENCE, wave="2022")) == [[50, 100]]


def test_what_if_changes_the_units_scored_and_not_the_reference(tmp_path: Path) -> None:
    assert scores(run(tmp_path, REFERENCE, wave="2022", what_if={"a": "25"}, only=("x",))) == [[75, 100]]


def test_a_reference_wave_that_is_not_among_the_data_refuses_the_run(tmp_path: Path) -> None:
    scored = run(tmp_path, REFERENCE.replace("2021", "202l"))
    assert scored.results == ()
    (told,) = [finding for finding in scored.findings if finding.code == "M121"]
    assert (told.severity, told.line, told.column) == ("error", 7, 17)
    assert told.params["nearest"] in {"2021", "2022"}


def test_a_function_of_ones_own_is_refused_where_nobody_brings_it(tmp_path: Path) -> None:
    scored = run(tmp_path, OWN)
    assert scored.results == ()
    (told,) = [finding for finding in scored.findings if finding.code == "M120"]
    assert (told.severity, told.line, told.column) == ("error", 11, 25)


@pytest.mark.parametrize("wave", ["2021", "2022"])
def test_a_function_of_ones_own_that_is_brought_scores(tmp_path: Path, wave: str) -> None:
    scored = run(tmp_path, OWN, methods={"kurva": lambda x: x}, wave=wave)
    assert scores(scored) == [{"2021": [10, 30], "2022": [20, 50]}[wave]]
