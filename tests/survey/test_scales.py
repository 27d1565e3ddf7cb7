"""What an indicator's answers count for, and how their texts are read."""

from __future__ import annotations

import pytest

from readiness.framework.load import loads
from readiness.survey.scales import Scale, scales_of
from readiness.survey.tokens import BLANK, INVALID, NOT_APPLICABLE, UNKNOWN, reader_of
from tests.survey.reducing import HEAD, framework, indicator


def scale(*keys: str) -> Scale:
    return scales_of(framework(indicator("puas", *keys)))[0]


def findings(*keys: str) -> set[str]:
    text = HEAD.format(units="any") + indicator("puas", *keys)
    return {finding.code for finding in loads(text.encode(), "coba.yaml").findings if finding.severity == "error"}


def test_items_in_reverse_are_turned_round_before_anything_is_counted() -> None:
    mean = scale("items: [a, b]", "reverse: [b]", "statistic: mean")
    assert [mean.value("a", 1), mean.value("b", 1), mean.value("b", 5)] == [1, 5, 1]
    share = scale("items: [a, b]", "reverse: [b]", "statistic: {share_at_least: 4}")
    assert [share.value("a", 5), share.value("b", 5), share.value("b", 2)] == [1, 0, 1]


def test_a_framework_says_nothing_impossible_of_its_answers() -> None:
    assert findings("items: [a, b]", "reverse: [c]") == {"C089"}
    assert findings("items: [a, b]", "reverse: [b, b]") == {"C097"}
    assert findings("reverse: [a]") == {"C094"}
    assert findings("no_answer: [5]") == {"C135"}
    assert findings("items: [a, b]", "reverse: [b]", "no_answer: [8, 98]") == set()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("4", 4), ("4.0", 4), ("4,0", 4), (" 4 ", 4), ("+4", 4), ("Setuju", 4), ("SETUJU", 4), ("  setuju ", 4)],
        *[("4 - Setuju", 4), ("4. setuju", 4), ("5 - Setuju", INVALID), ("4.5", INVALID), ("6", INVALID)],
        *[("", BLANK), ("-", BLANK), ("n/a", BLANK), ("#N/A", BLANK), ("tidak tahu", UNKNOWN), ("8", UNKNOWN)],
        *[("tidak berlaku", NOT_APPLICABLE), ("not applicable", NOT_APPLICABLE), ("\uff14", INVALID)],
        *[("ya", INVALID), ("04-Mar", INVALID), ("#DIV/0!", INVALID), ("setujuu", INVALID), ("1e0", INVALID)],
    ],
)
def test_texts_of_answers(text: str, value: int) -> None:
    assert reader_of(scale("no_answer: [8]"), "puas", {}, {}, "").read(text) == value


def test_yes_and_no_are_answers_where_the_codes_are_one_and_nought() -> None:
    reader = reader_of(scale("answers: {0: Belum, 1: Sudah}", "statistic: {share_of: [1]}"), "puas", {}, {}, "")
    assert [reader.read(text) for text in ("ya", "No", "sudah", "1", "0", "mungkin")] == [1, 0, 1, 1, 0, INVALID]


def test_a_mapping_goes_before_everything() -> None:
    reader = reader_of(scale(), "puas", {"5": "1", "lumayan": "3", "entah": "unknown"}, {}, "")
    assert [reader.read(text) for text in ("5", "Lumayan", "ENTAH")] == [1, 3, UNKNOWN]


def test_several_answers_are_one_where_a_wanted_one_is_among_them() -> None:
    reader = reader_of(scale("statistic: {share_of: [2, 3]}"), "puas", {}, {}, ";")
    assert [reader.read(text) for text in ("1;2", "1;4;", "3", "1;9", ";")] == [1, 0, 1, INVALID, INVALID]
