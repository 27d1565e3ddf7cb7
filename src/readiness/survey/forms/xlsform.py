"""XLSForm: the workbook that KoboToolbox, ODK Central and SurveyCTO make a form of (https://xlsform.org).

Groups are pillars, both languages stand side by side, and the unit is chosen from a list of its own
(``units.csv``, to be uploaded beside the form), filtered by province. What comes back is recognised without a
mapping: the unit's question is called ``kode``, every other one as the indicator or item (``fields.py``).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from itertools import groupby
from typing import Any

from readiness.data.units import Unit
from readiness.framework.model import Text
from readiness.survey.fields import field_names
from readiness.survey.forms import hints
from readiness.survey.forms.book import book_of, fitted
from readiness.survey.forms.relevance import Helpers, helpers_of, relevant, slug
from readiness.survey.questions import Choices, Question, Questionnaire
from readiness.words import say

LANGUAGES = {"id": "Bahasa Indonesia (id)", "en": "English (en)"}
UNITS_FILE = "units.csv"
Row = dict[str, str]
COLUMNS = {
    "survey": (
        *("type", "name", "label", "hint", "guidance_hint", "required", "constraint", "constraint_message", "relevant"),
        *("choice_filter", "appearance", "calculation"),
    ),
    "choices": ("list_name", "name", "label"),
}
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message")


def xlsform(asked: Questionnaire, units: Sequence[Unit]) -> dict[str, bytes]:
    """The form's files by name: ``form.xlsx``, and ``units.csv`` where units are known.

    The same framework and units give the same bytes. Without units (``units: any``) the code is typed.
    """
    lists = _Lists()
    sheets = {"survey": list(_survey(asked, units, lists))}
    sheets["choices"] = [*lists.rows, *_provinces(units)]
    files = {"form.xlsx": book_of(lambda book: _fill(book, asked, sheets))}
    return {**files, UNITS_FILE: _units_csv(units)} if units else files


def _fill(book: Any, asked: Questionnaire, sheets: Mapping[str, Sequence[Row]]) -> None:
    bold = book.add_format({"bold": True})
    for name, rows in sheets.items():
        _sheet(book.add_worksheet(name), name, rows, bold)
    framework = asked.framework
    settings = {
        "form_title": framework.label.id,
        "form_id": f"{framework.id}_{asked.part}".replace("-", "_"),
        "version": framework.version,
        "default_language": LANGUAGES["id"],
        "style": "pages",
    }
    sheet = book.add_worksheet("settings")
    for number, (key, value) in enumerate(settings.items()):
        sheet.write_string(0, number, key, bold)
        sheet.write_string(1, number, fitted(value))


def _sheet(sheet: Any, name: str, rows: Sequence[Row], bold: Any) -> None:
    """One column a key and language; a column that nothing is in is left out, for the tools warn of it."""
    keys = [
        f"{key}::{LANGUAGES[lang]}" if lang else key
        for key in COLUMNS[name]
        for lang in (LANGUAGES if key in TRANSLATED else ("",))
    ]
    keys = [key for key in keys if any(row.get(key) for row in rows)]
    sheet.freeze_panes(1, 0)
    for number, key in enumerate(keys):
        sheet.set_column(number, number, 40 if "::" in key else 18)
        sheet.write_string(0, number, key, bold)
        for line, row in enumerate(rows, start=1):
            if row.get(key):
                sheet.write_string(line, number, fitted(row[key]))


class _Lists:
    """The choice lists, each kept once however many questions use it."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._names: list[tuple[Choices, str]] = []

    def name(self, choices: Choices, field: str) -> str:
        """The name of a list with exactly these choices."""
        for known, name in self._names:
            if known == choices:
                return name
        name = f"list_{field}"
        self._names.append((choices, name))
        for value, words in choices:
            self.rows.append({"list_name": name, "name": value, **_both("label", words)})
        return name


