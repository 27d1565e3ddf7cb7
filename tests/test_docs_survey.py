"""The guide to surveys: every command in it runs, one after the other, and says what the guide says."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest

from readiness.cli.main import run

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs/survey.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ readiness (.+)$", GUIDE, re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all commands were run, with the data of the checkout."""
    folder = tmp_path_factory.mktemp("survey")
    (folder / "data").symlink_to(ROOT / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("READINESS_LANG", "en")
        codes = {line: run(shlex.split(line)) for line in COMMANDS}
    assert {line: code for line, code in codes.items() if code != 0} == {}
    return folder


def test_every_command_runs(folder: Path) -> None:
    named = {word for line in COMMANDS for word in shlex.split(line) if (folder / word).exists()}
    assert {"survei.csv", "gabungan.csv", "bali.json", "mapping.yaml", "results.json", "site"} <= named
    assert (folder / "form/form.xlsx").is_file() and (folder / "form/units.csv").is_file()
    assert (folder / "survei.log.json").is_file()


def test_the_columns_are_those_of_the_guide(folder: Path) -> None:
    (written,) = re.findall(r"```csv\n(.*)\n```", GUIDE)
    assert (folder / "survei.csv").read_text(encoding="utf-8").splitlines()[0] == written


def test_the_interval_is_that_of_the_guide(folder: Path) -> None:
    (said,) = re.findall(r"\*\*([0-9.]+) \(95 % interval ([0-9.]+) to ([0-9.]+)\)\*\*", GUIDE)
    with (folder / "survei.csv").open(encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    assert tuple(f"{float(first[key]):.2f}" for key in ("value", "low", "high")) == said


def test_merged_is_as_reduced_together(folder: Path) -> None:
    def rows(name: str) -> dict[tuple[str, str], list[str]]:
        lines = list(csv.reader((folder / name).open(encoding="utf-8")))
        return {(line[0], line[1]): line for line in lines}

    together, merged = rows("survei.csv"), rows("gabungan.csv")
    assert len(merged) == 1 + 8
    assert {key: together[key] for key in merged} == merged


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", GUIDE)
    assert [link for link in links if "://" not in link and not (ROOT / "docs" / link).exists()] == []
