"""The precision of a value from a sample: read beside it in a long file, and what is wrong with a cell of it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.data.frame import read_frame
from readiness.data.precision import LEVEL
from readiness.data.registry import load_registry
from readiness.data.table import Interval
from tests.data.conftest import LAYOUT, Desk, codes, only, raws, told

ANY = replace(LAYOUT, units="any")
HEAD = "code,indicator,value,n,n_effective,se,low,high,deff\n"


def interval(desk: Desk, text: str, name: str = "jumlah", code: str = "1") -> Interval | None:
    return only(desk.read(text, layout=ANY)).cells[code][name].interval


def test_all_of_it_travels_with_its_value(desk: Desk) -> None:
    text = HEAD + "1,jumlah,3.41,212,150.5,0.05,3.32,3.50,1.41\n2,jumlah,3,,,,,,\n"
    reading = desk.read(text, layout=ANY)
    assert codes(reading) == []
    assert only(reading).cells["1"]["jumlah"].interval == Interval(3.32, 3.5, LEVEL, 212.0, 0.05, 1.41, 150.5)
    assert only(reading).cells["2"]["jumlah"].interval is None


def test_indonesian_headings_and_numbers(desk: Desk) -> None:
    head = "kode;indikator;nilai;N;n_efektif;Galat Baku;batas bawah;Batas_Atas;DEFF\n"
    reading = desk.read(head + "1;persen;72,4%;1.212;900,5;2,2%;68,1;76,7%;1,35\n", layout=ANY)
    assert codes(reading) == ["D063"]  # the file's form of numbers
    assert only(reading).cells["1"]["persen"].interval == Interval(68.1, 76.7, LEVEL, 1212.0, 2.2, 1.35, 900.5)


def test_a_file_need_not_tell_all(desk: Desk) -> None:
    assert interval(desk, "code,indicator,value,se\n1,jumlah,3,0.5\n") == Interval(None, None, LEVEL, None, 0.5, None)
    assert interval(desk, "code,indicator,value,n\n1,jumlah,3,18\n") == Interval(None, None, LEVEL, 18.0, None, None)


@pytest.mark.parametrize("blank", ["", "-", "n/a", "belum ada data"])
def test_words_for_no_data_are_no_precision(desk: Desk, blank: str) -> None:
    assert interval(desk, f"code,indicator,value,n,se\n1,jumlah,3,40,{blank}\n") == Interval(
        None, None, LEVEL, 40.0, None, None
    )


@pytest.mark.parametrize(
    ("cells", "code", "place", "text"),
    [
        (",,±0.05,,,", "D112", "F2", "±0.05"),
        ("banyak,,,,,", "D112", "D2", "banyak"),
        (',,,"3,1",3.6,', "D112", "G2", "3,1"),
        (",,,3.1,nan,", "D112", "H2", "nan"),
        (",,1e999,,,", "D112", "F2", "1e999"),
        ("12%,,,,,", "D112", "D2", "12%"),
        ("0,,,,,", "D113", "D2", "0"),
        ("-5,,,,,", "D113", "D2", "-5"),
        ("40.5,,,,,", "D113", "D2", "40.5"),
        (",-1,,,,", "D113", "E2", "-1"),
        (",,-0.1,,,", "D113", "F2", "-0.1"),
        (",,,,,-2", "D113", "I2", "-2"),
        (",,,3.42,3.5,", "D114", "G2", "3.42"),
        (",,,3.3,3.40,", "D114", "H2", "3.40"),
        (",,,3.3,,", "D115", "G2", "3.3"),
        (",,,-,3.5,", "D115", "H2", "3.5"),
    ],
)
def test_a_broken_cell_is_told_and_takes_the_precision_not_the_value(
    desk: Desk, cells: str, code: str, place: str, text: str
) -> None:
    reading = desk.read(HEAD + f"1,jumlah,3.41,{cells}\n2,jumlah,3,50,,,,,\n", layout=ANY)
    finding = told(reading, code)
    assert (finding.severity, finding.cell, finding.unit) == ("warning", place, "1")
    assert (finding.params["text"], finding.params["indicator"]) == (text, "jumlah")
    assert codes(reading) == [code]
    assert raws(reading) == {"1": {"jumlah": 3.41}, "2": {"jumlah": 3.0}}
    assert only(reading).cells["1"]["jumlah"].interval is None
    assert only(reading).cells["2"]["jumlah"].interval is not None


def test_every_broken_cell_of_a_row_is_told(desk: Desk) -> None:
    reading = desk.read(HEAD + "1,jumlah,3.41,0,x,-1,,,\n", layout=ANY)
    assert codes(reading) == ["D112", "D113", "D113"]


def test_the_precision_proves_the_form_of_numbers_where_no_value_does(desk: Desk) -> None:
    reading = desk.read("kode;indikator;nilai;se\n1;jumlah;1.234;0,5\n2;jumlah;7;3\n", layout=ANY)
    assert codes(reading) == ["D063"]
    assert raws(reading) == {"1": {"jumlah": 1234.0}, "2": {"jumlah": 7.0}}


def test_an_ambiguous_precision_never_refuses_the_file(desk: Desk) -> None:
    reading = desk.read("kode,indikator,nilai,n\n1,jumlah,3,1.234\n", layout=ANY)
    assert codes(reading) == ["D112"]
    assert raws(reading) == {"1": {"jumlah": 3.0}}
    chosen = desk.read("kode,indikator,nilai,n\n1,jumlah,3,1.234\n", layout=ANY, decimal=",")
    found = only(chosen).cells["1"]["jumlah"].interval
    assert found is not None
    assert found.n == 1234.0


def test_precision_in_two_forms_decides_nothing(desk: Desk) -> None:
    reading = desk.read('kode,indikator,nilai,se,deff\n1,jumlah,3,"0,5",1.5\n', layout=ANY)
    assert codes(reading) == []
    assert interval(desk, 'kode,indikator,nilai,se,deff\n1,jumlah,3,"0,5",1.5\n') == Interval(
        None, None, LEVEL, None, 0.5, 1.5
    )


def test_a_value_that_is_missing_or_refused_has_none(desk: Desk) -> None:
    text = HEAD + "1,jumlah,-,3,,x,,,\n2,jumlah,tidak berlaku: kosong,3,,,,,\n3,jumlah,5,3,,,,,\n4,pilihan,ya,3,,,,,\n"
    reading = desk.read(text, layout=ANY)
    found = {code: [cell.interval for cell in own.values()] for code, own in only(reading).cells.items()}
    assert found == {"1": [None], "2": [None], "3": [Interval(None, None, LEVEL, 3.0, None, None)], "4": [None]}


def test_a_heading_twice_refuses_the_file(desk: Desk) -> None:
    reading = desk.read("kode,indikator,nilai,low,high,batas_bawah\n1,jumlah,3,2,4,2\n", layout=ANY)
    finding = told(reading, "D033")
    assert (finding.cell, finding.params["first"]) == ("F1", "D")
    assert reading.tables == {}


def test_in_a_wide_file_these_words_mean_nothing(desk: Desk) -> None:
    reading = desk.read("kode,jumlah,n,se,low,high\n1,5,3,x,9,1\n", layout=ANY)
    assert codes(reading) == ["D037"] * 4
    assert only(reading).cells["1"]["jumlah"].interval is None


def test_an_indicator_or_a_group_of_that_name_keeps_it(desk: Desk) -> None:
    layout = replace(ANY, columns=(replace(ANY.columns[0], id="n"), *ANY.columns), groups=("low",))
    reading = desk.read("kode,indikator,nilai,low,se\n1,n,5,pesisir,0.5\n", layout=layout)
    assert codes(reading) == []
    assert only(reading).groups == {"1": {"low": "pesisir"}}
    assert only(reading).cells["1"]["n"].interval == Interval(None, None, LEVEL, None, 0.5, None)


def test_a_mean_of_several_has_no_known_precision(desk: Desk) -> None:
    head = "kode,indikator,nilai,asesor,n\n"
    assert interval(desk, head + "1,jumlah,3,A,40\n1,jumlah,5,B,40\n") is None
    mean = replace(ANY, duplicates="mean")
    both = only(desk.read("kode,indikator,nilai,n\n1,jumlah,3,40\n1,jumlah,5,40\n", layout=mean))
    assert (both.cells["1"]["jumlah"].raw, both.cells["1"]["jumlah"].interval) == (4.0, None)
    last = replace(ANY, duplicates="last")
    kept = only(desk.read("kode,indikator,nilai,n\n1,jumlah,3,40\n1,jumlah,5,50\n", layout=last))
    assert kept.cells["1"]["jumlah"].interval == Interval(None, None, LEVEL, 50.0, None, None)


def test_a_workbook_and_a_frame_say_the_same(desk: Desk) -> None:
    rows = [("code", "indicator", "value", "n", "se", "low", "high"), ("1", "persen", 72.4, 212, 2.2, 68.1, 76.7)]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    expected = Interval(68.1, 76.7, LEVEL, 212.0, 2.2, None)
    sheet = only(desk.read(desk.file(buffer.getvalue(), "a.xlsx"), layout=ANY))
    frame = only(read_frame(pd.DataFrame(rows[1:], columns=list(rows[0])), ANY, registry=load_registry()))
    assert sheet.cells["1"]["persen"].interval == expected
    assert frame.cells["1"]["persen"].interval == expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12), st.sampled_from(["n", "n_effective", "se", "low", "high", "deff"]))
def test_no_text_of_a_precision_cell_ever_moves_a_value(text: str, column: str) -> None:
    frame = pd.DataFrame([["1", "jumlah", "3.5", text]], columns=["code", "indicator", "value", column])
    reading = read_frame(frame, ANY, registry=load_registry())
    assert raws(reading) == {"1": {"jumlah": 3.5}}
    assert {finding.severity for finding in reading.findings} <= {"warning"}