def _survey(asked: Questionnaire, units: Sequence[Unit], lists: _Lists) -> Iterator[Row]:
    fields = [question.field for question in asked.questions()]
    helpers = helpers_of(units, fields)
    groups = field_names(_group_names(asked), (*fields, *astuple(helpers)))
    yield {"type": "start", "name": helpers.start}
    yield {"type": "end", "name": helpers.end}
    yield from _unit_questions(helpers, known=bool(units))
    for section in asked.sections:
        yield {"type": "begin_group", "name": groups[f"pilar_{section.id}"], **_both("label", section.label)}
        for indicator, questions in groupby(section.questions, key=lambda question: question.indicator):
            several = list(questions)
            rows = [_question(each, lists, helpers) for each in several]
            name = groups.get(f"butir_{indicator}")
            yield from _page(several[0], rows, name) if name else rows
        yield {"type": "end_group"}


def _group_names(asked: Questionnaire) -> Iterator[str]:
    """A group for each pillar, and for each indicator of several items."""
    for section in asked.sections:
        yield f"pilar_{section.id}"
        indicators = [question.indicator for question in section.questions]
        yield from (f"butir_{each}" for each in dict.fromkeys(indicators) if indicators.count(each) > 1)


def _page(first: Question, rows: Sequence[Row], name: str) -> Iterator[Row]:
    """The items of one indicator on one screen."""
    yield {"type": "begin_group", "name": name, "appearance": "field-list", **_both("label", first.of)}
    yield from rows
    yield {"type": "end_group"}


def _unit_questions(helpers: Helpers, *, known: bool) -> Iterator[Row]:
    """Which unit is meant: chosen from the list, in its province where there are provinces; else its code is typed."""
    unit: Row = {"name": helpers.unit, "required": "yes"}
    if not known:
        yield {**unit, "type": "text", **_said("label", "unit_code")}
        return
    if helpers.province:
        kind = {"type": "select_one provinsi", "name": helpers.province, "required": "yes", "appearance": "minimal"}
        yield {**kind, **_said("label", "province")}
        unit["choice_filter"] = f"provinsi=${{{helpers.province}}}"
    label = _said("label", "unit" if helpers.province else "unit_code")
    yield {**unit, "type": f"select_one_from_file {UNITS_FILE}", "appearance": "minimal", **label}
    if helpers.kind:
        kind_of = f"instance('units')/root/item[name=${{{helpers.unit}}}]/jenis"
        yield {"type": "calculate", "name": helpers.kind, "calculation": kind_of}


def _question(question: Question, lists: _Lists, helpers: Helpers) -> Row:
    """One row. An answer is required only where "don't know" is one: nobody is made to guess, and blank is no zero."""
    required = {"required": "yes"} if question.unknown is not None else {}
    row: Row = {"name": question.field, **required, **_both("label", question.label)}
    for key, words in (("hint", hints.hint(question)), ("guidance_hint", hints.guidance(question))):
        row |= _both(key, words) if words is not None else {}
    match question.kind:
        case "choose":
            row["type"] = f"select_one {lists.name(question.offered, question.field)}"
        case "count":
            row |= {"type": "integer", "constraint": ". >= 0", **_said("constraint_message", "count")}
        case "percent":
            row |= {"type": "decimal", "constraint": ". >= 0 and . <= 100", **_said("constraint_message", "percent")}
        case "number":
            row["type"] = "decimal"
        case "text":
            row["type"] = "text"
    condition = relevant(question.rules, helpers)
    return {**row, "relevant": condition} if condition else row


def _provinces(units: Sequence[Unit]) -> Iterator[Row]:
    for name in sorted({unit.province for unit in units if unit.province}):
        yield {"list_name": "provinsi", "name": slug(name), **_both("label", Text(id=name, en=name))}


def _units_csv(units: Sequence[Unit]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("name", "label", "provinsi", "jenis"))
    for unit in sorted(units, key=lambda unit: unit.code):
        writer.writerow((unit.code, unit.name, slug(unit.province or ""), unit.kind or ""))
    return buffer.getvalue().encode("utf-8")


def _both(key: str, words: Text) -> Row:
    """Words in both languages. ``${`` would be taken for an answer to put in, and cannot be escaped."""
    return {f"{key}::{LANGUAGES[lang]}": words.in_(lang).replace("${", "$ {") for lang in LANGUAGES}


def _said(key: str, name: str) -> Row:
    return {f"{key}::{LANGUAGES[lang]}": say("form", lang, name) for lang in LANGUAGES}
