"""C1 to C35: hostile data files, each with the code, line and column of what is told, and the units that stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.csv_cases import CASES, Case, read_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}-{case.name}")
def test_hostile_data(case: Case, tmp_path: Path) -> None:
    reading = read_case(case, tmp_path)
    assert tuple((found.code, found.line, found.column) for found in reading.findings) == case.told
    tables = list(reading.tables.values())
    assert len(tables) <= 1
    assert tuple(sorted(tables[0].cells) if tables else ()) == case.units
    assert case.units or case.told, "a refusal is told"
