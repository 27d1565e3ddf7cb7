"""The pages in a real Chromium: no errors, no requests, sorting, searching and filtering, and all text without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.site import write_site
from tests.report.browsing import Opened
from tests.report.method_sample import everything
from tests.report.sample import scored

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("site")
    found = scored("screening", "screening-public.csv")
    write_site(found, out, insights=insights(found), only=["16.07", "16.71", "91.71"], command="readiness report")
    return out


@pytest.fixture(scope="module")
def method_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every stage of the method in one small result."""
    out: Path = tmp_path_factory.mktemp("method")
    found = everything()
    write_site([found], out, insights=insights([found]), only=["u03", "u07"], command="readiness report")
    return out


PAGES = [
    "index.html",
    *(f"{lang}/{name}.html" for lang in ("id", "en") for name in ("index", "method", "compare", "16.07")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_error_no_request_no_overflow(browser: Any, site: Path, name: str, width: int, scheme: str) -> None:
    opened = Opened(browser, site / name, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_text_without_scripts_is_at_least_95_percent(browser: Any, site: Path, name: str) -> None:
    lengths = [
        len(Opened(browser, site / name, java_script_enabled=scripts).page.locator("body").inner_text())
        for scripts in (False, True)
    ]
    assert lengths[0] >= 0.95 * lengths[1]


def test_search_understands_kab(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "index.html")
    assert opened.output == "514 dari 514 daerah ditampilkan"
    for text in ("Kab. Banyuasin", "kabupaten banyuasin", "  KAB  banyuasin", "16.07"):
        opened.page.fill("input[name=q]", text)
        assert opened.shown() == ["Kabupaten Banyuasin"], text
    assert opened.output == "1 dari 514 daerah ditampilkan"


def test_filters_narrow_each_other(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "en" / "index.html")
    opened.page.select_option("select[name=province]", "Sumatera Selatan")
    assert len(opened.shown()) == 17
    opened.page.select_option("select[name=kind]", "kota")
    assert len(opened.shown()) == 4
    opened.page.select_option("select[name=band]", index=1)
    assert len(opened.shown()) < 4


@pytest.mark.parametrize(("lang", "comma"), [("id", True), ("en", False)])
def test_sorting_by_numbers_and_names(browser: Any, site: Path, lang: str, comma: bool) -> None:
    opened = Opened(browser, site / lang / "index.html")
    heads = opened.page.locator("#ranks thead button")
    heads.nth(4).click()
    assert opened.page.get_attribute("#ranks thead th:nth-child(5)", "aria-sort") == "descending"
    first = [float(text.replace(",", ".") if comma else text) for text in opened.column(5) if text != "–"]
    assert first == sorted(first, reverse=True)
    heads.nth(4).click()
    again = [float(text.replace(",", ".") if comma else text) for text in opened.column(5) if text != "–"]
    assert again == sorted(first)
    heads.nth(2).click()
    names = opened.shown()
    assert names[0].startswith("Kabupaten Aceh") and names[-1].startswith("Kota Yogyakarta")


def test_units_without_a_number_stay_last(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "index.html")
    button = opened.page.locator("#ranks thead button").nth(6)
    for _ in range(2):
        button.click()
        cells = opened.column(7)
        missing = [k for k, text in enumerate(cells) if text == "–"]
        assert missing == list(range(len(cells) - len(missing), len(cells)))


def test_state_stands_in_the_address_and_goes_with_the_language(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "index.html")
    opened.page.fill("input[name=q]", "kota")
    opened.page.select_option("select[name=province]", "Aceh")
    opened.page.locator("#ranks thead button").nth(2).click()
    shown = opened.shown()
    address = opened.page.url.split("#")[1]
    again = Opened(browser, site / "id" / "index.html", "#" + address)
    assert again.shown() == shown and len(shown) == 5
    again.page.click("a.lang")
    again.page.wait_for_load_state("load")  # the script stands at the end of the page
    assert again.page.url.endswith("/en/index.html#" + address)
    assert again.shown() == shown
    assert again.complaints == []


def test_the_other_language_opens_at_the_same_place(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "16.07.html", "#sources")
    opened.page.click("a.lang")
    assert opened.page.url.endswith("/en/16.07.html#sources")


def test_tables_work_by_keyboard(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "index.html")
    opened.page.locator("#ranks thead button").nth(2).focus()
    opened.page.keyboard.press("Enter")
    assert opened.page.get_attribute("#ranks thead th:nth-child(3)", "aria-sort") == "ascending"


def test_printed_page_shows_what_is_folded(browser: Any, site: Path) -> None:
    opened = Opened(browser, site / "id" / "index.html")
    opened.page.emulate_media(media="print")
    assert opened.page.locator("details table").first.is_visible()
    assert not opened.page.locator(".tools").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["id/index.html", "en/method.html", "id/u03.html", "en/compare.html"])
def test_pages_of_every_method_show_no_error(
    browser: Any, method_site: Path, name: str, width: int, scheme: str
) -> None:
    opened = Opened(browser, method_site / name, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert opened.complaints == []
    assert len(opened.requests) == 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_opinions_sort_like_other_numbers(browser: Any, method_site: Path) -> None:
    opened = Opened(browser, method_site / "id" / "index.html")
    head = opened.page.locator("#ranks thead button").nth(5)
    for expected in ([str(k) for k in range(12, 0, -1)], [str(k) for k in range(1, 13)]):
        head.click()
        found = opened.column(6)
        assert found[:12] == expected
        assert set(found[12:]) == {"–"}


def test_a_method_opens_at_its_explanation_and_keeps_it_in_the_other_language(browser: Any, method_site: Path) -> None:
    opened = Opened(browser, method_site / "id" / "method.html")
    opened.page.click("a[href='#m-aggregate-owa']")
    assert opened.page.url.endswith("#m-aggregate-owa")
    opened.page.click("a.lang")
    assert opened.page.url.endswith("/en/method.html#m-aggregate-owa")
    assert opened.page.locator("#m-aggregate-owa dt").is_visible()
