"""Shapes in which real exports come: each gives the right table, or a refusal that says what to do."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from readiness.findings import LANGUAGES, hint, message
from readiness.survey.records import Reduction
from tests.survey.exports.test_same_table import by_hand, reduce, table
from tests.survey.making import lime, text, workbook
from tests.survey.people import ALAT, SCALE, TEXTS, UNITS
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

Change = Callable[[str], str]
MOOD, MOODS = TEXTS["puas_1"], ("puas_1", "puas_2")
REPEAT = [["umur", "PARENT_KEY", "KEY"], ["3", "uuid:1", "uuid:1/anak[1]"]]


def changed(rows: Rows, change: Change, *names: str, head: int = 1) -> Rows:
    """The cells of some columns rewritten, those of all where none is named."""
    at = {rows[0].index(name) for name in names} or set(range(len(rows[0])))
    below = [[change(cell) if index in at else cell for index, cell in enumerate(row)] for row in rows[head:]]
    return [*rows[:head], *below]


def renamed(rows: Rows, change: Change) -> Rows:
    """The headings rewritten."""
    return [[change(cell) for cell in rows[0]], *rows[1:]]


def beside(rows: Rows, at: int, heads: list[str], cell: Change = lambda _: "") -> Rows:
    """A further column; ``heads`` are its header rows, ``cell`` makes its text from the number of the row."""
    texts = [*heads, *(cell(str(number)) for number in range(1, len(rows) - len(heads) + 1))]
    return [[*row[:at], new, *row[at:]] for row, new in zip(rows, texts, strict=True)]


def ticks(rows: Rows, start: str, change: Change, head: int = 1) -> Rows:
    """The columns of the options rewritten."""
    return changed(rows, change, *(name for name in rows[0] if name.startswith(start)), head=head)


def filled(rows: Rows, code: str, *names: str, head: int = 1) -> Rows:
    """A code for what was not answered."""
    return changed(rows, lambda cell: cell or code, *names, head=head)


def counted_only(rows: Rows) -> Rows:
    """Without the rows that the server rejected."""
    return [row for row in rows if "rejected" not in row]


def packed(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def numbered(rows: Rows, first: int) -> Rows:
    """SurveyMonkey's options by their number."""
    body = [[*row[:first], *(str(at) if cell else "" for at, cell in enumerate(row[first:], 1))] for row in rows[2:]]
    return [*rows[:2], *body]


