"""The mapping file: read safely, every mistake with its line, and proposed where one is needed."""

import pytest

from readiness.survey.fits import columns_of
from readiness.survey.mapping import UserMapping, read_mapping
from readiness.survey.matching import Matching, match
from readiness.survey.proposal import propose
from tests.survey.making import EXPORTS
from tests.survey.people import people
from tests.survey.reading import asked, export_of, matched, rows_of
from tests.survey.tools import gforms, plain

QUESTIONS = list(asked().questions())
STRANGE = [["Tempat", "A", "B", "B", "Saran"], *([row[0], *row[2:5], f"saran {row[1]}"] for row in plain()[1:])]


def read(text: str) -> UserMapping:
    found, findings = read_mapping(text.encode(), "m.yaml", QUESTIONS)
    assert found is not None, findings
    return found


def test_columns_are_mapped_by_heading_and_by_letter() -> None:
    mapping = read('columns:\n  Tempat: unit\n  A: puas_1\n  "@C": puas_2\n  "@D": kanal\n  Saran: ignore\n')
    found, findings = matched(STRANGE, mapping)
    assert found.roles == {"unit": 0}
    assert columns(found) == {"puas_1": 1, "puas_2": 2, "kanal": 3}
    assert (found.unmatched, found.missing) == ((), ("tahu", "alat"))
    assert [finding.code for finding in findings] == ["D183"]


def columns(found: Matching) -> dict[str, int]:
    """Each item's first column."""
    return {name: columns_of(what)[0] for name, what in found.items.items()}


def test_roles_and_keys_in_indonesian() -> None:
    mapping = read("kolom:\n  Tempat: daerah\n  A: puas_1\n  Saran: abaikan\njawaban:\n  '*': {lupa: tidak_tahu}\n")
    assert mapping.columns == {"Tempat": "unit", "A": "puas_1", "Saran": "ignore"}
    assert matched(STRANGE, mapping)[0].answers["puas_1"] == {"lupa": "unknown"}


def test_answers_of_an_item_count_before_those_of_every_item() -> None:
    mapping = read('answers:\n  "*": {A1: 5, Jelek: 1, Ada: 0}\n  puas_1: {"  Gampang  SEKALI ": 5, A1: 1}\n')
    answers = matched(plain(), mapping)[0].answers
    assert answers["puas_1"] == {"a1": "1", "jelek": "1", "gampang sekali": "5"}
    assert answers["puas_2"] == {"a1": "5", "jelek": "1"}
    assert answers["tahu"] == {"jelek": "1", "ada": "0"}


def test_the_mapping_counts_before_a_name() -> None:
    rows = [["kode", "puas_1", "puas_1 (baru)"], ["32.01", "1", "2"]]
    assert matched(rows, read('columns: {"puas_1 (baru)": puas_1}'))[0].items == {"puas_1": 2}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("columns:\n  A: puas_9\n", "D186", 2, 6),
        ("columns:\n  A: puas_1\n  B: puas_1\n", "D187", 3, 6),
        ("colums: {}\n", "D188", 1, 1),
        ("columns: [A, B]\n", "D189", 1, 10),
        ("columns:\n  A: {b: c}\n", "D189", 2, 6),
        ("answers:\n  puas_9: {a: 1}\n", "D186", 2, 3),
        ("answers:\n  puas_1: 5\n", "D189", 2, 11),
        ("answers:\n  puas_1: {a: 6}\n", "D195", 2, 15),
        ("answers:\n  '*': {a: 7}\n", "D195", 2, 12),
        ("columns: &a {}\n", "C010", 1, 10),
        ("- a\n", "C002", 1, 1),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, code: str, line: int, column: int) -> None:
    found, findings = read_mapping(text.encode(), "m.yaml", QUESTIONS)
    assert found is None
    assert [(finding.code, finding.path, finding.line, finding.column) for finding in findings] == [
        (code, "m.yaml", line, column)
    ]


def test_an_empty_mapping_is_none_at_all() -> None:
    assert read("columns:\nanswers:\n") == UserMapping("m.yaml")


def test_a_column_that_the_file_lacks_is_told_in_the_mapping() -> None:
    findings = matched(plain(), read("columns:\n  puas_3: ignore\n"))[1]
    assert [(f.code, f.path, f.line, f.column, f.params["nearest"]) for f in findings] == [
        ("D185", "m.yaml", 2, 3, "puas_2")
    ]


def test_a_heading_that_repeats_needs_a_letter() -> None:
    findings = matched(STRANGE, read("columns:\n  Tempat: unit\n  B: puas_2\n  A: puas_1\n"))[1]
    assert findings[0].code == "D182"
    assert findings[0].params["columns"] == ["C (B)", "D (B)"]


def test_a_proposal_names_what_is_open_and_can_be_completed() -> None:
    export = export_of(STRANGE, "plain")
    matching, _ = match(export, asked())
    text = propose(export, matching, asked(), STRANGE, "en")
    assert "#   puas_1: Online services are easy to use" in text
    done = text.replace('"Tempat": ignore', '"Tempat": unit').replace('"A": ignore', '"A": puas_1')
    done = done.replace('"@C": ignore', '"@C": puas_2').replace('"@D": ignore', '"@D": kanal')
    again, findings = match(export, asked(), read(done))
    assert columns(again) == {"puas_1": 1, "puas_2": 2, "kanal": 3}
    assert again.roles == {"unit": 0}
    assert [finding.code for finding in findings] == ["D183"]


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", EXPORTS)
def test_a_proposal_holds_nothing_of_a_person(name: str, lang: str) -> None:
    rows = rows_of(EXPORTS[name](), name)
    text = propose(export_of(rows), matched(rows)[0], asked(), rows, lang)
    assert read_mapping(text.encode(), "m.yaml", QUESTIONS)[1] == []
    assert not [person for person in people() if person.mail in text or person.name in text]
    assert not any(secret in text for secret in ("203.0.113.7", "petugas_bogor", "Petugas Satu", "0812", "106.78"))


def test_free_text_is_not_shown() -> None:
    rows = [[*row, "Saran Anda" if index == 0 else f"Tolong {index}"] for index, row in enumerate(gforms())]
    assert "Tolong" not in propose(export_of(rows), matched(rows)[0], asked(), rows, "id")
