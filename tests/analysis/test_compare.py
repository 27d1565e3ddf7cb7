"""A difference is split to the last digit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from readiness.analysis.compare import compare
from readiness.framework.model import Framework
from readiness.results.records import Results
from tests.analysis.builders import framework, group, leaf, results, scored


def test_arithmetic_parts_are_weight_times_difference() -> None:
    of = framework(group("p", leaf("x", weight=3), leaf("y")))
    document = results(of, {"a": {"x": 50.0, "y": 80.0}, "b": {"x": 70.0, "y": 40.0}})
    found = compare(of, *document.units)
    assert found.total == pytest.approx(5.0)
    assert [row.part for row in found.rows] == [pytest.approx(15.0), pytest.approx(-10.0)]
    assert [(row.a_score, row.b_score) for row in found.rows] == [(50.0, 70.0), (80.0, 40.0)]


def test_what_a_gate_took_is_its_own_part() -> None:
    gate = {"id": "g", "on": "x", "at_least": 50, "cap_score": 30, "label": "x"}
    of = framework(group("p", leaf("x"), leaf("y")), gates=[gate])
    document = results(of, {"a": {"x": 40.0, "y": 80.0}, "b": {"x": 60.0, "y": 80.0}})
    found = compare(of, *document.units)
    assert found.total == pytest.approx(40.0)
    assert found.cap == pytest.approx(30.0)
    assert found.rows[0].part == pytest.approx(10.0)


def test_without_an_index_there_is_no_total_and_the_scores_remain() -> None:
    of = framework(group("p", leaf("x"), leaf("y")))
    document = results(of, {"a": {"x": 40.0, "y": None}, "b": {"x": 60.0, "y": 80.0}})
    found = compare(of, *document.units)
    assert found.total is None
    assert [(row.part, row.a_score, row.b_score) for row in found.rows] == [(0.0, 40.0, 60.0), (0.0, None, 80.0)]


@settings(max_examples=40, deadline=None)
@given(scored(codes=("a", "b")))
def test_parts_add_up_and_swapping_turns_every_sign(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    a, b = document.units
    there, back = compare(of, a, b), compare(of, b, a)
    if there.total is None:
        assert back.total is None
        return
    explained = math.fsum(row.part for row in there.rows) + there.availability + there.cap
    assert explained == pytest.approx(there.total, abs=1e-8)
    assert back.total == pytest.approx(-there.total, abs=1e-8)
    for one, other in zip(there.rows, back.rows, strict=True):
        assert one.part == pytest.approx(-other.part, abs=1e-8)


@settings(max_examples=60, deadline=None)
@given(scored(codes=("a", "b"), means=("arithmetic", "geometric", "minimum")))
def test_a_split_through_geometric_and_minimum_groups_with_gaps_adds_up(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    a, b = document.units
    there, back = compare(of, a, b), compare(of, b, a)
    if there.total is None:
        return
    assert math.fsum([*(row.part for row in there.rows), there.availability, there.cap, -there.total]) == pytest.approx(
        0, abs=1e-9
    )
    for one, other in zip(there.rows, back.rows, strict=True):
        assert one.part + other.part == pytest.approx(0, abs=1e-9)
    assert there.availability + back.availability == pytest.approx(0, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(scored())
def test_a_unit_beside_itself_differs_in_nothing(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    found = compare(of, document.units[0], document.units[0])
    assert {row.part for row in found.rows} == {0.0}
    assert (found.availability, found.cap) == (0.0, 0.0)
    assert found.total in (None, 0.0)
