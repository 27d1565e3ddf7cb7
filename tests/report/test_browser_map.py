"""The map under a pointer: it names the region, leads to its page, and shows what the table shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.beside import Beside
from readiness.report.site import write_site
from tests.data.boundaries.making import geojson, written
from tests.report.browsing import Opened
from tests.report.sample import scored
from tests.report.test_map import outlined

pytestmark = pytest.mark.browser

CENTRE = """k => {
  const again = document.querySelector('svg.map > svg use'), mark = document.querySelectorAll('#marks > g > *')[k];
  const box = mark.getBBox(), matrix = (%s ? again : mark).getScreenCTM();
  const at = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(matrix);
  return [at.x, at.y];
}"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site with areas, one with dots."""
    out: Path = tmp_path_factory.mktemp("site")
    [found] = scored("screening", "screening-public.csv")
    drawn = outlined(found, written(out, geojson()))
    for name, beside in (("areas", Beside(outlines=drawn)), ("dots", Beside())):
        write_site([found], out / name, insights=insights([found]), only=["32.04"], langs=["en"], beside=beside)
    return out


def row_of(opened: Opened, code: str) -> int:
    row: int = opened.page.evaluate(
        "code => [...document.querySelectorAll('#ranks tbody tr')].findIndex(r => r.cells[1].textContent === code)",
        code,
    )
    return row


@pytest.mark.parametrize("again", [False, True])
def test_the_region_under_the_pointer_is_named_and_leads_to_its_page(browser: Any, sites: Path, again: bool) -> None:
    opened = Opened(browser, sites / "areas/en/index.html", viewport={"width": 1280, "height": 1500})
    opened.page.locator("#map").scroll_into_view_if_needed()
    x, y = opened.page.evaluate(CENTRE % str(again).lower(), row_of(opened, "32.04"))
    opened.page.mouse.move(x, y)
    assert opened.page.inner_text(".spot").startswith("Kabupaten Bandung ")
    assert "rank" in opened.page.inner_text(".spot")
    opened.page.mouse.click(x, y)
    opened.page.wait_for_url("**/32.04.html")
    assert opened.complaints == []


def test_a_finger_first_tells_and_the_name_leads_on(browser: Any, sites: Path) -> None:
    opened = Opened(browser, sites / "areas/en/index.html", viewport={"width": 390, "height": 900}, has_touch=True)
    opened.page.locator("#map").scroll_into_view_if_needed()
    x, y = opened.page.evaluate(CENTRE % "true", row_of(opened, "32.04"))
    opened.page.touchscreen.tap(x, y)
    assert opened.page.url.endswith("/index.html")
    assert opened.page.get_attribute(".spot a", "href") == "32.04.html"
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("kind", "again"), [("areas", 0), ("dots", 1)])
def test_the_map_follows_the_filters_of_the_table(browser: Any, sites: Path, kind: str, again: int) -> None:
    opened = Opened(browser, sites / kind / "en/index.html", "#province=Jawa+Barat")
    faint = opened.page.locator("svg.map .off").count()
    shown = opened.page.locator("svg.map :is(path, use, circle):not(.off):is(.c0, .c1, .c2, .c3, .c4)").count()
    assert shown == 27 * (1 + again)  # Java's marks stand once more, as marks of their own
    assert faint >= 514 - 27
    opened.page.select_option("select[name=province]", "")
    opened.page.wait_for_function("!document.querySelector('svg.map .off')")
    assert opened.complaints == []


@pytest.mark.parametrize("kind", ["areas", "dots"])
def test_the_map_follows_the_weights(browser: Any, sites: Path, kind: str) -> None:
    """A mark changes for every row that changes its band, twice where the map shows a part once more (dots); the
    framework's own weights bring the map back."""
    marks = (
        "() => [...document.querySelectorAll('svg.map :is(path, use)')].map(mark => mark.getAttribute('class')).join()"
    )
    bands = """() => Object.fromEntries([...document.querySelectorAll('#ranks tbody tr')].map(
      row => [row.cells[1].textContent, row.querySelector('use')?.getAttribute('href')]))"""
    page = Opened(browser, sites / kind / "en/index.html").page
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    before, was = page.evaluate(marks), page.evaluate(bands)
    page.locator("input[type=number]").first.fill("4")
    page.wait_for_function(f"before => ({marks})() !== before", arg=before)
    other = sum(was[code] != now for code, now in page.evaluate(bands).items())
    moved = [a != b for a, b in zip(before.split(","), page.evaluate(marks).split(","), strict=True)]
    assert 0 < other <= sum(moved) <= 2 * other
    page.locator("input[type=number]").first.fill("1")
    page.wait_for_function(f"before => ({marks})() === before", arg=before)


def test_a_dot_near_the_pointer_is_named(browser: Any, sites: Path) -> None:
    opened = Opened(browser, sites / "dots/en/index.html", viewport={"width": 1280, "height": 1500})
    opened.page.locator("#map").scroll_into_view_if_needed()
    order = opened.page.get_attribute("#marks", "data-rows").split()
    where = order.index(str(row_of(opened, "91.71")))
    box = opened.page.locator("#marks > *").nth(where).bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2 + 2, box["y"] + box["height"] / 2)
    assert opened.page.inner_text(".spot").startswith("Kota Jayapura ")


@pytest.mark.parametrize("kind", ["areas", "dots"])
def test_without_scripts_the_map_is_there_and_no_line_waits(browser: Any, sites: Path, kind: str) -> None:
    opened = Opened(browser, sites / kind / "en/index.html", java_script_enabled=False)
    assert opened.page.locator("svg.map").is_visible()
    assert not opened.page.locator(".spot").is_visible()
