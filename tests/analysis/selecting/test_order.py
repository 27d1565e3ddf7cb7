"""The order of candidates, what bars one, and what is said at the line."""

from __future__ import annotations

import pytest

from readiness.analysis.selecting import pool_of
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.records import Results
from tests.analysis.selecting.making import GATE, STILL, chosen, codes, model, scored, unit


def order(results: Results) -> list[str]:
    return pool_of(Framework.model_validate(results.framework.snapshot), results).codes


def test_the_index_orders_and_who_has_none_stands_last() -> None:
    assert order(scored({"x": [10, 20, 30], "y": [None, None, 90], "z": [40, 50, 60]})) == ["z", "x", "y"]


def test_equal_indices_by_coverage_then_by_the_weakest_pillar_then_by_code() -> None:
    rows = {"d": [50, 50, 50], "c": [50, 50, 50], "b": [40, 50, 60], "a": [50, 50, None]}
    assert order(scored(rows)) == ["c", "d", "b", "a"]


def test_what_differs_beyond_nine_decimals_is_equal() -> None:
    assert order(scored({"b": [50, 50, 50.0000000001], "a": [50, 50, 50]})) == ["a", "b"]


def test_ties_at_the_line_are_named_and_not_certain() -> None:
    results = scored({"a": [90, 90, 90], "b": [50, 50, 50], "c": [50, 50, 50], "d": [10, 10, 10]})
    found, _ = chosen(results, 2)
    assert codes(found) == ["a", "b"]
    assert found.tied == ("b", "c")
    assert found.cut.gap == "0.0"
    assert found.ties == ("index", "coverage", "weakest_pillar", "code")
    zones = {each.code: each.zone for each in found.candidates}
    assert zones == {"a": "certain", "b": "contested", "c": "contested", "d": "out"}


def test_a_tie_that_the_rules_part_by_data_is_no_lot() -> None:
    results = scored({"a": [50, 50, None], "b": [50, 50, 50]}, of=model(uncertainty=STILL))
    found, _ = chosen(results, 1)
    assert [(each.code, each.chance.value) for each in found.candidates] == [("b", 1.0), ("a", 0.0)]


def test_a_condition_that_is_not_met_bars_and_one_that_does_not_apply_asks_nothing() -> None:
    of = model(gates=[GATE], uncertainty=STILL)
    results = scored({"x": [90, 10, 90], "y": [50, 50, 50], "z": [40, None, 60]}, of=of)
    found, told = chosen(results, 2)
    assert codes(found) == ["y"]
    barred = {each.code: (each.barred, each.barred_by) for each in found.candidates}
    assert barred == {"x": ("gate", ("min_b",)), "y": (None, ()), "z": ("gate", ("min_b",))}
    assert [finding.code for finding in told] == ["D218"]
    assert codes(chosen(results, 2, gates=())[0]) == ["x", "y"]
    free = model(gates=[GATE], uncertainty=STILL).model_dump(by_alias=True, exclude_defaults=True)
    free["criteria"][1]["applies_to"] = {"kind": ["kota"]}
    rows = {"x": [90, 10, 90], "y": [50, 50, 50]}
    kabupaten = scored(rows, [unit(code, "kabupaten") for code in rows], Framework.model_validate(free))
    assert codes(chosen(kabupaten, 1)[0]) == ["x"]


def test_only_conditions_that_were_asked_for_bar() -> None:
    gates = [GATE, {**GATE, "id": "min_c", "on": "c"}]
    results = scored({"x": [90, 90, 10], "y": [50, 50, 50]}, of=model(gates=gates))
    assert codes(chosen(results, 1)[0]) == ["y"]
    assert codes(chosen(results, 1, gates=("min_b",))[0]) == ["x"]


def test_fewer_candidates_than_places() -> None:
    found, told = chosen(scored({"x": [90, 90, 10], "y": [50, 50, 50]}), 5)
    assert codes(found) == ["x", "y"]
    assert (found.cut.last_in, found.cut.first_out, found.cut.gap) == ("y", None, None)
    assert told == (Finding("D218", params={"n": 2, "top": 5, "barred": []}),)


def test_the_distance_to_the_line_and_the_waiting_list() -> None:
    rows = {code: [value] * 3 for code, value in zip("abcdef", (90, 80, 70, 60, 50, 40), strict=True)}
    found, _ = chosen(scored(rows, of=model(uncertainty=STILL)), 2, waiting=2)
    assert [each.to_line for each in found.candidates] == ["20.0", "10.0", "-10.0", "-20.0", "-30.0", "-40.0"]
    assert [each.waiting for each in found.candidates] == [None, None, 1, 2, None, None]
    every, _ = chosen(scored(rows, of=model(uncertainty=STILL)), 2)
    assert [each.waiting for each in every.candidates] == [None, None, 1, 2, 3, 4]


@pytest.mark.parametrize("draws", [1, 300, 700])
def test_without_doubt_every_chance_is_none_or_all(draws: int) -> None:
    rows = {code: [value] * 3 for code, value in zip("abc", (90, 80, 70), strict=True)}
    found, _ = chosen(scored(rows, of=model(uncertainty=STILL)), 2, draws=draws)
    assert [each.chance.value for each in found.candidates] == [1.0, 1.0, 0.0]
