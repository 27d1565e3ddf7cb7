"""Rows of a fixture, read as simply as can be, and the framework that asks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import lru_cache

import openpyxl

from readiness.findings import Finding
from readiness.framework.load import load
from readiness.survey.exports import recognise
from readiness.survey.mapping import UserMapping
from readiness.survey.matching import Matching, expected_of, match
from readiness.survey.questions import Questionnaire, questionnaire
from readiness.survey.source import Export
from tests.survey.making import HERE

Rows = list[list[str]]


@lru_cache(maxsize=1)
def asked() -> Questionnaire:
    """What the fixtures' framework asks respondents."""
    framework = load(HERE / "framework.yaml").framework
    assert framework is not None
    return questionnaire(framework, "survey")


def rows_of(data: bytes, name: str) -> Rows:
    """The cells of a CSV, TSV or XLSX."""
    if name.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    text = data.decode("utf-8-sig")
    first = text.partition("\n")[0]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count)))


def export_of(rows: Rows, tool: str = "auto", mapping: UserMapping | None = None, chosen: Iterable[str] = ()) -> Export:
    """The file as recognised; fails where it is refused."""
    found = recognise(rows, "answers.csv", tool, expected_of(asked(), mapping, chosen))
    assert isinstance(found, Export), found
    return found


def matched(
    rows: Rows, mapping: UserMapping | None = None, chosen: dict[str, str] | None = None
) -> tuple[Matching, list[Finding]]:
    """The columns' places, and what is told."""
    export = export_of(rows, "auto", mapping, (chosen or {}).values())
    return match(export, asked(), mapping, chosen, "answers.csv")
