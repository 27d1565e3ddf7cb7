"""gate: one verdict in every form, from the options and from the project file."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from readiness.cli.session import Session
from readiness.cli.show_gate import SHOWN
from readiness.gating import Request, gate
from readiness.report.markdown.gate import gate_markdown
from readiness.resources import bundled
from readiness.results.gates import json_schema
from tests.analysis.test_gating import BASE, moved
from tests.cli.conftest import Run

EVERY = ("text", "json", "github", "md", "junit")


@pytest.fixture(autouse=True)
def scored(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")


def test_exit_codes_and_the_worst_first(run: Run) -> None:
    assert run("gate", "r.json", "--min-index", "10").code == 0
    ran = run("gate", "r.json", "--min-index", "90", "--lang", "en")
    assert ran.code == 1
    assert ran.out.startswith("FAIL: ")
    assert ran.out.index("(A2)") < ran.out.index("(A1)")
    assert run("gate", "r.json").code == 2
    assert run("gate", "no.json", "--min-index", "1").code == 2
    assert run("gate", "r.json", "--max-drop", "1").code == 2
    near = run("gate", "r.json", "--min", "atura=1", "--lang", "en")
    assert near.code == 2 and "aturan" in near.err


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("limit", ["10", "90"])
def test_every_form_has_the_same_exit_code(run: Run, form: str, limit: str) -> None:
    ran = run("gate", "r.json", "--min-index", limit, "--format", form)
    assert ran.code == (1 if limit == "90" else 0) and ran.out.strip()


def test_numbers_have_the_mark_of_the_language(run: Run) -> None:
    for lang, mark, other in (("id", ",", "."), ("en", ".", ",")):
        (line,) = [
            x for x in run("gate", "r.json", "--min-index", "90.5", "--lang", lang).out.splitlines() if "(A2)" in x
        ]
        assert f"90{mark}5" in line and f"90{other}5" not in line


def test_a_folder_stands_for_its_results(run: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    assert run("gate", "r.json", "--max-drop", "1", "--baseline", "out").code == 2
    (folder / "out" / "results.json").write_bytes((folder / "r.json").read_bytes())
    assert run("gate", "r.json", "--max-drop", "1", "--baseline", "out").code == 0
    assert run("compare", "out", "r.json").code == 0
    assert run("select", "out", "--top", "1", "--draws", "50", "-o", "s.json").code == 0
    assert run("improve", "A2", "-r", "out", "--target", "60", "-o", "i.json").code == 0
    (folder / "out" / "results-2024.json").write_bytes((folder / "r.json").read_bytes())
    twice = run("gate", "r.json", "--max-drop", "1", "--baseline", "out", "--lang", "en")
    assert twice.code == 2 and "results-2024.json" in twice.err


def test_the_project_demands(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text(
        "schema: readiness/project/1\nframework: k.yaml\ndata: [d.csv]\nresults: r.json\nbaseline: old.json\n"
        "gate:\n  default: {min_index: 10, max_drop: 5, min_coverage: 80%}\n"
        "  groups:\n    small: {where: ['A2'], min: {aturan: 50}}\n",
        encoding="utf-8",
    )
    (folder / "old.json").write_bytes((folder / "r.json").read_bytes())
    ran = run("gate", "--lang", "en")
    assert ran.code == 1
    assert "aturan at least 50 (small): 0 of 1 meet it" in ran.out
    assert "G001" in ran.out and "A1" not in ran.out
    (folder / "old.json").unlink()
    gone = run("gate", "--lang", "en")
    assert gone.code == 2 and "old.json" in gone.err


def test_mistakes_in_the_project_file_have_a_place(run: Run, folder: Path) -> None:
    (folder / "readiness.yaml").write_text(
        "schema: readiness/project/1\nframework: k.yaml\ngate:\n  default: {min_indx: 10}\n  groups:\n"
        "    a: {where: [], min_index: -2}\n",
        encoding="utf-8",
    )
    ran = run("validate", "--lang", "en")
    assert ran.code == 1
    assert "readiness.yaml:4:13: P002" in ran.out and "min_index" in ran.out
    assert "readiness.yaml:6:" in ran.out


def test_annotations_stop_at_ten() -> None:
    from readiness.findings import Finding

    told = [
        Finding("G001", "r.json", params={"name": "N", "code": str(n), "node": "index", "value": "1", "limit": "2"})
        for n in range(14)
    ]
    from readiness.cli.show_findings import annotated

    lines = annotated(told, Session("en")).splitlines()
    assert len(lines) == 11 and "4" in lines[-1]
    assert [line.rpartition("(")[2].partition(")")[0] for line in lines[:10]] == [str(n) for n in range(10)]


def test_files_and_the_step_summary(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / "step.md"))
    ran = run("gate", "r.json", "--min-index", "90", "-o", "g.json", "-o", "g.xml", "-o", "g.md", "-o", "g.txt")
    assert ran.code == 1
    document = json.loads((folder / "g.json").read_text(encoding="utf-8"))
    assert document["verdict"] == "fail"
    assert (folder / "step.md").read_text(encoding="utf-8") == (folder / "g.md").read_text(encoding="utf-8")
    told = (folder / "step.md").read_text(encoding="utf-8")
    run("gate", "r.json", "--min-index", "90", "-o", "g.json", "-o", "g.xml", "-o", "g.md", "-o", "g.txt")
    assert (folder / "step.md").read_text(encoding="utf-8") == told  # the same verdict is added once
    suite = ElementTree.fromstring((folder / "g.xml").read_text(encoding="utf-8"))
    assert suite.attrib["failures"] == str(len(document["failed"]))


limits = st.integers(0, 100)
values = st.none() | st.floats(0, 100).map(lambda x: round(x, 2))


@given(st.tuples(*[values] * 4), limits, st.sampled_from(["id", "en"]))
@settings(max_examples=30, deadline=None)
def test_all_forms_say_one_verdict(now: tuple[float | None, ...], least: int, lang: str) -> None:
    document = BASE
    for code, value in zip("abcd", now, strict=True):
        document = moved(code, value, document)
    found, findings = gate(document, None, Request(options={("min", "index"): str(least)}))
    session = Session(lang)
    said = {form: show(found, findings, session) for form, show in SHOWN.items()}
    failures = len(found.failed)
    assert json.loads(said["json"])["verdict"] == found.verdict == ("fail" if failures else "pass")
    cases = ElementTree.fromstring(said["junit"])
    assert (cases.attrib["tests"], cases.attrib["failures"]) == ("4", str(failures))
    assert said["github"].count("::error") == failures
    words = {"en": ("PASS", "FAIL"), "id": ("LOLOS", "TIDAK LOLOS")}[lang][bool(failures)]
    assert said["text"].startswith(f"{words}:") and said["github"].splitlines()[-1].startswith(f"{words}:")
    assert f"| {failures} |" in said["md"]
    assert ("**Lolos" in said["md"] or "**Passed" in said["md"]) == (not failures)


def test_a_comment_fits_whatever_the_number_of_units() -> None:
    from dataclasses import replace

    long = "<b>|x|</b> @admin " * 8
    many = replace(BASE, units=tuple(replace(BASE.units[0], code=f"c{n}", name=f"{long}{n}") for n in range(2000)))
    found, _ = gate(many, None, Request(options={("min", "index"): "100"}))
    text = gate_markdown(found, "id", "readiness gate")
    assert len(text) <= 60_000
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<b>" not in html
    assert "1990" in text and "1800" in text  # behind the fold, and not listed at all


def test_the_schema_is_published() -> None:
    assert json.loads(bundled("schema", "gate.schema.json").read_text(encoding="utf-8")) == json_schema()


def test_the_next_verdict_replaces_the_last(run: Run, folder: Path) -> None:
    """A file that says "pass" must not keep the gate from saying "fail"."""
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    outs = ("-o", "g.txt", "-o", "g.md", "-o", "g.xml", "-o", "g.json")
    assert run("gate", "r.json", "--min-index", "0", *outs).code == 0
    passed = [(folder / name).read_bytes() for name in outs[1::2]]
    assert run("gate", "r.json", "--min-index", "99", *outs).code == 1
    assert all((folder / name).read_bytes() != before for name, before in zip(outs[1::2], passed, strict=True))


def test_a_text_about_the_tool_is_not_replaced(run: Run, folder: Path) -> None:
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    (folder / "README.md").write_text("# Ours\n\nRun `readiness score` first.\n", encoding="utf-8")
    (folder / "a.xml").write_text("<notes>smart city readiness</notes>\n", encoding="utf-8")
    for name in ("README.md", "a.xml"):
        assert run("gate", "r.json", "--min-index", "0", "-o", name).code == 3
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "README.md").code == 3
    assert run("validate", "d.csv", "-F", "k.yaml", "-o", "a.xml").code == 3
