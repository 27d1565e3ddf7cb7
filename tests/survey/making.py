"""The fixtures: every export of ``tools`` as a file, and files that are no such thing.

Re-make with ``python -m tests.survey.making``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.survey.tools import (
    Rows,
    gforms,
    kobo,
    limesurvey,
    long,
    msforms,
    odk,
    plain,
    qualtrics,
    surveycto,
    surveymonkey,
)

HERE = Path(__file__).parent / "fixtures"


def text(rows: Rows, mark: str = ",", *, quote: bool = False, bom: bool = False, windows: bool = False) -> bytes:
    """A CSV's bytes."""
    buffer = io.StringIO()
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    ends = "\r\n" if windows else "\n"
    csv.writer(buffer, delimiter=mark, quoting=quoting, lineterminator=ends).writerows(rows)
    return (("\ufeff" if bom else "") + buffer.getvalue()).encode("utf-8")


def lime(rows: Rows, mark: str) -> bytes:
    """As LimeSurvey writes it: a byte order mark, quotes, Windows line ends and an empty last line."""
    return text(rows, mark, quote=True, bom=True, windows=True) + b"\r\n"


def workbook(rows: Rows) -> bytes:
    """An XLSX: whole numbers are numbers, all else is text."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 10, 5)})
    sheet = book.add_worksheet("Sheet1")
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell.isdecimal() and len(cell) < 10:
                sheet.write_number(line, column, int(cell))
            elif cell:
                sheet.write_string(line, column, cell)
    book.close()
    return buffer.getvalue()


EXPORTS: dict[str, Callable[[], bytes]] = {
    "kobo-names.csv": lambda: text(kobo(), ";", quote=True),
    "kobo-words-groups.csv": lambda: text(kobo(words=True, group="Layanan/"), ";", quote=True),
    "kobo-hxl-details.csv": lambda: text(kobo(group="pilar_layanan/", multiple="details", hxl=True), ";", quote=True),
    "kobo-words.xlsx": lambda: workbook(kobo(words=True)),
    "kobo-joined.csv": lambda: text(kobo(group="Layanan/", multiple="summary"), ";", quote=True),
    "odk-groups-split.csv": lambda: text(odk("pilar_layanan-")),
    "odk-joined.csv": lambda: text(odk(multiple="summary")),
    "limesurvey-codes.csv": lambda: lime(limesurvey(), ","),
    "limesurvey-text.csv": lambda: lime(limesurvey("text", full=True), ";"),
    "limesurvey-both.csv": lambda: lime(limesurvey("both", full=True), ","),
    "surveycto-split.csv": lambda: text(surveycto()),
    "surveycto-joined.csv": lambda: text(surveycto("summary", workflow=False)),
    "gforms-words.csv": lambda: text(gforms()),
    "gforms-grid.csv": lambda: text(gforms("numbers", grid=True, english=True)),
    "gforms-decimals.csv": lambda: text(gforms("decimals")),
    "msforms.xlsx": lambda: workbook(msforms()),
    "msforms-matrix.xlsx": lambda: workbook(msforms(english=True, matrix=True)),
    "msforms.csv": lambda: text(msforms(english=True), bom=True),
    "surveymonkey-expanded.csv": lambda: text(surveymonkey()),
    "surveymonkey-condensed.xlsx": lambda: workbook(surveymonkey(words=False, condensed=True)),
    "qualtrics-numbers.csv": lambda: text(qualtrics()),
    "qualtrics-words.csv": lambda: text(qualtrics(words=True, split=False)),
    "qualtrics-two-rows.tsv": lambda: text(qualtrics(words=True, legacy=True), "\t"),
    "plain-wide.csv": lambda: text(plain()),
    "plain-wide-words.csv": lambda: text(plain(words=True), ";", bom=True),
    "plain-long.csv": lambda: text(long()),
    "plain-long-words.xlsx": lambda: workbook(long(words=True)),
}
BANK = [["Tanggal", "Keterangan", "Debit", "Kredit", "Saldo"], ["05/10/2026", "TRSF", "150.000,00", "", "1.250.000,00"]]
SCORED = [["kode", "nama", "kepuasan", "kanal_daring"], ["32.01", "Kabupaten Bogor", "62.5", "40"]]
WRONG: dict[str, Callable[[], bytes]] = {
    "wrong-bank-statement.csv": lambda: text(BANK, ";"),
    "wrong-scored-wide.csv": lambda: text(SCORED),
    "wrong-empty-export.csv": lambda: text(kobo()[:1], ";", quote=True),
    "wrong-two-columns-of-one-label.csv": lambda: text([[*row, row[3]] for row in gforms()]),
    "wrong-nothing.csv": lambda: b"",
}


def main() -> None:
    """Write every fixture."""
    for name, make in {**EXPORTS, **WRONG}.items():
        (HERE / name).write_bytes(make())


if __name__ == "__main__":
    main()
