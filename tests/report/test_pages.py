"""What a reader finds on a page: in both languages, complete, small, and traceable to the cell."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from readiness.analysis.insights import insights
from readiness.report.shell import style
from readiness.report.site import write_site
from readiness.results.records import FindingRecord, Results
from tests.report.reading import Element, read, rows
from tests.report.sample import CRITERIA, ROWS, cell, index_html, results, scored, unit_html
from tests.scoring.making import NA

KIB = 1024
LANGS = ["id", "en"]


@pytest.fixture(scope="module")
def smart_city(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Two candidates of the simulated set, with the comparison."""
    found = scored("smart-city", "smart-city-simulated")
    out = tmp_path_factory.mktemp("smart-city")
    pages = write_site(found, out, insights=insights(found), only=["16.07", "32.73"], command="readiness report")
    return {str(page.relative_to(out)): page.read_text(encoding="utf-8") for page in pages}


def test_every_page_of_smart_city_is_at_most_100_kb(smart_city: dict[str, str]) -> None:
    most = {"method.html": 250, "matrix.html": 350}
    sizes = {name: len(page.encode()) for name, page in smart_city.items()}
    assert all(size <= most.get(name.partition("/")[2], 100) * KIB for name, size in sizes.items()), sizes


def test_every_page_of_spbe_is_at_most_100_kb(tmp_path: Path) -> None:
    found = scored("spbe-2020", "spbe-bandar-lampung.csv")
    pages = write_site(found, tmp_path, insights=insights(found))
    assert max(page.stat().st_size for page in pages) <= 100 * KIB


@pytest.mark.parametrize("lang", LANGS)
def test_the_index_of_514_is_at_most_350_kb(lang: str) -> None:
    [found] = scored("screening", "screening-public.csv")
    page = index_html(found, lang)
    assert len(page.encode()) <= 350 * KIB
    assert len(read(page).one("table", class_="ranks").one("tbody").all("tr")) == 514
    assert len(read(page).one("g", id="marks").children) == 514


def test_simulated_results_are_stamped_on_every_page(smart_city: dict[str, str]) -> None:
    for name, page in smart_city.items():
        stamp = read(page).one("aside", class_="stamp").text
        assert stamp == (
            "SIMULATED Simulated data, not official data."
            if name.startswith("en/")
            else "SIMULASI Data simulasi, bukan data resmi."
        )
    assert not read(unit_html(results(), "a")).all("aside", class_="stamp")


def test_each_page_leads_to_itself_in_the_other_language(smart_city: dict[str, str]) -> None:
    for name, page in smart_city.items():
        if "/" in name:
            lang, file = name.split("/")
            root = read(page)
            assert root.one("html").attrs["lang"] == lang
            other = root.one("a", class_="lang").attrs
            assert other["href"] == f"../{other['hreflang']}/{file}"
            assert {lang, other["hreflang"]} == {"id", "en"}


def test_provenance_is_on_every_page(smart_city: dict[str, str]) -> None:
    found = scored("smart-city", "smart-city-simulated")[-1]
    for page in smart_city.values():
        foot = read(page).one("footer", class_="origin").text
        for text in (
            found.framework.id,
            found.framework.version,
            found.framework.sha256[:12],
            found.digest[:12],
            found.tool,
        ):
            assert text in foot
        assert "readiness report" in foot
        assert all(source.path in foot and source.sha256 in foot for source in found.inputs)


@pytest.mark.parametrize("lang", LANGS)
def test_figure_leads_to_its_row_and_the_row_to_its_cell(lang: str) -> None:
    page = read(unit_html(results(), "a", lang))
    assert page.one("a", class_="figure").attrs["href"] == "#sum"
    sums, sources = page.one("table", class_="sum"), page.one("table", class_="sources")
    for leaf in ("desa_4g", "kantor", "perda", "rencana", "warga"):
        [row] = [tr for tr in sums.all("tr") if tr.attrs.get("id") == f"n-{leaf}"]
        assert [a.attrs["href"] for a in row.all("a")] == [f"indicator-{leaf}.html", f"#s-{leaf}"]
        [origin] = [tr for tr in sources.all("tr") if tr.attrs.get("id") == f"s-{leaf}"]
        assert origin.all("a")[0].attrs["href"] == f"#n-{leaf}"
        assert origin.one("code").text == "data.csv:2:3"
        assert origin.one("q").text == str(ROWS["a"][leaf])


