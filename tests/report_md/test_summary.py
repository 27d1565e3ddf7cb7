"""A summary fits into a comment whatever the run, and says the verdict first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.analysis.insights import insights
from readiness.data.table import Input
from readiness.report.markdown import ranking, summary
from readiness.report.markdown.summary import LIMIT
from readiness.results.records import FindingRecord, Results
from tests.analysis.builders import framework, group, leaf, results, unit
from tests.report_md.reading import table_with, tables

OF = framework(group("p", leaf("x")), group("q", leaf("y")))


def run(n: int, **more: object) -> Results:
    values = {f"{k:04d}": {"x": (k * 37) % 101, "y": float(k % 89)} for k in range(n)}
    return results(OF, values, **more)  # type: ignore[arg-type]


def test_the_verdict_comes_first() -> None:
    found = results(OF, {"a": {"x": 80.0, "y": 60.0}, "b": {"x": 20.0, "y": 40.0}, "c": {"x": None, "y": 1.0}})
    text = summary(found, {}, "en", "")
    assert "2 regions have an index. 1 others have none yet" in text
    assert "The median index is 50.0; the highest is Kabupaten a with 70.0." in text
    assert table_with(text, "Share") == [["High", "1", "50%"], ["Low", "1", "50%"]]


def test_few_units_are_all_shown_those_without_an_index_last() -> None:
    found = results(OF, {"a": {"x": None, "y": 1.0}, "b": {"x": 20.0, "y": 40.0}})
    assert [row[1] for row in table_with(summary(found, {}, "en", ""), "Code")] == ["b", "a"]


def test_many_units_show_both_ends_and_a_pointer() -> None:
    text = summary(run(514), {}, "en", "")
    shown = [rows for rows in tables(text) if "Code" in rows[0]]
    assert [len(rows) - 1 for rows in shown] == [10, 10]
    assert shown[0][1][0] == "1"
    assert "The 494 regions between" in text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_it_is_short_for_any_number_of_units_and_any_names(lang: str) -> None:
    labels = {"id": "Pilar " + "sangat panjang " * 400, "en": "Pillar " + "very long " * 600}
    pillars = [{**group(f"p{k}", leaf(f"x{k}")), "label": labels} for k in range(40)]
    of = framework(*pillars, label=labels)
    codes = [f"{k:03d}" for k in range(60)]
    units = {code: unit(code, "Kabupaten " + "|" * 2000) for code in codes}
    values = {code: {f"x{k}": 1.0 * k for k in range(40)} for code in codes}
    found = results(of, values, units=units)
    found = replace(found, inputs=tuple(Input("data/" + "nama" * 50 + f"{k}.csv", "0" * 64, 9) for k in range(900)))
    text = summary(found, insights([found]), lang, "readiness score " * 20)
    assert len(text) <= LIMIT
    assert text.startswith("# ")


def test_changes_since_the_wave_before_are_told() -> None:
    old = results(OF, {"a": {"x": 10.0, "y": 10.0}, "b": {"x": 50.0, "y": 50.0}}, wave="2024")
    new = results(OF, {"a": {"x": 30.0, "y": 30.0}, "b": {"x": 45.0, "y": 45.0}}, wave="2025")
    text = summary(new, insights([old, new]), "en", "")
    assert "1 regions rose, 1 fell" in text
    assert table_with(text, "Change (points)") == [["Kabupaten a", "+20.0"], ["Kabupaten b", "−5.0"]]


def test_a_band_lowered_by_a_condition_is_marked() -> None:
    gate = {"id": "g", "on": "y", "at_least": 50, "cap": "low", "label": "x"}
    of = framework(group("p", leaf("x")), group("q", leaf("y")), gates=[gate])
    text = summary(results(of, {"a": {"x": 100.0, "y": 40.0}, "b": {"x": 10.0, "y": 90.0}}), {}, "en", "")
    assert [row[4] for row in table_with(text, "Code")] == ["Low*", "Low"]
    assert "\\* Lowered because" in text


def test_findings_are_counted() -> None:
    record = FindingRecord("warning", "D001", "a.csv", 1, 1, "x", {}, "")
    text = summary(replace(run(3), findings=(record, record)), {}, "en", "")
    assert "0 errors, 2 warnings, 0 notes" in text


def test_it_is_stamped_and_says_where_it_came_from() -> None:
    text = summary(run(3, synthetic=True), {}, "id", "readiness score")
    assert "**SIMULASI**" in text
    assert "`readiness score`" in text


def test_nobody_ranked_is_no_error() -> None:
    found = results(OF, {"a": {"x": None, "y": None}})
    assert "0 regions have an index. 1 others" in summary(found, insights([found]), "en", "")


def test_the_ranking_holds_everyone() -> None:
    found = run(300)
    rows = table_with(ranking(found, "en", ""), "Code")
    assert len(rows) == 300
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)
