"""The memo as a Word file: what it tells, that its sum adds up, and that it takes an office's template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm

from readiness.analysis.insights import insights
from readiness.misuse import MisuseError
from readiness.report import word
from readiness.report.memo import MOST_ROWS, memo_bytes, memo_pages
from readiness.results.insights import UnitInsight
from readiness.results.records import Results
from tests.report.reading import figure
from tests.report.sample import results, scored, view
from tests.report.test_hostile import ATTACKS


def made(found: Results, code: str, lang: str = "id", **keys: Any) -> bytes:
    unit = next(unit for unit in found.units if unit.code == code)
    return memo_bytes(view(found, lang), unit, insights([found]).get(code, UnitInsight(code)), **keys)


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def text(document: Any) -> str:
    tables = [cell for table in document.tables for row in cells(table) for cell in row]
    return "\n".join([each.text for each in document.paragraphs] + tables)


@pytest.mark.parametrize(("lang", "title", "to"), [("id", "NOTA DINAS", "Kepada"), ("en", "MEMORANDUM", "To")])
def test_head_is_blank_but_for_the_subject(lang: str, title: str, to: str) -> None:
    document = opened(made(results(), "a", lang))
    assert document.paragraphs[0].text == title
    head = cells(document.tables[0])
    assert head[0][0] == to
    assert [line[1].strip() for line in head[:-1]] == [":"] * 4
    assert head[-1][1].endswith("2026 · Kabupaten Satu")


@pytest.mark.parametrize("lang", ["id", "en"])
def test_figures_are_those_of_the_result(lang: str) -> None:
    found = results()
    unit = next(unit for unit in found.units if unit.code == "a")
    figures = cells(opened(made(found, "a", lang)).tables[1])
    assert figure(figures[1][0], lang) == Decimal(unit.index.published or "")
    assert figures[1][1] == view(found, lang).bands[unit.index.band or ""].label


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("code", ["16.07", "16.71", "91.71"])
def test_the_sum_adds_up_to_the_index(code: str, lang: str) -> None:
    found = scored("screening", "screening-public.csv")[0]
    unit = next(unit for unit in found.units if unit.code == code)
    table = cells(opened(made(found, code, lang)).tables[2])
    pillars = [view(found, lang).labels[pillar.id] for pillar in view(found, lang).framework.criteria]
    points = [figure(row[3], lang) for row in table[1:-1] if row[0] in pillars and row[3] not in ("–", "")]
    assert sum(points) == figure(table[-1][3], lang) == Decimal(unit.index.published or "")
    assert len(table) <= MOST_ROWS + 1


def test_tables_are_tables_with_heads_that_repeat_and_rows_that_stay_whole() -> None:
    document = opened(made(scored("screening", "screening-public.csv")[0], "16.07"))
    head, *others = document.tables
    assert not head._tbl.xpath(".//w:tblHeader")
    for table in others:
        assert len(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")) == 1
        assert len(table._tbl.xpath("./w:tr/w:trPr/w:cantSplit")) == len(table.rows)
        assert table.style.name == "Table Grid"


def test_levers_peers_and_origin_are_told() -> None:
    found = scored("screening", "screening-public.csv")[0]
    said = text(opened(made(found, "16.07")))
    first = next(lever for lever in insights([found])["16.07"].levers if lever.kind != "fill_gap")
    assert view(found).labels[first.indicator] in said
    for words in ("Daerah sebanding. ", found.digest[:12], "readiness report", "Nama:", "NIP:"):
        assert words in said, words


def test_simulated_data_bear_the_stamp() -> None:
    assert "SIMULASI" in opened(made(results(synthetic=True), "a")).paragraphs[1].text
    assert "SIMULASI" not in text(opened(made(results(), "a")))


def test_same_results_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(results(), "a")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert made(results(), "a") == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
    own = opened(first).core_properties
    assert (own.created.year, own.author, own.last_modified_by) == (2000, results().tool, "")


@pytest.mark.parametrize("words", [*ATTACKS, "\x00\x08\ufffe\x1b[31m", "{MERGEFIELD x}", "a\u202eb"])
def test_hostile_names_are_text(words: str) -> None:
    found = results()
    found = replace(found, units=tuple(replace(u, name=words) if u.code == "a" else u for u in found.units))
    content = made(found, "a")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
    for mark in ("<w:hyperlink", "<w:fldSimple", "<w:instrText", "<script", "<img"):
        assert mark not in body
    assert word.xml_text(words).strip() in text(opened(content))


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_paper(paper: str, size: tuple[int, int]) -> None:
    section = opened(made(results(), "a", paper=paper)).sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == size


def office(path: Path, *, plain: bool) -> Path:
    """An office's own template: a letterhead, narrow paper, and a style of its own or hardly any."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "PEMERINTAH KABUPATEN UJI"
    document.sections[0].page_width = Mm(200)
    document.styles["Heading 2"].font.name = "Bookman Old Style"
    if plain:
        for name in ("Title", "Heading 2", "Table Grid"):
            document.styles[name].delete()
    document.save(str(path))
    return path


def test_a_template_keeps_its_letterhead_paper_and_styles(tmp_path: Path) -> None:
    own = word.opened(office(tmp_path / "kop.docx", plain=False))
    document = opened(made(results(), "a", template=own))
    assert document.sections[0].header.paragraphs[0].text == "PEMERINTAH KABUPATEN UJI"
    assert round(document.sections[0].page_width / Mm(1)) == 200
    assert document.styles["Heading 2"].font.name == "Bookman Old Style"
    assert [each.style.name for each in document.paragraphs if each.text == "Dari mana angka ini"] == ["Heading 2"]


def test_a_style_that_is_missing_costs_nothing(tmp_path: Path) -> None:
    own = word.opened(office(tmp_path / "kop.docx", plain=True))
    document = opened(made(results(), "a", template=own))
    [title] = [each for each in document.paragraphs if each.text == "Dari mana angka ini"]
    assert title.runs[0].bold and title.style.name == "Normal"
    assert len(document.tables) >= 3


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"<html></html>"])
def test_what_is_no_word_file_is_no_template(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kop.docx"
    path.write_bytes(content)
    with pytest.raises(MisuseError) as raised:
        word.opened(path)
    assert raised.value.key == "template"
    with pytest.raises(MisuseError) as raised:
        word.opened(tmp_path / "nowhere.docx")
    assert raised.value.key == "path"


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    word.need()
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MisuseError) as raised:
        word.need()
    assert raised.value.key == "no_docx"


def test_a_file_a_unit_in_its_language() -> None:
    found = results()
    pages = list(memo_pages(view(found, "en"), insights([found]), found.units[:2]))
    assert [name for name, _ in pages] == ["docx/en/a.docx", "docx/en/b.docx"]
    assert pages[0][1]() == made(found, "a", "en")
