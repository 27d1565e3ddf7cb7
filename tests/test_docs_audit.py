"""What the walks on auditing and CI show is what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from docs.release_notes import CHANGELOG, notes
from readiness import __version__
from readiness.cli.main import run
from readiness.cli.project_gate import Gate

ROOT = Path(__file__).resolve().parents[1]


def test_the_sum_of_the_audit_walk(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
    assert (
        run(["score", "data/screening-public.csv", "-F", "screening", "--only", "16.07", "--why", "--lang", "en"]) == 0
    )
    shown = capfd.readouterr().out
    (block,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert all(line in shown for line in block.splitlines())
    cells = (ROOT / "data/screening-public.csv").read_text(encoding="utf-8").splitlines()[105].split(",")
    assert cells[2] == "72.2" and round((72.2 - 40) / (100 - 40) * 100, 1) == 53.7


def test_the_gate_of_the_ci_walk_is_one() -> None:
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    found = Gate.model_validate(yaml.safe_load(block)["gate"])
    assert [group.name for group in found.as_groups()] == ["cities", "pilots"]
    assert found.default.limits["min_coverage", "index"] == "80%"


def test_release_notes_are_those_of_the_version() -> None:
    text = CHANGELOG.read_text(encoding="utf-8")
    assert "### Added" in notes(text, __version__)
    with pytest.raises(KeyError):
        notes(text, "99.0")
