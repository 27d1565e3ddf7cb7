"""The hostile CSV files, C1 to C35, each by its number."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from readiness.data import files, text
from readiness.data.columns import Column, Layout
from readiness.data.registry import load_registry
from readiness.findings import hint, message

from .conftest import Desk, codes, only, raws, told

GOOD = "code,jumlah\n32.01,5\n32.02,7\n"


def test_c01_utf8_bom(desk: Desk) -> None:
    reading = desk.read(b"\xef\xbb\xbf" + GOOD.encode())
    assert raws(reading)["32.01"] == {"jumlah": 5.0}
    assert reading.findings == []


@pytest.mark.parametrize(("bom", "name"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_c02_utf16_tab(desk: Desk, bom: bytes, name: str) -> None:
    reading = desk.read(bom + "kode\tjumlah\r\n32.01\t5,5\r\n".encode(name))
    assert raws(reading) == {"32.01": {"jumlah": 5.5}}


def test_c03_cp1252_en_dash(desk: Desk) -> None:
    reading = desk.read("code,jumlah,note\n32.01,5,\n32.02,7,2019–2024\n".encode("cp1252"))
    finding = told(reading, "D010")
    assert (finding.line, finding.params["byte"], finding.params["character"]) == (3, "0x96", "–")
    assert raws(reading)["32.02"]["jumlah"] == 7.0


def test_c04_mixed_encodings(desk: Desk) -> None:
    reading = desk.read("code,jumlah,note\n32.01,5,é\n".encode() + "32.02,7,é\n".encode("latin-1"))
    assert told(reading, "D011").line == 3
    assert reading.tables == {}


def test_c05_semicolon_decimal_comma(desk: Desk) -> None:
    reading = desk.read("kode;jumlah;persen\r\n32.01;1.234;87,5\r\n")
    assert raws(reading)["32.01"] == {"jumlah": 1234.0, "persen": 87.5}
    assert told(reading, "D063").params["count"] == 1


def test_c06_sep_line(desk: Desk) -> None:
    reading = desk.read("sep=;\ncode;jumlah\n32.01;x\n")
    finding = told(reading, "D064")
    assert (finding.line, finding.cell) == (3, "B2")


def test_c07_thousands_dots(desk: Desk) -> None:
    assert raws(desk.read("code,jumlah\n32.01,1.791.320\n32.02,1.234\n")) == {
        "32.01": {"jumlah": 1791320.0},
        "32.02": {"jumlah": 1234.0},
    }


def test_c08_ambiguous_1234(desk: Desk) -> None:
    content = "code,jumlah\n32.01,1.234\n32.02,12\n32.03,9.876\n"
    reading = desk.read(content)
    finding = told(reading, "D060")
    assert finding.params["cells"] == ["B2", "B4"]
    assert finding.params["lines"] == [2, 4]
    assert reading.tables == {}
    assert raws(desk.read(content, decimal=","))["32.01"]["jumlah"] == 1234.0
    assert raws(desk.read(content, decimal="."))["32.01"]["jumlah"] == 1.234


def test_c08_a_leading_zero_decides(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,1.234\n32.02,0.875\n")
    assert raws(reading) == {"32.01": {"jumlah": 1.234}, "32.02": {"jumlah": 0.875}}


def test_c08_both_forms_refuse_the_file(desk: Desk) -> None:
    reading = desk.read('code,jumlah\n32.01,87.5\n32.02,"87,5"\n')
    assert told(reading, "D061").params["comma_line"] == 3
    assert reading.tables == {}


@pytest.mark.parametrize("written", ["87.5%", "87.5 %", "87.5\u00a0%"])
def test_c09_percent_sign(desk: Desk, written: str) -> None:
    assert raws(desk.read(f"code,persen\n32.01,{written}\n"))["32.01"]["persen"] == 87.5
    reading = desk.read(f"code,jumlah\n32.01,{written}\n")
    assert told(reading, "D066").unit == "32.01"
    assert only(reading).refused == ("32.01",)


@pytest.mark.parametrize("written", ["n/a", "NA", "-", "–", ".", "", "  ", "tidak tahu", "TT", "#N/A", "NULL"])
def test_c10_missing_vocabulary(desk: Desk, written: str) -> None:
    reading = desk.read(f"code,jumlah,tingkat\n32.01,{written},3\n")
    assert reading.findings == []
    cell = only(reading).cells["32.01"]["jumlah"]
    assert (cell.status, cell.raw) == ("missing", None)


def test_c10_errors_are_not_missing_and_zero_is_a_value(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,#DIV/0!\n32.02,0\n")
    assert told(reading, "D070").unit == "32.01"
    assert raws(reading) == {"32.02": {"jumlah": 0.0}}


@pytest.mark.parametrize("written", ["Infinity", "-inf", "1e309", "NaN", "9" * 400])
def test_c11_not_finite(desk: Desk, written: str) -> None:
    reading = desk.read(f"code,jumlah\n32.01,{written}\n32.02,1\n")
    assert told(reading, "D065").unit == "32.01"
    assert only(reading).refused == ("32.01",)


@pytest.mark.parametrize("written", ["3.51E+03", "3,51E+03", "11-Jan"])
def test_c12_scientific_code(desk: Desk, written: str) -> None:
    reading = desk.read(f"code;jumlah\n{written};5\n32.02;1\n")
    assert "Excel" in message(told(reading, "D045"), "id")
    assert set(raws(reading)) == {"32.02"}


@pytest.mark.parametrize("written", ["04-Mar", "3-4", "1/5", "2024-03-04"])
def test_c13_likert_made_a_date(desk: Desk, written: str) -> None:
    reading = desk.read(f"code,tingkat\n32.01,{written}\n")
    assert "Excel" in message(told(reading, "D069"))


@pytest.mark.parametrize(("written", "near"), [("110", None), ("32.1", "32.10"), ("3210", "32.10"), ("1101", "11.01")])
def test_c14_code_that_lost_a_zero(desk: Desk, written: str, near: str | None) -> None:
    reading = desk.read(f"code,jumlah\n{written},5\n32.02,1\n")
    nearest = told(reading, "D047").params["nearest"]
    assert nearest is None or near is None or nearest.startswith(near)
    assert only(reading).refused == (written,)


@pytest.mark.parametrize(
    ("written", "code"), [("0", "D072"), ("6", "D072"), ("3.7", "D073"), ("Setuju", "D074"), ("-1", "D072")]
)
def test_c15_likert_out_of_range(desk: Desk, written: str, code: str) -> None:
    reading = desk.read(f"code,tingkat\n32.01,{written}\n32.02,Optimum\n")
    assert told(reading, code).cell == "B2"
    assert raws(reading) == {"32.02": {"tingkat": 5.0}}


def test_c16_duplicates(desk: Desk) -> None:
    reading = desk.read("code,indicator,value\n32.01,jumlah,5\n32.01,jumlah,5.0\n32.02,jumlah,1\n32.02,jumlah,2\n")
    assert told(reading, "D080").line == 3
    different = told(reading, "D081")
    assert (different.unit, different.params["values"]) == ("32.02", ["1", "2"])
    assert raws(reading) == {"32.01": {"jumlah": 5.0}}
    assert only(reading).refused == ("32.02",)


@pytest.mark.parametrize(("rule", "raw"), [("mean", 2.0), ("last", 3.0), ("first", 1.0)])
def test_c16_a_rule_for_duplicates(desk: Desk, rule: str, raw: float) -> None:
    layout = Layout((Column("jumlah", "number"),), duplicates=rule)  # type: ignore[arg-type]
    reading = desk.read("code,jumlah\n32.01,1\n32.01,3\n", layout=layout)
    assert raws(reading) == {"32.01": {"jumlah": raw}}


def test_c17_unknown_regency(desk: Desk) -> None:
    content = "nama,jumlah\nKab. Banyuasn,5\nKab. Banyuasin,6\n"
    reading = desk.read(content)
    assert "Banyuasin" in hint(told(reading, "D047"))
    assert raws(reading) == {"16.07": {"jumlah": 6.0}}
    assert only(reading).refused == ("Kab. Banyuasn",)
    lenient = desk.read(content, allow_unknown=True)
    assert codes(lenient) == ["D042"]
    assert only(lenient).refused == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kab. Bogor", "32.01"),
        ("KAB BOGOR", "32.01"),
        ("Kabupaten\u00a0Bogor", "32.01"),
        ("kota   bogor", "32.71"),
        ("Kota Adm. Jakarta Pusat", "31.71"),
        ("Kab Adm Kepulauan Seribu", "31.01"),
        ("Toli-Toli/Tolitoli", "72.04"),
        ("Tolitoli", "72.04"),
        ("Kab. Toba Samosir", "12.12"),
        ("Kotabaru", "63.02"),
    ],
)
def test_c18_prefixes_and_spellings(desk: Desk, written: str, code: str) -> None:
    reading = desk.read(f"code,jumlah\n{written},5\n")
    assert reading.findings == []
    assert list(raws(reading)) == [code]


def test_c19_semarang_alone(desk: Desk) -> None:
    reading = desk.read("nama,jumlah\nSemarang,5\nSolo,1\n")
    assert told(reading, "D043").params["candidates"] == ["33.22 Kabupaten Semarang", "33.74 Kota Semarang"]


@pytest.mark.parametrize("header", ["code,jumlah,jumlah", "code,kode,jumlah", "code,jumlah,Jumlah "])
def test_c20_duplicate_headers(desk: Desk, header: str) -> None:
    reading = desk.read(f"{header}\n32.01,1,2\n")
    assert "D033" in codes(reading)
    assert reading.tables == {}


def test_c21_ragged_rows(desk: Desk) -> None:
    reading = desk.read("code,jumlah,persen\n32.01,1,2\n32.02,1\n32.03,1,2\n32.04,1,2,3\n32.05,5,6,,\n32.06,,\n")
    found = [f for f in reading.findings if f.code == "D023"]
    assert [(f.line, f.params["fields"], f.params["width"]) for f in found] == [(3, 2, 3), (5, 4, 3)]
    assert only(reading).refused == ("32.02", "32.04")
    assert set(raws(reading)) == {"32.01", "32.03", "32.05", "32.06"}


def test_c22_rows_wider_than_the_header(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n1,32.01,5\n2,32.02,6\n3,32.03,7\n")
    assert told(reading, "D024").params["count"] == 3
    assert reading.tables == {}


def test_c22_a_blank_too_many_that_may_stand_anywhere(desk: Desk) -> None:
    """The last blank may be the one too many, or the one in the middle: then the values have moved."""
    reading = desk.read("code,jumlah,persen\n32.01,1,2\n32.02,,7,\n32.03,5,6,\n32.04,5,\n32.05,5,6\n32.06,5,6\n")
    assert [(f.code, f.line, f.unit) for f in reading.findings] == [("D023", 3, "32.02")]
    assert set(raws(reading)) == {"32.01", "32.03", "32.04", "32.05", "32.06"}


def test_c22_a_header_that_lost_a_delimiter(desk: Desk) -> None:
    reading = desk.read("code,jumlahpersen,tingkat\n32.01,1,2,\n32.02,3,4,\n32.03,5,6,\n")
    assert told(reading, "D024").line == 2
    assert reading.tables == {}


def test_c23_a_stray_quote_with_one_reading(desk: Desk) -> None:
    reading = desk.read('code,name,jumlah,note\n32.01,"Kab. Bogor,5,"a, b"\n32.02,,"6,"c"\n32.03,,7,d\n')
    assert [(f.code, f.line, f.column) for f in reading.findings if f.code == "D026"] == [
        ("D026", 2, 7),
        ("D026", 3, 8),
    ]
    assert told(reading, "D064").unit == "32.02"
    assert raws(reading) == {"32.01": {"jumlah": 5.0}, "32.03": {"jumlah": 7.0}}


@pytest.mark.parametrize(
    "row",
    [
        '32.01,"x"y,5',  # two readings of no width
        '32.01,Jalan"Satu, dua",5',  # a delimiter between two marks
        '32.01,"tinggi 5\\" sekali",5',  # another dialect
    ],
)
def test_c23_quotes_with_several_readings(desk: Desk, row: str) -> None:
    reading = desk.read(f"code,note,jumlah\n32.02,,1\n{row}\n32.03,,2\n")
    finding = told(reading, "D020")
    assert (finding.line, finding.column is not None) == (3, True)
    assert reading.tables == {}


def test_c23_quotes_that_are_characters(desk: Desk) -> None:
    reading = desk.read('code,name,jumlah\n32.01,"Kab. Bogor",5\n32.02,Kab. "Sukabumi",6\n')
    assert "D020" not in codes(reading)
    assert raws(reading)["32.01"] == {"jumlah": 5.0}


def test_c23_unterminated_quote(desk: Desk) -> None:
    reading = desk.read('code,jumlah\n32.01,1\n32.02,"5\n32.03,3\n')
    assert told(reading, "D020").line == 3
    assert reading.tables == {}


def test_c24_physical_lines(desk: Desk) -> None:
    content = 'code,note,jumlah\r\n32.01,"dua\nbaris",5\r\r\n\n32.02,"kata ""x""",a\n32.03,,6\r32.04,,b'
    reading = desk.read(content)
    places = [(f.line, f.column, f.cell) for f in reading.findings if f.code == "D064"]
    assert places == [(6, 20, "C5"), (8, 8, "C7")]
    assert raws(reading) == {"32.01": {"jumlah": 5.0}, "32.03": {"jumlah": 6.0}}


