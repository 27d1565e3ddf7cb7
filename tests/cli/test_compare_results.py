"""compare with results files: what changed, as text, JSON, Markdown, a page and an exit code."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from readiness.results import changes
from tests.cli.conftest import DATA, FRAMEWORK, Run

Process = Callable[..., subprocess.CompletedProcess[bytes]]
# Index = mean of two pillars. Network: villages with 4G (a percent) and a level 1–3 (0, 50, 100), the mean of both;
# rules: yes is 100. A1: ((80 + 50)/2 + 100)/2 = 82.5; with 4G weighing 3: ((3·80 + 50)/4 + 100)/2 = 86.25.
HEAVIER = FRAMEWORK.replace("measure: percent,", "measure: percent, weight: 3,").replace('version: "1"', 'version: "2"')
BETTER = DATA.replace("A1,Satu,80,2,ya", "A1,Satu,90,2,ya")


@pytest.fixture(autouse=True)
def results(run: Run, folder: Path) -> None:
    """old: as it is; data: 4G of A1 is 90; framework: 4G weighs 3; both: both."""
    (folder / "k3.yaml").write_text(HEAVIER, encoding="utf-8")
    (folder / "d3.csv").write_text(BETTER, encoding="utf-8")
    for name, data, framework in (
        ("old", "d.csv", "k.yaml"),
        ("data", "d3.csv", "k.yaml"),
        ("framework", "d.csv", "k3.yaml"),
        ("both", "d3.csv", "k3.yaml"),
    ):
        assert run("score", data, "-F", framework, "-o", f"{name}.json").code == 0


def numbers(text: str) -> list[Decimal]:
    return [Decimal(n.replace("−", "-").replace("+", "")) for n in re.findall(r"[+−]?\d+\.\d", text)]


def test_the_split_done_by_hand(run: Run) -> None:
    """Before 82.5. New data, old weights: ((90 + 50)/2 + 100)/2 = 85. Old data, new weights: 86.25. Both: 90."""
    document = changes.loads(run("compare", "old.json", "both.json", "--format", "json").out)
    (found,) = document.changes
    one = next(unit for unit in found.units if unit.code == "A1")
    assert one.parts is not None
    assert (one.before.value, one.after.value, one.total) == (82.5, 90.0, 7.5)
    assert (one.parts.data, one.parts.framework, one.parts.both) == (2.5, 3.75, 1.25)


def test_text_adds_up_as_printed(run: Run) -> None:
    out = run("compare", "old.json", "both.json", "--lang", "en").out
    (line,) = [line for line in out.splitlines() if line.startswith("A1")]
    before, after, total, *parts = numbers(line)
    assert total == after - before == sum(parts) == Decimal("7.5")
    assert "Data and framework both changed" in out
    assert re.search(r"Villages with 4G +weight +1 +3", out)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("data", "Hanya data yang berubah"),
        ("framework", "Hanya kerangka yang berubah"),
        ("old", "Tidak ada yang berubah"),
    ],
)
def test_the_verdict_says_what_moved(run: Run, other: str, said: str) -> None:
    assert said in run("compare", "old.json", f"{other}.json", "--lang", "id").out


def test_fail_on_change_is_for_ci(process: Process) -> None:
    """One line says how many, the exit code says that; nothing moved is no failure."""
    failed = process("compare", "old.json", "framework.json", "--fail-on-change", "--lang", "en")
    assert failed.returncode == 1
    assert failed.stderr.decode() == "this edit moves 3 regions\n"
    one = process("compare", "old.json", "data.json", "--fail-on-change", "--format", "md", "--lang", "en")
    assert (one.returncode, one.stderr.decode()) == (1, "this edit moves 1 region\n")
    assert b"2 unchanged" in one.stdout
    same = process("compare", "old.json", "old.json", "--fail-on-change")
    assert (same.returncode, same.stderr) == (0, b"")
    assert process("compare", "old.json", "framework.json").returncode == 0


def test_files_by_suffix(run: Run, folder: Path) -> None:
    argv = ["compare", "old.json", "both.json", "--lang", "en"]
    for word in ("json", "md", "html", "txt"):
        argv += ["-o", f"c.{word}"]
    ran = run(*argv)
    assert (ran.code, ran.out) == (0, "")
    assert changes.loads((folder / "c.json").read_text(encoding="utf-8"))
    assert (folder / "c.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "# What changed" not in (folder / "c.txt").read_text(encoding="utf-8")
    markdown = (folder / "c.md").read_text(encoding="utf-8")
    assert markdown.index("both changed") < markdown.index("| Pillar") < markdown.index("<details>")
    assert markdown.index("<details>") < markdown.index("2 unchanged") if "2 unchanged" in markdown else True


def test_the_same_results_give_the_same_bytes(run: Run) -> None:
    twice = [run("compare", "old.json", "both.json", "--format", form).out for form in ("json", "json", "md", "md")]
    assert twice[0] == twice[1]
    assert twice[2] == twice[3]


def test_a_chain_is_pair_by_pair(run: Run) -> None:
    document = changes.loads(run("compare", "old.json", "data.json", "both.json", "--format", "json").out)
    pairs = [(each.before.version, each.after.version, each.same_data) for each in document.changes]
    assert pairs == [("1", "1", False), ("1", "2", True)]
    assert run("compare", "old.json", "data.json", "both.json", "--format", "html").code == 2


def test_top_tells_who_crossed_the_line(run: Run, folder: Path) -> None:
    (folder / "d4.csv").write_text(DATA.replace("A2,Dua,50,1,tidak", "A2,Dua,100,3,ya"), encoding="utf-8")
    run("score", "d4.csv", "-F", "k.yaml", "-o", "new.json")
    document = json.loads(run("compare", "old.json", "new.json", "--top", "1", "--format", "json").out)
    assert (document["changes"][0]["entered"], document["changes"][0]["left"]) == (["A2"], ["A3"])
    assert "1 in, 1 out" in run("compare", "old.json", "new.json", "--top", "1", "--lang", "en").out


@pytest.mark.parametrize(
    "argv",
    [
        ("old.json",),
        ("old.json", "A1"),
        ("old.json", "both.json", "-r", "old.json"),
        ("old.json", "both.json", "--peers"),
        ("old.json", "both.json", "--top", "0"),
        ("old.json", "both.json", "-o", "old.json"),
        ("old.json", "nowhere.json"),
        ("old.json", "strange.json"),
        ("old.json", "torn.json"),
        ("old.json", "others.json"),
        ("A1", "A2", "-r", "old.json", "--fail-on-change"),
        ("A1", "A2", "-r", "old.json", "--top", "1"),
    ],
)
def test_what_cannot_be_asked(run: Run, folder: Path, argv: tuple[str, ...]) -> None:
    old = (folder / "old.json").read_text(encoding="utf-8")
    (folder / "strange.json").write_text("[1]", encoding="utf-8")
    torn = json.loads(old)
    torn["framework"]["snapshot"] = {}
    (folder / "torn.json").write_text(json.dumps(torn), encoding="utf-8")
    (folder / "others.json").write_text(re.sub(r'"code": "A', '"code": "Z', old), encoding="utf-8")
    ran = run("compare", *argv)
    assert ran.code == 2
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert (folder / "old.json").read_text(encoding="utf-8") == old


def test_report_with_a_baseline(run: Run, folder: Path) -> None:
    ran = run("report", "both.json", "--baseline", "old.json", "-o", "site", "--lang", "en", "--format", "html,md")
    assert ran.code == 0
    assert "Due to framework" in (folder / "site" / "en" / "change.html").read_text(encoding="utf-8")
    assert (folder / "site" / "md" / "en" / "change.md").is_file()
    assert run("report", "both.json", "--baseline", "nowhere.json", "-o", "site").code == 2


def test_a_project_names_its_baseline(run: Run, project: Path) -> None:
    with (project / "readiness.yaml").open("a", encoding="utf-8") as stream:
        stream.write("baseline: old.json\n")
    assert run("report", "both.json", "-o", "site").code == 0
    assert (project / "site" / "id" / "change.html").is_file()
