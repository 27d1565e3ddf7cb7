"""The printable questionnaire and the CSV: everything is asked, and no word is taken for a mark."""

from __future__ import annotations

import csv
import io
import re

import pytest
from markdown_it import MarkdownIt

from readiness.data.registry import load_registry
from readiness.data.units import Unit
from readiness.layout import layout_of
from readiness.pipeline import load_framework
from readiness.resources import framework_ids
from readiness.survey.forms.paper import BOX, paper
from readiness.survey.forms.table import table
from readiness.survey.questions import parts_of, questionnaire
from readiness.words import table as words
from tests.survey.frameworks import asked_of_citizens, framework, leaf, pillar

UNITS = [load_registry().units[code] for code in ("16.71", "16.07")]


def html(markdown: bytes) -> str:
    return str(MarkdownIt().render(markdown.decode()))


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("name", framework_ids())
def test_every_question_of_every_framework(name: str, lang: str) -> None:
    model = load_framework(name).framework
    assert model is not None
    for part in parts_of(model):
        asked = questionnaire(model, part, layout_of(model, load_registry().columns))
        text = html(paper(asked, lang)["form.md"])
        questions = list(asked.questions())
        assert re.findall(r"<strong>(\d+)\. ", text) == [str(n) for n in range(1, len(questions) + 1)]
        assert text.count(BOX) == sum(len(question.choices) for question in questions)
        assert text.count("<h2>") == len(asked.sections)


def test_a_question_with_all_that_is_said_of_it() -> None:
    rules = {"not": {"code": ["31.71"]}}
    levels = {1: {"id": "Belum", "en": "Not yet"}, 3: {"id": "Sudah", "en": "Done"}}
    model = framework(
        pillar("a", leaf("x", "level", levels=levels, evidence={"id": "SK", "en": "Decree"}, applies_to=rules))
    )
    lines = [line for line in paper(questionnaire(model, "desk"), "en")["form.md"].decode().splitlines() if line]
    assert lines[-5:] == [
        "**1. Indicator x** (x)",
        "Choose the highest level whose conditions are all met, and those of every level below it. Evidence: Decree",
        "*Asked of: except 31.71*",
        f"- {BOX} 1. Not yet",
        f"- {BOX} 3. Done",
    ]


def test_answers_without_words_are_not_numbered_twice() -> None:
    model = framework(pillar("a", leaf("x", "survey")))
    text = paper(questionnaire(model, "survey"), "id")["form.md"].decode()
    assert [line for line in text.splitlines() if BOX in line] == [f"- {BOX} {code}" for code in range(1, 6)]


def test_no_word_is_a_mark() -> None:
    evil = "# a *b* _c_ `d` [e](javascript:x) <img src=x onerror=y> | & &lt; ~~f~~ ![g](h) \\ {i}\nj"
    model = framework(pillar("a", {**asked_of_citizens("m", "q*1*"), "note": evil, "item_labels": {"q*1*": evil}}))
    text = html(paper(questionnaire(model, "survey"), "id")["form.md"])
    assert re.findall(r"<(\w+)", text) == ["h1", "p", "p", "p", "h2", "p", "strong", "p", "ul", "li", "li", "li"]
    shown = evil.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    assert f"<strong>1. {shown}</strong> (q*1*)" in text


def test_tables() -> None:
    model = framework(pillar("a", leaf("x"), asked_of_citizens("m", "q1", "weight")))
    desk, survey = questionnaire(model, "desk"), questionnaire(model, "survey")

    def lines(content: dict[str, bytes]) -> list[list[str]]:
        return list(csv.reader(io.StringIO(content["form.csv"].decode())))

    assert lines(table(desk, UNITS, "id")) == [
        ["kode", "nama", "x"],
        ["16.07", "Kabupaten Banyuasin", ""],
        ["16.71", "Kota Palembang", ""],
    ]
    assert lines(table(desk, [Unit("A", "A")], "en", long=True)) == [
        ["code", "indicator", "value", "evidence", "note"],
        ["A", "x", "", "", ""],
    ]
    assert lines(table(survey, UNITS, "en"))[:2] == [["code", "respondent", "q1", "weight"], ["", "1", "", ""]]


def test_both_languages_have_the_same_words_and_params() -> None:
    def leaves(found: dict[str, object], above: str = "") -> dict[str, str]:
        flat: dict[str, str] = {}
        for key, value in found.items():
            flat |= leaves(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: str(value)}
        return flat

    indonesian, english = leaves(words("form", "id")), leaves(words("form", "en"))
    assert list(indonesian) == list(english)
    params = [{key: re.findall(r"{(\w+)", text) for key, text in each.items()} for each in (indonesian, english)]
    assert params[0] == params[1]
