"""Laws of all normalisers, and where those that compare the units have no score."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.framework.model import RELATIVE
from readiness.scoring.methods import NORMALISERS

from .columns import BETTER, COLUMNS, COMPARING, LAWS, STEPS, UNBOUNDED, scores
from .making import framework, group, leaf, score

FIXED = {
    "goalposts": {"worst": 20, "best": 80},
    "reversed": {"worst": 80, "best": 20},
    "target": {"normalise": {"distance_to_target": {"target": 60}}, "worst": 10},
    "steps": {"thresholds": STEPS},
    "line": {"thresholds": STEPS, "interpolate": "linear"},
    "log": {"worst": 1, "best": 90, "transform": "log"},
}


def test_every_normaliser_of_the_framework_has_its_function():
    assert set(RELATIVE) <= set(NORMALISERS)


@LAWS
@given(st.sampled_from(sorted(FIXED)), st.integers(1, 100), st.integers(1, 100))
def test_fixed_normalisers_are_monotone_and_stay_on_the_scale(how, a, b):
    low, high = scores([min(a, b), max(a, b)], **FIXED[how])[0]
    assert 0 <= low <= 100
    assert 0 <= high <= 100
    assert high <= low if how == "reversed" else low <= high


@LAWS
@given(st.sampled_from(sorted(COMPARING)), COLUMNS, BETTER)
def test_relative_normalisers_are_monotone_in_their_better_direction(how, column, better):
    found, _ = scores(column, normalise=COMPARING[how], better=better)
    pairs = sorted(zip(column, found, strict=True), reverse=better == "low")
    for (x, s), (y, t) in pairwise(pairs):
        assert s <= t + 1e-9
        assert x != y or s == t
    if how not in UNBOUNDED:
        assert all(0 <= each <= 100 for each in found)


@LAWS
@given(st.sampled_from(sorted(COMPARING)), COLUMNS, BETTER, st.randoms(use_true_random=False))
def test_names_and_order_of_units_change_nothing(how, column, better, shuffle):
    straight = scores(column, normalise=COMPARING[how], better=better)[0]
    order = list(range(len(column)))
    shuffle.shuffle(order)
    mixed = scores([column[at] for at in order], normalise=COMPARING[how], better=better)[0]
    assert mixed == [straight[at] for at in order]


@LAWS
@given(COLUMNS, BETTER)
def test_fraction_of_max_is_the_ratio_to_the_best(column, better):
    ratio = scores(column, normalise=COMPARING["ratio_to_best"], better=better)
    assert scores(column, normalise="fraction_of_max", better=better) == ratio


@pytest.mark.parametrize(
    ("how", "values", "better", "expected"),
    [
        ("fraction_of_max", [0, -5], "high", [None, None]),
        ("fraction_of_max", [10, -5, 0], "high", [100, None, 0]),
        ("fraction_of_max", [0, 5], "low", [None, None]),
        ({"distance_to_reference": {"to": "mean"}}, [-1, 1], "high", [None, None]),
        ({"distance_to_reference": {"to": "best"}}, [-1, 4], "high", [None, 100]),
        ({"distance_to_reference": {"to": "worst"}}, [0, 4], "high", [None, None]),
        ({"distance_to_reference": {"to": "worst"}}, [0, 4], "low", [None, 100]),
        ({"above_below_mean": {"margin": 0.1}}, [-2, 1], "high", [None, None]),
    ],
)
def test_a_divisor_that_is_not_above_zero_gives_no_score_and_is_told(how, values, better, expected):
    assert scores(values, normalise=how, better=better) == (expected, ["M122"])


@pytest.mark.parametrize("how", [how for how in COMPARING if how not in ("zscore", "population")])
def test_a_constant_column_tells_no_unit_from_another(how):
    found, codes = scores([7, 7, None], normalise=COMPARING[how])
    assert (found, codes.count("M105")) == ([None, None, None], 1)


def test_a_gap_stays_a_gap_and_counts_in_no_group():
    for how in COMPARING.values():
        with_gap, without = scores([3, None, 8, 5], normalise=how)[0], scores([3, 8, 5], normalise=how)[0]
        assert with_gap == [without[0], None, without[1], without[2]]


def test_the_margin_itself_is_average():
    assert scores([8, 10, 12], normalise={"above_below_mean": {"margin": 0.2}})[0] == [50, 50, 50]
    assert scores([7, 10, 13], normalise={"above_below_mean": {"margin": 0.2}}, better="low")[0] == [100, 50, 0]


def test_a_group_of_another_kind_of_score_is_folded_like_any_other():
    model = framework([group("g", [leaf("a", normalise="fraction_of_max"), leaf("b", best=[40, 60])])])
    results, _ = score(model, {"x": {"a": 50, "b": 20}, "y": {"a": 100, "b": 50}})
    assert [unit.index.value for unit in results.units] == [50, 100]
