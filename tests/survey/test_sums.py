"""Sums of weights are whole numbers of millionths, exact from the smallest weight to the largest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from readiness.survey.engines.duckdb import engine
from readiness.survey.opening import LOOKED_AT
from readiness.survey.reduce import Engines, Request, counted
from tests.survey.reducing import framework, indicator, request, written

WEIGHTS = {
    "11.01": ("0",),
    "11.02": ("0.000001", "0.000001"),
    "11.03": ("0.5", ".25", "1", "0"),
    "11.04": ("3037.000500",) * 3,  # its square is just within 64 bits, in millionths of millionths
    "11.05": ("3037.000501",) * 3,
    "11.06": ("999999999999.999999", "999999999999.999999"),
}


def weighed(path: Path, layout: str) -> Request:
    """A file in which every unit gives one answer under its weights."""
    head = "kode,butir,jawaban,bobot" if layout == "long" else "kode,q1,bobot"
    answer = "q1,4" if layout == "long" else "4"
    rows = [f"{unit},{answer},{weight}" for unit, weights in WEIGHTS.items() for weight in weights]
    model = framework(indicator("q1", "statistic: mean"), units="indonesia-2025")
    return request(model, written(path / f"{layout}.csv", "\n".join([head, *rows]) + "\n"))


def totals(of: Request, engines: Engines) -> dict[str, tuple[int, int, int]]:
    """n, w and w² of each unit."""
    cells = counted(of, engines).counts.cells
    return {unit: (n, w, w2) for ((_, unit), _), found in cells.items() for n, w, w2 in found.values()}


def exact() -> dict[str, tuple[int, int, int]]:
    """The same by Python's own whole numbers."""
    found = {}
    for unit, weights in WEIGHTS.items():
        whole = [int(Decimal(weight).scaleb(6)) for weight in weights]
        found[unit] = (len(whole), sum(whole), sum(each * each for each in whole))
    return found


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_sums_are_exact(tmp_path: Path, layout: str) -> None:
    assert totals(weighed(tmp_path, layout), engine) == exact()


def test_a_large_weight_further_down_than_anybody_looked(tmp_path: Path) -> None:
    """Squares are first counted within 64 bits, and again when one does not fit."""
    rows = ["kode,butir,jawaban,bobot", *["11.01,q1,4,1"] * LOOKED_AT, "11.01,q1,4,12345.678901"]
    model = framework(indicator("q1", "statistic: mean"), units="indonesia-2025")
    asked = request(model, written(tmp_path / "a.csv", "\n".join(rows) + "\n"))
    weight = 12_345_678_901
    expected = LOOKED_AT + 1, LOOKED_AT * 10**6 + weight, LOOKED_AT * 10**12 + weight**2
    assert totals(asked, engine) == {"11.01": expected}
