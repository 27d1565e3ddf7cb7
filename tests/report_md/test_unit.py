"""The report of one unit: complete, in both languages, and its sums add up as printed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from readiness.analysis.insights import insights
from readiness.data.table import Cell, Source
from readiness.report.markdown import unit as unit_report
from readiness.results.records import Results
from tests.analysis.builders import framework, group, leaf, results, unit
from tests.report_md.reading import kinds, table_with, tables

OF = framework(
    group(
        "p",
        leaf("x", owner="Diskominfo", effort="low", remediation={"id": "Bangun jaringan.", "en": "Build the network."}),
        leaf("y", measure="level", weight=2, levels={1: "satu", 2: "dua", 3: "tiga"}),
        leaf("z", evidence="SK Bupati"),
    ),
    group("q", leaf("v"), leaf("w", measure="boolean", weight=0.7)),
    gates=[{"id": "g", "on": "p", "at_least": 50, "cap": "low", "label": {"id": "Pilar p cukup", "en": "Enough of p"}}],
    missing={"min_coverage": 0.5},
)
CELLS = {
    ("1", "v"): Cell("observed", 71.3, Source("data|1.csv", 2, 6, "71,3"), evidence="https://a.go.id/x", note="baik"),
    ("1", "z"): Cell("not_applicable", note="tanpa desa"),
}
VALUES = {
    "1": {"x": 33.3, "y": 2.0, "z": None, "v": 71.3, "w": 1.0},
    "2": {"x": 80.0, "y": 3.0, "z": 90.0, "v": 9.0, "w": None},
}
UNITS = {
    "1": unit("1", "Kabupaten Uji | Satu", kind="kabupaten", province="Riau", attributes={"island": "Sumatera"}),
    "2": unit("2", kind="kabupaten", province="Riau"),
}


def document(**more: object) -> Results:
    return results(OF, VALUES, units=UNITS, cells=CELLS, **more)  # type: ignore[arg-type]


def made(lang: str = "en", code: str = "1", **more: object) -> str:
    found = document(**more)
    return unit_report(found, code, insights([found]), lang, "readiness report")


def number(text: str) -> Decimal:
    """A printed English number."""
    return Decimal(text.replace(",", "").replace("−", "-").replace("+", ""))


def test_the_printed_points_add_up() -> None:
    rows = {row[0]: row for row in table_with(made(), "Points")}
    points = {name: number(row[3]) for name, row in rows.items() if row[3] not in ("–", "")}
    assert points["Index"] == points["Pillar p"] + points["Pillar q"]
    assert points["Pillar p"] == points["Indicator x"] + points["Indicator y"]
    assert points["Pillar q"] == points["Indicator v"] + points["Indicator w"]


def test_every_row_of_the_sum_names_its_cell() -> None:
    rows = {row[0]: row for row in table_with(made(), "Source")}
    assert rows["Indicator v"][4:] == ["71.3%", "data|1.csv:2:6"]
    assert rows["Indicator x"][5] == "data.csv:2:3"


def test_levers_say_owner_effort_and_what_to_do() -> None:
    rows = {row[0]: row for row in table_with(made(), "Next step")}
    assert rows["Indicator x"][1:3] == ["33.3%", "40%"]
    assert rows["Indicator x"][4:] == ["low", "Diskominfo", "Build the network."]


def test_a_gap_shows_its_range_and_the_evidence_wanted() -> None:
    rows = table_with(made(code="2"), "Index low–high")
    assert rows[0][0] == "Indicator w"
    assert "–" in rows[0][1]


def test_not_applicable_is_told_with_its_reason() -> None:
    assert ["Indicator z", "not applicable", "tanpa desa"] in table_with(made(), "Status")


def test_a_minimum_condition_is_shown_with_its_state() -> None:
    assert table_with(made(), "Condition") == [["Enough of p", "44.4", "at least 50.0", "not met"]]


def test_an_evidence_address_is_text_and_no_link() -> None:
    assert table_with(made(), "Evidence") == [["Indicator v", "https://a.go.id/x", "baik"]]
    assert "link_open" not in kinds(made())


def test_standings_are_in_words() -> None:
    assert [row[0] for row in table_with(made(), "Among")] == ["all regions", "all regencies", "Riau"]


def test_history_and_change_stand_there_with_two_waves() -> None:
    old = results(OF, {"1": {**VALUES["1"], "x": 20.0}}, units=UNITS, cells=CELLS, wave="2024")
    new = document()
    text = unit_report(new, "1", insights([old, new]), "en", "")
    rows = table_with(text, "Wave")
    assert [row[0] for row in rows] == ["2024", "2025"]
    index = [float(row[1]) for row in rows]
    assert f"Changed by +{index[1] - index[0]:.1f} points since the wave before, all of it due to data" in text


def test_provenance_and_the_command() -> None:
    rows = dict(table_with(made(), "Content"))
    assert rows["Framework"] == "uji 1"
    assert rows["Digest of the result (SHA-256)"] == document().digest
    assert rows["Digest of the framework file (SHA-256)"] == "f" * 64
    assert rows["The command to make it again"] == "readiness report"


@pytest.mark.parametrize(("lang", "word"), [("id", "SIMULASI"), ("en", "SIMULATED")])
def test_simulated_data_is_stamped(lang: str, word: str) -> None:
    assert f"**{word}**" in made(lang, synthetic=True)
    assert word not in made(lang)


def test_both_languages_have_the_same_tables() -> None:
    shapes = [[(len(rows), len(rows[0])) for rows in tables(made(lang))] for lang in ("id", "en")]
    assert shapes[0] == shapes[1]
    assert "Indeks 63,8 dari 100" in made("id")


def test_the_only_html_is_a_fold() -> None:
    tags = set(re.findall(r"<[^>]*>", made()))
    assert tags == {"<details>", "</details>", "<summary>", "</summary>"}


def test_a_name_with_a_pipe_stays_one_name() -> None:
    assert made().startswith("# Kabupaten Uji \\| Satu (1)\n")


def test_without_an_index_the_report_says_why_and_still_stands() -> None:
    found = results(OF, {"1": {"x": 10.0, "y": None, "z": None, "v": None, "w": None}}, units=UNITS)
    text = unit_report(found, "1", insights([found]), "en", "")
    assert "Not enough data for an index" in text
    assert re.search(r"\bNone\b|\bnan\b", text) is None


def test_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        made(code="9")


def test_insights_may_be_absent() -> None:
    assert "## Levers" not in unit_report(document(), "1", {}, "en", "")
