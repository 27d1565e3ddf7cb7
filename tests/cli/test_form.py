"""form: what is made of which framework, where it is written, and that nothing filled in is ever lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run

SURVEY = """\
schema: readiness/framework/1
id: suara
version: "1"
label: {id: Suara warga, en: Voice of citizens}
units: any
bands: [{id: a, from: 0, label: A}]
criteria:
  - id: p
    label: P
    criteria:
      - {id: puas, label: Puas, measure: survey, items: [q1], answers: {1: {id: Tidak, en: 'No'}, 2: {id: Ya, en: 'Yes'}}}
"""


def sheets(path: Path) -> list[str]:
    return openpyxl.load_workbook(path).sheetnames


def test_an_xlsform_and_its_media_file(run: Run, folder: Path) -> None:
    ran = run("form", "-F", "smart-city", "--to", "xlsform", "-o", "survei/kirim.xlsx", "--units", "kind=kota")
    assert (ran.code, ran.out) == (0, "")
    assert {path.name for path in (folder / "survei").iterdir()} == {"kirim.xlsx", "units.csv"}
    assert sheets(folder / "survei/kirim.xlsx") == ["survey", "choices", "settings"]
    assert len((folder / "survei/units.csv").read_text(encoding="utf-8").splitlines()) == 1 + 98
    assert "upload 'survei/kirim.xlsx' as the form and 'survei/units.csv' as its media file" in ran.err


@pytest.mark.parametrize(
    ("to", "argv", "names"),
    [
        ("xlsform", (), ["form.xlsx", "units.csv"]),
        ("xlsx", ("--units", "16.07"), ["form.xlsx"]),
        ("csv", (), ["form.csv"]),
        ("md", (), ["form.md"]),
    ],
)
def test_into_a_folder(run: Run, folder: Path, to: str, argv: tuple[str, ...], names: list[str]) -> None:
    ran = run("form", "-F", "smart-city", "--to", to, *argv, "-o", "keluar")
    assert ran.code == 0
    assert sorted(path.name for path in (folder / "keluar").iterdir()) == names
    assert [line for line in ran.err.splitlines() if line.startswith("written: ")] == [
        f"written: keluar/{name}" for name in names
    ]


@pytest.mark.parametrize(
    ("to", "framework", "word"),
    [("md", "smart-city", "mutu_mudah"), ("md", "spbe-2020", "Leave empty"), ("csv", "smart-city", "pusat_data")],
)
def test_the_usual_part(run: Run, to: str, framework: str, word: str) -> None:
    ran = run("form", "-F", framework, "--to", to)
    assert (ran.code, ran.err) == (0, "")
    assert word.replace("_", "\\_" if to == "md" else "_") in ran.out


def test_the_other_part(run: Run, folder: Path) -> None:
    assert "mutu_mudah" in run("form", "-F", "smart-city", "--to", "csv", "--part", "survey").out.splitlines()[0]
    assert run("form", "-F", "smart-city", "--to", "xlsx", "--part", "survey", "-o", "warga.xlsx").code == 0
    assert sheets(folder / "warga.xlsx") == ["Data", "Guide"]


def test_a_part_without_questions(run: Run, folder: Path) -> None:
    ran = run("form", "-F", "spbe-2020", "--to", "xlsform", "--part", "survey", "-o", "f.xlsx")
    assert ran.code == 2
    assert "Use --part desk" in ran.err
    (folder / "s.yaml").write_text(SURVEY, encoding="utf-8")
    assert "Use --part survey" in run("form", "-F", "s.yaml", "--to", "csv", "--part", "desk").err
    assert run("form", "-F", "s.yaml", "--to", "csv").out.startswith("code,respondent,q1\n")


def test_layouts(run: Run, folder: Path) -> None:
    chosen = ("--units", "16.07,Kota Palembang")
    assert run("form", "-F", "spbe-2020", "--to", "xlsx", "--layout", "sheets", *chosen, "-o", "s.xlsx").code == 0
    assert sheets(folder / "s.xlsx") == ["16.07 Kabupaten Banyuasin", "16.71 Kota Palembang", "Guide"]
    long = run("form", "-F", "spbe-2020", "--to", "csv", "--layout", "long", *chosen)
    rows = list(csv.reader(io.StringIO(long.out)))
    assert rows[0] == ["code", "indicator", "value", "evidence", "note"]
    assert len(rows) == 1 + 2 * 47


def test_languages(run: Run, folder: Path) -> None:
    assert run("form", "-F", "ipm", "--to", "xlsx", "--lang", "id", "-o", "id.xlsx").code == 0
    assert sheets(folder / "id.xlsx") == ["Data", "Petunjuk"]
    assert "Satuan:" in run("form", "-F", "ipm", "--to", "md", "--lang", "id").out


def test_a_framework_for_any_unit(run: Run, folder: Path) -> None:
    assert run("form", "-F", "k.yaml", "--to", "xlsx", "-o", "a.xlsx").code == 0
    for layout, to in (("sheets", "xlsx"), ("long", "csv")):
        ran = run("form", "-F", "k.yaml", "--to", to, "--layout", layout, "-o", f"b.{to}")
        assert ran.code == 2
        assert "--units A1,A2" in ran.err
    assert (
        run("form", "-F", "k.yaml", "--to", "xlsx", "--layout", "sheets", "--units", "A1, A2", "-o", "b.xlsx").code == 0
    )
    assert sheets(folder / "b.xlsx") == ["A1", "A2", "Guide"]
    assert run("form", "-F", "k.yaml", "--to", "xlsform", "-o", "x.xlsx").code == 0
    assert not (folder / "units.csv").exists()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--to", "pdf"), "--to"),
        ((), "--to"),
        (("--to", "xlsx"), "-o form.xlsx"),
        (("--to", "xlsform", "-o", "-"), "-o form.xlsx"),
        (("--to", "xlsx", "-o", "form.csv"), ".xlsx"),
        (("--to", "md", "--layout", "rows"), "--layout"),
        (("--to", "csv", "--layout", "sheets"), "--layout"),
        (("--to", "md", "--units", "16.07"), "--units"),
        (("--to", "csv", "--part", "survey", "--units", "16.07"), "--units"),
        (("--to", "csv", "--part", "survey", "--layout", "long"), "respondents stand in rows"),
        (("--to", "csv", "--units", "province=Atlantis"), "Atlantis"),
        (("--to", "csv", "--units", "provinsi=Bali"), "province"),
        (("--to", "csv", "--part", "meja"), "survey, desk"),
    ],
)
def test_misuse(run: Run, folder: Path, argv: tuple[str, ...], said: str) -> None:
    before = sorted(folder.iterdir())
    ran = run("form", "-F", "smart-city", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert sorted(folder.iterdir()) == before


def test_without_a_framework(run: Run, folder: Path) -> None:
    assert "no framework" in run("form", "--to", "csv").err
    (folder / "b.yaml").write_text("schema: readiness/framework/1\n", encoding="utf-8")
    ran = run("form", "-F", "b.yaml", "--to", "csv")
    assert (ran.code, ran.out) == (3, "")
    assert "no form can be made" in ran.err


def test_the_project_names_the_framework(run: Run, project: Path) -> None:
    assert run("form", "--to", "csv").out == "code,name,desa_4g,pusat_data,perda\n"


def test_a_form_that_was_filled_in_is_never_replaced(run: Run, folder: Path) -> None:
    make = ("form", "-F", "k.yaml", "--to", "xlsx", "--units", "A1", "-o", "f.xlsx")
    assert run(*make).code == 0
    assert run(*make).code == 0  # the very same form may be made again
    book = openpyxl.load_workbook(folder / "f.xlsx")
    book.worksheets[0]["C2"] = 80
    book.save(folder / "f.xlsx")
    filled = (folder / "f.xlsx").read_bytes()
    ran = run(*make)
    assert (ran.code, "f.xlsx" in ran.err) == (2, True)
    assert (folder / "f.xlsx").read_bytes() == filled


def test_neither_file_is_written_where_one_is_in_the_way(run: Run, folder: Path) -> None:
    (folder / "units.csv").write_text("mine", encoding="utf-8")
    ran = run("form", "-F", "smart-city", "--to", "xlsform", "-o", "f.xlsx")
    assert ran.code == 2
    assert (folder / "units.csv").read_text(encoding="utf-8") == "mine"
    assert not (folder / "f.xlsx").exists()


def test_a_link_or_a_file_in_place_of_the_folder_is_refused(run: Run, folder: Path) -> None:
    (folder / "link.csv").symlink_to(folder / "elsewhere.csv")
    assert run("form", "-F", "k.yaml", "--to", "csv", "-o", "link.csv").code == 3
    assert not (folder / "elsewhere.csv").exists()
    assert run("form", "-F", "k.yaml", "--to", "csv", "-o", "d.csv/f.csv").code == 3


def test_a_wrong_value_is_told_with_its_sheet(run: Run, folder: Path) -> None:
    make = ("form", "-F", "k.yaml", "--to", "xlsx", "--layout", "sheets", "--units", "A1,A2", "-o", "f.xlsx")
    assert run(*make).code == 0
    book = openpyxl.load_workbook(folder / "f.xlsx")
    book["A2"]["F2"] = "banyak"
    book.save(folder / "f.xlsx")
    ran = run("validate", "f.xlsx", "-F", "k.yaml")
    assert ran.code == 1
    assert "f.xlsx:2:6: D064" in ran.out
    assert "in a spreadsheet: row 2, column F, sheet 'A2'" in ran.out
