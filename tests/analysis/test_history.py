"""Waves, and what moved: the data or the framework."""

from __future__ import annotations

import pytest

from readiness.analysis.changing import change as changed
from readiness.analysis.insights import insights
from readiness.results.change import Parts
from tests.analysis.builders import framework, group, leaf, results

OLD = framework(group("p", leaf("x"), leaf("y")))
NEW = framework(group("p", leaf("x", weight=3), leaf("y")), version="2")


def test_one_point_a_wave_in_the_order_given() -> None:
    first = results(OLD, {"a": {"x": 10.0, "y": 20.0}}, wave="2024")
    second = results(OLD, {"a": {"x": 30.0, "y": 20.0}, "b": {"x": 1.0, "y": 1.0}}, wave="2025")
    found = insights([first, second])
    points = found["a"].history
    assert [(point.wave, point.published, point.rank, point.of) for point in points] == [
        ("2024", "15.0", 1, 1),
        ("2025", "25.0", 1, 2),
    ]
    assert points[0].pillars == {"p": 15.0}
    assert len(found["b"].history) == 1
    assert found["b"].change is None


def test_under_one_framework_all_change_is_due_to_data() -> None:
    waves = [results(OLD, {"a": {"x": x, "y": 20.0}}, wave=wave) for wave, x in (("2024", 10.0), ("2025", 30.0))]
    change = insights(waves)["a"].change
    assert change is not None
    assert (change.since, change.unit.total, change.unit.parts) == ("2024", 10.0, Parts(10.0, 0.0, 0.0))
    assert change.comparison is not None
    assert (change.comparison.a, change.comparison.b) == ("2024", "2025")


def test_data_and_framework_are_told_apart_as_between_any_two_results() -> None:
    """15 before, 27.5 after; the new values under the old weights 25, the old ones under the new weights 12.5."""
    first = results(OLD, {"a": {"x": 10.0, "y": 20.0}}, wave="2024")
    second = results(NEW, {"a": {"x": 30.0, "y": 20.0}}, wave="2025")
    change = insights([first, second])["a"].change
    assert change is not None and change.comparison is None
    assert change.unit == changed(first, second).units[0]
    parts = change.unit.parts
    assert parts is not None
    assert (parts.data, parts.framework, parts.both) == pytest.approx((10.0, -2.5, 5.0))


def test_a_framework_that_compares_units_is_scored_with_all_of_them() -> None:
    relative = framework(group("p", leaf("x", normalise="minmax"), leaf("y")), version="2")
    values = {"a": {"x": 10.0, "y": 20.0}, "b": {"x": 20.0, "y": 20.0}}
    change = insights([results(OLD, values, wave="2024"), results(relative, values, wave="2025")])["a"].change
    assert change is not None and change.unit.total is not None
    assert change.unit.parts == Parts(0.0, change.unit.total, 0.0)
