"""report: from results, from data, as a history; where to look; the summary of a CI step."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.report.pages.view import file_name
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
    assert not list((folder / "site").glob(".readiness*"))


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