RIGHT: dict[str, Callable[[], bytes]] = {
    "kobo-groups-by-colon.csv": lambda: text(kobo(group="a:b:", multiple="summary"), ";", quote=True),
    "kobo-labels-joined.csv": lambda: text(kobo(words=True, multiple="summary"), ";", quote=True),
    "kobo-true-false.csv": lambda: text(ticks(kobo(), "alat/", lambda c: {"0": "False", "1": "True"}.get(c, c)), ";"),
    "kobo-other-option.csv": lambda: text(
        beside(kobo(multiple="details"), 9, ["alat/lainnya"], lambda n: str(int(n) % 2)), ";"
    ),
    "kobo-on-hold.csv": lambda: text(filled(kobo(), "validation_status_on_hold", "_validation_status"), ";"),
    "odk-has-issues.csv": lambda: text(changed(odk(), lambda c: c.replace("approved", "hasIssues"), "ReviewState")),
    "odk-odata.csv": lambda: text(
        renamed(odk(), lambda c: {"ReviewState": "__system/reviewState", "KEY": "__id"}.get(c, c))
    ),
    "odk-field-of-an-older-version.csv": lambda: text(beside(odk("pilar-"), 3, ["lama-puas_9"], lambda _: "3")),
    "odk-repeats-first.zip": lambda: packed(("a-anak.csv", text(REPEAT)), ("a.csv", text(odk()))),
    "odk-audit.zip": lambda: packed(("a - audit.csv", b"instance ID,event\nx,form start\n"), ("b.csv", text(odk()))),
    "scto-columns-of-a-repeat.csv": lambda: text(beside(surveycto(), 12, ["umur_1"], lambda n: str(int(n) % 2))),
    "lime-other.csv": lambda: lime(beside(limesurvey(), 12, ["alat[other]"]), ","),
    "lime-other-and-comments.csv": lambda: lime(
        beside(beside(limesurvey(), 15, ["alat[SQ003comment]"]), 12, ["alat[other]"], lambda n: "a" * (n == "5")), ";"
    ),
    "lime-not-selected.csv": lambda: lime(
        ticks(limesurvey(full=True), "alat[", lambda c: {"Tidak": "Not selected", "Ya": "Selected"}[c]), ","
    ),
    "lime-1-and-0.csv": lambda: lime(ticks(limesurvey(), "alat[", lambda c: "1" if c else "0"), ","),
    "lime-seen-but-unfinished.xlsx": lambda: workbook(limesurvey()),
    "google-quiz.csv": lambda: text(beside(beside(gforms(), 4, [f"{MOOD} [Skor]"], lambda _: "1.00 / 1"), 2, ["Skor"])),
    "google-12-hours.csv": lambda: text(
        changed(gforms(english=True), lambda _: "2026/10/05 9:10:00 AM GMT+7", "Timestamp")
    ),
    "google-duplicate-title.csv": lambda: text(beside(gforms(), 5, [f"{MOOD}.1"], lambda _: "Netral")),
    "google-in-another-language.csv": lambda: text(renamed(gforms(), lambda c: c.replace("Stempel waktu", "Zeit"))),
    "google-code-and-word.csv": lambda: text(changed(gforms("numbers"), lambda c: f"{c} - {SCALE[c]}", MOOD)),
    "microsoft-quiz.xlsx": lambda: workbook(beside(msforms(), 9, [f"Poin - {MOOD}"], lambda _: "1")),
    "microsoft-without-id.xlsx": lambda: workbook([row[1:] for row in msforms()]),
    "monkey-numbers.csv": lambda: text(numbered(surveymonkey(), 14)),
    "monkey-other.csv": lambda: text(
        beside(surveymonkey(), 17, ["", "Other (please specify)"], lambda n: "tablet" * (n == "9"))
    ),
    "qualtrics-utf16.tsv": lambda: text(qualtrics(), "\t").decode().encode("utf-16"),
    "qualtrics-99.csv": lambda: text(
        filled(ticks(qualtrics(), "alat_", lambda c: c or "0", head=3), "-99", "puas_1", "puas_2", "Q4", "Q5", head=3)
    ),
    "plain-nbsp-and-case.csv": lambda: text(changed(plain(words=True), lambda c: c.upper().replace(" ", "\u00a0"))),
    "plain-mixed-line-ends.csv": lambda: text(plain()).replace(b"\n", b"\r\n", 20),
    "plain-empty-columns-and-rows.csv": lambda: text([*[[*r, "", ""] for r in plain()], [""] * 11, [""] * 11]),
    "plain-4000-columns.csv": lambda: text([[*row, *["1"] * 4000] for row in plain()]),
    "plain-names-not-codes.csv": lambda: text(changed(plain(), lambda c: UNITS[c].upper(), "kode"), ";"),
    "plain-total.csv": lambda: text([*plain(), ["Jumlah", "", "120", "110", "90", "20", "20", "20", "20"]]),
}
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "kobo-two-versions-of-a-question.csv": (
        "D182", lambda: text(beside(kobo(group="lama/"), 5, ["baru/puas_1"]), ";"),
    ),
    "kobo-option-of-its-own.csv": (
        "D196", lambda: text(beside(kobo(multiple="details"), 9, ["alat/tablet"], lambda _: "0"), ";"),
    ),
    "odk-repeats-alone.csv": ("D190", lambda: text([["puas_1", "PARENT_KEY", "KEY"], ["3", "uuid:1", "uuid:1/a"]])),
    "lime-codes-from-zero.csv": (
        "D137", lambda: lime(changed(limesurvey(), lambda c: c and f"A{int(c[1:]) - 1}", "skala[puas1]"), ","),
    ),
    "qualtrics-recoded.csv": ("D137", lambda: text(changed(qualtrics(), lambda c: f"{c}0", "puas_1", head=3))),
    "google-dates-for-numbers.csv": ("D137", lambda: text(changed(gforms("numbers"), lambda c: f"0{c}-Jan", MOOD))),
    "google-two-grids.csv": ("D182", lambda: text(beside(gforms(grid=True), 5, [f"Seberapa penting? [{MOOD}]"]))),
    "plain-percent.csv": ("D137", lambda: text(changed(plain(), lambda c: f"{c}%", "puas_1"))),
    "plain-title.csv": ("D180", lambda: b"Hasil survei warga\n\n" + text(plain())),
    "plain-title.xlsx": ("D180", lambda: workbook([["Hasil survei", *[""] * 8], *plain()])),
    "plain-same-heading-twice.csv": ("D182", lambda: text([[*row, row[2]] for row in plain()])),
    "plain-one-quote.csv": ("D020", lambda: text(plain()) + b'32.01,99,"4,4,1,1,0,0,0\n'),
    "plain-packed.csv": ("D007", lambda: gzip.compress(text(plain()))),
    "plain-bomb.zip": ("D091", lambda: packed(("a.csv", text(plain()) + b"\n" * 3_000_000))),
    "plain-header-only.xlsx": ("D193", lambda: workbook(plain()[:1])),
}  # fmt: skip


