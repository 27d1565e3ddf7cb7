"""The method as Markdown: the same as the page, escaped, and complete."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from readiness.analysis.insights import insights
from readiness.report.markdown import method, ranking, summary, unit
from tests.report.method_sample import everything
from tests.report_md.reading import kinds, table_with, tables


def report(code: str, lang: str = "en") -> str:
    return unit(everything(), code, insights([everything()]), lang)


def test_the_tree_has_every_node_and_its_shares() -> None:
    found = {row[0].split(" ")[0]: row for row in table_with(method(everything(), "en"), "Share of index")}
    assert list(found) == [*("jaringan", "desa_4g", "menara", "belanja", "aturan", "perda", "rasio", "pagu", "warga")]
    assert found["desa_4g"][1:4] == ["3", "60.00%", "30.00%"]
    assert "worst 0 and 100, best 40–60" in found["desa_4g"][4]
    assert found["menara"][0] == "menara ‡"


def test_rules_conditions_opinions_and_what_is_accepted() -> None:
    text = method(everything(), "en")
    assert ["Set of weights", "Experts <One> (pakar), Lokakarya 2026"] in table_with(text, "What holds")
    assert table_with(text, "If not met")[0][2] == "at most 30"
    assert table_with(text, "Agreement with the rank (Kendall's tau)")[2][3] == "proven: no order agrees better"
    assert table_with(text, "Reason") == [["M026", "menara", "Hanya <sekali> diurutkan"]]
    assert "### between worst and best (`normalise: goalposts`)" in text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_of_a_file_becomes_markup(lang: str) -> None:
    text = method(everything(), lang)
    assert not re.findall(r"<[a-z/]", re.sub(r"`[^`]*`", "", text))
    assert "html_block" not in kinds(text) and "html_inline" not in kinds(text)


def test_both_languages_have_the_same_tables() -> None:
    shapes = [[(len(rows), len(rows[0])) for rows in tables(method(everything(), lang))] for lang in ("id", "en")]
    assert shapes[0] == shapes[1]


def test_a_unit_tells_estimates_and_treated_values() -> None:
    rows = dict(table_with(report("u02"), "What was done"))
    assert rows["desa_4g"] == "estimated 46.6667: mean of Aceh province, 6 regions"
    treated = dict(table_with(report("u07"), "What was done"))
    assert treated["belanja"].startswith("treated from 9,812 to 139 (moved down to the next value): ")
    text = report("u01")
    assert "≈ this score rests on an estimate" in text
    sums = {row[0].split(" ")[0]: row for row in table_with(text, "Share")}
    assert sums["warga"][1].startswith("≈")
    assert sums["warga"][4] == "estimated"
    assert "What was done" not in report("u08")


def test_a_unit_tells_both_limits_and_its_other_ranks() -> None:
    limits = [row[2] for row in table_with(report("u07"), "Condition")]
    assert limits == ["at most 30", "between 10.0 and 90.0", "at least 1.0"]
    assert "Place by other methods: Borda " in report("u07")
    assert "Place by other methods" not in report("u02")


def test_the_summary_and_the_ranking_tell_second_opinions_and_counts() -> None:
    text = summary(everything(), {}, "en")
    assert "Of 94 values that apply, 5 are estimated and 3 were treated" in text
    assert table_with(text, "Certainty")[0][0] == "Borda count"
    for found in (text, ranking(everything(), "en")):
        assert ["Borda", "Copeland", "Kemeny", "best weights"] in [rows[0][4:8] for rows in tables(found)]
    plain = summary(replace(everything(), opinions=None), {}, "en")
    assert "Second opinions" not in plain and "Kemeny" not in plain


def test_the_set_of_weights_stands_in_the_provenance() -> None:
    rows = dict(table_with(report("u07"), "Content"))
    assert rows["Set of weights"] == "Experts <One> (pakar), Lokakarya 2026"
    assert "weights" not in rows
    unknown = replace(everything(), options={"weights": "gone"})
    text = unit(unknown, "u07", insights([unknown]), "en")
    assert dict(table_with(text, "Content"))["Set of weights"] == "gone"
