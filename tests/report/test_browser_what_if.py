"""What-if on the page of a unit: the browser reckons as Python does, and a person can use it."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.framework.model import Framework
from readiness.pipeline import load_framework
from readiness.report.pages.view import View
from readiness.report.pages.what_if import what_if
from readiness.report.shell import script
from readiness.report.site import write_site
from readiness.results.insights import UnitInsight
from readiness.results.records import Results, UnitResult
from readiness.scoring.again import units_of
from tests.report.browsing import Opened
from tests.report.sample import results, scored
from tests.report.supposing import Supposed, made, scored_at_random, suppositions

pytestmark = pytest.mark.browser

SEEDS = range(60)
BUNDLED = [
    ("screening", "screening-public.csv", 30),
    ("smart-city", "smart-city-simulated", 10),
    ("spbe-2020", "spbe-bandar-lampung.csv", 1),
]
RECKON = """cases => cases.map(({model, sets}) => { const m = JSON.parse(model); return sets.map(set => {
const then = reckon(m, new Map(Object.entries(set)));
return [then.printed, then.band, then.value, then.coverage, Object.fromEntries(Object.entries(then.nodes).map(([id, n]) => [id, n.score]))];
}); })"""


def cases() -> list[tuple[Results, UnitResult, list[Supposed]]]:
    found = []
    for seed in SEEDS:
        result = made(seed)
        rng = Random(seed)
        model = Framework.model_validate(result.framework.snapshot)
        found += [(result, unit, suppositions(rng, model, unit, 4)) for unit in result.units[:4]]
    ipm = scored_at_random(Random(7), load_framework("ipm").framework.model_copy(update={"units": "any"}))
    results = [(scored(name, data)[-1], n) for name, data, n in BUNDLED]
    for result, n in [*results, (ipm, 8)]:
        rng = Random(n)
        model = Framework.model_validate(result.framework.snapshot)
        units = rng.sample(result.units, n) if n < len(result.units) else result.units
        found += [(result, unit, suppositions(rng, model, unit, max(4, 40 // n))) for unit in units]
    return found


def near(one: float | None, other: float | None) -> bool:
    """The same number but for the last bits of a logarithm or a power."""
    return one == other or (
        one is not None and other is not None and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    )


def model_of(result: Results, unit: UnitResult) -> str:
    view = View(result, Framework.model_validate(result.framework.snapshot), "id")
    return str(what_if(view, unit, UnitInsight(unit.code)))


def arithmetic(browser: Any) -> Any:
    """A page that knows the arithmetic alone."""
    page = browser.new_page()
    page.add_script_tag(content=script("unit").partition("{\nconst m = JSON")[0].replace("follow();", ""))
    return page


def test_a_thousand_suppositions_are_reckoned_as_python_does(browser: Any) -> None:
    asked = cases()
    given = [{"model": model_of(result, unit), "sets": sets} for result, unit, sets in asked]
    answers = arithmetic(browser).evaluate(RECKON, given)
    n = 0
    for (result, unit, sets), said in zip(asked, answers, strict=True):
        framework = Framework.model_validate(result.framework.snapshot)
        order = [band.id for band in framework.bands]
        for supposed, expected, answer in zip(sets, units_of(framework, unit, sets), said, strict=True):
            printed, band, value, coverage, scores = answer
            told = (result.framework.id, result.framework.snapshot, unit.code, supposed, answer, expected.index)
            index = expected.index
            assert (printed, order[band] if band >= 0 else None) == (index.published, index.band), told
            assert near(value, index.value) and near(coverage, index.coverage), told
            assert all(near(score, expected.nodes[key].score) for key, score in scores.items() if key != "index"), told
            n += 1
    assert n >= 1000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("site")
    found = results()
    write_site([found], out, insights=insights([found]), command="readiness report")
    return out


def said(opened: Opened) -> str:
    text: str = opened.page.inner_text("#supposed output")
    return " ".join(text.split())


def test_the_whole_of_it_by_keyboard(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "a.html")
    page = opened.page
    assert not page.locator("#supposed").is_visible()
    page.locator("#what-if > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first pillar
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("12,5")
    page.keyboard.press("Enter")
    index = units_of(*of_a(), [{"desa_4g": 12.5}])[0].index
    assert (index.published or "").replace(".", ",") in said(opened)
    assert page.url.endswith("#desa_4g=12.5")
    assert "81,7% \u2192 12,5%" in page.inner_text("#what-if ul").replace("\u00a0", "")
    page.locator("#what-if ul button").focus()
    page.keyboard.press("Enter")
    assert "#" not in page.url and not page.locator("#supposed").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert opened.complaints == []


def of_a() -> tuple[Framework, UnitResult]:
    found = results()
    return Framework.model_validate(found.framework.snapshot), found.units[0]


def test_what_cannot_be_read_moves_nothing_and_is_told(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "a.html")
    opened.page.locator("#what-if > summary").click()
    opened.page.locator("#what-if details summary").first.click()
    field = opened.page.locator("#what-if input").first
    field.fill("banyak")
    field.press("Enter")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("e => e.validationMessage")
    assert not opened.page.locator("#supposed").is_visible()


def test_a_shared_address_restores_what_was_supposed_in_both_languages(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "a.html", "#desa_4g=20&perda=0&rencana=3&warga=&unknown=1&kantor=x")
    index = units_of(*of_a(), [{"desa_4g": 20.0, "perda": 0.0, "rencana": 3.0, "warga": None}])[0].index
    assert (index.published or "").replace(".", ",") in said(opened)
    assert opened.page.locator("#what-if li").count() == 4
    opened.page.click("a.lang")
    opened.page.wait_for_load_state("load")
    assert (index.published or "") in said(opened)
    opened.page.locator("#supposed button").click()
    assert "=" not in opened.page.url and not opened.page.locator("#supposed").is_visible()


def test_a_step_is_tried_from_its_row_and_undone_there(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "en" / "a.html")
    button = opened.page.locator(".levers button").first
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert "+" in said(opened)
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert not opened.page.locator("#supposed").is_visible()


def test_printed_it_bears_its_stamp_and_no_inputs(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "a.html", "#desa_4g=20")
    opened.page.emulate_media(media="print")
    assert "Andaian, bukan hasil penilaian" in opened.page.inner_text("#supposed")
    assert opened.page.locator("#what-if li").is_visible()
    assert not opened.page.locator("#what-if input").first.is_visible()
    plain = Opened(browser, site / "id" / "a.html")
    plain.page.emulate_media(media="print")
    assert not plain.page.locator("#what-if").is_visible()


def test_without_scripts_there_is_nothing_of_it(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "a.html", java_script_enabled=False)
    assert not opened.page.locator("#what-if").is_visible() and not opened.page.locator("#supposed").is_visible()
