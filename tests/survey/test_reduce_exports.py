"""The same answers give the same figures, whichever tool they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from readiness.framework.load import load
from readiness.framework.model import Framework
from readiness.survey.values import values_csv
from tests.survey.making import HERE
from tests.survey.reducing import reduce

FILES = sorted(path.name for path in HERE.iterdir() if path.suffix != ".yaml")
EXPORTS = [name for name in FILES if not name.startswith(("wrong-", "plain-long"))]


def model() -> Framework:
    found = load(HERE / "framework.yaml").framework
    assert found is not None
    return found


def expected() -> bytes:
    return values_csv(reduce(model(), HERE / "plain-wide.csv").figures)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_gives_the_figures_of_the_plain_table(name: str) -> None:
    reduction = reduce(model(), HERE / name)
    assert values_csv(reduction.figures) == expected()
    rows = reduction.log.rows
    assert rows.used == 42
    assert rows.read == rows.used + sum(rows.refused.values()) + sum(rows.skipped.values())


@pytest.mark.parametrize("name", ["plain-long.csv", "plain-long-words.xlsx"])
def test_a_long_table_gives_the_same_figures_of_the_questions_that_it_can_hold(name: str) -> None:
    long = values_csv(reduce(model(), HERE / name).figures).decode().splitlines()
    wide = expected().decode().splitlines()
    asked = {line.split(",")[1] for line in long}
    assert len(long) > 6
    assert long == [line for line in wide if line.split(",")[1] in asked]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("wrong-")])
def test_what_is_no_export_is_refused_with_a_finding(name: str) -> None:
    reduction = reduce(model(), HERE / name)
    assert not reduction.figures
    assert any(finding.severity == "error" for finding in reduction.findings)


def test_a_file_among_others_that_is_refused_leaves_the_others(tmp_path: Path) -> None:
    reduction = reduce(model(), HERE / "plain-wide.csv", HERE / "wrong-bank-statement.csv")
    assert values_csv(reduction.figures) == expected()
    assert [finding.code for finding in reduction.findings if finding.severity == "error"] == ["D180"]
