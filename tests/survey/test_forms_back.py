"""What comes back from a form that we made is understood without a mapping: from KoboToolbox, ODK and our own tables."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from math import fsum
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from readiness.data.registry import load_registry
from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.pipeline import Request as Scoring
from readiness.pipeline import check, load_framework
from readiness.survey.engines.duckdb import engine
from readiness.survey.forms.table import table
from readiness.survey.forms.workbook import workbook
from readiness.survey.forms.xlsform import xlsform
from readiness.survey.questions import Questionnaire, questionnaire
from readiness.survey.reduce import Request, counted, reduced
from tests.survey.frameworks import asked_of_citizens, framework, pillar

REGISTRY = load_registry()
UNITS = [REGISTRY.units[code] for code in ("16.07", "16.71", "51.71")]
Person = dict[str, str]  # by the item, "" where it was not answered
Figures = dict[tuple[str, str], tuple[int, float]]


def smart_city() -> Framework:
    model = load_framework("smart-city").framework
    assert model is not None
    return model


def awkward() -> Framework:
    names = ("Q1", "q1", "mutu 1", "kode", "start", "weight", "respondent", "meta")
    return framework(pillar("a", asked_of_citizens("m", *names, no_answer=[8]), asked_of_citizens("n", "code")))


def people(asked: Questionnaire, count: int = 40) -> list[tuple[Unit, Person]]:
    chance = random.Random(len(list(asked.questions())))
    found = []
    for number in range(count):
        codes = {q.name: chance.choice(["", *(code for code, _ in q.offered)]) for q in asked.questions()}
        found.append((UNITS[number % len(UNITS)], codes))
    return found


def form_fields(asked: Questionnaire) -> list[tuple[list[str], str]]:
    """Of the form itself: every question's groups and name, in order."""
    head, *lines = openpyxl.load_workbook(io.BytesIO(xlsform(asked, UNITS)["form.xlsx"]))["survey"].values
    groups: list[str] = []
    found = []
    for line in lines:
        row = dict(zip(head, line, strict=True))
        if row["type"] == "begin_group":
            groups.append(str(row["name"]))
        elif row["type"] == "end_group":
            groups.pop()
        else:
            found.append((list(groups), str(row["name"])))
    return found


def submissions(asked: Questionnaire, join: str) -> tuple[list[str], list[list[str]]]:
    """What a tool exports of our form: its questions, with the groups before them where ``join`` says how."""
    items = {question.field: question.name for question in asked.questions()}
    unit = next(name for _, name in form_fields(asked) if name in ("kode", "kode_wilayah") and name not in items)
    heads = [join.join([*groups, name]) if join else name for groups, name in form_fields(asked)]
    rows = []
    for place, codes in people(asked):
        said = {unit: place.code, "provinsi_unit": "x", "jenis_unit": str(place.kind)}
        rows.append([codes[items[name]] if name in items else said.get(name, "") for _, name in form_fields(asked)])
    return heads, rows


def written(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]], mark: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=mark, quoting=csv.QUOTE_ALL)
        writer.writerow(heads)
        writer.writerows(rows)
    return path


def kobo(asked: Questionnaire, folder: Path, join: str = "") -> Path:
    heads, rows = submissions(asked, join)
    own = ["_id", "_uuid", "_submission_time", "_validation_status", "_status", "__version__", "_tags", "_index"]
    more = [
        [str(n), f"u-{n}", "2026-11-01T03:00:00", "", "submitted_via_web", "v", "", str(n)] for n in range(len(rows))
    ]
    return written(
        folder / "kobo.csv", [*heads, *own], [[*row, *own] for row, own in zip(rows, more, strict=True)], ";"
    )


def kobo_in_groups(asked: Questionnaire, folder: Path) -> Path:
    return kobo(asked, folder, "/")


def odk(asked: Questionnaire, folder: Path) -> Path:
    heads, rows = submissions(asked, "-")
    lines = [["2026-11-01T03:00:00.000Z", *row, f"uuid:{n}", "", ""] for n, row in enumerate(rows)]
    return written(folder / "odk.csv", ["SubmissionDate", *heads, "KEY", "ReviewState", "FormVersion"], lines, ",")


def filled(asked: Questionnaire, heads: Sequence[str]) -> Iterator[list[str]]:
    """The rows of our own tables: the unit, a number, then the answers."""
    items = {question.field: question.name for question in asked.questions()}
    for number, (unit, codes) in enumerate(people(asked), start=1):
        yield [unit.code, str(number), *(codes[items[head]] for head in heads[2:])]


def plain(asked: Questionnaire, folder: Path) -> Path:
    heads = next(csv.reader(io.StringIO(table(asked, [], "id")["form.csv"].decode())))
    return written(folder / "plain.csv", heads, list(filled(asked, heads)), ",")


