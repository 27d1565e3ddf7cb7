"""The page of changes: every printed sum adds up, nothing is lost without scripts, and hostile words stay words."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.changing import change
from readiness.analysis.insights import insights
from readiness.data.units import Unit
from readiness.report.beside import Beside
from readiness.report.charts.slope import Slope, slope
from readiness.report.site import change_html, write_site
from readiness.results.records import Results
from tests.report.sample import CRITERIA, ROWS, UNITS, results
from tests.scoring.making import group, leaf

HOSTILE = "<script>alert(1)</script>\"'&|`{{x}}\u202e"
EDITED: list[dict[str, Any]] = [{**CRITERIA[0], "weight": 5}, *CRITERIA[1:]]
MOVED = {**ROWS, "a": {**ROWS["a"], "desa_4g": 95.5, "perda": 0}, "b": {**ROWS["b"], "warga": 61.7}}


class Cells(HTMLParser):
    """The rows of the table of a class, as texts."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.inside, self.rows = wanted, False, list[list[str]]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.inside = self.wanted in (dict(attrs).get("class") or "").split()
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def rows(page: str, wanted: str) -> list[list[str]]:
    parser = Cells(wanted)
    parser.feed(page)
    return parser.rows[1:]


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace("+", "").replace(",", "."))


def pages(lang: str = "id", **keys: Any) -> tuple[Results, Results, str]:
    before, after = results(wave="2024"), results(EDITED, MOVED, wave="2025", version="2", **keys)
    return before, after, change_html(after, change(before, after, 2), lang, "readiness compare")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_row_adds_up_as_printed(lang: str) -> None:
    _, _, page = pages(lang)
    split = 0
    for row in rows(page, "changes"):
        before, after, total, *parts = row[4:]
        if total == "–":
            continue
        assert number(after) - number(before) == number(total)
        assert sum(map(number, parts)) == number(total)
        split += 1
    assert split == 3  # the fourth has no index
    assert page.count("<h1>") == 1 and ("2024" in page and "2025" in page)


def test_indicators_add_up_to_what_is_due_to_data() -> None:
    _, _, page = pages()
    due = {row[2]: number(row[7]) for row in rows(page, "changes") if row[7] != "–"}
    tables = re.findall(r"<details><summary>([^<]+) [+−]?[\d,]+</summary>(.*?)</details>", page, re.DOTALL)
    assert {name for name, _ in tables} == {"Kabupaten Satu", "Kota Dua"}
    for name, table in tables:
        parts = [number(row[3]) for row in rows(table, "moved")]
        assert sum(parts) == due[name]


def test_nothing_is_lost_where_it_cannot_be_split() -> None:
    _, _, page = pages()
    assert "belum ada indeks pada hasil sebelumnya" in page


def test_who_is_new_and_who_is_gone() -> None:
    before = results(data={code: ROWS[code] for code in "abc"}, wave="2024")
    after = results(data={code: ROWS[code] for code in "abd"}, wave="2025")
    page = change_html(after, change(before, after), "en")
    assert "New regions: 1; gone: 1." in page
    assert page.index("Kota Empat") < page.index("Kabupaten Tiga")


def test_simulated_beside_official_is_told() -> None:
    before, after = results(synthetic=True), results(EDITED, MOVED)
    assert "One of the two results is made from simulated data" in change_html(after, change(before, after), "en")
    assert "simulated data" not in change_html(after, change(after, after), "en")


def test_hostile_words_stay_words() -> None:
    units = [Unit("a", HOSTILE, "kabupaten", HOSTILE, {}), *UNITS[1:]]
    label = {"id": HOSTILE, "en": HOSTILE}
    old = [group("p", [leaf("x", 1, label=label), leaf("y", 1)], 1, label=label)]
    new = [group("p", [leaf("x", 3, label=label, note=label)], 1, label=label), leaf("w", 0.2, label=label)]
    then = results(old, {"a": {"x": 10, "y": 20}, "b": {"x": 1, "y": 2}}, units=units, wave=HOSTILE)
    now = results(new, {"a": {"x": 90, "w": 3}, "b": {"x": 1, "w": 2}}, units=units, wave="2025")
    for lang in ("id", "en"):
        page = change_html(now, change(then, now, 1), lang)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert page.count("<script>") == 1


def test_the_site_has_the_page_and_each_unit_its_own_part(tmp_path: Path) -> None:
    before, after, _ = pages()
    found = change(before, after)
    write_site([after], tmp_path, insights=insights([after]), langs=("en",), beside=Beside(change=found))
    page = (tmp_path / "en" / "change.html").read_text(encoding="utf-8")
    assert 'href="a.html"' in page
    own = (tmp_path / "en" / "a.html").read_text(encoding="utf-8")
    section = own[own.index('<section aria-labelledby="change">') :]
    row = next(row for row in rows(page, "changes") if row[1] == "a")
    sentence = re.search(r"Due to data (\S+), due to the framework (\S+), due to both (\S+)\.", section)
    assert sentence is not None
    assert list(sentence.groups()) == [cell.strip() for cell in row[7:]]
    assert 'href="change.html"' in (tmp_path / "en" / "index.html").read_text(encoding="utf-8")


def test_without_a_baseline_there_is_no_page(tmp_path: Path) -> None:
    after = results()
    write_site([after], tmp_path, insights=insights([after]), langs=("en",))
    assert not (tmp_path / "en" / "change.html").exists()
    assert 'href="change.html"' not in (tmp_path / "en" / "a.html").read_text(encoding="utf-8")


def test_the_slope_has_a_line_and_a_label_for_each_and_none_on_another() -> None:
    drawn = [Slope(f"Kota {n}", 50.0 + n / 10, 60.0 - n / 10, ("50,0", "60,0", "+10,0")) for n in range(12)]
    svg = slope(drawn, ("2024", "2025"), title="t", description="d")
    assert svg.count('class="rise"') == 12
    places = sorted(float(y) for y in re.findall(r'y="([\d.]+)" class="number"', svg))
    assert all(b - a >= 27.9 for a, b in pairwise(places))
    assert 'role="img"' in svg and "<title" in svg


def test_falling_is_told_by_more_than_colour() -> None:
    svg = slope([Slope("Kota", 60.0, 50.0, ("60,0", "50,0", "−10,0"))], ("a", "b"), title="t", description="d")
    assert 'class="fall"' in svg and "−10,0" in svg
