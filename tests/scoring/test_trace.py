"""The stages as tables: what stands in each, and what does not."""

from __future__ import annotations

import math

import pytest

from readiness.scoring.trace import stages
from tests.scoring.making import NA, framework, group, leaf, table

MODEL = framework(
    [
        group("g", [
            leaf("a", 3, measure="number", per="jiwa", worst=1, best=100, transform="log10"),
            leaf("b", measure="choice", choices={"ada": 80, "tidak": 0}),
        ]),
        leaf("c", impute="mean", treat={"winsorise": {"points": 1, "side": "high"}}),
        leaf("d", 0),
    ],
    missing={"min_coverage": 0},
)  # fmt: skip
ROWS = {
    "2": {"a": 500, "b": "ada", "c": 90, "d": NA},
    "1": {"a": 20, "b": None, "c": 10},
    "3": {"a": 9, "b": "tidak"},
    "4": {"b": "ada", "c": 20, "d": 1},
}
PER = {"1": {"jiwa": 2.0}, "2": {"jiwa": 1.0}, "3": {"jiwa": 0.0}}
HEAD = ["code", "name", "a", "b", "c", "d"]


@pytest.fixture(scope="module")
def tables():
    return stages(MODEL, table(ROWS, denominators=PER))


def test_units_stand_by_code_and_indicators_as_in_the_framework(tables):
    assert [row[:2] for row in tables["01-raw"]] == [["code", "name"], *([code, code] for code in "1234")]
    assert tables["01-raw"][0] == HEAD
    assert tables["08-score"][0] == ["code", "name", "index", "g", "a", "b", "c", "d"]
    assert tables["09-share"][0] == ["code", "name", "g", "a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("stage", "rows"),
    [
        ("01-raw", [[20, None, 10, None], [500, "ada", 90, None], [9, "tidak", None, None], [None, "ada", 20, 1]]),
        ("02-per", [[10, None, 10, None], [500, None, 90, None], [None] * 4, [None, None, 20, 1]]),
        ("03-impute", [[10, None, 10, None], [500, None, 90, None], [None, None, 40, None], [None, None, 20, 1]]),
        ("04-treat", [[10, None, 10, None], [500, None, 40, None], [None, None, 40, None], [None, None, 20, 1]]),
        ("05-clip", [[10, None, 10, None], [100, None, 40, None], [None, None, 40, None], [None, None, 20, 1]]),
        ("06-transform", [[1, None, 10, None], [2, None, 40, None], [None, None, 40, None], [None, None, 20, 1]]),
        ("07-normalise", [[50, None, 10, None], [100, 80, 40, None], [None, 0, 40, None], [None, 80, 20, 1]]),
        ("09-share", [[0.5, 1, None, 0.5, None], [0.5, 0.75, 0.25, 0.5, None], [0.5, None, 1, 0.5, None],
                      [0.5, None, 1, 0.5, 0]]),
        ("08-score", [[30, 50, 50, None, 10, None], [67.5, 95, 100, 80, 40, None], [20, 0, None, 0, 40, None],
                      [50, 80, None, 80, 20, 1]]),
    ],
)  # fmt: skip
def test_every_stage_by_hand(tables, stage, rows):
    for found, expected in zip(tables[stage][1:], rows, strict=True):
        assert found[2:] == [value if not isinstance(value, float) else pytest.approx(value) for value in expected]


def test_every_cell_that_was_touched_is_listed(tables):
    assert tables["imputed"] == [
        ["code", "name", "indicator", "value", "how", "basis"],
        ["3", "3", "c", 40.0, "mean", "3 units"],
    ]
    assert tables["treated"] == [
        ["code", "name", "indicator", "before", "after", "how", "why"],
        ["2", "2", "c", 90.0, 40.0, "winsorise high", "1 point of the high end"],
    ]


def test_a_unit_that_is_refused_is_in_no_table():
    found = stages(MODEL, table(ROWS | {"5": {"a": 1, "b": "mungkin"}}, denominators=PER))
    assert [row[0] for row in found["08-score"][1:]] == ["1", "2", "3", "4"]


def test_clipping_to_the_reference_wave_is_shown():
    model = framework([leaf("a", measure="number", normalise="minmax")], reference_wave="2020")
    then = table({"1": {"a": 10}, "2": {"a": 30}}, wave="2020")
    now = table({"1": {"a": 20}, "2": {"a": 50}}, wave="2021")
    found = stages(model, now, (then, now))
    assert [row[2] for row in found["05-clip"][1:]] == [20, 30]
    assert [row[2] for row in found["07-normalise"][1:]] == [50, 100]


def test_no_cell_is_nan_or_a_negative_zero():
    model = framework([leaf("a", measure="number", worst=10, best=0), leaf("b", measure="number", normalise="minmax")])
    found = stages(model, table({"1": {"a": 10, "b": -0.0}, "2": {"b": 5}, "3": {}}))
    cells = [cell for sheet in found.values() for row in sheet[1:] for cell in row if isinstance(cell, float)]
    assert not any(math.isnan(cell) or math.copysign(1, cell) < 0 for cell in cells if cell == 0 or math.isnan(cell))