def test_c24_the_place_after_a_quoted_newline(desk: Desk) -> None:
    finding = told(desk.read('code,note,jumlah\n32.01,"dua\nbaris",x\n'), "D064")
    assert (finding.line, finding.column, finding.cell, finding.excerpt) == (3, 8, "C2", 'baris",x')


def test_c25_nul(desk: Desk) -> None:
    assert told(desk.read("code,jumlah\n32.01,5\n32.02,\0\n"), "D013").line == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "D008"),
        ("\n \n", "D008"),
        ("\ufeff", "D008"),
        ("code,jumlah\n", "D032"),
        ("32.01,5\n32.02,6\n", "D030"),
    ],
)
def test_c26_nothing_to_read(desk: Desk, content: str, code: str) -> None:
    reading = desk.read(content)
    assert codes(reading) == [code]
    assert reading.tables == {}


def test_c27_header_below_a_title(desk: Desk) -> None:
    content = "Data Smart City, 2024\nSumber: BPS\n\ncode,jumlah\n32.01,x\n"
    finding = told(desk.read(content), "D031")
    assert (finding.line, finding.params["skip"]) == (4, 3)
    assert told(desk.read(content, skip_rows=3), "D064").line == 5


def test_c28_repeated_header_and_total_row(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,5\ncode,jumlah\n32.02,6\nJumlah,11\nRata-rata,5.5\n")
    assert [(f.code, f.line) for f in reading.findings] == [("D050", 3), ("D052", 5), ("D052", 6)]
    assert raws(reading) == {"32.01": {"jumlah": 5.0}, "32.02": {"jumlah": 6.0}}


def test_c29_two_tables(desk: Desk) -> None:
    reading = desk.read("code,jumlah\n32.01,5\n\nkode,persen\n32.01,80\n")
    assert told(reading, "D051").line == 4
    assert reading.tables == {}


def test_c30_caps(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "code," + ",".join(f"x{i}" for i in range(5000)) + "\n"
    assert codes(desk.read(wide)) == ["D022"]
    assert codes(desk.read("code,note\n32.01," + "x" * (text.MAX_FIELD + 1) + "\n")) == ["D021"]
    monkeypatch.setattr(files, "MAX_BYTES", 20)
    assert codes(desk.read(GOOD)) == ["D005"]


def test_c31_what_is_no_file(desk: Desk) -> None:
    assert codes(desk.read(desk.folder)) == ["D003"]
    assert codes(desk.read(desk.folder / "absent.csv")) == ["D001"]
    lock = desk.file("x", "~$data.xlsx")
    assert "data.xlsx" in hint(told(desk.read(lock), "D004"), "id")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_c31_pipe_and_device(desk: Desk) -> None:
    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    assert codes(desk.read(pipe)) == ["D002"]
    assert codes(desk.read(Path("/dev/zero"))) == ["D002"]


@pytest.mark.parametrize(
    ("content", "name", "true"),
    [
        (b"PK\x03\x04....xl/workbook.xml", "data.csv", "XLSX"),
        (b"PK\x03\x04....", "data.csv", "ZIP"),
        (b"<html><table>", "data.csv", "HTML"),
        (b"%PDF-1.7", "data.csv", "PDF"),
        (b"code,jumlah\n32.01,5\n", "data.xlsx", "text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "data.xls", "XLS (Excel 97-2003)"),
    ],
)
def test_c32_true_type(desk: Desk, content: bytes, name: str, true: str) -> None:
    assert told(desk.read(desk.file(content, name)), "D007").params["true"] == true


@pytest.mark.parametrize(
    ("written", "code"), [("３", "D078"), ("٣", "D078"), ("1\u00a0234", "D064"), ("“5”", "D064"), ("5 km", "D064")]
)
def test_c33_ascii_digits_only(desk: Desk, written: str, code: str) -> None:
    assert told(desk.read(f"code,jumlah\n32.01,{written}\n"), code).unit == "32.01"


def test_c34_wide_and_long_swapped(desk: Desk) -> None:
    assert codes(desk.read("code,value\n32.01,5\n")) == ["D035"]
    assert codes(desk.read("code,indicator\n32.01,jumlah\n")) == ["D035"]
    assert codes(desk.read("indicator,32.01,32.02\njumlah,5,6\n")) == ["D036"]
    assert codes(desk.read("code,indicator,value,persen\n32.01,jumlah,5,6\n")) == ["D039"]


@pytest.mark.parametrize("heading", ["NIK", "No. HP", "_submitted_by", "Email", "_geolocation", "GPS"])
def test_c35_personal_columns(desk: Desk, heading: str) -> None:
    reading = desk.read(f"code,{heading},jumlah\n32.01,3201234567890001,x\n32.02,3201234567890002,6\n")
    assert told(reading, "D038").params["heading"] == heading
    assert "32012345" not in repr(reading)
    assert raws(reading) == {"32.02": {"jumlah": 6.0}}


def test_shared_names_are_refused_whatever_an_alias_says() -> None:
    registry = load_registry()
    spoilt = type(registry)(registry.units, registry.columns, {**(registry.aliases or {}), "Bogor": "32.71"})
    assert spoilt.find("Bogor").unit is None
    assert len(spoilt.find("Bogor").candidates) == 2
