"""Printed by a real browser: two sheets at most for the summary, all the text of the page, tagged and with an outline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.browser import find
from readiness.report.pages.brief_page import brief_page
from readiness.report.pages.unit_page import unit_page
from readiness.report.printing import write_pdfs
from readiness.results.records import UnitResult
from tests.report.browsing import Opened, unavailable
from tests.report.method_sample import everything
from tests.report.reading import Element, read
from tests.report.sample import scored, view

pytestmark = pytest.mark.browser
A4, F4 = ("210mm", "297mm"), ("215mm", "330mm")
CODE = "16.07"


def poppler(tool: str, *words: object) -> str:
    found = shutil.which(tool)
    if found is None:
        unavailable(f"no {tool}: install poppler-utils")
    return subprocess.run([found, *map(str, words)], capture_output=True, check=True, text=True).stdout


def installed() -> Path:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        unavailable("no Chromium: install it, or name it in CHROMIUM")
    return find(Path(path))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The full report and the summary of one unit, on F4."""
    found = scored("screening", "screening-public.csv")[0]
    units = [unit for unit in found.units if unit.code == CODE]
    out = tmp_path_factory.mktemp("pdf")
    full, brief = write_pdfs(
        [view(found)], out, browser=installed(), insights=insights([found]), units=units, paper="f4"
    )
    return {"full": full, "brief": brief}


@pytest.mark.parametrize("name", ["full", "brief"])
def test_tagged_with_an_outline_on_the_paper_asked_for_and_without_a_date(printed: dict[str, Path], name: str) -> None:
    said = dict(re.findall(r"^(.+?):\s+(.*)$", poppler("pdfinfo", printed[name]), re.M))
    assert said["Tagged"] == "yes"
    assert said["Title"].startswith("Kabupaten Banyuasin")
    width, height = map(float, re.findall(r"[\d.]+", said["Page size"])[:2])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (215, 330)
    assert "CreationDate" not in said
    content = printed[name].read_bytes()
    assert b"/Outlines" in content and b"file:" not in content


def words(text: str) -> set[str]:
    """Words without the spaces and breaks that a line of print puts between their parts."""
    return set(re.findall(r"[\w.,%]*\w[\w.,%]*", text.replace("\u00ad", "")))


def printable(page: Element) -> str:
    """What a page says on paper: without what only leads through it on a screen."""
    left_out = {"script", "style", "title", "desc", "summary", "nav"}

    def of(element: Element) -> str:
        hidden = "hidden" in element.attrs or {"whole", "skip", "hide"} & set(element.attrs.get("class", "").split())
        if element.tag in left_out or hidden:
            return " "
        return " ".join(part if isinstance(part, str) else of(part) for part in element.parts)

    return of(page.one("body"))


@pytest.mark.parametrize("name", ["full", "brief"])
def test_a_pdf_holds_all_the_text_of_its_page(printed: dict[str, Path], name: str) -> None:
    found = scored("screening", "screening-public.csv")[0]
    unit = next(unit for unit in found.units if unit.code == CODE)
    page = {"full": unit_page, "brief": brief_page}[name](view(found), unit, insights([found])[CODE])
    shown = poppler("pdftotext", "-layout", printed[name], "-")
    joined = re.sub(r"\s+", "", shown)
    lost = {word for word in words(printable(read(page))) - words(shown) if word not in joined}
    assert lost == set()


def least_and_most(units: list[UnitResult]) -> list[UnitResult]:
    """Those whose summary is likely the longest and the shortest, and one with hardly any data."""
    by_name = sorted(units, key=lambda unit: (len(unit.name), unit.code))
    by_data = sorted(units, key=lambda unit: (unit.index.coverage or 0.0, unit.code))
    return list({unit.code: unit for unit in (by_name[0], by_name[-1], by_data[0], by_data[-1])}.values())


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("size", [A4, F4])
@pytest.mark.parametrize("which", ["screening", "spbe-2020", "everything"])
def test_a_summary_is_two_sheets_at_most(
    browser: Any, tmp_path: Path, which: str, size: tuple[str, str], lang: str
) -> None:
    data = {"screening": "screening-public.csv", "spbe-2020": "spbe-bandar-lampung.csv"}
    found = everything() if which == "everything" else scored(which, data[which])[-1]
    told = insights([found])
    for unit in least_and_most(list(found.units)):
        path = tmp_path / "page.html"
        path.write_text(brief_page(view(found, lang), unit, told[unit.code]), encoding="utf-8")
        opened = Opened(browser, path)
        opened.page.pdf(path=tmp_path / "page.pdf", width=size[0], height=size[1])
        pages = int(re.findall(r"Pages:\s+(\d+)", poppler("pdfinfo", tmp_path / "page.pdf"))[0])
        assert pages <= 2, unit.name
        assert opened.complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_on_a_screen_nothing_overflows(browser: Any, tmp_path: Path, width: int) -> None:
    found = scored("screening", "screening-public.csv")[0]
    unit = next(unit for unit in found.units if unit.code == CODE)
    path = tmp_path / "page.html"
    path.write_text(brief_page(view(found), unit, insights([found])[CODE]), encoding="utf-8")
    opened = Opened(browser, path, viewport={"width": width, "height": 900})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert len(opened.requests) == 1
