"""Reading a file: its bytes, its findings, and the model that comes of it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import ValidationError

from readiness import resources
from readiness.framework.load import load, loads
from readiness.framework.model import Framework, Indicator
from tests.framework.sample import SAMPLE, read


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "contoh.yaml"
    path.write_text(SAMPLE, encoding="utf-8", newline="\n")
    loaded = load(path)
    assert loaded.findings == []
    assert loaded.sha256 == sha256(SAMPLE.encode()).hexdigest()
    assert loaded.path == path.as_posix()
    assert loaded.places.at(("criteria", 1, "aggregate")) == (44, 16)


@pytest.mark.parametrize("name", ["absent.yaml", "."])
def test_what_cannot_be_opened_is_a_finding(tmp_path: Path, name: str) -> None:
    loaded = load(tmp_path / name)
    assert loaded.framework is None
    assert [finding.code for finding in loaded.findings] == ["C001"]


@pytest.mark.parametrize("name", resources.framework_ids())
def test_frameworks_that_ship_have_no_mistake(name: str) -> None:
    loaded = load(resources.bundled("criteria", f"{name}.yaml"))
    assert loaded.findings == []
    assert loaded.framework is not None and loaded.framework.id == name


def test_a_snapshot_reads_back_through_json() -> None:
    framework = read(SAMPLE).framework
    assert framework is not None
    text = json.dumps(framework.snapshot())
    assert Framework.model_validate(json.loads(text)) == framework
    assert "aggregate" not in framework.snapshot()


def test_the_order_of_the_file_is_kept() -> None:
    framework = read(SAMPLE).framework
    assert framework is not None
    ids = ["infrastruktur", "internet", "belanja", "kebijakan", "rencana", "fiskal", "kemiskinan", "kepuasan"]
    assert [node.id for node in framework.walk()] == ids
    assert [node.id for node in framework.indicators()] == [name for name in ids if not name.endswith(("ktur", "kan"))]


def test_levels_are_numbers_and_choices_are_words() -> None:
    framework = read(SAMPLE).framework
    assert framework is not None
    plan, fiscal = framework.node("rencana"), framework.node("fiskal")
    assert isinstance(plan, Indicator) and isinstance(fiscal, Indicator)
    assert list(plan.levels or {}) == [1, 2, 3]
    assert fiscal.choices == {"rendah": 0.0, "sedang": 50.0, "tinggi": 100.0}


def test_a_framework_cannot_be_changed() -> None:
    framework = read(SAMPLE).framework
    assert framework is not None
    with pytest.raises(ValidationError):
        framework.decimals = 3  # type: ignore[misc]


def test_a_warning_leaves_the_framework() -> None:
    loaded = loads(SAMPLE.encode("utf-16"), "contoh.yaml")
    assert [finding.code for finding in loaded.findings] == ["C004"]
    assert loaded.framework is not None


def test_findings_stand_worst_first() -> None:
    loaded = loads(SAMPLE.replace("weight: 3", "weight: tiga").encode("utf-16"), "contoh.yaml")
    assert [finding.severity for finding in loaded.findings] == ["error", "warning"]


def test_steps_under_a_logarithm_start_above_zero() -> None:
    steps = "thresholds: [{from: 0, score: 0}, {from: 10, score: 50}]"
    text = SAMPLE.replace("        worst: 1000\n        best: 100000\n        outside: clip\n", f"        {steps}\n")
    assert [(f.code, f.line) for f in read(text).findings] == [("C087", 38)]


@pytest.mark.parametrize(
    ("target", "codes"),
    [("{target: 80}", []), ("{target: 0}", ["C081"]), ("{}", ["C020"]), ("80", ["C028"])],
)
def test_a_target_stands_for_the_best(target: str, codes: list[str]) -> None:
    how = f"normalise: {{distance_to_target: {target}}}"
    text = SAMPLE.replace("        measure: count\n", f"        measure: count\n        {how}\n")
    text = text.replace("        worst: 0\n        best: 1\n", "        worst: 0\n")
    assert [finding.code for finding in read(text).findings] == codes
    without = read(text.replace("        worst: 0\n", ""))
    assert sorted(finding.code for finding in without.findings) == sorted(["C080", *(c for c in codes if c != "C081")])
