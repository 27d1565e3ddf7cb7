"""The map on the index page: one mark a region in either form, in the order of the table that holds its numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from readiness.data.boundaries.outlines import outlines
from readiness.data.boundaries.reading import read_boundaries
from readiness.data.boundaries.records import Frame, Outlines
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.report.beside import Beside
from readiness.report.charts.inset import find_inset
from readiness.report.pages.index_page import index_page
from readiness.report.pages.view import View
from readiness.results.records import Results
from tests.data.boundaries.making import geojson, topojson, written
from tests.report.reading import Element, read, rows
from tests.report.sample import results, scored

KIB = 1024


def page(found: Results, drawn: Outlines | None = None, lang: str = "id") -> str:
    framework = Framework.model_validate(found.framework.snapshot)
    return index_page(View(found, framework, lang, "readiness report", beside=Beside(outlines=drawn)))


def outlined(found: Results, path: Path) -> Outlines:
    units = [Unit(unit.code, unit.name, unit.kind, unit.province, unit.attributes) for unit in found.units]
    boundaries = read_boundaries(path, units).boundaries
    assert boundaries is not None
    return outlines(boundaries, units)


@pytest.fixture(scope="module", params=[geojson, topojson])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    [found] = scored("screening", "screening-public.csv")
    path = written(tmp_path_factory.mktemp("peta"), request.param(), "peta.geojson")
    return page(found, outlined(found, path))


def bands(root: Element) -> list[str]:
    """The shape of each row of the table of ranks."""
    table = root.one("table", id="ranks").one("tbody")
    return [row.one("use").attrs["href"].removeprefix("#b") for row in table.all("tr")]


def test_514_areas_each_in_the_band_of_its_row_and_the_page_is_small(whole: str) -> None:
    root = read(whole)
    groups = root.one("g", id="marks").children
    areas = [(group.attrs["class"].removeprefix("c"), area) for group in groups for area in group.children]
    assert len(areas) == 514
    assert all(area.tag == "path" and area.attrs["d"].count("z") >= 1 for _, area in areas)
    assert [shape for shape, _ in areas] == bands(root)
    assert len(whole.encode()) <= 350 * KIB


def test_the_table_of_ranks_is_the_twin_of_the_map(whole: str) -> None:
    root = read(whole)
    assert len(rows(root.one("table", id="ranks"))) == 515
    described = root.one("svg", class_="map").one("desc").text
    assert "514" in described and "tabel peringkat" in described
    legend = root.one("span", class_="legend").all("span", class_="band")
    assert len(legend) == 3
    assert all(entry.all("use") and entry.text for entry in legend)


def test_every_dot_has_the_band_of_its_row_the_largest_first() -> None:
    [found] = scored("screening", "screening-public.csv")
    root = read(page(found))
    first, again = (group for group in root.one("svg", class_="map").all("g") if "data-rows" in group.attrs)
    for group in (first, again):
        order = [int(row) for row in group.attrs["data-rows"].split()]
        assert [mark.attrs["href"].removeprefix("#b") for mark in group.children] == [bands(root)[row] for row in order]
    assert sorted(map(int, first.attrs["data-rows"].split())) == list(range(514))
    sizes = [float(mark.attrs["transform"].partition("scale(")[2].rstrip(")")) for mark in first.children]
    assert sizes == sorted(sizes, reverse=True)
    java = sum(unit.attributes["island"] == "Jawa" for unit in found.units)
    assert len(again.children) >= java == 119


def test_the_same_areas_in_another_order_give_the_same_page_but_for_the_digest(tmp_path: Path) -> None:
    [found] = scored("screening", "screening-public.csv")
    paths = [written(tmp_path, geojson(shuffled=seed), f"{seed}.geojson") for seed in (1, 2)]
    pages = [page(found, outlined(found, path)) for path in paths]
    digests = [outlined(found, path).sha256[:12] for path in paths]
    assert digests[0] != digests[1]
    assert pages[0].replace(digests[0], "").replace("1.geojson", "") == pages[1].replace(digests[1], "").replace(
        "2.geojson", ""
    )


FRAME = Frame(105.0, -9.0, 142.0, 0.0)
BOX = (10.0, 10.0, 30.0, 30.0)


def sketch(codes: str, file: str = "peta.geojson") -> Outlines:
    return Outlines(
        FRAME, dict.fromkeys(codes, "m10 10 20 0 0 20z"), dict.fromkeys(codes, BOX), "", frozenset("a"), file, "a" * 64
    )


def test_a_unit_without_an_area_is_a_mark_and_one_without_a_place_is_told() -> None:
    root = read(page(results(), sketch("a")))
    marks = [mark for group in root.one("g", id="marks").children for mark in group.children]
    assert sorted(mark.tag for mark in marks) == ["g", "path", "use", "use"]
    caption = root.one("section", class_="maps").one("figcaption").text
    assert "terlalu kecil untuk terlihat: 1 daerah" in caption
    assert "tidak ada di berkas peta: 2 daerah" in caption
    assert "letaknya tidak diketahui: 1 daerah" in caption
    assert "peta.geojson (sidik aaaaaaaaaaaa)" in caption


def test_a_unit_without_an_index_is_hatched_and_in_the_legend() -> None:
    missing: dict[str, Any] = dict.fromkeys(("desa_4g", "kantor", "perda", "rencana", "warga"))
    full = {"desa_4g": 50, "kantor": 50, "perda": 1, "rencana": 2, "warga": 50}
    root = read(page(results(data={"a": full, "b": missing, "c": full}), sketch("abc")))
    none = root.one("g", id="marks").one("g", class_="none")
    assert len(none.children) == 1
    assert root.one("span", class_="legend").all("span", class_="none")[0].text == "Belum ada indeks"


def test_the_name_of_a_file_is_text() -> None:
    evil = "</p><script>alert(1)</script>\u202e.json"
    text = page(results(), sketch("abc", evil))
    assert "<script>alert" not in text and "\u202e" not in text
    assert "</p><script>alert(1)</script>.json" in read(text).one("section", class_="maps").text


def test_outlines_of_no_unit_of_the_result_leave_the_dots() -> None:
    root = read(page(results(), sketch("z")))
    assert root.one("g", id="marks").attrs["data-rows"]


def test_a_crowded_small_part_is_shown_once_more_and_a_wide_one_is_not() -> None:
    boxes = {str(n): (100.0 + n, 50.0, 102.0 + n, 60.0) for n in range(40)} | {"far": (900.0, 90.0, 910.0, 99.0)}
    parts = dict.fromkeys(boxes, "Jawa") | {"far": "Papua"}
    found = find_inset(boxes, parts, 1000.0)
    assert found is not None and found.label == "Jawa"
    assert found.place[1] > 60 and 0 < found.place[2] <= 620
    assert found.moved(found.window[0], found.window[1]) == found.place[:2]
    assert find_inset(boxes, dict.fromkeys(boxes, "Jawa"), 1000.0) is None
    assert find_inset({key: boxes[key] for key in ("1", "far")}, parts, 1000.0) is None
    wide = {key: (box[0] * 9, *box[1:2], box[0] * 9 + 5, box[3]) for key, box in boxes.items()}
    assert find_inset(wide, parts, 1000.0) is None


def test_a_map_is_a_json_that_holds_no_code_of_a_page(tmp_path: Path) -> None:
    """Properties never reach the page: only codes are matched."""
    document = geojson(["32.04", "32.10"])
    for feature in document["features"]:
        feature["properties"]["catatan"] = "<img src=x onerror=alert(1)>"
    [found] = scored("screening", "screening-public.csv")
    text = page(found, outlined(found, written(tmp_path, json.loads(json.dumps(document)))))
    assert "onerror" not in text
