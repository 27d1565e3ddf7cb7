"""Spoilt CSV files: the right table, the right table with a warning, or a refusal with its place; never another table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.pollution import Spoilt, any_table, our_table, our_verdict, spoilt, verdict

STEP = 23  # of the files of many, every so many-th; benchmarks/pollock.py takes all
ANY, OURS = list(spoilt(any_table())), list(spoilt(our_table()))


def sample(files: list[Spoilt]) -> list[Spoilt]:
    return [case for n, case in enumerate(files) if case.name.startswith(("file", "source")) or n % STEP == 0]


def test_there_are_as_many_as_in_the_benchmark() -> None:
    counts = Counter(case.family for case in ANY)
    assert counts == {
        "as it is": 1,
        "the whole file": 12,
        "another dialect": 9,
        "a delimiter more": 756,
        "a delimiter less": 672,
        "a stray quote": 756,
        "a row with spaces between": 84,
    }
    assert len({case.name for case in ANY}) == len(ANY) == len(OURS) == 2290


@pytest.mark.parametrize("case", sample(ANY), ids=lambda case: case.name)
def test_a_table_of_texts(case: Spoilt, tmp_path: Path) -> None:
    seen = verdict(case, tmp_path / "d.csv")
    assert seen in ("exact", "repaired", "refused")
    if case.family == "a stray quote" and "83_col8" not in case.name:
        assert seen == "repaired"


@pytest.mark.parametrize("case", sample(OURS), ids=lambda case: case.name)
def test_a_data_file(case: Spoilt, tmp_path: Path) -> None:
    assert our_verdict(case, tmp_path / "d.csv") in ("exact", "repaired", "refused")
