"""The matrix, an indicator and the quality of the data in a real Chromium: searched, sorted, still while it scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.site import write_site
from tests.report.browsing import Opened
from tests.report.sample import scored

pytestmark = pytest.mark.browser

PAGES = ("matrix", "quality", "indicator-pdrb", "indicator-rencana_induk_berlaku")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("matrix")
    found = scored("screening", "screening-public.csv")
    write_site(found, out, insights=insights(found), only=["16.07"], command="readiness report")
    return out


def names(opened: Opened) -> list[str]:
    found: list[str] = opened.page.eval_on_selector_all(
        ".heat tbody tr:not([hidden]) th", "found => found.map(th => th.textContent)"
    )
    return found


def column(opened: Opened, number: int) -> list[str]:
    found: list[str] = opened.page.eval_on_selector_all(
        f".heat tbody tr:not([hidden]) > :nth-child({number})", "found => found.map(cell => cell.textContent)"
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_error_no_request_no_overflow(browser: Any, site: Path, name: str, width: int, scheme: str) -> None:
    path = site / "id" / f"{name}.html"
    opened = Opened(browser, path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_text_without_scripts_is_at_least_95_percent(browser: Any, site: Path, name: str) -> None:
    lengths = [
        len(Opened(browser, site / "en" / f"{name}.html", java_script_enabled=on).page.locator("body").inner_text())
        for on in (False, True)
    ]
    assert lengths[0] >= 0.95 * lengths[1]


def test_search_and_filters_find_rows(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "matrix.html")
    opened.page.fill("input[name=q]", "Kab. Banyuasin")
    assert names(opened) == ["Kabupaten Banyuasin"]
    opened.page.fill("input[name=q]", "")
    opened.page.select_option("select[name=province]", "Sumatera Selatan")
    assert len(names(opened)) == 17
    assert opened.output == "17 dari 514 daerah ditampilkan"


def test_an_indicator_is_sorted_by_its_button_and_opened_by_its_name(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "en" / "matrix.html")
    head = opened.page.locator(".heat thead tr:last-child th").nth(5)
    button = head.get_by_role("button", name="Sort by Households with improved sanitation")
    button.click()
    assert head.get_attribute("aria-sort") == "descending"
    found = column(opened, 6)
    numbers = [float(text) for text in found if not text.startswith("–")]
    assert numbers == sorted(numbers, reverse=True)
    assert found[-1] == "–no data yet"
    head.get_by_role("link").click()
    assert opened.page.url.endswith("/indicator-sanitasi_layak.html")


def test_state_goes_with_the_language(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "matrix.html")
    opened.page.select_option("select[name=province]", "Aceh")
    opened.page.locator(".heat thead tr:last-child button").nth(4).click()
    shown = names(opened)
    opened.page.click("a.lang")
    opened.page.wait_for_load_state("load")
    assert "/en/matrix.html#" in opened.page.url
    assert names(opened) == shown


def test_head_and_names_stay_while_the_rest_moves(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "matrix.html", viewport={"width": 800, "height": 900})
    places = """() => {
        const box = document.querySelector('.heatbox'), at = e => e.getBoundingClientRect();
        box.scrollTo(300, 4000);
        const row = [...document.querySelectorAll('.heat tbody tr')].find(r => at(r).top > at(box).top + 300);
        return [at(document.querySelector('.heat thead')).top - at(box).top, at(row.cells[2]).left - at(box).left];
    }"""
    top, left = opened.page.evaluate(places)
    assert abs(top) <= 2
    assert abs(left) <= 2


def test_printed_matrix_shows_all_of_it(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "matrix.html")
    opened.page.emulate_media(media="print")
    assert not opened.page.locator(".tools").is_visible()
    box = opened.page.evaluate(
        "(() => { const b = document.querySelector('.heatbox');"
        "return [getComputedStyle(b).overflowY, getComputedStyle(b).maxHeight]; })()"
    )
    assert box == ["visible", "none"]
    assert opened.page.locator(".heat thead tr:last-child th").first.inner_text().strip().startswith("Peringkat")
