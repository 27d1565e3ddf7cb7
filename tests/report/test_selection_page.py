"""The page of a selection: whole without scripts, every figure of the chart in a table, hostile words as text."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import get_args

import pytest

from readiness.framework.model import Framework
from readiness.report import markdown
from readiness.report.beside import Beside
from readiness.report.pages.robustness import robustness
from readiness.report.pages.selection_chart import DRAWN, near_the_line
from readiness.report.pages.selection_doubt import notes
from readiness.report.pages.selection_page import selection_page, verdict
from readiness.report.pages.selection_rows import beside, chance
from readiness.report.pages.selection_swaps import swaps, triangle
from readiness.report.pages.view import View
from readiness.report.site import selection_html
from readiness.results.doubt import Chance
from readiness.results.records import FindingRecord, GateResult
from readiness.results.selection import Cut, Selection
from readiness.results.swaps import WeightSwap, WhyNot
from tests.report.selection_sample import MANY, TOP, many_results, selection

LANGS = ("id", "en")
EVIL = '"><script>alert(1)</script><img src=x onerror=y>&'


def view_of(lang: str = "en", n: int = MANY, top: int = TOP) -> tuple[View, Selection]:
    found = many_results(n)
    chosen = selection(found, top)
    view = View(found, Framework.model_validate(found.framework.snapshot), lang, beside=Beside(selection=chosen))
    return view, chosen


def text(page: str) -> str:
    """What is read: no tags, no styles, no scripts."""
    without = re.sub(r"<(style|script)>.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_verdict_counts_every_candidate_once(lang: str) -> None:
    view, chosen = view_of(lang)
    figures = [int(figure) for figure in re.findall(r"\d+", verdict(view, chosen))]
    assert figures == [3, 4, 2, 5]  # certain, contested, places left, out: 3 + 4 + 5 = 12 and 3 + 2 = 5
    assert verdict(view, chosen) in text(selection_page(view, chosen))


@pytest.mark.parametrize("lang", LANGS)
def test_every_candidate_stands_in_chart_and_table(lang: str) -> None:
    view, chosen = view_of(lang)
    page = selection_page(view, chosen)
    drawn = page.partition('class="lanes"')[2].partition("</table>")[0]
    table = page.partition('class="candidates cards"')[2].partition("</table>")[0]
    for each in chosen.candidates:
        assert each.name.replace("Kabupaten ", "Kab. ") in drawn
        assert each.name in table
    shares = [_numbers(part)[-1] for part in table.partition("<tbody>")[2].split("</tr>") if "<td" in part]
    assert len(shares) == MANY
    ranks = [_numbers(part) for part in drawn.split("</tr>") if 'class="lane"><svg' in part and "<td" in part]
    assert [row[-1] for row in ranks] == shares
    units = chosen.doubt.units
    assert [row[0] for row in ranks] == [
        f"{units[c.code].low_rank}–{units[c.code].high_rank}" for c in chosen.candidates
    ]


def _numbers(row: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'class="n(?: b)?">([^<]*)</td>', row)]


def test_the_line_parts_the_contested() -> None:
    view, chosen = view_of()
    body = selection_page(view, chosen).partition('class="contested cards"')[2].partition("</table>")[0]
    before, _, after = body.partition('class="cutline"')
    assert [name in before for name in ("Calon 3", "Calon 4")] == [True, True]
    assert [name in after for name in ("Calon 5", "Calon 6")] == [True, True]
    assert "Calon 5" not in before


def test_a_page_without_a_line_says_so() -> None:
    view, chosen = view_of()
    page = text(selection_page(view, replace(chosen, cut=Cut(None, None, None))))
    assert view.t("select.no_line") in page


def test_balance_adds_up_to_the_places() -> None:
    view, chosen = view_of()
    block = selection_page(view, chosen).partition('class="shares"')[2].partition("</div>")[0]
    assert sum(int(n) for n in re.findall(r"</meter>(\d+)</td>", block)) == TOP


def test_shares_never_round_a_doubt_away() -> None:
    view, _ = view_of()
    printed = [chance(view, Chance(value, 0.0, 1.0)) for value in (0.0, 0.0004, 0.5, 0.9996, 1.0)]
    assert printed == ["0%", "<1%", "50%", ">99%", "100%"]


def test_decisions_that_differ_are_marked_and_stand_in_the_record() -> None:
    view, chosen = view_of()
    page = selection_page(view, chosen)
    record = page.partition('class="record"')[2]
    assert view.t("select.differs") in page.partition('class="record"')[0]
    assert "belum siap" in record and "Tim penilai" in record


@pytest.mark.parametrize("lang", LANGS)
def test_weights_that_swap_stand_in_sentences_with_shares_before_and_after(lang: str) -> None:
    view, chosen = view_of(lang)
    page = text(selection_page(view, chosen))
    steps = [f"{before}\u00a0→\u00a0{after}" for before, after in (("40.0%", "25.0%"), ("30.0%", "45.0%"))]
    if lang == "id":
        steps = [step.replace(".", ",") for step in steps]
    said = [view.t("swap.possible", behind="{b}", ahead="{a}", moved="15%", level=view.t("swap.pillars"))]
    assert said[0].partition("{a}")[2] in page  # about 15 of 100: 40 less 25
    assert f"{view.labels['jaringan']} {steps[0].replace(chr(160), ' ')}" in page
    assert f"{view.labels['aturan']} {steps[1].replace(chr(160), ' ')}" in page


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("why", [why for why in get_args(WhyNot) if why not in ("dominated", "bounds")])
def test_a_pair_without_an_answer_says_why(lang: str, why: WhyNot) -> None:
    view, chosen = view_of(lang)
    pair = chosen.swaps[0]
    unknown = WeightSwap(pair.ahead, pair.behind, "pillars", None, pair.now, why, node="jaringan")
    [said] = swaps(view, replace(chosen, swaps=(unknown,)))
    assert said.words in text(selection_page(view, replace(chosen, swaps=(unknown,))))
    assert said.words != view.t("swap.never", level=view.t("swap.pillars"), ahead="", behind="")
    assert "{" not in said.words and said.moves == ()


def test_weights_held_within_bounds_say_so() -> None:
    view, chosen = view_of()
    pair = chosen.swaps[0]
    bounded = WeightSwap(pair.ahead, pair.behind, "pillars", False, pair.now, "bounds", within=0.25)
    [said] = swaps(view, replace(chosen, swaps=(bounded,)))
    assert "± 25%" in said.words


@pytest.mark.parametrize("lang", LANGS)
def test_who_cannot_be_chosen_has_the_reason_beside_it(lang: str) -> None:
    view, chosen = view_of(lang)
    met, unmet, unknown = (GateResult(f"g{k}", passed, None, 1.0) for k, passed in enumerate((True, False, None)))
    barred = replace(chosen.candidates[0], gates=(met, unmet, unknown), barred="gate", barred_by=("g1", "g2"))
    assert beside(view, barred) == [view.t("select.gate", label="g1"), view.t("select.gate_unknown", label="g2")]
    assert beside(view, replace(barred, barred_by=("g1",))) == [view.t("select.gate", label="g1")]
    nothing = replace(barred, gates=(), barred="no_index", barred_by=())
    assert beside(view, nothing) == [view.t("select.no_index")]


def test_the_triangle_says_who_was_compared_and_who_was_not() -> None:
    view, chosen = view_of()
    assert chosen.triangle is not None
    first, second = (chosen.triangle.regions[k] for k in (0, 1))
    level = replace(first, level_with=(chosen.candidates[3].code,))
    lost = replace(chosen.triangle, regions=(level, second), left_out={chosen.candidates[5].code: "coverage"})
    found = triangle(view, replace(chosen, triangle=lost))
    assert found is not None
    assert "2 candidates" in found.lead and "Calon 5 (not enough data)" in found.lead
    assert [key.name for key in found.rows] == ["Kabupaten Calon 0 = Kabupaten Calon 3", "Kabupaten Calon 1"]


def test_what_limits_the_draws_is_said() -> None:
    view, chosen = view_of()
    assert notes(view, chosen) == []
    two = (*chosen.quotas, replace(chosen.quotas[0], by="island", value="Jawa"))
    limited = replace(chosen, quotas=two, doubt=replace(chosen.doubt, settled=False, left_out={"weights: x": "y"}))
    page = text(selection_page(view, limited))
    assert len(notes(view, limited)) == 2
    assert all(note in page for note in notes(view, limited))
    assert view.t("doubt.fixed", n=1) in page


def test_findings_of_the_selection_stand_on_its_page() -> None:
    view, chosen = view_of()
    found = FindingRecord("warning", "D999", "calon.csv", 3, None, "Calon yang ditolak", {}, "", None)
    assert "Calon yang ditolak" in text(selection_page(view, replace(chosen, findings=(found,))))


def test_of_many_candidates_the_chart_draws_those_near_the_line() -> None:
    _, chosen = view_of(n=300, top=25)
    drawn = near_the_line(chosen)
    assert len(drawn) == DRAWN
    assert [each.place for each in drawn] == list(range(1, DRAWN + 1))
    assert {each.code for each in chosen.candidates if each.zone == "contested"} <= {each.code for each in drawn}


def test_514_candidates_fit_the_page() -> None:
    view, chosen = view_of("id", n=514, top=25)
    assert len(selection_page(view, chosen).encode()) <= 350_000


def test_alone_it_leads_nowhere() -> None:
    found = many_results()
    page = selection_html(found, selection(found), "id")
    hrefs = set(re.findall(r'href="([^"#][^"]*)"', page))
    assert hrefs == set()
    assert "://" not in page and "src=" not in page


def test_hostile_names_are_text() -> None:
    found = many_results(names=EVIL)
    for lang in LANGS:
        page = selection_html(found, selection(found), lang)
        assert page.count("<script>") == 1 and "<img" not in page
        assert EVIL in text(page)
        assert "<img" not in re.sub(r"`[^`]*`", "", markdown.selection(found, selection(found), lang)).replace(
            "\\<", ""
        )


@pytest.mark.parametrize("lang", LANGS)
def test_the_unit_says_how_sure_its_rank_is(lang: str) -> None:
    view, chosen = view_of(lang)
    unit = next(unit for unit in view.results.units if unit.code == chosen.candidates[4].code)
    found = robustness(view, unit)
    assert found is not None and found.chart is not None
    assert "3–8" in found.words and "62%" in found.words and view.t("select.contested") in found.words
    assert {"25%", "75%"} <= {figure for _, figure in found.facts}
    assert robustness(replace(view, beside=Beside()), unit) is None


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_fits_a_comment_whatever_the_number(lang: str) -> None:
    found = many_results(514, names="Kabupaten " + "Panjang " * 12 + "{k}")
    made = markdown.selection(found, selection(found, 200), lang)
    assert len(made) <= 60_000
    assert made.count("\n## ") >= 5


def test_markdown_holds_contested_chosen_and_waiting() -> None:
    view, chosen = view_of()
    made = markdown.selection(view.results, chosen, "en")
    for each in chosen.candidates:
        if each.chosen or each.zone == "contested" or each.waiting:
            assert f"| {each.code} |" in made
    assert "belum siap" in made
