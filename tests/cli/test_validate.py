"""validate: every mistake in one pass, in every form, with one verdict."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from readiness.cli import show_findings
from readiness.cli.session import Session
from readiness.findings import Finding
from tests.cli.conftest import Run

BAD = 'code,name,desa_4g,pusat_data,perda,extra\nA1,Satu,abc,2,ya,1\nA2,"Dua",50,9,mungkin,1\n'


@pytest.fixture
def bad(folder: Path) -> Path:
    (folder / "d.csv").write_text(BAD, encoding="utf-8")
    return folder


def test_nothing_wrong(run: Run) -> None:
    ran = run("validate", "d.csv", "-F", "k.yaml", "--ignore", "M079")
    assert (ran.code, ran.out, ran.err) == (0, "no errors\n", "")


def test_what_the_framework_accepts_is_counted_with_its_reasons(run: Run) -> None:
    ran = run("validate", "d.csv", "-F", "k.yaml", "--format", "concise")
    assert ran.out.splitlines() == [
        "k.yaml:24:16: M079 2 remarks of the method linter are accepted, with reasons: "
        "M030 aturan (small on purpose); M040 index (so are its data)",
        "1 note",
    ]


def test_validate_tells_what_only_a_score_shows(run: Run, folder: Path) -> None:
    (folder / "p.csv").write_text("code,desa_4g,pusat_data,perda,index\nA1,80,2,ya,99.9\n", encoding="utf-8")
    ran = run("validate", "p.csv", "-F", "k.yaml", "--format", "concise", "--ignore", "M079")
    assert ran.out.startswith("p.csv:2:5: D120 A1: 'index' is published as 99.9, and what stands below it gives 82.5")


def test_score_sends_the_linters_notes_to_validate(run: Run, folder: Path) -> None:
    text = (folder / "k.yaml").read_text(encoding="utf-8")
    (folder / "k.yaml").write_text(text[: text.index("lint:")], encoding="utf-8")
    assert run("score", "d.csv", "-F", "k.yaml").err == "1 note on the method (told by: readiness validate)\n"
    assert "M030" in run("validate", "d.csv", "-F", "k.yaml").out


def test_all_mistakes_of_criteria_and_data_in_one_pass(run: Run, bad: Path) -> None:
    (bad / "b.yaml").write_text((bad / "k.yaml").read_text(encoding="utf-8") + "bobot: 1\nlabell: x\n")
    ran = run("validate", "b.yaml", "d.csv", "-F", "k.yaml", "--format", "concise")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert [line.split(" ")[0] for line in lines if "C012" in line] == ["b.yaml:25:1:", "b.yaml:26:1:"]
    assert {"d.csv:2:9:", "d.csv:3:13:", "d.csv:3:15:", "d.csv:1:36:"} <= {line.split(" ")[0] for line in lines}
    assert lines[-1] == "5 errors, 1 warning, 1 note"
    assert lines.index(next(line for line in lines if "D037" in line)) == len(lines) - 3, "worst first"


def test_full_form_has_excerpt_caret_place_and_hint(run: Run, bad: Path) -> None:
    lines = run("validate", "d.csv", "-F", "k.yaml", "--lang", "id").out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("d.csv:2:9: D064 "))
    assert lines[start + 1] == "    2 | A1,Satu,abc,2,ya,1"
    assert lines[start + 2] == "      | " + " " * 8 + "^"
    assert lines[start + 3] == "    di lembar kerja: baris 2, kolom C"
    assert lines[start + 4].startswith("    saran: ")
    assert lines[-1] == "3 kesalahan, 1 peringatan, 1 catatan"


def test_json(run: Run, bad: Path) -> None:
    ran = run("validate", "d.csv", "-F", "k.yaml", "--format", "json", "--lang", "id")
    document = json.loads(ran.out)
    assert (document["schema"], document["verdict"], ran.code) == ("readiness/findings/1", "fail", 1)
    first = document["findings"][0]
    assert {"severity", "code", "path", "line", "column", "message", "params", "hint"} <= set(first)
    assert first["message"] == "'abc' is no number", "machine files are never translated"


def test_github_annotations_are_ten_of_a_level_and_the_rest_counted(run: Run, folder: Path) -> None:
    rows = "".join(f"B{n},,x%,2,ya\n" for n in range(13))
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\n" + rows, encoding="utf-8")
    ran = run("validate", "d.csv", "-F", "k.yaml", "--format", "github")
    lines = ran.out.splitlines()
    assert sum(line.startswith("::error file=d.csv,line=") for line in lines) == 10
    assert "::error::and 3 more that are not shown here" in lines
    assert "'x%25'" in lines[0]
    assert ran.code == 1


def test_strict_and_ignore(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda,extra\nA1,80,2,ya,1\n", encoding="utf-8")
    argv = ("validate", "d.csv", "-F", "k.yaml")
    assert run(*argv).code == 0
    assert run(*argv, "--strict").code == 1
    assert json.loads(run(*argv, "--strict", "--format", "json").out)["verdict"] == "fail"
    ignoring = run(*argv, "--strict", "--ignore", "D037", "--ignore", "M079")
    assert (ignoring.code, ignoring.out) == (0, "no errors\n")


def test_an_error_cannot_be_ignored(run: Run, bad: Path) -> None:
    ran = run("validate", "d.csv", "-F", "k.yaml", "--ignore", "D064")
    assert ran.code == 2
    assert "cannot be ignored" in ran.err


def test_outputs(run: Run, bad: Path) -> None:
    argv = ("validate", "d.csv", "-F", "k.yaml", "-o", "t.xlsx", "-o", "t.json", "-o", "t.txt")
    assert run(*argv, "--lang", "id").code == 1
    sheet = openpyxl.load_workbook(bad / "t.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:4] == ("Jenis", "Kode", "Berkas", "Baris")
    assert rows[1][:6] == ("kesalahan", "D064", "d.csv", 2, 9, "C2")
    assert len(rows) == 6
    assert json.loads((bad / "t.json").read_text(encoding="utf-8"))["verdict"] == "fail"
    assert (bad / "t.txt").read_text(encoding="utf-8").endswith("3 kesalahan, 1 peringatan, 1 catatan\n")


def test_a_text_of_others_is_not_replaced(run: Run, bad: Path) -> None:
    (bad / "t.txt").write_text("my notes\n", encoding="utf-8")
    assert run("validate", "d.csv", "-F", "k.yaml", "-o", "t.txt").code == 3
    assert (bad / "t.txt").read_text(encoding="utf-8") == "my notes\n"
    assert run("validate", "d.csv", "-F", "k.yaml", "-o", "t.txt", "--force").code == 1
    assert (bad / "t.txt").read_text(encoding="utf-8").startswith("readiness validate\n")
    assert run("validate", "k.yaml", "-o", "t.txt").code == 0


def test_the_head_of_a_text_names_the_command_behind_any_option(run: Run, bad: Path) -> None:
    assert run("--lang", "en", "validate", "k.yaml", "-o", "t.txt").code == 0
    assert (bad / "t.txt").read_text(encoding="utf-8").startswith("readiness validate\n")


def test_validate_writes_nothing(run: Run, project: Path) -> None:
    before = sorted(project.rglob("*"))
    assert run("validate").code == 0
    assert sorted(project.rglob("*")) == before


def test_caret_under_tabs_escapes_and_long_lines() -> None:
    session = Session("en")
    for excerpt, column in (("a\tb\x1bc", 5), ("x" * 300 + "!" + "y" * 300, 301), ("é" * 4 + "!", 5), ("", 1)):
        finding = Finding("D064", "d.csv", 1, column, {"text": "x"}, excerpt=excerpt)
        lines = show_findings.full(finding, session).splitlines()
        if not excerpt:
            assert not any(line.endswith("^") for line in lines)
            continue
        assert lines[2].endswith("^")
        assert lines[1][len(lines[2]) - 1] in ("c", "!")
        assert len(lines[1]) < 120


def test_the_talk_beside_a_product_shows_a_few_of_each_code() -> None:
    session = Session("en")
    findings = [Finding("D064", "d.csv", n, 1, {"text": "x", "indicator": "i"}) for n in range(1, 20)]
    talk = show_findings.talk(findings, session)
    assert talk.count("D064 'x'") == show_findings.MOST_OF_A_CODE
    assert "and 14 more with code D064" in talk
    assert talk.endswith("19 errors")
    assert show_findings.talk([], session) == ""
