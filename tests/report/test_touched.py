"""Estimated and treated cells are marked, said in the reader's language, counted, and told apart from data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from readiness.framework.model import Framework, Indicator
from readiness.report.pages.touched import estimated_how, treated_how, treated_why
from readiness.results.records import Imputed, Results, Treated
from readiness.scoring import assess
from tests.report.method_sample import everything
from tests.report.reading import read, rows
from tests.report.sample import index_html, results, unit_html, view
from tests.scoring.making import framework, group, leaf, table

MACHINE = re.compile(r"\b(units?|waves?|predictors|skew|kurtosis|points?|winsorise|asked|lambda|still)\b")


def sources(found: Results, code: str, lang: str = "id") -> dict[str, str]:
    page = read(unit_html(found, code, lang))
    return {row[0].split(" ")[0]: " | ".join(row) for row in rows(page.one("table", class_="sources"))}


def test_an_estimate_says_how_and_from_what() -> None:
    found = everything()
    assert "taksiran 46,6667: rata-rata provinsi Aceh, 6 daerah" in sources(found, "u02")["desa_4g"]
    assert "estimated 46.6667: mean of Aceh province, 6 regions" in sources(found, "u02", "en")["desa_4g"]
    assert "taksiran 124: median 13 daerah" in sources(found, "u04")["belanja"]
    assert "harapan dari 2 dari 2 indikator lain, 13 daerah" in sources(found, "u06")["pagu"]
    assert "taksiran 47,3333%: rata-rata 9 daerah" in sources(found, "u01")["warga"]
    assert "belum ada data" in sources(found, "u01")["warga"]


def test_a_treated_value_says_before_after_how_and_why() -> None:
    told = sources(everything(), "u07")["belanja"]
    assert "dirapikan dari 9.812 menjadi 139 (digeser turun ke nilai berikutnya)" in told
    assert "kemencengan 3,74 melampaui 2 dan keruncingan 14,00 melampaui 3,5" in told
    assert (
        "treated from 900 to 23 (moved down to the next value): the 1 outermost of each end"
        in (sources(everything(), "u03", "en")["menara"])
    )


def test_marks_stand_beside_the_numbers_and_are_told_below() -> None:
    page = read(unit_html(everything(), "u01"))
    sums = {row[0]: row for row in rows(page.one("table", class_="sum"))}
    assert sums["warga taksiran"][1].startswith("≈\xa047") or sums["warga taksiran"][1].startswith("≈ 47")
    assert "≈ skor ini bertumpu pada taksiran" in page.text
    assert "† nilainya dirapikan" not in page.text
    treated = read(unit_html(everything(), "u07"))
    assert "† nilainya dirapikan" in treated.text
    assert "≈ skor ini" not in treated.text


def test_indicators_that_depend_on_the_group_are_marked() -> None:
    told = sources(everything(), "u07")
    marked = {name for name, line in told.items() if "‡" in line}
    assert marked == {name for name in told if name.split(" ")[0] in ("menara", "belanja", "pagu")}
    assert "bergantung pada daerah lain yang dinilai bersama" in read(unit_html(everything(), "u07")).text
    fixed = read(unit_html(everything(wave="2026", reference="2026"), "u07", "en")).text
    assert "with the values of wave 2026 as a fixed reference" in fixed


def test_touched_values_are_counted_on_both_pages() -> None:
    unit = read(unit_html(everything(), "u06")).one("dl", class_="facts").text
    assert "Taksiran1 dari 7 nilai" in unit.replace("\xa0", " ")
    assert "Dirapikan" not in unit
    index = read(index_html(everything(), "en")).text
    assert "Of 94 values that apply, 5 are estimated and 3 were treated" in index


def test_where_nothing_was_touched_nothing_is_said() -> None:
    for page in (unit_html(results(), "a"), index_html(results())):
        for word in ("taksiran", "dirapikan", "≈", "†", "‡"):
            assert word not in read(page).one("main").text


def test_a_pillar_that_rests_on_estimates_is_marked_in_the_ranking() -> None:
    page = read(index_html(everything()))
    row = next(row for row in rows(page.one("table", class_="ranks")) if row[1] == "u01")
    assert any(cell.startswith("≈") for cell in row)


WAVES = {"2024": 10.0, "2026": 30.0}


def _waves(how: str) -> Results:
    model: Framework = framework([leaf("x", measure="number", worst=0, best=100, impute=how), leaf("y")])
    tables = [table({"a": {"x": x, "y": 5}, "b": {"x": 3, "y": 5}}, wave=wave) for wave, x in WAVES.items()]
    now = table({"a": {"x": None, "y": 5}, "b": {"x": 4, "y": 5}}, wave="2025")
    return assess(model, now, sha256="f" * 64, options={}, waves=(*tables, now))[0]


@pytest.mark.parametrize(
    ("how", "words"),
    [("last_wave", "nilai tahun 2024"), ("linear", "pada garis antara tahun 2024 dan 2026")],
)
def test_estimates_from_other_waves(how: str, words: str) -> None:
    assert words in sources(_waves(how), "a")["x"]


def _skewed(treat: Any) -> Results:
    column = [float(k) for k in range(18)] + [300.0, 9000.0, 9.0e5]
    children = [leaf("x", measure="number", normalise="minmax", treat=treat), leaf("y")]
    data = {f"u{k:02d}": {"x": x, "y": 50} for k, x in enumerate(column)}
    return assess(framework([group("p", children)]), table(data), sha256="f" * 64, options={})[0]


@pytest.mark.parametrize(
    "treat",
    [
        *("log", "box_cox", "auto", {"auto": {"points": 1}}, {"auto": {"points": 0, "fallback": "box_cox"}}),
        *({"winsorise": {"points": 1, "side": "high"}}, {"winsorise": {"percentile": 10, "side": "low"}}),
    ],
)
def test_no_machine_word_of_any_treatment_is_left(treat: Any) -> None:
    found = _skewed(treat)
    seen = view(found, "id")
    moved = [unit.nodes["x"].treated for unit in found.units if unit.nodes["x"].treated]
    assert moved
    for one in moved:
        assert not MACHINE.search(treated_how(seen, one)), one
        assert not MACHINE.search(treated_why(seen, one)), one


def test_no_machine_word_of_any_estimate_is_left() -> None:
    seen = view(everything(), "id")
    made = [node.imputed for unit in everything().units for node in unit.nodes.values() if node.imputed]
    assert len(made) == 5
    for one in made:
        assert not MACHINE.search(estimated_how(seen, one)), one


def test_words_of_a_later_tool_stay_as_they_are() -> None:
    seen = view(everything(), "id")
    assert estimated_how(seen, Imputed(1.0, "kriging", "9 neighbours")) == "kriging, 9 neighbours"
    assert estimated_how(seen, Imputed(1.0, "kriging", "9 units")) == "kriging, 9 units"
    assert treated_how(seen, Treated(1.0, 2.0, "folded", "why not")) == "folded"
    assert treated_why(seen, Treated(1.0, 2.0, "folded", "why not")) == "why not"


def test_hostile_groups_stay_text() -> None:
    found = everything()
    unit = next(unit for unit in found.units if unit.code == "u02")
    how, basis = "group_mean: <b>kelas</b>", "<b>kelas</b> <script>x</script>, {n}, 3 units"
    node = replace(unit.nodes["desa_4g"], imputed=Imputed(1.0, how, basis))
    changed = replace(unit, nodes={**unit.nodes, "desa_4g": node})
    page = unit_html(replace(found, units=tuple(changed if u is unit else u for u in found.units)), "u02")
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt;, {n}, 3 daerah" in page


def test_amounts_after_a_denominator_have_no_unit() -> None:
    from readiness.report.pages.touched import amount

    seen = view(everything(), "id")
    leaves = {each.id: each for each in seen.leaves}
    percent: Indicator = leaves["warga"]
    assert amount(seen, percent, 47.5) == "47,5%"
    assert amount(seen, leaves["rasio"], 4.25) == "4,25"