def test_evidence_note_and_text_as_written_are_shown() -> None:
    data = {**ROWS, "a": {**ROWS["a"], "desa_4g": cell(81.7, evidence="SK 12", note="per Juni", text="81,7 %")}}
    page = read(unit_html(results(data=data), "a"))
    row = next(tr for tr in page.all("tr") if tr.attrs.get("id") == "s-desa_4g")
    assert "data.csv:7:3 81,7 %Bukti dukung: SK 12Catatan: per Juni" in row.text


def test_head_says_index_band_rank_coverage_and_range() -> None:
    found = results()
    unit = next(u for u in found.units if u.code == "b")
    head = read(unit_html(found, "b")).one("section", class_="unithead")
    assert unit.index.published is not None
    assert head.one("a", class_="figure").text == unit.index.published.replace(".", ",")
    assert head.one("p", class_="inband").text == "Rendah"
    assert [div.text for div in head.one("dl").children][:2] == ["Peringkat3 dari 3", "Kelengkapan data83%"]
    assert "poin di bawah median seluruh daerah" in head.one("p", class_="story").text
    assert head.one("svg", class_="scale").all("path", class_="range")


def test_a_unit_without_an_index_says_why_and_stands_last() -> None:
    found = results()
    page = read(unit_html(found, "d"))
    assert page.one("a", class_="figure").text == "–"
    assert "Kota Empat belum mempunyai indeks karena data belum cukup" in page.text
    index = read(index_html(found))
    body = rows(index.one("table", class_="ranks"))[1:]
    assert [row[1] for row in body] == ["c", "a", "b", "d"]
    assert body[-1][0] == body[-1][4] == "–"
    assert "1 daerah belum mempunyai indeks" in index.text


def test_what_is_not_counted_says_why() -> None:
    data = {**ROWS, "a": {**ROWS["a"], "kantor": NA, "warga": None}}
    gaps = read(unit_html(results(data=data), "a")).one("ul", class_="gaps").text
    assert "kantor: tidak berlaku (alasan: tanpa APBD sendiri)." in gaps
    assert "warga: belum ada data." in gaps


def test_levers_say_gain_effort_owner_and_evidence() -> None:
    table = read(unit_html(results(), "a")).one("table", class_="levers").text
    for words in ("Tingkat 2 → Tingkat 3", "Langkah perbaikan: Tetapkan", "Dinas", "ringan", "Bukti dukung: Daftar"):
        assert words in table


def test_gates_stand_beside_the_index() -> None:
    gates: list[dict[str, Any]] = [
        {"id": "g", "on": "aturan", "at_least": 99, "cap": "rendah", "label": "Aturan kuat"},
        {"id": "h", "on": "warga", "of": "coverage", "at_least": 0.5, "label": "Data warga"},
        {
            "id": "i",
            "on": "warga",
            "of": "raw",
            "at_most": 60,
            "cap_score": 90,
            "cap": "rendah",
            "label": "Tidak ramai",
        },
        {"id": "j", "on": "index", "at_least": 10, "at_most": 99, "label": "Di tengah"},
    ]
    page = read(unit_html(results(gates=gates), "a"))
    body = rows(next(t for t in page.all("table") if "Aturan kuat" in t.text and "Ambang" in t.text))[1:]
    assert body[0][3:] == ["belum terpenuhi", "kategori paling tinggi Rendah"]
    assert body[1][1:4] == ["paling sedikit 50%", "100%", "terpenuhi"]
    assert body[2][1:] == [
        *("paling banyak 60%", "62,3%", "belum terpenuhi", "kategori paling tinggi Rendah; indeks paling tinggi 90,0")
    ]
    assert body[3][1] == "antara 10,0 dan 99,0"
    assert page.one("p", class_="inband").text.startswith("RendahTanpa syarat minimum: Tinggi")


@pytest.mark.parametrize(
    ("lang", "range_", "mark"),
    [
        ("id", "Rentang itu tanpa syarat minimum", "Ditahan oleh"),
        ("en", "That range is without minimum conditions", "Held down by"),
    ],
)
def test_an_index_that_a_condition_holds_down_is_marked_and_its_range_is_not_misread(
    lang: str, range_: str, mark: str
) -> None:
    keys: dict[str, Any] = {"missing": {"min_coverage": 0.4}}
    capped = {"gates": [{"id": "g", "on": "warga", "at_least": 99, "cap_score": 5, "label": "Warga"}], **keys}
    page = unit_html(results(**capped), "b", lang)
    assert range_ in page
    assert "parts without enough data" not in page
    assert "datanya belum cukup tidak" not in page
    assert range_ not in unit_html(results(**keys), "b", lang)
    assert mark in index_html(results(**capped), lang)
    assert mark not in index_html(results(**keys), lang)


