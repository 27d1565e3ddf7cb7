"""The summary on two sheets: what it tells, whom it lets sign, and that its name can be no other page's."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.insights import insights
from readiness.data.table import Input
from readiness.report.pages.brief_page import GAPS, INPUTS, STEPS, brief_page
from readiness.report.pages.names import brief_name, file_name
from readiness.results.insights import UnitInsight
from readiness.results.records import Results
from tests.report.reading import Element, figure, read, rows
from tests.report.sample import results, scored, view
from tests.scoring.making import group, leaf


def brief(found: Results, code: str, lang: str = "id") -> Element:
    unit = next(unit for unit in found.units if unit.code == code)
    return read(brief_page(view(found, lang), unit, insights([found]).get(code, UnitInsight(code))))


def section(page: Element, name: str) -> Element:
    return next(each for each in page.all("section") if each.attrs.get("aria-labelledby") == name)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_head_tells_the_figures_of_the_unit(lang: str) -> None:
    found = results()
    unit = next(unit for unit in found.units if unit.code == "a")
    page = brief(found, "a", lang)
    assert page.one("h1").text == unit.name
    assert figure(page.one("span", class_="figure").text, lang) == Decimal(unit.index.published or "")
    facts = [each.text for each in page.one("dl", class_="facts").all("dd")]
    assert facts[0].split() == [str(unit.index.rank), "dari" if lang == "id" else "of", str(unit.index.of)]
    assert page.one("p", class_="story").text


def test_pillars_stand_as_bars_and_as_a_table() -> None:
    page = brief(results(), "a")
    part = section(page, "pillars")
    assert len(part.all("svg")) == 1
    table = rows(part.one("table"))
    unit = next(unit for unit in results().units if unit.code == "a")
    assert [figure(row[1], "id") for row in table[1:]] == [
        Decimal(unit.nodes[pillar].published or "") for pillar in ("jaringan", "aturan", "warga")
    ]


def test_the_first_levers_in_the_order_of_the_insights() -> None:
    found = scored("screening", "screening-public.csv")[0]
    steps = [lever for lever in insights([found])["16.07"].levers if lever.kind != "fill_gap"][:STEPS]
    table = rows(brief(found, "16.07", "en").one("table", class_="steps"))
    labels = view(found, "en").labels
    assert len(table) == 1 + len(steps)
    assert all(row[0].startswith(labels[step.indicator]) for row, step in zip(table[1:], steps, strict=True))


@pytest.mark.parametrize(
    ("code", "kind", "title"),
    [("a", "kabupaten", "Bupati"), ("b", "kota", "Wali Kota"), ("a", None, "Bupati/Wali Kota")],
)
def test_who_signs_by_the_kind_of_the_unit_and_without_a_name(code: str, kind: str | None, title: str) -> None:
    found = results()
    found = replace(found, units=tuple(replace(u, kind=kind) if u.code == code else u for u in found.units))
    part = section(brief(found, code), "sign")
    assert [each.text for each in part.all("b")] == ["Disusun oleh", f"Mengetahui, {title}"]
    assert [each.text for each in part.all("p", class_="line")] == [
        *("Jabatan", "Nama", "NIP", "Tempat dan tanggal", "Nama", "NIP, bila ada")
    ]


def test_what_is_not_counted_is_told_and_how_much_more() -> None:
    page = brief(results(), "d")
    assert "belum ada data" in section(page, "gaps").text


def test_a_long_list_of_gaps_says_how_many_more() -> None:
    many = [leaf(f"x{k}") for k in range(GAPS + 3)]
    found = results([group("p", [leaf("ada"), *many])], {"a": {"ada": 50}, "b": {"ada": 60}})
    text = section(brief(found, "a"), "gaps").text
    assert text.count(": belum ada data") == GAPS - 1  # before them stands the pillar that they leave without a score
    assert text.endswith("dan 4 lagi.")


def test_stamp_digest_and_command_stand_on_it() -> None:
    made = results(synthetic=True)
    page = brief(made, "a")
    assert page.one("aside", class_="stamp").text.startswith("SIMULASI")
    text = page.one("footer").text
    assert made.digest[:12] in text and "readiness report" in text and "c" * 64 in text


def test_a_long_list_of_files_is_left_to_the_full_report() -> None:
    many = tuple(Input(f"data-{k}.csv", "c" * 64, 3) for k in range(INPUTS + 1))
    page = brief(replace(results(), inputs=many), "a")
    assert "data-0.csv" not in page.text and results().digest[:12] in page.one("footer").text


def test_it_leads_to_the_full_report_and_back() -> None:
    from tests.report.sample import unit_html

    found = results()
    links = [each.attrs.get("href") for each in brief(found, "a").all("a")]
    assert "a.html" in links and "../en/brief-a.html" in links
    assert "brief-a.html" in [each.attrs.get("href") for each in read(unit_html(found, "a")).all("a")]


@given(st.lists(st.text(max_size=12) | st.sampled_from(["brief-a", "brief", "BRIEF", "brief-", "a"]), unique=True))
@settings(max_examples=60, deadline=None)
def test_no_summary_has_the_name_of_another_page(codes: list[str]) -> None:
    names = [file_name(code) for code in codes] + [brief_name(code) for code in codes]
    assert len({name.casefold() for name in names}) == len(names)
