"""A workbook to type into: one row a unit, one sheet a unit, or one row a respondent. A last sheet explains.

What may be typed is chosen from lists or checked at once, the rubric is a note on the heading or stands beside, and
all else is locked without a password. The reader checks again: a workbook only helps early.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from readiness.survey.forms.book import book_of
from readiness.survey.forms.guide import guide_sheet, lists_of
from readiness.survey.forms.looks import Looks
from readiness.survey.forms.rules import note, prompt
from readiness.survey.forms.sheets import unit_sheets
from readiness.survey.forms.table import respondent_columns, unit_columns
from readiness.words import say

if TYPE_CHECKING:
    from readiness.data.units import Unit
    from readiness.survey.questions import Question, Questionnaire

BookLayout = Literal["rows", "sheets"]
BLANK_ROWS = 200  # where a framework is for any unit, or respondents are asked: rows with nothing in them
PAGE = 110  # characters that a page across takes and still can be read


def workbook(
    asked: Questionnaire, units: Sequence[Unit], lang: str = "id", layout: BookLayout = "rows"
) -> dict[str, bytes]:
    """``form.xlsx``. The same framework and units give the same bytes.

    Without units the rows are empty, and so are the codes; ``sheets`` needs units, and officials' questions.
    """
    ordered = sorted(units, key=lambda unit: unit.code)

    def fill(book: Any) -> None:
        looks = Looks(book)
        if layout == "sheets":
            unit_sheets(book, looks, asked, ordered, lang)
        else:
            _rows(book, looks, asked, ordered, lang)
        told = "respondents" if asked.part == "survey" else layout
        guide_sheet(book, looks, asked, lang, told)

    return {"form.xlsx": book_of(fill)}


def _rows(book: Any, looks: Looks, asked: Questionnaire, units: Sequence[Unit], lang: str) -> None:
    """The sheet of data: who stands on the left, what is asked across."""
    across = {question.field: question for question in asked.questions()}
    survey = asked.part == "survey"
    names = respondent_columns(across, lang) if survey else unit_columns(lang)
    left = dict(zip(names, (10, 12) if survey else (10, 32), strict=True))
    filled = () if survey else units
    free = survey or asked.framework.units == "any"  # who stands there is for the user to write
    code = looks.open_text if free else looks.locked_text
    last = max(len(filled), BLANK_ROWS) if free else len(filled)
    sheet = book.add_worksheet(say("form", lang, "book.data"))
    for number, (head, width) in enumerate(left.items()):
        sheet.set_column(number, number, width, code)
        sheet.write_string(0, number, head, looks.head)
    for row, unit in enumerate(filled, start=1):
        sheet.write_string(row, 0, unit.code, code)
        sheet.write_string(row, 1, unit.name, code)
    lists = lists_of(asked, lang)
    for number, question in enumerate(across.values(), start=len(left)):
        _column(sheet, looks, number, question, lang)
        sheet.data_validation(1, number, last, number, prompt(question, lang, lists))
        for row in range(1, last + 1):
            sheet.write_blank(row, number, None, looks.open)
    sheet.freeze_panes(1, len(left))
    sheet.protect("", looks.allowed)
    width = sum((*left.values(), *map(_width, across)))
    looks.page(sheet, asked.framework.label.in_(lang), lang, pages=max(1, -(-width // PAGE)))
    sheet.repeat_columns(0, len(left) - 1)


def _width(field: str) -> int:
    return max(12, len(field) + 2)


def _column(sheet: Any, looks: Looks, number: int, question: Question, lang: str) -> None:
    """The head of one question's column; all that is said of it is a note on it."""
    sheet.set_column(number, number, _width(question.field))
    sheet.write_string(0, number, question.field, looks.head)
    text = note(question, lang)
    lines = sum(1 + len(line) // 60 for line in text.split("\n"))
    sheet.write_comment(0, number, text, {"author": "readiness", "width": 380, "height": max(60, 17 * lines)})
