"""The page of a selection, and of a unit with peers and robustness, in a real Chromium: screen, keyboard and paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.beside import Beside
from readiness.report.site import write_site
from tests.report.browsing import Opened, unavailable
from tests.report.selection_sample import many_results, selection

pytestmark = pytest.mark.browser
PAGES = [f"{lang}/{name}.html" for lang in ("id", "en") for name in ("selection", "u004")]
A4, F4 = ("210mm", "297mm"), ("215mm", "330mm")
MANY = 90  # candidates; their chart and tables run over several sheets


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out: Path = tmp_path_factory.mktemp("chosen")
    found = many_results(MANY, names="Kabupaten Kepulauan Calon {k}")
    write_site(
        [found],
        out,
        insights=insights([found]),
        only=["u004", "u005"],
        command="readiness report",
        beside=Beside(selection=selection(found, 25)),
    )
    return out


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_error_no_request_no_overflow(browser: Any, chosen: Path, name: str, width: int, scheme: str) -> None:
    opened = Opened(browser, chosen / name, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert opened.complaints == []  # a breach of the policy is one
    assert len(opened.requests) == 1
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_text_without_scripts_is_at_least_95_percent(browser: Any, chosen: Path, name: str) -> None:
    lengths = [
        len(Opened(browser, chosen / name, java_script_enabled=scripts).page.locator("body").inner_text())
        for scripts in (False, True)
    ]
    assert lengths[0] >= 0.95 * lengths[1] > 0


def test_the_unit_has_peers_and_says_how_sure_its_rank_is(browser: Any, chosen: Path) -> None:
    page = Opened(browser, chosen / "id" / "u004.html").page
    assert page.locator("section[aria-labelledby=peers] tbody tr").count() == 6
    page.click("section[aria-labelledby=robust] a[href='selection.html']")
    assert page.url.endswith("/id/selection.html")


@pytest.mark.parametrize("width", [390, 1280])
def test_words_of_the_chart_keep_their_size_and_its_marks_stay_in_their_lane(
    browser: Any, chosen: Path, width: int
) -> None:
    page = Opened(browser, chosen / "id" / "selection.html", viewport={"width": width, "height": 900}).page
    sizes = page.eval_on_selector_all(
        ".lanes th, .lanes td", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12
    outside = page.evaluate(
        """() => [...document.querySelectorAll('td.lane')].filter(cell => {
            const room = cell.getBoundingClientRect();
            return [...cell.querySelectorAll('rect, use:not(:first-child)')].some(mark => {
                const at = mark.getBoundingClientRect();
                return at.left < room.left - 1 || at.right > room.right + 6 || at.top < room.top - 1;
            });
        }).length"""
    )
    assert outside == 0


def test_on_a_phone_every_contested_figure_is_in_sight(browser: Any, chosen: Path) -> None:
    page = Opened(browser, chosen / "id" / "selection.html", viewport={"width": 390, "height": 900}).page
    cells = page.eval_on_selector_all(
        ".contested tbody tr > *",
        "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.right]; })",
    )
    assert len(cells) > 20
    assert all(left >= 0 and right <= 390 for left, right in cells)


def test_the_page_can_be_walked_by_keyboard_in_its_order(browser: Any, chosen: Path) -> None:
    opened = Opened(browser, chosen / "id" / "selection.html", viewport={"width": 1280, "height": 900})
    page, walked = opened.page, []
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "(e => [e.getBoundingClientRect().top + scrollY, getComputedStyle(e).outlineStyle, e.className, e.tagName])"
            "(document.activeElement)"
        )
        if at[3] == "BODY":  # past the end
            break
        walked.append(at)
    assert walked[0][2] == "skip" and len(walked) > 20
    assert all(style != "none" for _, style, *_ in walked)
    below = [round(top) for top, *_ in walked[1:]]
    assert all(after >= before - 30 for before, after in pairwise(below))
    page.keyboard.press("Shift+Tab")
    assert opened.complaints == []


def test_the_other_language_opens_at_the_same_part(browser: Any, chosen: Path) -> None:
    opened = Opened(browser, chosen / "id" / "selection.html", "#record")
    opened.page.click("a.lang")
    assert opened.page.url.endswith("/en/selection.html#record")


def test_forced_colours_leave_every_shape_to_be_seen(browser: Any, chosen: Path) -> None:
    page = Opened(browser, chosen / "id" / "selection.html", forced_colors="active").page
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for query in (".sure", ".open path", ".lane rect"):
        assert page.evaluate("q => getComputedStyle(document.querySelector(q)).fill", query) != paper
    assert page.evaluate("getComputedStyle(document.querySelector('circle.out')).stroke") != paper


@pytest.mark.parametrize("size", [A4, F4])
@pytest.mark.parametrize("name", PAGES)
def test_on_paper_nothing_is_wider_than_the_sheet(browser: Any, chosen: Path, name: str, size: tuple[str, str]) -> None:
    width = int(size[0][:-2]) - 28  # the margins of the style
    page = Opened(browser, chosen / name, viewport={"width": round(width * 96 / 25.4), "height": 1000}).page
    page.emulate_media(media="print")
    room = page.evaluate("innerWidth")
    wide = page.evaluate(
        "room => [...document.querySelectorAll('main *')].filter(e => !e.closest('svg, .hide, .symbols') "
        "&& e.getBoundingClientRect().right > room + 1).map(e => e.outerHTML.slice(0, 80))",
        room,
    )
    assert wide == []


def sheets(browser: Any, path: Path, size: tuple[str, str], out: Path) -> list[str]:
    """The text of every sheet of paper."""
    tool = shutil.which("pdftotext")
    if tool is None:
        unavailable("no pdftotext to read a PDF with")
    Opened(browser, path).page.pdf(path=out, width=size[0], height=size[1])
    text = subprocess.run([tool, "-layout", out, "-"], capture_output=True, check=True, text=True).stdout
    return text.removesuffix("\f").split("\f")


@pytest.mark.parametrize("size", [A4, F4])
def test_the_record_starts_on_its_own_sheet_and_heads_repeat(
    browser: Any, chosen: Path, tmp_path: Path, size: tuple[str, str]
) -> None:
    found = sheets(browser, chosen / "en" / "selection.html", size, tmp_path / "a.pdf")
    [record] = [k for k, text in enumerate(found) if "Draft decision record" in text]
    words = [line.strip() for line in found[record].splitlines() if line.strip() and "SIMULATED" not in line]
    assert words[0].startswith("Draft decision record")
    assert "Signature" in "".join(found[record:])
    tabled = [text for text in found[1:record] if len(re.findall(r"^\s+\d+\s+Kabupaten", text, re.M)) > 3]
    assert len(tabled) >= 2
    assert all("Place" in text and "Zone" in text for text in tabled)
    everyone = "\n".join(found)
    for k in range(MANY):
        assert re.search(rf"Kepulauan Calon {k}\b", everyone), k
