"""One sheet a unit: a form that reads downwards, and is a data file of the long form all the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from readiness.data.own import GUIDES
from readiness.data.units import Unit
from readiness.survey.forms.book import fitted
from readiness.survey.forms.guide import lists_of
from readiness.survey.forms.looks import Looks, height
from readiness.survey.forms.rules import holds, prompt, rubric
from readiness.survey.questions import Question, Questionnaire, Section
from readiness.words import say

# What each column is, and its width. The reader takes code, indicator, value, evidence and note; the rest describes.
_COLUMNS = {
    **{"code": 7, "pillar": 12, "indicator": 16, "label": 26, "unit": 12, "value": 11},
    **{"choices": 48, "asked": 28, "evidence": 22, "note": 16},
}
_LONGEST_NAME = 31
_NEVER = ("data", "nilai", "history")  # the reader would take the first two for all there is, Excel keeps the third


def unit_sheets(book: Any, looks: Looks, asked: Questionnaire, units: Sequence[Unit], lang: str) -> None:
    """A sheet for each unit, called by its code and as much of its name as there is room for."""
    taken = {name.casefold() for name in GUIDES.values()}
    for unit in units:
        name = sheet_name(unit, taken)
        taken.add(name.casefold())
        _sheet(book.add_worksheet(name), looks, asked, unit, lang)


def _sheet(sheet: Any, looks: Looks, asked: Questionnaire, unit: Unit, lang: str) -> None:
    for number, (key, width) in enumerate(_COLUMNS.items()):
        sheet.set_column(number, number, width)
        head = say("form", lang, f"book.{key}").replace("_", " ").capitalize()  # the reader takes either
        sheet.write_string(0, number, head, looks.head)
    lists, row = lists_of(asked, lang), 0
    for section in asked.sections:
        for place, question in enumerate(section.questions):
            row += 1
            texts = dict(_row(unit, section if place == 0 else None, question, lang))
            sheet.set_row(row, height((texts[key], width) for key, width in _COLUMNS.items()))
            for number, (key, text) in enumerate(texts.items()):
                if key == "value":
                    sheet.write_blank(row, number, None, looks.open)
                    sheet.data_validation(row, number, row, number, prompt(question, lang, lists))
                elif key in ("evidence", "note"):
                    sheet.write_blank(row, number, None, looks.open_text)
                else:
                    sheet.write_string(row, number, fitted(text), looks.locked_text if key == "code" else looks.locked)
    sheet.freeze_panes(1, list(_COLUMNS).index("value"))
    sheet.protect("", looks.allowed)
    looks.page(sheet, f"{unit.name} ({unit.code})", lang)


def _row(unit: Unit, section: Section | None, question: Question, lang: str) -> Iterator[tuple[str, str]]:
    """The texts of one row by column; the pillar stands once, over its first question."""
    texts = {
        "code": unit.code,
        "pillar": section.label.in_(lang) if section is not None else "",
        "indicator": question.name,
        "label": question.label.in_(lang),
        "unit": holds(question, lang),
        "choices": rubric(question, lang),
        "asked": question.evidence.in_(lang) if question.evidence is not None else "",
    }
    for key in _COLUMNS:
        yield key, texts.get(key, "")


def sheet_name(unit: Unit, taken: Collection[str]) -> str:
    """A name that Excel takes and that no other sheet has, whatever the case.

    >>> sheet_name(Unit("16.07", "Kabupaten Banyuasin"), ()), sheet_name(Unit("a/b", "a/b"), {"a b"})
    ('16.07 Kabupaten Banyuasin', 'a b (2)')
    """
    said = unit.code if unit.name == unit.code else f"{unit.code} {unit.name}"
    bare = " ".join(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", said).split()) or "-"
    for number in range(1, len(taken) + 3):
        end = "" if number == 1 else f" ({number})"
        name = bare[: _LONGEST_NAME - len(end)].rstrip() + end
        if name.casefold() not in (*taken, *_NEVER):
            return name
    return bare[:_LONGEST_NAME]
