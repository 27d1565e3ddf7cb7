"""Which sheets of a workbook are read: one of rows, or all of the long form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from readiness.data.own import opening

from .conftest import Desk, codes, only, raws, told

LONG = ["kode", "indikator", "nilai"]
WIDE = ["code", "jumlah", "persen"]
Sheets = dict[str, list[list[Any]]]


def book(folder: Path, sheets: Sheets, hidden: str = "") -> Path:
    path = folder / "b.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def test_all_sheets_of_the_long_form_are_one_table(desk: Desk) -> None:
    sheets: Sheets = {
        "Satu": [LONG, ["32.01", "jumlah", 5], ["32.01", "persen", 0.5]],
        "Dua": [[], [], LONG, ["32.02", "jumlah", 7], ["32.02", "persen", 60]],
        "Tiga": [[" Kode ", "INDIKATOR", "Nilai"], ["32.03", "jumlah", 9]],
    }
    reading = desk.read(book(desk.folder, sheets))
    assert codes(reading) == []
    assert raws(reading) == {
        "32.01": {"jumlah": 5.0, "persen": 0.5},
        "32.02": {"jumlah": 7.0, "persen": 60.0},
        "32.03": {"jumlah": 9.0},
    }
    (source,) = only(reading).inputs
    assert source.rows == 5


def test_a_later_header_higher_up_loses_no_row(desk: Desk) -> None:
    sheets: Sheets = {
        "A": [[], [], [], LONG, ["32.01", "jumlah", 5]],
        "B": [LONG, ["32.02", "jumlah", 7], ["32.03", "jumlah", 8]],
    }
    assert set(raws(desk.read(book(desk.folder, sheets)))) == {"32.01", "32.02", "32.03"}


def test_places_name_the_sheet(desk: Desk) -> None:
    sheets: Sheets = {
        "A": [LONG, ["32.01", "jumlah", 5]],
        "B": [LONG, ["32.02", "jumlah", "lima"], ["32.01", "jumlah", 6]],
    }
    reading = desk.read(book(desk.folder, sheets))
    assert (told(reading, "D064").cell, told(reading, "D064").line) == ("'B'!C2", 2)
    assert told(reading, "D081").params["first"].endswith("b.xlsx:A:2")


def test_the_same_cell_on_two_sheets_is_a_duplicate(desk: Desk) -> None:
    sheets: Sheets = {name: [LONG, ["32.01", "jumlah", 5]] for name in ("A", "B")}
    assert codes(desk.read(book(desk.folder, sheets))) == ["D080"]


def test_ragged_rows_and_totals_are_those_of_their_own_sheet(desk: Desk) -> None:
    ragged = ["32.02", "jumlah", 7, "lebih"]
    sheets: Sheets = {
        "A": [LONG, ["32.01", "jumlah", 5], ["32.03", "jumlah", 5]],
        "B": [LONG, ragged, ["32.04", "jumlah", 5], ["Jumlah", "", 9]],
    }
    reading = desk.read(book(desk.folder, sheets))
    assert codes(reading) == ["D023", "D052"]
    assert set(raws(reading)) == {"32.01", "32.03", "32.04"}


def test_other_headings_are_refused(desk: Desk) -> None:
    sheets: Sheets = {
        "A": [LONG, ["32.01", "jumlah", 5]],
        "B": [["indikator", "kode", "nilai"], ["jumlah", "32.02", 7]],
    }
    reading = desk.read(book(desk.folder, sheets))
    assert told(reading, "D099").params == {"sheet": "B", "first": "A"}
    assert reading.tables == {}


def test_what_is_not_of_the_long_form_is_told(desk: Desk) -> None:
    sheets: Sheets = {"A": [LONG, ["32.01", "jumlah", 5]], "Catatan": [["rapat"]], "B": [LONG, ["32.02", "jumlah", 7]]}
    reading = desk.read(book(desk.folder, sheets))
    assert told(reading, "D096").params == {"sheet": "A, B", "others": ["Catatan"]}
    assert set(raws(reading)) == {"32.01", "32.02"}


@pytest.mark.parametrize("name", ["data", "Nilai"])
def test_a_sheet_called_data_is_read_alone(desk: Desk, name: str) -> None:
    sheets: Sheets = {"A": [LONG, ["32.01", "jumlah", 5]], name: [LONG, ["32.02", "jumlah", 7]]}
    reading = desk.read(book(desk.folder, sheets))
    assert set(raws(reading)) == {"32.02"}
    assert told(reading, "D096").params["others"] == ["A"]


def test_a_wide_first_sheet_is_read_alone(desk: Desk) -> None:
    sheets: Sheets = {"A": [WIDE, ["32.01", 5, 50]], "B": [LONG, ["32.02", "jumlah", 7]]}
    reading = desk.read(book(desk.folder, sheets))
    assert set(raws(reading)) == {"32.01"}
    assert told(reading, "D096").params == {"sheet": "A", "others": ["B"]}


def test_hidden_sheets_are_not_read(desk: Desk) -> None:
    sheets: Sheets = {"A": [LONG, ["32.01", "jumlah", 5]], "B": [LONG, ["32.02", "jumlah", 7]]}
    reading = desk.read(book(desk.folder, sheets, hidden="B"))
    assert set(raws(reading)) == {"32.01"}
    assert told(reading, "D093").params["sheets"] == ["B"]


def test_our_guide_is_no_data_wherever_it_stands(desk: Desk) -> None:
    for lang, name in (("id", "Petunjuk"), ("en", "Guide")):
        reading = desk.read(book(desk.folder, {name: [[opening(lang)], LONG], "A": [WIDE, ["32.01", 5, 50]]}))
        assert (codes(reading), set(raws(reading))) == ([], {"32.01"})


def test_a_sheet_that_is_only_called_a_guide_is_data(desk: Desk) -> None:
    reading = desk.read(book(desk.folder, {"Petunjuk": [WIDE, ["32.01", 5, 50]]}))
    assert set(raws(reading)) == {"32.01"}
    assert codes(desk.read(book(desk.folder, {"Guide": [[opening("en")]]}))) == ["D030"]


def test_columns_that_describe_are_passed_over(desk: Desk) -> None:
    head = [
        "kode",
        "nama_pilar",
        "indikator",
        "nama_indikator",
        "satuan_nilai",
        "nilai",
        "pilihan_nilai",
        "bukti_diminta",
        "bukti",
        "catatan",
    ]
    sheets: Sheets = {"A": [head, ["32.01", "P", "jumlah", "J", "orang", 5, "", "SK", "SK 1", "c"]]}
    reading = desk.read(book(desk.folder, sheets))
    assert codes(reading) == []
    cell = only(reading).cells["32.01"]["jumlah"]
    assert (cell.raw, cell.evidence, cell.note) == (5.0, "SK 1", "c")


def test_columns_of_form_tools_are_passed_over(desk: Desk) -> None:
    rows = [
        "start,end,kode,jenis_unit,jumlah,_id,_uuid,__version__,_index,_submitted_by",
        "1,2,32.01,kabupaten,5,9,u,v,1,b",
    ]
    reading = desk.read(desk.file("\n".join(rows)))
    assert codes(reading) == ["D038"]
    assert only(reading).parents == {}
    assert raws(reading) == {"32.01": {"jumlah": 5.0}}
