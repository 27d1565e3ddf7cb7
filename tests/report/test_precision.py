"""The precision of survey results: a dot with its interval, the same in words and figures, and nothing where none is."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from readiness.analysis.insights import insights
from readiness.data.table import Cell, Interval, Source
from readiness.report.markdown import unit as unit_md
from readiness.report.pages.precision import decimals_of, precision
from readiness.report.tables import csv_text
from readiness.report.xlsx import workbook_bytes
from readiness.results.records import Results
from readiness.scoring import assess
from tests.report.reading import read, rows
from tests.report.sample import results, unit_html, view
from tests.scoring.making import framework, leaf, table

ANSWERS = {1: "Tidak", 2: "Ragu", 5: "Ya"}
CRITERIA = [
    leaf("mutu", measure="survey", statistic="mean", answers=ANSWERS, worst=2, best=4.5, label="Mutu <layanan>"),
    leaf("puas", measure="survey", statistic={"share_at_least": 4}, answers=ANSWERS),
    leaf("miskin", measure="percent", worst=40, best=0),
    leaf("belanja", measure="number", worst=0, best=2000),
    leaf("jalan"),
]
FULL = Interval(3.0875, 3.9125, 0.95, 1212.0, 0.2104, 1.4149, 856.6)
SHARE = Interval(68.1, 76.7, 0.95, 212.0, 2.19, None)
FEW = Interval(None, None, 0.95, 16.0, None, None)


def cell(raw: float, known: Interval | None) -> Cell:
    return Cell("observed", raw, Source("survei.csv", 2, 3, str(raw)), interval=known)


def made(row: dict[str, Any] | None = None) -> Results:
    row = row or {
        "mutu": cell(3.5, FULL),
        "puas": cell(72.4, SHARE),
        "miskin": cell(12.5, Interval(None, None, 0.95, None, 0.33, None)),
        "belanja": cell(900.0, FEW),
        "jalan": 40,
    }
    data = {"a": row, "b": {**dict.fromkeys(row), "jalan": 50}}
    return assess(framework(CRITERIA), table(data), sha256="f" * 64, options={})[0]


def lines(found: Results, lang: str = "id") -> list[list[str]]:
    """The table's rows; of a chart the ends of its scale."""
    body = read(unit_html(found, "a", lang)).one("table", class_="precision").one("tbody")
    charts = [[text.text for text in row.all("text")] for row in body.all("tr")]
    return [[*row[:2], " ".join(ends) or row[2], *row[3:]] for row, ends in zip(rows(body), charts, strict=True)]


def test_words_and_figures() -> None:
    assert lines(made()) == [
        ["Mutu <layanan>", "3,50 (95%: 3,09–3,91; n = 1.212)", "1 5", "1.212", "857", "0,21", "1,41"],
        ["puas", "72,4% (95%: 68,1–76,7; n = 212)", "0% 100%", "212", "–", "2,2", "–"],
        ["miskin", "12,50% (galat baku 0,33)", "–", "–", "–", "0,33", "–"],
        ["belanja", "900 (n = 16)", "–", "16responden sedikit", "–", "–", "–"],
    ]


def test_english() -> None:
    assert [line[1] for line in lines(made(), "en")] == [
        "3.50 (95%: 3.09–3.91; n = 1,212)",
        "72.4% (95%: 68.1–76.7; n = 212)",
        "12.50% (standard error 0.33)",
        "900 (n = 16)",
    ]


def test_the_chart_is_named_and_its_dot_lies_between_the_ends() -> None:
    page = read(unit_html(made(), "a"))
    (chart, share) = page.all("svg", class_="dot")
    assert chart.attrs["role"] == "img"
    assert chart.attrs["aria-labelledby"] == "dot-mutu-t dot-mutu-d"
    assert chart.one("title").text == "Mutu <layanan>: nilai dan selang kepercayaan"
    assert chart.one("desc").text == "3,50 (95%: 3,09–3,91; n = 1.212)"
    assert float(chart.one("circle").attrs["cx"]) == pytest.approx(4 + 272 * 2.5 / 4, abs=0.06)
    assert share.attrs["aria-labelledby"] == "dot-puas-t dot-puas-d"