def excel(asked: Questionnaire, folder: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(workbook(asked, [], "en")["form.xlsx"]))
    sheet = book.worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    for line, row in enumerate(filled(asked, heads), start=2):
        for number, text in enumerate(row, start=1):
            value: Any = int(text) if number > 2 and text else text or None
            sheet.cell(line, number).value = value
    book.save(folder / "plain.xlsx")
    return folder / "plain.xlsx"


def figures(model: Framework, asked: Questionnaire, path: Path) -> Figures:
    request = Request(model, "", asked, [path], REGISTRY, least=1)
    reduction = reduced(request, counted(request, engine))
    assert [finding for finding in reduction.findings if finding.severity == "error"] == []
    assert [file.missing for file in reduction.log.files] == [()]
    return {(f.code, f.indicator): (f.estimate.n, f.estimate.value) for f in reduction.figures}


def expected(model: Framework, asked: Questionnaire) -> Figures:
    """The plain means: of a respondent's answers, where half of the items were answered, and then of respondents."""
    found: Figures = {}
    for leaf in (leaf for leaf in model.indicators() if leaf.measure == "survey"):
        unknown = {str(code) for code in leaf.no_answer or ()}
        for unit in UNITS:
            of_each = []
            for where, codes in people(asked):
                said = [int(codes[item]) for item in leaf.items or [] if codes[item] not in ("", *unknown)]
                if where is unit and said and 2 * len(said) >= len(leaf.items or []):
                    of_each.append(fsum(said) / len(said))
            found[unit.code, leaf.id] = (len(of_each), pytest.approx(fsum(of_each) / len(of_each)))
    return found


@pytest.mark.parametrize("made", [smart_city, awkward])
@pytest.mark.parametrize("export", [kobo, kobo_in_groups, odk, plain, excel])
def test_answers(tmp_path: Path, made: Callable[[], Framework], export: Callable[..., Path]) -> None:
    model = made()
    asked = questionnaire(model, "survey")
    assert figures(model, asked, export(asked, tmp_path)) == expected(model, asked)


def test_figures_of_officials_from_kobotoolbox(tmp_path: Path) -> None:
    asked = questionnaire(smart_city(), "desk")
    names = [name for _, name in form_fields(asked)]
    said = {
        "kode": "16.07",
        "pusat_data": "4",
        "tim_tanggap_insiden": "1",
        "kapasitas_fiskal": "tinggi",
        "desa_4g": "300",
    }
    said |= {"start": "2026-11-01", "provinsi_unit": "sumatera_selatan", "jenis_unit": "kabupaten"}
    row = [said.get(name, "") for name in names]
    path = written(tmp_path / "k.csv", [*names, "_id", "_uuid", "_index"], [[*row, "7", "u", "1"]], ";")
    checked = check(Scoring("smart-city", (path,)))
    assert [f.code for f in checked.findings if f.code.startswith("D")] == []
    (reading,) = checked.tables.values()
    raws = {name: cell.raw for name, cell in reading.cells["16.07"].items() if cell.raw is not None}
    assert raws == {"pusat_data": 4.0, "tim_tanggap_insiden": 1.0, "kapasitas_fiskal": "tinggi", "desa_4g": 300.0}
    assert reading.parents == {}


@pytest.mark.parametrize(
    ("heading", "word"),
    [("_validation_status", "Not Approved"), ("ReviewState", "rejected"), ("review_status", "REJECTED")],
)
def test_rejected_submissions_of_officials_are_not_scored(tmp_path: Path, heading: str, word: str) -> None:
    rows = [["16.07", "1", word], ["16.07", "4", ""], ["16.71", "3", "approved"], ["16.01", "2", word]]
    path = written(tmp_path / "k.csv", ["kode", "pusat_data", heading], rows, ",")
    checked = check(Scoring("smart-city", (path,)))
    told = [(finding.code, finding.line, finding.cell) for finding in checked.findings if finding.code.startswith("D")]
    assert told == [("D058", 2, "C2"), ("D058", 5, "C5")]
    (reading,) = checked.tables.values()
    assert {code: cells["pusat_data"].raw for code, cells in reading.cells.items()} == {"16.07": 4.0, "16.71": 3.0}


def test_a_value_of_a_workbook_of_several_sheets_names_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for number, (name, value) in enumerate((("16.07 Banyuasin", 4), ("16.71 Palembang", 3))):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = name
        for row in (["code", "indicator", "value"], [name[:5], "pusat_data", value]):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    checked = check(Scoring("smart-city", (tmp_path / "a.xlsx",)))
    (reading,) = checked.tables.values()
    source = reading.cells["16.71"]["pusat_data"].source
    assert source is not None
    assert (source.sheet, source.cell) == ("16.71 Palembang", "'16.71 Palembang'!C2")
    assert source.place == f"{(tmp_path / 'a.xlsx').as_posix()}:16.71 Palembang:2:3"
