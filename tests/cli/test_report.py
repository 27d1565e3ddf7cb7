"""report: from results, from data, as a history; where to look; the summary of a CI step."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from readiness.report.folder import LIST
from readiness.report.pages.names import file_name, single_name
from readiness.report.pages.view import View
from readiness.results.records import UnitResult
from tests.cli.conftest import Run


def markdown_name(code: str) -> str:
    return file_name(code).replace(".html", ".md")


@pytest.fixture
def results(run: Run, folder: Path) -> Path:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "r.json").code == 0
    return folder / "r.json"


def test_pages_in_both_languages_and_where_to_look(run: Run, results: Path, folder: Path) -> None:
    ran = run("report", "r.json", "-o", "site", "--format", "html,md,xlsx")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines() == [
        "Report: site/en/index.html",
        "Report: site/md/en/summary.md",
        "Report: site/results.xlsx",
    ]
    for lang in ("id", "en"):
        assert (folder / "site" / lang / file_name("A1")).is_file()
        assert (folder / "site" / "md" / lang / markdown_name("A1")).is_file()
    assert [path.name for path in (folder / "site").glob(".readiness*")] == [LIST]


def test_one_language_one_region(run: Run, results: Path, folder: Path) -> None:
    assert run("report", "r.json", "-o", "site", "--only", "Dua", "--lang", "id").code == 0
    assert (folder / "site/id" / file_name("A2")).is_file()
    assert not (folder / "site/id" / file_name("A1")).exists()
    assert not (folder / "site/en").exists()


def test_two_regions_side_by_side_say_why_they_differ(run: Run, results: Path, folder: Path) -> None:
    from readiness.words import say

    assert run("report", "r.json", "-o", "site", "--only", "A1", "--only", "A2", "--lang", "en").code == 0
    page = (folder / "site/en/compare.html").read_text(encoding="utf-8")
    title = say("report", "en", "split.title", a="Satu", b="Dua")
    assert title in page


def test_one_file_a_region_in_place_of_the_site(run: Run, results: Path, folder: Path) -> None:
    ran = run("report", "r.json", "-o", "site", "--single", "--format", "html,md", "--only", "Dua", "--lang", "id")
    assert (ran.code, ran.err.splitlines()) == (0, ["Laporan: site/single", "Laporan: site/md/id/summary.md"])
    assert [path.name for path in (folder / "site/single").iterdir()] == [single_name("A2", "Dua", "id")]
    assert not (folder / "site/index.html").exists()


def test_a_run_leaves_nothing_of_the_run_before(run: Run, results: Path, folder: Path) -> None:
    run("report", "r.json", "-o", "site", "--format", "html,md")
    run("report", "r.json", "-o", "site", "--format", "md", "--lang", "en")
    assert (folder / "site/id/index.html").is_file()
    assert [path.name for path in (folder / "site/md").iterdir()] == ["en"]


def test_a_bug_on_one_page_names_it_and_costs_no_other(
    run: Run, results: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from readiness.report import site

    whole = site.unit_page

    def broken(view: View, unit: UnitResult, *more: Any) -> str:
        if unit.code == "A2":
            raise ZeroDivisionError
        return whole(view, unit, *more)

    monkeypatch.setattr(site, "unit_page", broken)
    ran = run("report", "r.json", "-o", "site", "--format", "html,md", "--lang", "id")
    assert ran.code == 70
    assert f"ZeroDivisionError: id/{file_name('A2')}" in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (folder / "site/id" / file_name("A2")).exists()
    assert (folder / "site/id" / file_name("A3")).is_file()
    assert (folder / "site/md/id" / markdown_name("A2")).is_file()


def test_markdown_holds_the_whole_ranking(run: Run, results: Path, folder: Path) -> None:
    assert run("report", "r.json", "-o", "site", "--format", "md", "--lang", "en").code == 0
    text = (folder / "site/md/en/ranking.md").read_text(encoding="utf-8")
    assert "A1" in text and "A2" in text


def test_straight_from_data_is_the_same_as_from_results(run: Run, results: Path, folder: Path) -> None:
    run("report", "r.json", "-o", "a", "--format", "xlsx")
    run("report", "d.csv", "-F", "k.yaml", "-o", "b", "--format", "xlsx")
    assert (folder / "a/results.xlsx").read_bytes() == (folder / "b/results.xlsx").read_bytes()


def test_several_results_are_one_history(run: Run, folder: Path) -> None:
    run("score", "w.csv", "-F", "k.yaml", "-o", "r.json")
    assert run("report", "r-2021.json", "r-2022.json", "-o", "site").code == 0
    page = (folder / "site/en" / file_name("A1")).read_text(encoding="utf-8")
    assert "2021" in page
    assert "82.6" in page
    assert run("report", "r-2021.json", "r-2022.json", "-o", "then", "--wave", "2021").code == 0
    assert "82.6" not in (folder / "then/en" / file_name("A1")).read_text(encoding="utf-8")
    assert run("report", "r-2021.json", "-o", "then", "--wave", "2022").code == 2


def test_data_that_are_partly_refused_give_a_report_and_3(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda\nA1,x,2,ya\nA2,50,1,tidak\n", encoding="utf-8")
    assert run("report", "d.csv", "-F", "k.yaml", "-o", "site", "--format", "md").code == 3
    assert (folder / "site/md/en" / markdown_name("A2")).is_file()
    assert not (folder / "site/md/en" / markdown_name("A1")).exists()


def test_the_summary_of_a_ci_step_once_a_result(
    run: Run, results: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = folder / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("report", "r.json", "-o", "site", "--format", "xlsx")
    once = summary.read_text(encoding="utf-8")
    assert once.startswith("before\n#")
    assert "97.6" in once
    run("report", "r.json", "-o", "site", "--format", "xlsx")
    assert summary.read_text(encoding="utf-8") == once


def test_a_file_that_is_no_result(run: Run, folder: Path) -> None:
    for content in ("{", "[]", "{}", '{"schema": "readiness/results/9"}', "\x00"):
        (folder / "x.json").write_text(content, encoding="utf-8")
        ran = run("report", "x.json", "-o", "site")
        assert ran.code == 2, content
        assert "no readable results.json" in ran.err
    (folder / "x.json").write_bytes(b"\xff\xfe\xff")
    assert run("report", "x.json", "-o", "site").code == 2


@pytest.mark.parametrize("kind", ["file", "symlink"])
def test_f5_f10_a_folder_that_is_none(run: Run, results: Path, folder: Path, kind: str) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    site = folder / "site"
    if kind == "file":
        site.write_text("mine", encoding="utf-8")
    else:
        site.symlink_to(elsewhere)
    ran = run("report", "r.json", "-o", "site")
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert list(elsewhere.iterdir()) == []


def test_f9_files_that_are_not_ours_stay(run: Run, results: Path, folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site/mine.txt").write_text("mine", encoding="utf-8")
    run("report", "r.json", "-o", "site")
    assert (folder / "site/mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("code", ["../../x", "/etc/x", "C:x", "CON", "a/b", "x" * 300, "..", "a:b", "ű"])
def test_f1_f2_a_code_never_leaves_the_folder(run: Run, folder: Path, code: str) -> None:
    (folder / "d.csv").write_text(f"code,desa_4g,pusat_data,perda\n{code},80,2,ya\nA2,50,1,ya\n", encoding="utf-8")
    before = {path for path in folder.rglob("*") if "site" not in path.parts}
    ran = run("report", "d.csv", "-F", "k.yaml", "-o", "site", "--format", "html,md")
    assert ran.code in (0, 3)
    assert {path for path in folder.rglob("*") if "site" not in path.parts} == before
    assert not (folder.parent / "x.md").exists()
    stems = {path.stem.casefold() for path in (folder / "site").rglob("*") if path.is_file()}
    assert "con" not in stems


def stand_in(folder: Path) -> Path:
    """A program that prints as a browser does: into the file that it is told."""
    path = folder / "browser"
    path.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "target = next(w.split('=', 1)[1] for w in sys.argv if w.startswith('--print-to-pdf='))\n"
        "open(target, 'wb').write(b'%PDF-1.4')\n",
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_pdf_of_one_region_full_and_in_brief(run: Run, results: Path, folder: Path) -> None:
    ran = run(
        *("report", "r.json", "-o", "site", "--format", "pdf", "--only", "A1", "--lang", "en", "--paper", "F4"),
        *("--browser", str(stand_in(folder))),
    )
    assert (ran.code, ran.err) == (0, "Report: site/pdf/en\n")
    stem = Path(file_name("A1")).stem
    assert sorted(path.name for path in (folder / "site/pdf/en").iterdir()) == [f"{stem}.pdf", f"brief-{stem}.pdf"]


def test_memos_in_both_languages_and_in_a_template(run: Run, results: Path, folder: Path) -> None:
    import docx

    own = docx.Document()
    own.sections[0].header.paragraphs[0].text = "KOP"
    own.save(str(folder / "kop.docx"))
    ran = run("report", "r.json", "-o", "site", "--format", "docx", "--only", "A1", "--template", "kop.docx")
    assert (ran.code, ran.err) == (0, "Report: site/docx/en\n")
    for lang in ("id", "en"):
        made = docx.Document(str(folder / "site/docx" / lang / f"{Path(file_name('A1')).stem}.docx"))
        assert made.sections[0].header.paragraphs[0].text == "KOP"


def test_what_a_form_needs_is_asked_for_before_anything_is_written(
    run: Run, results: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("report", "r.json", "-o", "site", "--format", "html,pdf", "--browser", "nowhere")
    assert ran.code == 2 and "'nowhere' is no browser" in ran.err
    (folder / "kop.docx").write_bytes(b"no zip")
    ran = run("report", "r.json", "-o", "site", "--format", "html,docx", "--template", "kop.docx")
    assert ran.code == 2 and "'kop.docx' is no Word file" in ran.err
    ran = run("report", "r.json", "-o", "site", "--format", "html,pdf", "--paper", "legal")
    assert ran.code == 2 and "--paper does not know 'legal'" in ran.err
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = run("report", "r.json", "-o", "site", "--format", "html,docx")
    assert ran.code == 2 and "pip install 'readiness[docx]'" in ran.err
    assert not (folder / "site").exists()


def test_the_workbook_speaks_the_readers_language(run: Run, results: Path, folder: Path) -> None:
    import openpyxl

    assert run("report", "r.json", "-o", "site", "--format", "xlsx", "--lang", "id").code == 0
    assert openpyxl.load_workbook(folder / "site/results.xlsx").sheetnames[0] == "Peringkat"
