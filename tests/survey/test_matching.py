"""Which column is which item: by name, by the last part of a path, by words; never by likeness."""

import pytest

from readiness.findings import LANGUAGES, hint, message
from readiness.survey.mapping import UserMapping
from readiness.survey.source import Multiple
from tests.survey.making import EXPORTS, WRONG
from tests.survey.people import TEXTS, UNIT_QUESTION
from tests.survey.reading import Rows, matched, rows_of
from tests.survey.tools import gforms, kobo, limesurvey, long, msforms, odk, plain

ITEMS = [*TEXTS, "alat"]


def codes(rows: Rows, **keys: dict[str, str]) -> list[str]:
    return [finding.code for finding in matched(rows, **keys)[1]]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name in EXPORTS if not name.startswith("plain-long")])
def test_every_item_and_the_unit_are_found_in_every_export(name: str) -> None:
    found, findings = matched(rows_of(EXPORTS[name](), name))
    assert list(found.items) == ITEMS
    assert "unit" in found.roles
    assert {finding.code for finding in findings} <= {"D192", "D191" if name == "limesurvey-codes.csv" else ""}


def test_a_long_file_has_items_and_answers_in_columns() -> None:
    found, findings = matched(long())
    assert (found.layout, findings) == ("long", [])
    assert found.roles == {"unit": 0, "respondent": 1, "item": 2, "answer": 3}


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("puas_1", "name"),
        ("PUAS_1", "name"),
        ("Layanan/puas_1", "path"),
        ("a-b-puas_1", "path"),
        ("grup.puas_1", "path"),
        ("skala[puas_1]", "path"),
        (TEXTS["puas_1"].upper(), "words"),
        ("Online services are easy to use,  also on a phone.", "words"),
        (f"Setuju? - {TEXTS['puas_1']}", "words"),
        (f"Setuju? [{TEXTS['puas_1']}]", "words"),
    ],
)
def test_how_a_heading_is_matched(heading: str, how: str) -> None:
    found, _ = matched([["kode", heading], ["32.01", "4"]])
    assert found.how == {"puas_1": how}


@pytest.mark.parametrize("heading", ["puas1", "puas_11", "xpuas_1", "puas_1_lain", "Layanan daring mudah dipakai"])
def test_nothing_is_matched_by_likeness(heading: str) -> None:
    found, _ = matched([["kode", heading, "tahu"], ["32.01", "4", "1"]])
    assert list(found.items) == ["tahu"]


def test_a_name_counts_before_a_path_and_a_path_before_words() -> None:
    found, findings = matched([["kode", "lama/puas_1", TEXTS["puas_1"], "puas_1"], ["32.01", "1", "2", "3"]])
    assert found.items == {"puas_1": 3}
    assert [finding.code for finding in findings] == ["D183"]


def test_two_paths_that_end_alike_are_refused() -> None:
    found, findings = matched([["kode", "rumah/puas_1", "kerja/puas_1"], ["32.01", "1", "2"]])
    assert found.items == {}
    assert findings[0].code == "D182"
    assert findings[0].params["columns"] == ["B (rumah/puas_1)", "C (kerja/puas_1)"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "code"), [("wrong-scored-wide.csv", "D194"), ("wrong-two-columns-of-one-label.csv", "D182")]
)
def test_a_wrong_file_is_refused_with_what_to_do(name: str, code: str, lang: str) -> None:
    errors = [finding for finding in matched(rows_of(WRONG[name](), name))[1] if finding.severity == "error"]
    assert [finding.code for finding in errors] == [code]
    assert message(errors[0], lang)
    assert hint(errors[0], lang)


def test_a_scored_long_file_is_no_file_of_answers() -> None:
    assert codes([["kode", "indikator", "nilai"], ["32.01", "kepuasan", "62.5"]]) == ["D194"]


def test_a_file_without_any_question_says_what_was_expected() -> None:
    findings = matched([["kode", "q1", "q2"], ["32.01", "4", "5"]])[1]
    assert [finding.code for finding in findings] == ["D184"]
    assert findings[0].params["items"] == ITEMS


