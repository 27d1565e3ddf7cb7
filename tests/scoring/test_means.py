"""Means as the books define them: their order, their limits, and what is said of one child, of zeros and below zero."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.means import arithmetic, geometric, harmonic, mean_minus_sd, minimum, owa, place_weights, power
from readiness.scoring.methods import AGGREGATORS

LAWS = settings(max_examples=60, deadline=None)
OPTIONS = {"power": (2.0,), "owa": ([1.0, 2.0, 3.0],), "mean_minus_sd": (1.0,)}
SCORES = st.one_of(st.sampled_from([0.0, 100.0, 50.0, 0.1]), st.floats(0, 100), st.floats(1e-6, 1e-3))
WEIGHTS = st.sampled_from([1.0, 2.0, 0.3, 13.0, 0.1])
PLACES = st.lists(st.sampled_from([0.0, 1.0, 2.0, 0.7]), min_size=1, max_size=6).filter(any)


def column(*numbers: float) -> np.ndarray:
    return np.array(numbers)[:, None]


@st.composite
def children(draw: st.DrawFn, least: int = 1) -> tuple[np.ndarray, np.ndarray]:
    count = draw(st.integers(least, 6))
    scores, weights = (draw(st.lists(each, min_size=count, max_size=count)) for each in (SCORES, WEIGHTS))
    return column(*scores), column(*weights)


@LAWS
@given(children(), PLACES)
def test_the_means_stand_in_their_order(drawn, places):
    scores, weights = drawn
    found = [mean(scores, weights)[0] for mean in (minimum, harmonic, geometric, arithmetic)]
    found += [power(scores, weights, 2.0)[0], float(scores.max())]
    for lower, higher in pairwise(found):
        assert lower <= higher + 1e-9
    assert found[0] - 1e-9 <= owa(scores, weights, places)[0] <= found[-1] + 1e-9
    assert mean_minus_sd(scores, weights, 0.5)[0] <= arithmetic(scores, weights)[0] + 1e-9


@LAWS
@given(children(), PLACES, st.sampled_from([7.0, 0.01]))
def test_only_ratios_of_weights_and_of_places_count(drawn, places, factor):
    scores, weights = drawn
    for name, mean in AGGREGATORS.items():
        option = OPTIONS.get(name, ())
        assert mean(scores, weights * factor, *option) == pytest.approx(mean(scores, weights, *option), abs=1e-9)
    scaled = [place * factor for place in places]
    assert owa(scores, weights, scaled) == pytest.approx(owa(scores, weights, places), abs=1e-9)


@LAWS
@given(children(), PLACES, st.floats(0, 100))
def test_ordered_weights_rise_with_every_child(drawn, places, more):
    scores, weights = drawn
    for at in range(len(scores)):
        higher = scores.copy()
        higher[at] += more
        assert owa(higher, weights, places)[0] >= owa(scores, weights, places)[0] - 1e-9


@LAWS
@given(st.lists(SCORES, min_size=1, max_size=6), st.data())
def test_ordered_weights_of_even_children_are_yagers(scores, data):
    size = st.lists(st.sampled_from([0.0, 1.0, 3.0]), min_size=len(scores), max_size=len(scores)).filter(any)
    places = data.draw(size)
    expected = sum(v * s for v, s in zip(places, sorted(scores, reverse=True), strict=True)) / sum(places)
    assert owa(column(*scores), np.ones((len(scores), 1)), places)[0] == pytest.approx(expected, abs=1e-9)


@LAWS
@given(children(), st.integers(1, 5))
def test_even_places_are_the_arithmetic_mean(drawn, count):
    scores, weights = drawn
    assert owa(scores, weights, [2.0] * count) == pytest.approx(arithmetic(scores, weights), abs=1e-9)


def test_one_place_at_an_end_is_the_best_or_the_worst():
    scores, weights = column(30, 70, 50), column(1, 1, 1)
    assert owa(scores, weights, [1, 0, 0]).tolist() == [70]
    assert owa(scores, weights, [0, 0, 1]).tolist() == [30]
    assert owa(scores, weights, [0, 1, 0]).tolist() == [50]


def test_torras_example_of_weights_and_places_both():
    """By hand: shares ½, ⅓, ⅙ of 80, 20, 50; the curve of [1, 3] rises ¼ over its first half and ¾ over its second."""
    # From best to worst: 80 over 0–½ takes ¼; 50 over ½–⅔ takes ¼; 20 over ⅔–1 takes ½.
    assert owa(column(80, 20, 50), column(3, 2, 1), [1, 3])[0] == pytest.approx(0.25 * 80 + 0.25 * 50 + 0.5 * 20)


def test_equal_children_divide_the_weight_of_their_places_by_share():
    found = place_weights(column(40, 40, 10), column(0.25, 0.25, 0.5), [0, 1])
    assert found[:, 0].tolist() == [0, 0, 1]
    found = place_weights(column(40, 40, 10), column(0.6, 0.2, 0.2), [1, 0])
    assert found[:, 0] == pytest.approx([0.75, 0.25, 0])


@pytest.mark.parametrize("name", AGGREGATORS)
def test_one_child_gives_its_own_score(name):
    for score in (0.0, 37.3, 100.0):
        found = AGGREGATORS[name](column(score, np.nan, 9), column(3, 2, 0), *OPTIONS.get(name, ()))
        assert found.tolist() == [score]


@pytest.mark.parametrize("name", AGGREGATORS)
def test_all_zero_is_zero_and_nothing_is_nothing(name):
    option = OPTIONS.get(name, ())
    assert AGGREGATORS[name](column(0, 0, 0), column(1, 2, 3), *option).tolist() == [0]
    for weights in (column(np.nan, np.nan), column(0, 0)):
        assert np.isnan(AGGREGATORS[name](column(5, 7), weights, *option)).all()
    assert np.isnan(AGGREGATORS[name](column(np.nan, np.nan), column(1, 1), *option)).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("arithmetic", -5), ("minimum", -40), ("owa", -15), ("mean_minus_sd", -5 - 25)],
)
def test_scores_below_zero(name, expected):
    option = {"owa": ([1, 2],), "mean_minus_sd": (1,)}.get(name, ())
    scores = {"mean_minus_sd": column(-30, 20)}.get(name, column(-40, 30) if name != "owa" else column(-45, 45))
    assert AGGREGATORS[name](scores, column(1, 1), *option)[0] == pytest.approx(expected)


def test_the_penalty_grows_with_imbalance_and_may_leave_the_scale():
    scores = np.array([[50.0, 40.0, 0.0], [50.0, 60.0, 100.0]])
    even = np.ones_like(scores)
    assert mean_minus_sd(scores, even, 1).tolist() == [50, 40, 0]
    assert mean_minus_sd(scores, even, 2).tolist() == [50, 30, -50]
    weighted = mean_minus_sd(column(20, 60), column(3, 1), 1)[0]
    assert weighted == pytest.approx(30 - np.sqrt(0.75 * 100 + 0.25 * 900))
