"""A selection as CSV and as a workbook: typed cells that read back, harmless text, words in the reader's language."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from readiness.report.selected import csv_text
from readiness.report.selected_book import workbook_bytes
from tests.report.selection_sample import TOP, many_results, selection

RESULTS = many_results()
SAMPLE = selection(RESULTS)


def test_one_row_a_candidate_in_the_order() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_text(RESULTS, SAMPLE, "en"))))
    assert [row["code"] for row in rows] == [each.code for each in SAMPLE.candidates]
    assert [row["chosen"] for row in rows] == ["yes"] * TOP + ["no"] * (len(rows) - TOP)
    assert [float(row["index"]) for row in rows] == [float(each.published or 0) for each in SAMPLE.candidates]
    assert float(rows[0]["chance"]) == SAMPLE.candidates[0].chance.value
    assert (rows[TOP - 1]["moved"], rows[TOP - 1]["decision"], rows[TOP - 1]["differs"]) == ("yes", "no", "yes")
    assert rows[TOP]["waiting"] == "1"
    assert all(row["why"].startswith("Place") for row in rows)


def test_the_dialect_of_indonesian_excel() -> None:
    text = csv_text(RESULTS, SAMPLE, "id", "excel-id")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    at = rows[0].index("chance")
    assert rows[1][at] == "0,9996"


def test_names_become_no_formulas() -> None:
    hostile = many_results(names="=HYPERLINK({k})")
    made = selection(hostile)
    rows = list(csv.DictReader(io.StringIO(csv_text(hostile, made, "en"))))
    assert rows[0]["name"] == "'=HYPERLINK(0)"
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(hostile, made, "en"))).worksheets[0]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=HYPERLINK(0)", "s")


@pytest.mark.parametrize(
    ("lang", "titles"),
    [
        ("en", ["Selection", "Waiting list", "Quotas", "Decisions", "Method and origin"]),
        ("id", ["Pemilihan", "Daftar cadangan", "Kuota", "Keputusan", "Cara dan asal"]),
    ],
)
def test_the_workbook(lang: str, titles: list[str]) -> None:
    content = workbook_bytes(RESULTS, SAMPLE, lang, "readiness select --top 5")
    assert content == workbook_bytes(RESULTS, SAMPLE, lang, "readiness select --top 5")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == titles
    first = book.worksheets[0]
    assert first.freeze_panes == "D2"
    assert first.auto_filter.ref
    assert first.max_row == len(SAMPLE.candidates) + 1
    heads = [cell.value for cell in first[1]]
    chance = first.cell(2, heads.index({"en": "Chosen in (share of repetitions)"}.get(lang, heads[13])) + 1)
    assert (chance.value, chance.number_format) == (0.9996, "0.0%")
    assert book.worksheets[1].max_row == 1 + sum(each.waiting is not None for each in SAMPLE.candidates)
    method = {row[0].value: row[1].value for row in book.worksheets[-1].iter_rows()}
    assert method[{"en": "Seed", "id": "Benih (seed)"}[lang]] == 1
    assert method[{"en": "Command", "id": "Perintah"}[lang]] == "readiness select --top 5"


def test_sheets_without_rows_are_left_out() -> None:
    bare = replace(SAMPLE, quotas=(), candidates=tuple(replace(each, decision=None) for each in SAMPLE.candidates))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(RESULTS, bare, "en")))
    assert book.sheetnames == ["Selection", "Waiting list", "Method and origin"]