def test_items_without_a_column_are_told() -> None:
    rows = [row[:5] for row in plain()]
    found, findings = matched(rows)
    assert found.missing == ("tahu", "alat")
    assert [(finding.code, finding.severity) for finding in findings] == [("D183", "warning")]


def test_a_file_without_a_unit_is_refused_until_one_is_named() -> None:
    rows = [["wilayah tinggal", *row[1:]] if index == 0 else row for index, row in enumerate(plain())]
    assert codes(rows) == ["D190"]
    found, findings = matched(rows, chosen={"unit": "Wilayah  Tinggal"})
    assert (found.roles["unit"], findings) == (0, [])


def test_an_option_that_names_no_column_suggests_the_nearest() -> None:
    findings = matched(plain(), chosen={"weight": "respondents"})[1]
    assert [(finding.code, finding.params["nearest"]) for finding in findings] == [("D185", "respondent")]


def test_a_unit_may_stand_in_a_group() -> None:
    rows = [["identitas/kode", *row[1:]] if index == 0 else row for index, row in enumerate(plain())]
    assert matched(rows)[0].roles["unit"] == 0


def test_the_design_is_known_by_its_headings() -> None:
    head = ["kode", "bobot", "strata", "klaster", "fpc", "puas_1", "puas_2", "kanal", "tahu"]
    found, _ = matched([head, ["32.01", "1", "a", "b", "100", "1", "2", "1", "1"]])
    assert found.roles == {"unit": 0, "weight": 1, "stratum": 2, "cluster": 3, "fpc": 4}


def test_the_tool_names_the_respondent() -> None:
    found, _ = matched(kobo())
    assert kobo()[0][found.roles["respondent"]] == "_uuid"


def test_an_item_may_bear_a_personal_word() -> None:
    """A column that the framework asks is an answer, whatever its words speak of."""
    found, _ = matched(gforms())
    assert found.items["puas_1"] == 3  # "... juga dari telepon genggam."
    assert 3 not in found.personal


@pytest.mark.parametrize(
    "name", ["kobo-hxl-details.csv", "odk-groups-split.csv", "surveycto-split.csv", "limesurvey-text.csv"]
)
def test_an_item_of_several_answers_is_read_from_its_columns(name: str) -> None:
    found, _ = matched(rows_of(EXPORTS[name](), name))
    several = found.items["alat"]
    assert isinstance(several, Multiple)
    assert len(several.parts) == 3
    assert found.unmatched == ()


@pytest.mark.parametrize(("rows", "separator"), [(odk(multiple="summary"), " "), (gforms(), ", "), (msforms(), ";")])
def test_of_a_share_several_answers_may_stand_in_one_cell(rows: Rows, separator: str) -> None:
    found, _ = matched(rows)
    several = found.items["alat"]
    assert isinstance(several, Multiple)
    assert (several.separator, several.parts) == (separator, ())
    assert isinstance(found.items["puas_1"], int)  # a mean takes one answer


def test_a_column_of_a_tool_is_never_an_item() -> None:
    rows = [
        [
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            UNIT_QUESTION,
            f"Points - {TEXTS['tahu']}",
            TEXTS["puas_1"],
        ]
    ]
    found, _ = matched([*rows, ["1", "x", "y", "a@b.id", "A", "Kota Bogor", "5", "4"]])
    assert list(found.items) == ["puas_1"]


def test_codes_of_the_tool_are_told_until_the_mapping_says_what_they_mean() -> None:
    told = [finding for finding in matched(limesurvey())[1] if finding.code == "D191"]
    assert [(finding.severity, finding.params["codes"]) for finding in told] == [
        ("warning", ["A1 = 1", "SQ001 = 1", "A2 = 2", "SQ002 = 2"])
    ]
    said = UserMapping(answers={"*": {"A1": "1", "A2": "0"}})
    assert "D191" not in {finding.code for finding in matched(limesurvey(), said)[1]}


def test_full_answers_need_no_reading_of_codes() -> None:
    assert "D191" not in {finding.code for finding in matched(limesurvey("both", full=True))[1]}
