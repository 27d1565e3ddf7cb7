"""Whatever a file holds, it is an export with a place for every column, or a finding; never a traceback."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.findings import Finding, hint, message
from readiness.survey.exports import IMPORTERS, recognise
from readiness.survey.fits import columns_of
from readiness.survey.matching import match
from readiness.survey.proposal import propose
from tests.survey.making import EXPORTS
from tests.survey.reading import Rows, asked, matched, rows_of
from tests.survey.tools import kobo, limesurvey, qualtrics

HEADINGS = sorted(
    {heading for make in (kobo, limesurvey, qualtrics) for heading in make()[0]}
    | {
        "",
        "Timestamp",
        "Respondent ID",
        "Collector ID",
        "KEY",
        "SubmissionDate",
        "formdef_version",
        "ReviewState",
        "ID",
    }
    | {
        "a/b",
        "a/c",
        "a_b",
        "a",
        "[",
        "]",
        "/",
        "x [y]",
        "id. Response ID",
        "@A",
        "\u202e",
        "NIK",
        "#adm2",
        "kode",
        "puas_1",
    }
)
CELLS = ["", "0", "1", "Y", "#x", '{"ImportId":"a"}', "Start Date", "Response", "a b", "a@b.id", "\n", "4"]
TABLES = st.tuples(
    st.lists(st.sampled_from(HEADINGS), max_size=12),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=13), max_size=4),
)


@settings(max_examples=60)
@given(TABLES, st.sampled_from(["auto", *IMPORTERS]))
def test_anything_is_an_export_or_a_finding(table: tuple[list[str], list[list[str]]], tool: str) -> None:
    rows: Rows = [table[0], *table[1]]
    found = recognise(rows, "answers.csv", tool, {"puas_1"})
    if isinstance(found, Finding):
        assert message(found)
        return
    matching, findings = match(found, asked())
    placed = [column for what in matching.items.values() for column in columns_of(what)]
    out = [*matching.unmatched, *matching.personal]
    assert len(placed) == len(set(placed))
    assert not set(out) & {*placed, *matching.roles.values()}
    assert all(message(finding, lang) and hint(finding, lang) for finding in findings for lang in ("id", "en"))
    assert propose(found, matching, asked(), rows, "en").startswith("#")


@settings(max_examples=60)
@given(
    st.sampled_from([name for name in EXPORTS if not name.startswith("surveymonkey")]),
    st.randoms(use_true_random=False),
)
def test_the_order_of_columns_does_not_matter(name: str, random: object) -> None:
    """A grid of SurveyMonkey apart: its question stands over the first of its columns; Google's time comes first."""
    rows = rows_of(EXPORTS[name](), name)
    width = max(map(len, rows))
    order = list(range(1, width))
    random.shuffle(order)  # type: ignore[attr-defined]
    order = [0, *order]
    shuffled = [[(row + [""] * width)[index] for index in order] for row in rows]
    before, after = matched(rows)[0], matched(shuffled)[0]
    assert {
        item: order[after_columns[0]] for item, after_columns in _columns(after.items).items() if item != "alat"
    } == {item: columns[0] for item, columns in _columns(before.items).items() if item != "alat"}
    assert {order[column] for column in after.personal} == set(before.personal)
    assert {role: order[column] for role, column in after.roles.items()} == dict(before.roles)


def _columns(items: object) -> dict[str, tuple[int, ...]]:
    return {item: columns_of(what) for item, what in items.items()}  # type: ignore[attr-defined]
