"""What a file is: by its tool's own columns, never by its name."""

import re

import pytest

from readiness.findings import LANGUAGES, Finding, hint, message
from readiness.survey.exports import IMPORTERS, TITLES, recognise
from readiness.survey.source import TOOLS, Export
from tests.survey.making import EXPORTS, WRONG
from tests.survey.reading import Rows, asked, export_of, rows_of
from tests.survey.tools import gforms, kobo, limesurvey, plain, qualtrics, surveymonkey

HEADER_ROWS = {"kobo-hxl-details.csv": 2, "qualtrics-two-rows.tsv": 2}
BY_TOOL = {
    "kobo": 1,
    "odk": 1,
    "limesurvey": 1,
    "surveycto": 1,
    "gforms": 1,
    "msforms": 1,
    "surveymonkey": 2,
    "qualtrics": 3,
    "plain": 1,
}


def test_every_tool_that_an_option_names_has_an_importer() -> None:
    assert set(IMPORTERS) == set(TOOLS) == set(TITLES)


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_is_told_by_its_columns(name: str) -> None:
    found = export_of(rows_of(EXPORTS[name](), name))
    assert found.tool == re.split(r"[-.]", name, maxsplit=1)[0]
    assert found.header_rows == HEADER_ROWS.get(name, BY_TOOL[found.tool])


@pytest.mark.parametrize("name", EXPORTS)
def test_each_export_may_be_named(name: str) -> None:
    rows = rows_of(EXPORTS[name](), name)
    told = export_of(rows)
    assert export_of(rows, told.tool) == told


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("kobo-names.csv", {"_validation_status": ["rejected"]}),
        ("odk-joined.csv", {"ReviewState": ["rejected"]}),
        ("limesurvey-codes.csv", {"submitdate": ["unfinished", "unfinished"]}),
        ("limesurvey-text.csv", {"Tanggal pengiriman": ["unfinished", "unfinished"]}),
        ("surveycto-split.csv", {"review_status": ["rejected"]}),
        ("qualtrics-numbers.csv", {"Finished": ["unfinished"], "Status": ["preview", "test", "rejected"]}),
        ("gforms-words.csv", {}),
    ],
)
def test_rows_that_are_no_answers(name: str, reasons: dict[str, list[str]]) -> None:
    found = export_of(rows_of(EXPORTS[name](), name))
    told: dict[str, list[str]] = {}
    for skip in found.skips:
        told.setdefault(found.names[skip.column], []).append(skip.reason)
    assert told == reasons


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("kobo-names.csv", {"surel", "lokasi", "_submitted_by", "_lokasi_latitude", "_lokasi_longitude"}),
        (
            "odk-joined.csv",
            {"surel", "lokasi-Latitude", "lokasi-Longitude", "SubmitterID", "SubmitterName", "DeviceID"},
        ),
        ("limesurvey-text.csv", {"Alamat surel", "Alamat IP"}),
        ("surveycto-joined.csv", {"surel", "deviceid", "subscriberid", "username", "lokasi-Latitude"}),
        ("gforms-words.csv", {"Alamat email", "Nomor HP yang dapat dihubungi"}),
        ("msforms.xlsx", {"Email", "Nama"}),
        ("surveymonkey-expanded.csv", {"IP Address", "Email Address", "First Name", "Last Name"}),
        ("qualtrics-words.csv", {"IPAddress", "RecipientEmail", "LocationLatitude", "LocationLongitude"}),
    ],
)
def test_personal_columns_are_told(name: str, dropped: set[str]) -> None:
    found = export_of(rows_of(EXPORTS[name](), name))
    assert dropped <= {found.names[index] for index in found.personal}
    assert not set(found.personal) & set(found.metadata)


@pytest.mark.parametrize(
    ("name", "joined", "options"),
    [
        ("kobo-names.csv", "alat", ["1", "2", "3"]),
        (
            "kobo-words-groups.csv",
            "Layanan/Alat apa saja yang Anda pakai?",
            ["Telepon genggam", "Laptop; komputer", "Komputer umum, warnet"],
        ),
        ("kobo-hxl-details.csv", None, ["1", "2", "3"]),
        ("odk-groups-split.csv", "pilar_layanan-alat", ["1", "2", "3"]),
        ("surveycto-split.csv", "alat", ["1", "2", "3"]),
        ("limesurvey-codes.csv", None, ["SQ001", "SQ002", "SQ003"]),
        ("surveymonkey-expanded.csv", None, ["Telepon genggam", "Laptop; komputer", "Komputer umum, warnet"]),
        ("qualtrics-numbers.csv", None, ["Telepon genggam", "Laptop; komputer", "Komputer umum, warnet"]),
    ],
)
def test_a_question_of_several_answers(name: str, joined: str | None, options: list[str]) -> None:
    found = export_of(rows_of(EXPORTS[name](), name))
    (several,) = found.multi
    assert [option for _, option in several.parts] == options
    assert (None if several.column is None else found.names[several.column]) == joined


def test_two_scales_are_no_question_of_several_answers() -> None:
    rows = [["SubmissionDate", "mutu", "mutu_1", "mutu_2", "formdef_version", "KEY"], ["x", "3", "1", "0", "1", "a"]]
    assert export_of(rows).multi == ()


