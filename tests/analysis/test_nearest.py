"""The nearest weights: the walk against HiGHS, laws, and cases done by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.nearest import Bounds, nearest, programme

FREE = Bounds([0.0] * 4, [math.inf] * 4)
whole = st.integers(1, 20)
gain = st.integers(-50, 50).map(float)


def shares_of(weights: list[int]) -> list[float]:
    return [weight / sum(weights) for weight in weights]


def moved(before: list[float], after: list[float]) -> float:
    return math.fsum(abs(a - b) for a, b in zip(before, after, strict=True))


def test_by_hand_the_worst_gives_to_the_best_and_then_the_next_worst():
    found = nearest([0.1, 0.4, 0.5], [-40.0, -20.0, 10.0])
    assert found == pytest.approx([0, 0.4 - 2 / 30, 0.6 + 2 / 30])


def test_what_is_reached_already_stays():
    assert nearest([0.25, 0.75], [-1.0, 1.0]) == [0.25, 0.75]


def test_a_dead_share_goes_whole_and_cannot_be_bounded():
    assert nearest([0.2, 0.5, 0.3], [-math.inf, 1.0, 2.0]) == pytest.approx([0, 0.5, 0.5])
    assert nearest([0.2, 0.5, 0.3], [-math.inf, -1.0, 2.0]) == pytest.approx([0, 0.5, 0.5])
    assert nearest([0.2, 0.5, 0.3], [-math.inf, -3.0, 2.0]) == pytest.approx([0, 0.4, 0.6])
    assert nearest([0.2, 0.8], [-math.inf, 1.0], within=0.5) is None
    assert nearest([0.2, 0.8], [-math.inf, -math.inf]) is None


@given(
    st.lists(whole, min_size=4, max_size=4), st.lists(gain, min_size=4, max_size=4), st.sampled_from([None, 0.3, 0.9])
)
@settings(max_examples=60)
def test_the_walk_is_the_optimum_of_the_programme(weights: list[int], gains: list[float], within: float | None):
    shares = shares_of(weights)
    lead = -0.5 * abs(math.fsum(s * g for s, g in zip(shares, gains, strict=True)))
    found = nearest(shares, gains, lead=lead, within=within)
    bounds = FREE if within is None else Bounds(*([s * (1 + sign * within) for s in shares] for sign in (-1, 1)))
    need = lead - math.fsum(s * g for s, g in zip(shares, gains, strict=True))
    other = programme(shares, gains, [], need, bounds)
    assert (found is None) == (other is None)
    if found is not None and other is not None:
        assert moved(shares, found) == pytest.approx(moved(shares, other), abs=1e-8)
        assert math.fsum(found) == pytest.approx(1)
        assert math.fsum(s * g for s, g in zip(found, gains, strict=True)) >= lead - 1e-9
        assert all(low - 1e-12 <= s <= high + 1e-12 for s, low, high in zip(found, *bounds, strict=True))


@given(st.lists(whole, min_size=4, max_size=4), st.lists(gain, min_size=4, max_size=4))
@settings(max_examples=30)
def test_held_rows_stay_and_cost_something(weights: list[int], gains: list[float]):
    shares = shares_of(weights)
    part = shares[0] / (shares[0] + shares[1])
    held = [(1 - part, -part, 0.0, 0.0)]
    free, bound = nearest(shares, gains), nearest(shares, gains, held)
    if bound is None:
        return
    assert np.dot(held[0], bound) == pytest.approx(0, abs=1e-8)
    assert math.fsum(s * g for s, g in zip(bound, gains, strict=True)) >= -1e-7
    assert free is not None
    assert moved(shares, bound) >= moved(shares, free) - 1e-7