def reduction(folder: Path, name: str, data: bytes) -> Reduction:
    path = folder / name
    path.write_bytes(data)
    found = reduce(path)
    assert all(message(finding, lang) for finding in found.findings for lang in LANGUAGES)
    return found


def errors(found: Reduction) -> list[str]:
    return [finding.code for finding in found.findings if finding.severity == "error"]


@pytest.mark.parametrize("name", RIGHT)
def test_a_shape_gives_the_right_table(name: str, tmp_path: Path) -> None:
    found = reduction(tmp_path, name, RIGHT[name]())
    assert errors(found) == []
    assert table(found) == by_hand()


@pytest.mark.parametrize("name", REFUSED)
def test_a_shape_is_refused_and_says_what_to_do(name: str, tmp_path: Path) -> None:
    code, make = REFUSED[name]
    found = reduction(tmp_path, name, make())
    assert found.figures == ()
    assert errors(found) == [code]
    told = next(finding for finding in found.findings if finding.code == code)
    assert all(hint(told, lang) for lang in LANGUAGES)


@pytest.mark.parametrize("name", ["plain-title.csv", "plain-title.xlsx"])
def test_titles_above_the_headings_are_told_with_their_row(name: str, tmp_path: Path) -> None:
    (told,) = reduction(tmp_path, name, REFUSED[name][1]()).findings
    assert told.params["row"] == 2


def test_only_another_answer_than_those_listed_is_an_answer(tmp_path: Path) -> None:
    """LimeSurvey leaves all boxes empty and writes the words in a column of their own; Google Forms writes a word."""
    ticked = beside(ticks(limesurvey(), "alat[", lambda _: ""), 12, ["alat[other]"], lambda _: "tablet")
    said = changed(gforms(), lambda _: "Lainnya", ALAT)
    for name, data in {"a.csv": lime(ticked, ","), "b.csv": text(said)}.items():
        shares = {key: each for key, each in table(reduction(tmp_path, name, data)).items() if key[1] == "alat"}
        assert shares == {(code, "alat"): (0.0, 14) for code in UNITS}


def test_without_the_column_of_the_finished_a_file_says_so(tmp_path: Path) -> None:
    for name, rows, column, head in (("l.csv", limesurvey(), "submitdate", 1), ("q.csv", qualtrics(), "Finished", 3)):
        at = rows[0].index(column)
        found = reduction(tmp_path, name, text([[*row[:at], *row[at + 1 :]] for row in rows]))
        assert "D197" in {finding.code for finding in found.findings}
        assert head <= found.log.rows.read


def test_items_of_another_survey_are_told_by_name(tmp_path: Path) -> None:
    found = reduction(tmp_path, "a.csv", text(changed(long(), str.upper, "butir")))
    (told,) = found.findings
    assert (told.code, told.params["count"], told.params["items"]) == ("D198", 162, sorted(map(str.upper, TEXTS)))
    assert found.log.rows.skipped == {"other_item": 162}


def test_weights_of_zero_are_told_with_their_units(tmp_path: Path) -> None:
    rows = [[*row, "bobot" if number == 0 else str(int(row[0] != "32.01"))] for number, row in enumerate(plain())]
    found = reduction(tmp_path, "a.csv", text(rows))
    assert {figure.code for figure in found.figures} == {"32.71", "35.78"}
    assert [finding.params["units"] for finding in found.findings if finding.code == "D199"] == [["32.01"]]


def test_some_answers_that_can_be_read_are_enough(tmp_path: Path) -> None:
    """Nine of ten are told one by one; none of ten says that the column is another."""
    head, *rows = plain()
    few = [[*row[:2], "x" if number < 9 else row[2], *row[3:]] for number, row in enumerate(rows)]
    found = reduction(tmp_path, "a.csv", text([head, *few]))
    assert [finding.code for finding in found.findings].count("D130") == 9
    assert errors(found) == []