@pytest.mark.parametrize(
    ("rows", "tool", "missing", "option"),
    [
        (gforms(), "kobo", ["_uuid", "_submission_time", "_index"], "gforms"),
        (kobo(), "odk", ["key", "submissiondate", "reviewstate"], "kobo"),
        (plain(), "qualtrics", ["responseid", "startdate", "status"], None),
        (qualtrics(), "gforms", ["timestamp"], "qualtrics"),
    ],
)
def test_a_tool_that_does_not_fit_is_refused(rows: Rows, tool: str, missing: list[str], option: str | None) -> None:
    found = recognise(rows, "answers.csv", tool)
    assert isinstance(found, Finding)
    assert (found.code, found.params["missing"], found.params.get("option")) == ("D181", missing, option)


WRONG_CODES = {
    "wrong-bank-statement.csv": "D180",
    "wrong-empty-export.csv": "D193",
    "wrong-nothing.csv": "D193",
}


@pytest.mark.parametrize("name", WRONG_CODES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_file_is_refused_with_what_to_do(name: str, lang: str) -> None:
    found = recognise(rows_of(WRONG[name](), name), name, expected=[question.name for question in asked().questions()])
    assert isinstance(found, Finding)
    assert found.code == WRONG_CODES[name]
    assert message(found, lang)
    assert hint(found, lang)


@pytest.mark.parametrize(
    "rows", [[], [[]], [["", ""]], [[""], ["kode"]], [["a"], []], [["Timestamp"]], [["kode"], ["", ""]]]
)
@pytest.mark.parametrize("tool", ["auto", *IMPORTERS])
def test_a_scrap_of_a_file_is_a_finding_and_no_traceback(rows: Rows, tool: str) -> None:
    assert isinstance(recognise(rows, "answers.csv", tool), Finding)


def test_a_ragged_file_is_recognised() -> None:
    rows = [row[: len(row) - index % 5] for index, row in enumerate(kobo())]
    assert isinstance(recognise(rows, "answers.csv"), Export)


def test_newer_kobo_exports_lack_notes_and_tags() -> None:
    rows = kobo()
    dropped = {rows[0].index(name) for name in ("_notes", "_tags")}
    newer = [[cell for index, cell in enumerate(row) if index not in dropped] for row in rows]
    assert export_of(newer).tool == "kobo"


def test_a_limesurvey_code_is_split_from_its_text() -> None:
    found = export_of(limesurvey("both"))
    at = found.names.index("skala[puas1]")
    assert (found.labels or ())[at].startswith("Seberapa setuju Anda? [Layanan daring")


def test_a_surveymonkey_question_stands_over_all_its_rows() -> None:
    found = export_of(surveymonkey())
    assert found.names[10:12] == tuple(f"Seberapa setuju Anda? [{text}]" for text in surveymonkey()[1][10:12])


def test_qualtrics_without_its_second_and_third_row() -> None:
    rows = qualtrics()
    assert export_of([rows[0], *rows[3:]]).header_rows == 1


def test_an_option_is_no_column_of_a_person() -> None:
    rows = [["kontak", "kontak/hp", "kontak/email", "hp", "_id", "_uuid", "_submission_time", "_index"]]
    found = export_of([*rows, ["hp", "1", "0", "0812", "1", "a", "x", "1"]])
    assert [found.names[index] for index in found.personal] == ["hp"]


def test_the_tools_own_codes_are_read_only_where_they_stand() -> None:
    assert set(export_of(limesurvey()).answers) == {f"{mark}{code}" for code in range(1, 10) for mark in ("A", "SQ00")}
    assert export_of(limesurvey("text", full=True)).answers == {}


@pytest.mark.parametrize("joined", [["alat"], []])
def test_a_choice_may_hold_a_slash(joined: list[str]) -> None:
    own = ["_id", "_uuid", "_submission_time", "_index"]
    rows = [[*joined, "alat/Laptop/PC", "alat/HP", "alat/Lain", *own], [*joined, "1", "0", "0", "1", "a", "x", "1"]]
    (several,) = export_of(rows).multi
    assert [option for _, option in several.parts] == ["Laptop/PC", "HP", "Lain"]


def test_an_edited_export_still_says_which_rows_were_rejected() -> None:
    rows = [["kode", "puas_1", "_validation_status"], ["32.01", "4", "Not Approved"]]
    found = export_of(rows)
    assert found.tool == "plain"
    assert [(skip.column, skip.reason) for skip in found.skips] == [(2, "rejected")]


def test_a_question_may_be_called_as_a_column_of_the_tool() -> None:
    rows = qualtrics()
    rows[1][rows[0].index("Q5")] = "Status"
    found = export_of(rows)
    assert {found.names[skip.column] for skip in found.skips} == {"Finished", "Status"}


@pytest.mark.parametrize("expected", ["Debit", "@A", "saldo"])
def test_a_mapping_makes_any_table_a_file_of_answers(expected: str) -> None:
    name = "wrong-bank-statement.csv"
    found = recognise(rows_of(WRONG[name](), name), name, expected=[expected])
    assert isinstance(found, Export)
