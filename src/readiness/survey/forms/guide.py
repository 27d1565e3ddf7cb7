"""The sheet that explains: how to fill the workbook in, then every question with its rubric and evidence."""

from __future__ import annotations

from typing import Any

from readiness.data.grid import letters
from readiness.data.own import GUIDES, opening
from readiness.survey.forms.book import fitted
from readiness.survey.forms.looks import Looks, height
from readiness.survey.forms.rules import answers, fits, holds, rubric
from readiness.survey.questions import Questionnaire
from readiness.words import say

_WIDTHS = {"name": 24, "label": 40, "holds": 24, "choices": 60, "evidence": 40}
_LISTS = len(_WIDTHS) + 1  # the first column of lists, to the right of what is printed


def lists_of(asked: Questionnaire, lang: str) -> dict[str, str]:
    """Where the lists stand that are too long for a rule of a cell, by question."""
    places = {}
    for number, (name, words) in enumerate(_long_lists(asked, lang).items(), start=_LISTS):
        places[name] = f"='{GUIDES[lang]}'!${letters(number)}$2:${letters(number)}${len(words) + 1}"
    return places


def _long_lists(asked: Questionnaire, lang: str) -> dict[str, list[str]]:
    every = {question.name: answers(question, lang) for question in asked.questions()}
    return {name: words for name, words in every.items() if not fits(words)}


def guide_sheet(book: Any, looks: Looks, asked: Questionnaire, lang: str, told: str) -> None:
    """``told`` names the words for this kind of workbook: ``rows``, ``sheets`` or ``respondents``."""
    sheet = book.add_worksheet(GUIDES[lang])
    for number, width in enumerate(_WIDTHS.values()):
        sheet.set_column(number, number, width, looks.wrap)
    sheet.write_string(0, 0, opening(lang), looks.bold)
    sheet.write_string(1, 0, fitted(asked.framework.label.in_(lang)), looks.bold)
    lines = say("form", lang, f"guide.{told}").strip().split("\n")
    if told != "respondents":
        lines += say("form", lang, "guide.both").strip().split("\n")
    for row, line in enumerate(lines, start=2):
        sheet.write_string(row, 0, line, looks.plain)
    start = len(lines) + 3
    for number, key in enumerate(_WIDTHS):
        sheet.write_string(start, number, say("form", lang, f"guide.columns.{key}"), looks.head)
    for row, question in enumerate(asked.questions(), start=start + 1):
        evidence = question.evidence.in_(lang) if question.evidence is not None else ""
        label, holding = question.label.in_(lang), holds(question, lang)
        texts = (question.name, label, holding, rubric(question, lang), evidence)
        sheet.set_row(row, height(zip(texts, _WIDTHS.values(), strict=True)))
        for number, cell in enumerate(texts):
            sheet.write_string(row, number, fitted(cell), looks.wrap)
    for number, (name, words) in enumerate(_long_lists(asked, lang).items(), start=_LISTS):
        sheet.write_string(0, number, name, looks.bold)
        sheet.write_column(1, number, [fitted(word) for word in words], looks.plain)
    sheet.print_area(0, 0, start + len(list(asked.questions())), len(_WIDTHS) - 1)
    sheet.protect("", looks.allowed)
    looks.page(sheet, asked.framework.label.in_(lang), lang)
