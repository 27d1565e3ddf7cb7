"""The workflows that ``init`` writes, run step by step as a code host would, on a change that lowers one region."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from readiness import __version__
from readiness.cli import scaffold
from readiness.cli.main import run as run_main
from tests.cli.conftest import clean_environment
from tests.report.browsing import unavailable

ROOT = Path(__file__).resolve().parents[2]
CI = Path(scaffold.__file__).parent / "ci"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone on a branch in which one region has less than on main."""
    if not shutil.which("git") or not shutil.which("bash"):
        unavailable("git and bash are needed")
    origin, clone = tmp_path / "origin", tmp_path / "work" / "clone"
    assert run_main(["init", str(origin), "--lang", "en"]) == 0
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", ".")
    git(origin, "commit", "-qm", "a project")
    clone.parent.mkdir()
    git(tmp_path, "clone", "-q", str(origin), str(clone))
    git(clone, "switch", "-qc", "lower")
    lower_the_first(clone)
    git(clone, "commit", "-qam", "less")
    return clone


def lower_the_first(clone: Path) -> None:
    """The first region of the example has less."""
    data = clone / "data" / "contoh.csv"
    lines = data.read_text(encoding="utf-8").splitlines()
    kept = ("code", "name", "gelombang")
    pairs = zip(lines[0].split(","), lines[1].split(","), strict=True)
    lines[1] = ",".join(cell if head in kept else lowered(cell) for head, cell in pairs)
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")


def lowered(cell: str) -> str:
    """Half of a number above 10, whole; a level of the rubric becomes the first one."""
    try:
        number = float(cell)
    except ValueError:
        return cell
    if number in (2, 3, 4, 5):
        return "1"
    return str(int(number // 2)) if number > 10 else cell


def git(folder: Path, *argv: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.id", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *argv], cwd=folder, check=True, capture_output=True)


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """``readiness`` and a ``gh`` that keeps the comment come first; nothing is installed."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "readiness").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m readiness "$@"\n')
    (tools / "gh").write_text(f'#!/bin/sh\ncp "$5" "{tmp_path / "comment.md"}"\n')
    (tools / "python").write_text("#!/bin/sh\nexit 0\n")
    for tool in tools.iterdir():
        tool.chmod(0o755)
    return {**clean_environment(), "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", **more}


def run_steps(steps: list[dict[str, Any]], folder: Path, env: dict[str, str]) -> tuple[int, list[str]]:
    """Every step with a command; after a failure only those that always run. The job's exit code, and what ran."""
    code, ran, outcomes = 0, [], {"gate": "skipped"}
    for step in steps:
        if "run" not in step or (code and "always()" not in str(step.get("if", ""))):
            continue
        if "steps.gate.outcome != 'skipped'" in str(step.get("if", "")) and outcomes["gate"] == "skipped":
            continue
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", step["run"]], cwd=folder, env=env, capture_output=True, check=False
        )
        ran.append(f"{step['name']}: {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
        outcomes[step.get("id", "")] = "failure" if done.returncode else "success"
        code = code or done.returncode
    return code, ran


def test_a_pull_request_that_lowers_one_region(repository: Path, tmp_path: Path) -> None:
    workflow = yaml.safe_load((repository / ".github/workflows/readiness.yml").read_text(encoding="utf-8"))
    summary = tmp_path / "summary.md"
    env = environment(tmp_path, CI="true", GITHUB_BASE_REF="main", GITHUB_STEP_SUMMARY=str(summary), PULL_REQUEST="1")
    code, ran = run_steps(workflow["jobs"]["readiness"]["steps"], repository, env)
    assert code == 1, "\n".join(ran)
    assert ran[-1].startswith("Comment: 0")
    name = (repository / "data" / "contoh.csv").read_text(encoding="utf-8").splitlines()[1].split(",")[1].strip('"')
    (gate,) = [line for line in ran if line.startswith("Gate: 1")]
    assert gate.count("::error") == 1 and name in gate
    comment = (tmp_path / "comment.md").read_text(encoding="utf-8")
    assert name in comment and comment.index("Tidak lolos") < comment.index(name)
    assert "data" in comment.casefold() and len(comment) <= 65_000
    assert "Tidak lolos" in summary.read_text(encoding="utf-8")
    assert (repository / "reports/site/index.html").is_file()


def test_a_project_of_several_waves(repository: Path, tmp_path: Path) -> None:
    git(repository, "switch", "-q", "main")
    data = repository / "data" / "contoh.csv"
    head, *rows = data.read_text(encoding="utf-8").splitlines()
    waves = [f"{head},gelombang", *(f"{row},2026" for row in rows), *(f"{row},2025" for row in rows)]
    data.write_text("\n".join(waves) + "\n", encoding="utf-8")
    git(repository, "commit", "-qam", "two waves")
    git(repository, "push", "-q", "origin", "main:waves")
    git(repository, "switch", "-qc", "lower-again")
    lower_the_first(repository)
    git(repository, "commit", "-qam", "less")
    workflow = yaml.safe_load((repository / ".github/workflows/readiness.yml").read_text(encoding="utf-8"))
    env = environment(tmp_path, CI="true", GITHUB_BASE_REF="waves", PULL_REQUEST="1")
    code, ran = run_steps(workflow["jobs"]["readiness"]["steps"], repository, env)
    assert code == 1, "\n".join(ran)
    assert sorted(path.name for path in (repository / "reports").glob("results-????.json")) == [
        "results-2025.json",
        "results-2026.json",
    ]
    assert rows[0].split(",")[1] in (tmp_path / "comment.md").read_text(encoding="utf-8")


def test_the_same_on_gitlab(repository: Path, tmp_path: Path) -> None:
    text = (CI / "gitlab.yml").read_text(encoding="utf-8")
    script = yaml.safe_load(text)["readiness"]["script"]
    env = environment(tmp_path, CI="true", CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main")
    code, ran = run_steps([{"name": line.split()[0], "run": line} for line in script], repository, env)
    assert code == 1, "\n".join(ran)
    assert (repository / "reports/gate.xml").is_file() and (repository / "reports/change.md").is_file()


def test_what_a_workflow_names_exists() -> None:
    for path in (CI / "github.yml", CI / "gitlab.yml", ROOT / "action.yml"):
        text = path.read_text(encoding="utf-8")
        commands = set(re.findall(r"\breadiness (\w+)", text)) - {"to", "project"}
        from readiness.cli.app import COMMANDS

        assert commands and commands <= set(COMMANDS), (path, commands - set(COMMANDS))
        yaml.safe_load(text)


def test_the_version_is_this_one(repository: Path) -> None:
    text = (repository / ".github/workflows/readiness.yml").read_text(encoding="utf-8")
    assert f'"readiness=={__version__}"' in text and "@VERSION@" not in text


def test_the_hook_runs_validate() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"].startswith("readiness validate")
    for name in ("readiness.yaml", "criteria/ours.yaml", "data/a.csv", "data.xlsx"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "src/x.py")
