"""Weights of the pillars on the page of all units: the browser ranks as Python does, and a person can use it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from readiness.framework.model import Framework
from readiness.pipeline import load_framework
from readiness.report.pages.reweigh import reweigh
from readiness.report.pages.view import View
from readiness.report.shell import script
from readiness.results.publish import published, round9
from readiness.results.records import Results
from readiness.scoring.fold import Leaves
from readiness.scoring.plan import plan_of
from readiness.scoring.run import scores_of
from readiness.scoring.verdict import Root, competition_ranks, gate_results, index_result
from tests.report.browsing import Opened
from tests.report.sample import index_html, results, scored
from tests.report.supposing import made, scored_at_random

pytestmark = pytest.mark.browser

SEEDS = range(50)
RANK = """cases => cases.map(({model, sets}) => { const m = JSON.parse(model); return sets.map(weights => reweighed(m, weights).map(
unit => [unit.printed, unit.rank, unit.band, round9(unit.coverage ?? 0),
unit.bounds.map(end => end === null ? null : published(end, m.decimals))])); })"""
Said = tuple[str | None, int | None, str | None, float, list[str | None]]


def weights_for(rng: Random, n: int) -> list[float]:
    while True:
        found = [rng.choice([0.0, 1.0, 2.0, rng.uniform(0, 3), round(rng.uniform(0, 100), 1)]) for _ in range(n)]
        if any(found):
            return found


def weighed(model: Framework, weights: Sequence[float]) -> Framework:
    """The framework with other weights of its pillars."""
    pillars = [p.model_copy(update={"weight": w}) for p, w in zip(model.criteria, weights, strict=True)]
    return model.model_copy(update={"criteria": pillars})


def leaves_of(model: Framework, found: Results) -> Leaves:
    """The leaves as they were scored, from the record."""
    plan = plan_of(model)
    shape = len(plan.rows), len(found.units)
    score, observed, imputed = np.full(shape, np.nan), np.zeros(shape, bool), np.zeros(shape, bool)
    applicable = np.ones(shape, bool)
    for at, row in enumerate(plan.rows[1:], start=1):
        for j, unit in enumerate(found.units):
            node = unit.nodes[row.id]
            applicable[at, j] = node.status != "not_applicable"
            if row.indicator is not None and node.status in ("observed", "imputed"):
                score[at, j] = np.nan if node.score is None else node.score
                observed[at, j], imputed[at, j] = node.status == "observed", node.status == "imputed"
    return Leaves(score, observed, applicable, imputed)


def by_python(found: Results, leaves: Leaves, codes: Sequence[str], weights: Sequence[float]) -> list[Said]:
    """What scoring says of these units under these weights: index, rank, band, coverage, lowest and highest."""
    model = weighed(Framework.model_validate(found.framework.snapshot), weights)
    scores = scores_of(plan_of(model), leaves)
    said = {}
    for j, unit in enumerate(found.units):
        numbers = (scores.folded.score, scores.low, scores.high, scores.folded.coverage)
        value, low, high, coverage = (None if np.isnan(x[0, j]) else float(x[0, j]) for x in numbers)
        root = Root(value, low, high, coverage)
        gates = gate_results(model, unit.nodes, root)
        said[unit.code] = index_result(model, root, gates, unit.nodes)
    ranks = competition_ranks([said[code].value for code in codes])
    ends = [
        [None if end is None else published(end, model.decimals) for end in (said[c].low, said[c].high)] for c in codes
    ]
    return [
        (said[code].published, rank, said[code].band, round9(said[code].coverage or 0.0), pair)
        for code, rank, pair in zip(codes, ranks, ends, strict=True)
    ]


def cases() -> list[tuple[Results, list[list[float]]]]:
    ipm = scored_at_random(Random(7), load_framework("ipm").framework.model_copy(update={"units": "any"}))
    many = [(made(seed), 20) for seed in SEEDS]
    many += [
        (ipm, 60),
        (scored("smart-city", "smart-city-simulated")[-1], 20),
        (scored("screening", "screening-public.csv")[-1], 20),
    ]
    found = []
    for result, n in many:
        model = Framework.model_validate(result.framework.snapshot)
        rng = Random(n)
        found.append((result, [weights_for(rng, len(model.criteria)) for _ in range(n)]))
    return found


def test_a_thousand_sets_of_weights_rank_as_python_does(browser: Any) -> None:
    page = browser.new_page()
    page.add_script_tag(content=script("index"))
    asked, given = [], []
    for result, sets in cases():
        view = View(result, Framework.model_validate(result.framework.snapshot), "id")
        units = (*view.ranked, *view.unranked)
        model = reweigh(view, units)
        if model is not None:
            asked.append((result, units, sets))
            given.append({"model": str(model), "sets": sets})
    n = 0
    for (result, units, sets), said in zip(asked, page.evaluate(RANK, given), strict=True):
        order = [band["id"] for band in result.framework.snapshot["bands"]]
        leaves = leaves_of(Framework.model_validate(result.framework.snapshot), result)
        for weights, answer in zip(sets, said, strict=True):
            expected = by_python(result, leaves, [unit.code for unit in units], weights)
            told = [(printed, rank, order[b] if b >= 0 else None, *rest) for printed, rank, b, *rest in answer]
            if "mean_minus_sd" in str(result.framework.snapshot.get("aggregate")):  # bounds are then not told anew
                told, expected = [one[:4] for one in told], [one[:4] for one in expected]
            assert told == expected, (result.framework.snapshot, weights)
            n += 1
    assert n >= 1000


@pytest.fixture(scope="module")
def page_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("all") / "index.html"
    out.write_text(index_html(results()), encoding="utf-8")
    return out


def table(opened: Opened) -> list[list[str]]:
    found: list[list[str]] = opened.page.evaluate(
        "[...document.querySelectorAll('#ranks tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def settled(opened: Opened) -> None:
    """After the next frame, in which the table is ranked anew."""
    opened.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_a_weight_typed_by_keyboard_ranks_anew_and_goes_back(browser: Any, page_of_all: Path) -> None:
    opened = Opened(browser, page_of_all)
    before = table(opened)
    opened.page.locator("#weights > summary").focus()
    opened.page.keyboard.press("Enter")
    opened.page.locator("#weights [type=number]").first.focus()
    opened.page.keyboard.press("Control+A")
    opened.page.keyboard.type("0")
    settled(opened)
    found = results()
    model = Framework.model_validate(found.framework.snapshot)
    codes = [row[1] for row in table(opened)]
    expected = by_python(found, leaves_of(model, found), codes, [0.0, *(p.weight or 1.0 for p in model.criteria[1:])])
    for row, (printed, rank, *_) in zip(table(opened), expected, strict=True):
        assert row[0] == ("\u2013" if rank is None else str(rank))
        assert row[4] == ("\u2013" if printed is None else printed.replace(".", ","))
    assert "w=0%2C1%2C1" in opened.page.url
    assert opened.page.locator("#reweighed").is_visible()
    opened.page.locator("#reweighed button").click()
    settled(opened)
    assert table(opened) == before and "w=" not in opened.page.url
    assert not opened.page.locator("#reweighed").is_visible()
    assert opened.complaints == []


@pytest.mark.parametrize(("most", "told"), [(0, True), (3_200, False)])
def test_what_is_not_reckoned_anew_is_said(
    browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, told: bool
) -> None:
    monkeypatch.setattr("readiness.report.pages.reweigh.MOST", most)
    (tmp_path / "index.html").write_text(index_html(results()), encoding="utf-8")
    opened = Opened(browser, tmp_path / "index.html")
    opened.page.locator("#weights > summary").click()
    assert ("tidak dihitung ulang; saat bobot digeser" in opened.page.locator("#weights").inner_text()) == told
    assert opened.complaints == []


def test_a_slider_moves_by_the_arrows_and_the_shares_add_up(browser: Any, page_of_all: Path) -> None:
    opened = Opened(browser, page_of_all)
    opened.page.locator("#weights > summary").click()
    opened.page.locator("#weights [type=range]").nth(1).focus()
    opened.page.keyboard.press("ArrowRight")
    settled(opened)
    assert opened.page.locator("#reweighed").is_visible()
    shares = opened.page.locator("#weights .soft").all_inner_texts()
    assert abs(sum(int("".join(filter(str.isdigit, share))) for share in shares) - 100) <= 1


def test_a_shared_address_restores_weights_beside_search_and_order(browser: Any, page_of_all: Path) -> None:
    opened = Opened(browser, page_of_all, "#q=kota&sort=4d&w=1,5,0")
    assert opened.page.locator("#reweighed").is_visible()
    assert opened.page.input_value("#weights [type=number] >> nth=1") == "5"
    assert len(opened.shown()) == 2
    opened.page.fill("input[name=q]", "")
    assert "w=1%2C5%2C0" in opened.page.url and "sort=4d" in opened.page.url
    for nonsense in ("#w=1,2", "#w=a,b,c", "#w=0,0,0", "#w=-1,1,1"):
        assert not Opened(browser, page_of_all, nonsense).page.locator("#reweighed").is_visible()
