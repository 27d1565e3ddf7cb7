"""The page of an indicator: its values ranked, spread and counted, and what the framework says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.data.table import Cell, Interval, Source
from readiness.data.units import Unit
from readiness.report.pages.indicator_page import indicator_page
from readiness.report.pages.indicator_values import counts, standings
from readiness.report.pages.names import file_name, indicator_file
from readiness.results.records import FindingRecord, Results
from tests.report.method_sample import everything
from tests.report.reading import Element, figure, read
from tests.report.sample import LEVELS, results, scored, view
from tests.scoring.making import leaf


def page(found: Results, node_id: str, lang: str = "id") -> Element:
    seen = view(found, lang)
    return read(indicator_page(seen, next(leaf for leaf in seen.leaves if leaf.id == node_id)))


def values(root: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children] for row in root.one("table", class_="values").one("tbody").all("tr")]


def of(found: Results, node_id: str) -> list[tuple[str, int | None]]:
    seen = view(found)
    wanted = next(leaf for leaf in seen.leaves if leaf.id == node_id)
    return [(each.unit.code, each.rank) for each in standings(seen, wanted)]


def one(data: dict[str, Any], **keys: Any) -> Results:
    """One indicator ``x`` over these units."""
    return results([leaf("x", **keys)], {code: {"x": value} for code, value in data.items()}, units=())


def test_ranked_by_score_with_ties_and_gaps_last() -> None:
    found = one({"a": 10, "b": 90, "c": 90, "d": None, "e": 5})
    assert of(found, "x") == [("b", 1), ("c", 1), ("a", 3), ("e", 4), ("d", None)]
    assert values(page(found, "x"))[-1][0] == "–"


@given(st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_a_rank_is_one_more_than_those_with_a_higher_score(given_: list[int | None]) -> None:
    found = one({f"u{k:02d}": value for k, value in enumerate(given_)})
    scores = {unit.code: unit.nodes["x"].score for unit in found.units}
    for code, rank in of(found, "x"):
        own = scores[code]
        assert rank == (None if own is None else 1 + sum(s is not None and s > own for s in scores.values()))


def test_estimates_are_no_data_and_have_no_rank() -> None:
    found = everything()
    ranked = of(found, "warga")
    states = {unit.code: unit.nodes["warga"].status for unit in found.units}
    assert {code for code, rank in ranked if rank is not None} == {c for c, s in states.items() if s == "observed"}
    assert next(states[code] for code, rank in ranked if rank is None) == "imputed"
    assert "≈" in page(found, "warga").one("table", class_="values").text


@pytest.mark.parametrize("lang", ["id", "en"])
def test_scores_and_values_are_those_of_the_result(lang: str) -> None:
    found = results()
    by_name = {unit.name: unit for unit in found.units}
    for node_id in ("desa_4g", "kantor", "warga"):
        for row in values(page(found, node_id, lang)):
            node = by_name[row[1]].nodes[node_id]
            if node.published is not None and isinstance(node.raw, float):
                assert figure(row[-1], lang) == Decimal(node.published)
                assert float(figure(row[2], lang)) == node.raw
            else:
                assert row[2] == {"id": "belum ada data", "en": "no data yet"}[lang]


def test_a_name_leads_to_the_cell_behind_the_value() -> None:
    links = [a.attrs["href"] for a in page(results(), "kantor").one("table", class_="values").all("a")]
    assert sorted(links) == [f"{code}.html#s-kantor" for code in "abcd"]


def test_values_per_a_denominator_have_a_column_of_their_own() -> None:
    found = everything()
    for row in values(page(found, "rasio", "en")):
        node = next(unit.nodes["rasio"] for unit in found.units if unit.name == row[1])
        assert node.adjusted is not None
        assert float(figure(row[3], "en")) == pytest.approx(node.adjusted, abs=5e-5)


def test_answers_are_counted_and_add_up() -> None:
    found = one({"a": 1, "b": 2, "c": 2, "d": None, "e": 3}, measure="level", levels=LEVELS)
    table = page(found, "x").one("table", class_="answers").one("tbody")
    told = [(row.children[0].one("b").text, row.children[1].text, row.children[2].text) for row in table.all("tr")]
    assert told == [("Tingkat 3", "1", "25%"), ("Tingkat 2", "2", "50%"), ("Tingkat 1", "1", "25%")]
    assert "Untuk naik: Susun" in table.text


def test_a_mean_of_assessors_lies_between_two_levels() -> None:
    between = {"a": Cell("observed", 1.5), "b": Cell("observed", 2.0)}
    rows = page(one(between, measure="level", levels=LEVELS), "x").one("table", class_="answers").all("tr")
    assert [cell.text for cell in rows[-1].children] == ["Di antara dua tingkat", "1", "50%"]


def test_the_histogram_counts_every_value_once() -> None:
    found = one({f"u{k:02d}": value for k, value in enumerate([0, 3, 8, 8, 21, 55, 90, 100, None])})
    root = page(found, "x", "en")
    twin = root.one("details").one("tbody").all("tr")
    assert sum(int(row.children[1].text) for row in twin) == 8
    assert root.one("svg", class_="hist").one("desc").text.startswith("The spread of 8 values")


@pytest.mark.parametrize("data", [{"a": 5}, {"a": 5, "b": 5, "c": 5, "d": 5}, {"a": None, "b": None}, {"a": 1, "b": 2}])
def test_too_few_or_equal_values_are_not_drawn(data: dict[str, Any]) -> None:
    root = page(one(data), "x")
    assert not root.all("svg", class_="hist")
    assert "terlalu sedikit" in root.text


def test_logarithms_are_drawn_where_the_framework_takes_them() -> None:
    data = {f"u{k}": 10.0**k for k in range(1, 6)}
    root = page(one(data, measure="number", worst=10, best=100000, transform="log"), "x", "en")
    ticks = [text.text for text in root.one("svg", class_="hist").all("text", class_="mid")]
    assert ticks == ["10", "100", "1,000", "10,000", "100,000"]


def test_who_is_highest_and_lowest_is_named_where_they_are_few() -> None:
    root = page(one({"a": 90, "b": 10, "c": 50}), "x")
    assert "Skor tertinggi, 90,0: a. Skor terendah, 10,0: b." in root.text
    tied = page(one({f"u{k}": 100 if k < 7 else 0 for k in range(9)}), "x")
    assert "Skor tertinggi, 100,0: 7 daerah. Skor terendah, 0,0: u7, u8." in tied.text
    assert "Skor tertinggi" not in page(one({"a": 5, "b": 5}), "x").text


def sampled(n: int) -> Results:
    """``n`` units with means of a survey, each with an interval; the last without."""
    cells: dict[str, Any] = {}
    for k in range(n):
        value = 2.0 + k / 10
        known = (value - 0.2, value + 0.2) if k < n - 1 else (None, None)
        precise = Interval(*known, 0.95, 100.0 + k, 0.1 if k < n - 1 else None, 1.0)
        cells[f"u{k:02d}"] = Cell("observed", value, Source("s.csv", k + 2, 3, str(value)), interval=precise)
    answers = {code: str(code) for code in range(1, 6)}
    return one(cells, measure="survey", items=["q1", "q2"], statistic="mean", answers=answers)


def test_values_of_samples_are_drawn_and_written_with_their_intervals() -> None:
    root = page(sampled(8), "x", "en")
    chart = root.one("svg", class_="sampled")
    whiskers, dots = (chart.one("path", class_=name).attrs["d"] for name in ("whisker", "dots"))
    assert (whiskers.count("M"), dots.count("M")) == (7, 8)
    assert values(root)[1][3:5] == ["2.40–2.80", "106"]
    assert values(root)[0][3:5] == ["–", "107"]
    assert "mean of the answers" in root.one("table", class_="definition").text


def test_only_findings_that_name_the_indicator_are_told() -> None:
    def note(code: str, **params: Any) -> FindingRecord:
        return FindingRecord("note", code, "f.yaml", 3, 1, "said", params, "")

    found = replace(
        results(),
        findings=(
            note("M026", indicator="kantor", normaliser="rank"),
            note("M047", found=["kantor (7 %)", "desa_4g (9 %)"]),
            note("M032", found="warga"),
        ),
    )
    codes = {node_id: _codes(page(found, node_id)) for node_id in ("kantor", "desa_4g", "warga", "perda")}
    assert codes == {"kantor": ["M026", "M047"], "desa_4g": ["M047"], "warga": ["M032"], "perda": []}


def _codes(root: Element) -> list[str]:
    return [row.children[1].text for table in root.all("table", class_="told") for row in table.one("tbody").all("tr")]


def test_definition_leads_to_the_methods_that_explain_it() -> None:
    from readiness.report.pages.method_page import method_page

    found = everything()
    ids = {element.attrs.get("id") for element in read(method_page(view(found))).all()}
    for wanted in view(found).leaves:
        for link in page(found, wanted.id).one("table", class_="definition").all("a"):
            file, _, anchor = link.attrs["href"].partition("#")
            assert file == "method.html"
            assert anchor in ids, wanted.id


def test_counts_of_states_add_up() -> None:
    found = everything()
    seen = view(found)
    for wanted in seen.leaves:
        each = counts(seen, [wanted.id])
        assert each.units == len(found.units) == each.observed + each.estimated + each.missing + each.not_applicable
        assert each.applies == each.units - each.not_applicable


def test_no_unit_takes_the_name_of_an_indicator() -> None:
    indicators = {indicator_file(name) for name in ("x", "a1b2c3d4", "desa_4g")}
    for code in ("indicator-x", "indicator-", "INDICATOR-x", "indicator", "Indicator-a1b2c3d4"):
        assert file_name(code) not in indicators
        assert not re.match(r"indicator-[a-z]", file_name(code))


def test_hostile_words_stay_text() -> None:
    from tests.report.test_hostile import ATTACKS, hostile

    for words in ATTACKS:
        for node_id in ("x", "y", "z"):
            root, harmless = page(hostile(words), node_id), page(hostile("Kata"), node_id)
            assert len(root.all()) == len(harmless.all())
            assert " ".join(words.split()) in root.text


def test_a_unit_without_a_page_is_not_linked() -> None:
    seen = replace(view(results()), written=("a",))
    root = read(indicator_page(seen, seen.leaves[0]))
    assert [a.attrs["href"] for a in root.one("table", class_="values").all("a")] == ["a.html#s-desa_4g"]


def test_names_of_units_that_clash_still_have_a_row_each() -> None:
    units = [Unit("a", "Sama", None, None, {}), Unit("b", "Sama", None, None, {})]
    found = results([leaf("x")], {"a": {"x": 1}, "b": {"x": 2}}, units=units)
    assert [row[1] for row in values(page(found, "x"))] == ["Sama", "Sama"]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_page_of_514_units_is_at_most_100_kb(lang: str) -> None:
    [found] = scored("screening", "screening-public.csv")
    seen = view(found, lang)
    sizes = {leaf.id: len(indicator_page(seen, leaf).encode()) for leaf in seen.leaves}
    assert max(sizes.values()) <= 100 * 1024, sizes
