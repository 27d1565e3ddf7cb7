"""Waves, and what moved: the data or the framework."""

from __future__ import annotations

import pytest

from readiness.analysis.insights import insights
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
    assert (change.since, change.total, change.data, change.framework) == ("2024", 10.0, 10.0, 0.0)
    assert change.comparison is not None
    assert (change.comparison.a, change.comparison.b) == ("2024", "2025")


def test_data_and_framework_are_told_apart() -> None:
    first = results(OLD, {"a": {"x": 10.0, "y": 20.0}}, wave="2024")
    second = results(NEW, {"a": {"x": 30.0, "y": 20.0}}, wave="2025")
    change = insights([first, second])["a"].change
    assert change is not None and change.data is not None and change.framework is not None
    assert change.framework == pytest.approx(12.5 - 15.0)  # the old values under the new weights
    assert change.data == pytest.approx(27.5 - 12.5)
    assert change.total == pytest.approx(change.data + change.framework)


def test_a_new_indicator_without_old_data_is_a_gap_in_the_old_wave() -> None:
    grown = framework(group("p", leaf("x"), leaf("y"), leaf("z", weight=0.5)), version="2")
    first = results(OLD, {"a": {"x": 10.0, "y": 20.0}}, wave="2024")
    second = results(grown, {"a": {"x": 10.0, "y": 20.0, "z": 90.0}}, wave="2025")
    change = insights([first, second])["a"].change
    assert change is not None
    assert change.framework == pytest.approx(0.0)
    assert change.data == pytest.approx(15.0)


def test_a_relative_framework_cannot_be_told_apart() -> None:
    relative = framework(group("p", leaf("x", normalise="minmax"), leaf("y")), version="2")
    values = {"a": {"x": 10.0, "y": 20.0}, "b": {"x": 20.0, "y": 20.0}}
    change = insights([results(OLD, values, wave="2024"), results(relative, values, wave="2025")])["a"].change
    assert change is not None
    assert change.total is not None
    assert (change.data, change.framework, change.comparison) == (None, None, None)