def test_an_interval_beyond_the_scale_widens_it() -> None:
    wide = replace(FULL, low=0.5, high=5.5)
    assert lines(made({"mutu": cell(3.5, wide), "jalan": 1}))[0][2] == "0,5 5,5"
    number = Interval(-100.0, 2500.0, 0.95, None, 600.0, None)
    assert lines(made({"belanja": cell(900.0, number), "jalan": 1}))[0][1:3] == [
        "900 (95%: −100 – 2.500)",
        "−100 2.500",
    ]


def test_the_cell_of_the_value_says_it_too() -> None:
    page = read(unit_html(made(), "a"))
    told = {row[0].split(" ")[0]: row for row in rows(page.one("table", class_="sources"))}
    assert told["puas"][1] == "72,4% (95%: 68,1–76,7; n = 212)"
    assert told["jalan"][1] == "40%"


def test_nothing_where_nothing_is_known() -> None:
    assert precision(view(made()), made().units[1]) == ()
    for page in (unit_html(made(), "b"), unit_html(results(), "a")):
        assert read(page).all("table", class_="precision") == []
        assert "selang kepercayaan" not in page
    assert "Ketelitian" not in unit_md(made(), "b", {}, "id")
    assert "mutu.n" not in csv_text(results())
    assert "Ketelitian survei" not in openpyxl.load_workbook(io.BytesIO(workbook_bytes(results(), lang="id")))


@pytest.mark.parametrize(
    ("known", "decimals"),
    [
        (Interval(None, None, 0.95, None, 1e-9, None), 6),
        (Interval(None, None, 0.95, 9.0, None, None), None),
        (Interval(3.0, 3.4, 0.95, None, None, None), 2),
        (Interval(3.0, 3.0, 0.95, None, 0.0, None), None),
        (Interval(None, None, 0.95, None, 5e4, None), 0),
    ],
)
def test_decimals_follow_the_error(known: Interval, decimals: int | None) -> None:
    assert decimals_of(known) == decimals


def test_markdown_has_the_table() -> None:
    text = unit_md(made(), "a", insights([made()]), "id")
    assert "## Ketelitian hasil survei" in text
    assert "72,4% (95%: 68,1–76,7; n\xa0=\xa0212) | 212 | – | 2,2 | – |" in text
    assert "<layanan>" not in text


def test_csv_has_columns_only_where_a_part_is_known() -> None:
    (one, two) = csv.DictReader(io.StringIO(csv_text(made())))
    beside = [key for key in one if key.partition(".")[2] in ("n", "n_effective", "se", "low", "high", "deff")]
    assert beside == [
        *("mutu.n", "mutu.n_effective", "mutu.se", "mutu.low", "mutu.high", "mutu.deff"),
        *("puas.n", "puas.se", "puas.low", "puas.high", "miskin.se", "belanja.n"),
    ]
    assert (one["mutu.low"], one["puas.se"], one["belanja.n"]) == ("3.0875", "2.19", "16")
    assert {two[key] for key in beside} == {""}


@pytest.mark.parametrize(("lang", "title"), [("id", "Ketelitian survei"), ("en", "Survey precision")])
def test_the_workbook_has_a_sheet(lang: str, title: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made(), lang=lang)))[title]
    head, *body = sheet.iter_rows(values_only=True)
    assert head[2:6] == (
        ("Indikator", "Nama indikator", "Nilai", "Jumlah responden")
        if lang == "id"
        else ("Indicator", "Name of the indicator", "Value", "Respondents")
    )
    assert [row[2:] for row in body][:2] == [
        ("mutu", "Mutu <layanan>", 3.5, 1212, 856.6, 0.2104, 3.0875, 3.9125, 1.4149),
        ("puas", "puas", 72.4, 212, None, 2.19, 68.1, 76.7, None),
    ]
    assert len(body) == 4
