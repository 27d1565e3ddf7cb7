"""Y1 to Y35: hostile criteria files, each with the code, line and column of what is told."""

from __future__ import annotations

import pytest

from readiness.framework.load import loads
from tests.hostile.yaml_cases import CASES, PLAIN, Case


def test_the_plain_file_is_accepted() -> None:
    loaded = loads(PLAIN.encode(), "k.yaml")
    assert loaded.framework is not None
    assert loaded.findings == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.name}")
def test_hostile_criteria(case: Case) -> None:
    loaded = loads(case.data, "k.yaml")
    told = {(found.code, found.line, found.column) for found in loaded.findings}
    assert set(case.told) <= told
    assert (loaded.framework is not None) == case.accepted
    assert all(found.line and found.column for found in loaded.findings)
    if not case.accepted:
        assert case.told, "a refusal names its place"