def test_history_is_drawn_and_listed() -> None:
    waves = [results(wave="2025"), results(wave="2026", data={**ROWS, "a": {**ROWS["a"], "warga": 90}})]
    found = insights(waves)["a"]
    from readiness.report.pages.unit_page import unit_page
    from tests.report.sample import view

    page = read(unit_page(view(waves[-1]), waves[-1].units[0], found))
    section = next(s for s in page.all("section") if s.attrs.get("aria-labelledby") == "history")
    assert [row[0] for row in rows(section.one("table"))[1:]] == ["2025", "2026"]
    assert section.one("svg", class_="line").one("desc").text.startswith("2025: ")
    assert "Sejak 2025 indeks berubah +" in section.text


def test_findings_are_told_in_the_readers_language() -> None:
    params = {"key": "bobbot", "nearest": "weight", "known": ["weight"]}
    record = FindingRecord("warning", "X999", "data.csv", 4, 2, "English words", params, "", None)
    found = replace(results(), findings=(record, *(replace(record, line=k) for k in range(5, 9))))
    table = read(index_html(found)).one("table", class_="told").text
    assert "Peringatan" in table
    assert "English words data.csv:4:2" in table  # a code that this version does not know keeps its words
    assert "dan 2 lagi" in table


def test_refused_units_are_counted_and_named() -> None:
    record = FindingRecord("error", "X999", "data.csv", 4, 2, "bad", {}, "", "99.99")
    found = replace(results(), findings=(record,))
    assert "1 daerah ditolak karena kesalahan dan tidak ikut dinilai: 99.99" in read(index_html(found)).text
    assert "Tidak ada yang ditolak" in read(index_html(results())).text


def test_bands_are_counted_with_word_and_shape() -> None:
    tiles = read(index_html(results())).one("ul", class_="tiles")
    assert [tile.text for tile in tiles.children][:2] == ["Tinggi267% · mulai 60,0", "Rendah133% · mulai 0,0"]
    shapes = [tile.all("use")[0].attrs["href"] for tile in tiles.children[:2]]
    assert len(set(shapes)) == 2


def test_without_places_there_is_no_map_and_no_province() -> None:
    page = read(index_html(results(CRITERIA, {"x": ROWS["a"], "y": ROWS["b"]}, units=[])))
    assert not page.all("svg", class_="map")
    assert "Provinsi" not in page.one("table", class_="ranks").one("thead").text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["unit", "index"])
def test_tables_have_scopes_and_sections_have_names(lang: str, kind: str) -> None:
    found = scored("smart-city", "smart-city-simulated")[-1]
    page = read(unit_html(found, "16.07", lang) if kind == "unit" else index_html(found, lang))
    for head in page.all("th"):
        assert head.attrs.get("scope") in ("col", "row")
    ids = {element.attrs.get("id") for element in page.all()}
    named = [element.attrs["aria-labelledby"].split() for element in page.all() if "aria-labelledby" in element.attrs]
    assert all(set(names) <= ids for names in named)
    for svg in page.all("svg"):
        assert svg.attrs.get("aria-hidden") == "true" or svg.all("title") or svg.attrs["class"] == "shape"


def test_every_chart_has_its_numbers_in_a_table(smart_city: dict[str, str]) -> None:
    for name in ("id/16.07.html", "id/index.html", "id/compare.html"):
        page = read(smart_city[name])
        charts = [svg.attrs["class"] for svg in page.all("svg", class_="chart")]
        assert charts
        cells = {text for table in page.all("table") for row in rows(table) for text in row}
        for svg in page.all("svg", class_="chart"):
            if "map" not in svg.attrs["class"]:
                printed = [t.text for t in svg.all("text") if t.attrs.get("class", "").startswith("number")]
                assert set(printed) <= cells, svg.attrs["class"]


def _mentions(found: Results, element: Element) -> bool:
    return any(unit.name in element.text for unit in found.units)


def test_a_page_of_one_unit_names_no_other_but_its_peers() -> None:
    found = results()
    others = replace(found, units=tuple(u for u in found.units if u.code != "a"))
    section = r'(?s)(<section aria-labelledby="peers">.*?</section>)'
    before, peers, after = re.split(section, unit_html(found, "a"))
    assert _mentions(others, read(peers))
    assert not _mentions(others, read(before + after))


def test_folded_details_open_in_print_and_large_tables_wait() -> None:
    assert "details::details-content{content-visibility:visible;display:block}" in style().split("@media print")[1]
    assert ".big{content-visibility:auto" in style("index")
    assert "svg text{fill:CanvasText}" in style()
