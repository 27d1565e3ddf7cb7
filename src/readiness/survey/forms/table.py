"""A CSV to fill in: one row a unit (or one a value) for officials' figures, one row a respondent for answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence

from readiness.data.units import Unit
from readiness.survey.fields import free_name
from readiness.survey.questions import Questionnaire
from readiness.words import say

BLANK_ROWS = 5  # empty respondents, to show the form
_UNIT = {"id": ("kode", "kode_wilayah", "kode_daerah"), "en": ("code", "unit_code", "kode")}
_RESPONDENT = ("respondent", "responden")
Cells = Sequence[str]


def table(asked: Questionnaire, units: Sequence[Unit], lang: str = "id", *, long: bool = False) -> dict[str, bytes]:
    """``form.csv``. ``long`` is one row a value, with columns for evidence and a note."""
    form = _respondents if asked.part == "survey" else _long if long else _wide
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerows(form(asked, sorted(units, key=lambda unit: unit.code), lang))
    return {"form.csv": buffer.getvalue().encode("utf-8")}


def unit_columns(lang: str) -> tuple[str, str]:
    """The headings of a unit's code and name."""
    return say("form", lang, "book.code"), say("form", lang, "book.name")


def respondent_columns(names: Collection[str], lang: str) -> tuple[str, str]:
    """The headings of a respondent's unit and number, as they are known when read, and none an item's.

    There is none for a weight: where it is left empty, nobody can tell what was meant.
    """
    return free_name(_UNIT[lang], names), free_name(_RESPONDENT, names)


def _respondents(asked: Questionnaire, units: Sequence[Unit], lang: str) -> Iterator[Cells]:
    del units  # whoever answers writes his own
    names = [question.field for question in asked.questions()]
    yield *respondent_columns(names, lang), *names
    for number in range(1, BLANK_ROWS + 1):
        yield "", str(number), *("" for _ in names)


def _wide(asked: Questionnaire, units: Sequence[Unit], lang: str) -> Iterator[Cells]:
    names = [question.name for question in asked.questions()]
    yield *unit_columns(lang), *names
    for unit in units:
        yield unit.code, unit.name, *("" for _ in names)


def _long(asked: Questionnaire, units: Sequence[Unit], lang: str) -> Iterator[Cells]:
    yield [say("form", lang, f"book.{key}") for key in ("code", "indicator", "value", "evidence", "note")]
    for unit in units:
        for question in asked.questions():
            yield unit.code, question.name, "", "", ""
