"""Workbooks: X5, X6, X7 and everything that a cell's XML says besides its value."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from readiness.data import files
from readiness.data.ooxml import _kind_of_format

from .conftest import Desk, codes, only, raws, told

HEADER = ["code", "jumlah", "persen"]
Cells = list[list[Any]]


def workbook(
    folder: Path, rows: Cells, name: str = "data.xlsx", formats: dict[tuple[int, int], str] | None = None
) -> Path:
    """A workbook of texts and numbers, with number formats at (row, column) from 0."""
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("data")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                code = (formats or {}).get((r, c))
                sheet.write(r, c, value, book.add_format({"num_format": code}) if code else None)
    return path


def raw_workbook(folder: Path, sheet: str, *, extra: dict[str, str] | None = None, name: str = "data.xlsx") -> Path:
    """A workbook whose sheet XML is given."""
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{spreadsheet}" xmlns:r="{office}"><sheets>'
        '<sheet name="data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(extra or {}),
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            file.writestr(part, content)
    return path


def sheet_of(*rows: str) -> str:
    """Sheet XML of rows of cells."""
    return f"<worksheet><sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData></worksheet>"


def text(value: str) -> str:
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


TOP = text("code") + text("jumlah") + text("persen")


def test_values_with_their_places(desk: Desk) -> None:
    path = workbook(desk.folder, [HEADER, ["32.01", 5, 87.5], ["32.02", "7,5", None]])
    reading = desk.read(path)
    assert raws(reading) == {"32.01": {"jumlah": 5.0, "persen": 87.5}, "32.02": {"jumlah": 7.5, "persen": None}}
    source = only(reading).cells["32.01"]["persen"].source
    assert source is not None
    assert (source.path, source.line, source.column, source.text) == (path.as_posix(), 2, 3, "87.5")


def test_the_same_table_from_csv_xlsx_and_indonesian_csv(desk: Desk) -> None:
    chance = random.Random(7)
    rows = [[f"32.{n:02}", round(chance.uniform(0, 99999), 3), round(chance.uniform(0, 100), 2)] for n in range(1, 19)]
    plain = desk.file("\n".join(",".join(map(str, row)) for row in [HEADER, *rows]), "a.csv")
    local = "\r\n".join(
        ";".join([str(row[0]), *(str(v).replace(".", ",") for v in row[1:])]) for row in [HEADER, *rows]
    )
    excel = desk.file("\ufeff" + local, "b.csv")
    book = workbook(desk.folder, [HEADER, *rows])
    assert raws(desk.read(plain)) == raws(desk.read(excel)) == raws(desk.read(book))


def test_percent_by_cell_format(desk: Desk) -> None:
    formats = {(1, 2): "0.0%", (2, 2): '0" persen"%', (3, 1): "0%"}
    rows = [HEADER, ["32.01", 1, 0.875], ["32.02", 1, 0.29], ["32.03", 0.5, 50]]
    reading = desk.read(workbook(desk.folder, rows, formats=formats))
    assert raws(reading)["32.01"]["persen"] == 87.5
    assert raws(reading)["32.02"]["persen"] == 29.0
    assert told(reading, "D066").cell == "B4"


def test_fractions_without_percent_format_are_refused(desk: Desk) -> None:
    rows = [HEADER, ["32.01", 1, 0.875], ["32.02", 1, 1], ["32.03", 1, 0]]
    reading = desk.read(workbook(desk.folder, rows))
    assert told(reading, "D067").params["count"] == 3
    assert reading.tables == {}
    assert raws(desk.read(workbook(desk.folder, [HEADER, ["32.01", 1, 1], ["32.02", 1, 0]])))["32.01"]["persen"] == 1.0


@pytest.mark.parametrize(
    ("code", "format_", "kind"), [(32.1, "0.00", "number"), (45000, "dd-mmm", "date"), (0.5, "hh:mm", "date")]
)
def test_code_that_is_no_text(desk: Desk, code: float, format_: str, kind: str) -> None:
    reading = desk.read(workbook(desk.folder, [HEADER, [code, 1, 1], ["32.02", 2, 2]], formats={(1, 0): format_}))
    assert told(reading, "D044").params["kind"] == kind
    assert set(raws(reading)) == {"32.02"}


def test_date_in_a_value(desk: Desk) -> None:
    reading = desk.read(workbook(desk.folder, [HEADER, ["32.01", 45355, 1]], formats={(1, 1): "d-mmm"}))
    assert told(reading, "D069").params["text"] == "2024-03-04"


def test_a_wave_may_be_a_number(desk: Desk) -> None:
    reading = desk.read(workbook(desk.folder, [["kode", "gelombang", "jumlah"], ["32.01", 2024, 5]]))
    assert list(reading.tables) == ["2024"]


@pytest.mark.parametrize(
    ("format_", "kind"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ("0%", "percent"),
        ('0.0" days"', "number"),
        ("[Red]0.00", "number"),
        ("0.00E+00", "number"),
        ("[$-421]dd mmmm yyyy", "date"),
        ("[h]:mm", "date"),
        ('_-"Rp"* #,##0_-', "number"),
        ("\\d0", "number"),
    ],
)
def test_kinds_of_format(format_: str, kind: str) -> None:
    assert _kind_of_format(format_) == kind


def test_x5_zip_bomb(desk: Desk) -> None:
    path = raw_workbook(desk.folder, "<worksheet>" + " " * 5_000_000 + "</worksheet>")
    assert told(desk.read(path), "D091").params["ratio"] > 200


def test_x5_sum_of_sizes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(desk.folder, [HEADER, ["32.01", 1, 2]])
    from readiness.data import ooxml

    monkeypatch.setattr(ooxml, "MAX_BYTES", 100)
    assert codes(desk.read(path)) == ["D091"]
    assert files.MAX_BYTES == 200_000_000


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_x6_uncached_formula(desk: Desk, value: str) -> None:
    row = text("32.01") + f"<c><f>1+1</f>{value}</c>" + "<c><f>SUM(A1)</f><v>80</v></c>"
    blank = text("32.02") + '<c t="str"><f>IF(1,"")</f><v></v></c>' + "<c><v>70</v></c>"
    reading = desk.read(raw_workbook(desk.folder, sheet_of(TOP, row, blank)))
    assert told(reading, "D071").cell == "B2"
    assert raws(reading) == {"32.02": {"jumlah": None, "persen": 70.0}}


def test_x6_errors_and_booleans(desk: Desk) -> None:
    top = text("code") + text("jumlah") + text("ada")
    rows = [
        text("32.01") + '<c t="e"><v>#DIV/0!</v></c>' + '<c t="b"><v>1</v></c>',
        text("32.02") + '<c t="e"><v>#N/A</v></c>' + '<c t="b"><v>0</v></c>',
        text("32.03") + '<c t="b"><v>1</v></c>',
    ]
    reading = desk.read(raw_workbook(desk.folder, sheet_of(top, *rows)))
    assert codes(reading) == ["D064", "D070"]
    assert raws(reading) == {"32.02": {"jumlah": None, "ada": 0.0}}


def test_x6_hidden_merged_and_other_sheets(desk: Desk) -> None:
    path = desk.folder / "data.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Isi lembar data")
        sheet, secret = book.add_worksheet("Data"), book.add_worksheet("rahasia")
        secret.hide()
        for r, row in enumerate([HEADER, ["32.01", 1, 2], ["32.02", 3, 4]]):
            sheet.write_row(r, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.merge_range("E1:F1", "")
    reading = desk.read(path)
    assert told(reading, "D093").params == {"sheets": ["rahasia"], "parts": ["3"]}
    assert told(reading, "D094").params["ranges"] == ["E1:F1"]
    assert told(reading, "D096").params == {"sheet": "Data", "others": ["Petunjuk"]}
    assert set(raws(reading)) == {"32.01", "32.02"}


def test_x6_password(desk: Desk) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")
    assert codes(desk.read(desk.file(content, "data.xlsx"))) == ["D092"]


def test_x6_macros_are_told(desk: Desk) -> None:
    source = workbook(desk.folder, [HEADER, ["32.01", 1, 2]])
    target = desk.folder / "data.xlsm"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                link = b'<Relationship Id="rId99" Type="http://x/vbaProject" Target="vbaProject.bin"/></Relationships>'
                content = content.replace(b"</Relationships>", link)
            new.writestr(name, content)
    reading = desk.read(target)
    assert codes(reading) == ["D095"]
    assert raws(reading)["32.01"]["jumlah"] == 1.0


@pytest.mark.parametrize("declared", ['<!DOCTYPE x [<!ENTITY a "b">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">'])
def test_x7_document_type(desk: Desk, declared: str) -> None:
    path = raw_workbook(desk.folder, declared + sheet_of(TOP, text("32.01") + "<c><v>1</v></c>"))
    assert told(desk.read(path), "D097").params["part"] == "xl/worksheets/sheet1.xml"


def test_broken_workbooks(desk: Desk) -> None:
    whole = workbook(desk.folder, [HEADER, ["32.01", 1, 2]]).read_bytes()
    assert codes(desk.read(desk.file(whole[: len(whole) // 2], "half.xlsx"))) in (["D090"], ["D007"])
    assert codes(desk.read(raw_workbook(desk.folder, "<worksheet><sheetData>"))) == ["D090"]
    assert codes(desk.read(raw_workbook(desk.folder, sheet_of('<c t="s"><v>9</v></c>')))) == ["D090"]


def test_far_cells_and_prefixed_names(desk: Desk) -> None:
    far = raw_workbook(desk.folder, sheet_of('<c r="XFD1"><v>1</v></c>'))
    assert codes(desk.read(far)) == ["D022"]
    prefixed = sheet_of(TOP, text("32.01") + "<c><v>1</v></c>").replace("<", "<x:").replace("<x:/", "</x:")
    path = raw_workbook(desk.folder, prefixed.replace("<x:worksheet>", '<x:worksheet xmlns:x="urn:x">'))
    assert raws(desk.read(path)) == {"32.01": {"jumlah": 1.0, "persen": None}}


def test_escape_bytes_are_stripped(desk: Desk) -> None:
    row = text("32.01") + '<c t="inlineStr"><is><t>tidak berlaku: a_x001B_[31mb</t></is></c>'
    cell = only(desk.read(raw_workbook(desk.folder, sheet_of(TOP, row)))).cells["32.01"]["jumlah"]
    assert (cell.status, cell.note) == ("not_applicable", "ab")


def test_skip_rows_in_a_workbook(desk: Desk) -> None:
    path = workbook(desk.folder, [["Judul"], ["Sumber: BPS", "x", "y", "z"], HEADER, ["32.01", 1, "x"]])
    assert told(desk.read(path), "D031").params["skip"] == 2
    assert told(desk.read(path, skip_rows=2), "D064").cell == "C4"


def test_the_digest_is_of_the_bytes_that_were_parsed(desk: Desk) -> None:
    import hashlib

    path = workbook(desk.folder, [HEADER, ["32.01", 1, 2]])
    assert only(desk.read(path)).inputs[0].sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert zipfile.is_zipfile(io.BytesIO(path.read_bytes()))


def test_blank_cells_beyond_the_header_move_nothing(desk: Desk) -> None:
    """Formatted but empty cells to the right of every row: each cell of a workbook says where it stands."""
    rows = [["32.01", None, 2, None, None], ["32.02", 5, None, None, None]]
    formats = {(row, column): "0.00" for row in (1, 2) for column in (3, 4)}
    reading = desk.read(workbook(desk.folder, [HEADER, *rows], formats=formats))
    assert raws(reading) == {"32.01": {"jumlah": None, "persen": 2.0}, "32.02": {"jumlah": 5.0, "persen": None}}
