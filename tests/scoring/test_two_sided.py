"""Goalposts with the best in the middle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.scoring import index_of

from .columns import LAWS, scores
from .making import framework, leaf, one

ENDS = st.lists(st.integers(0, 100), min_size=4, max_size=4).map(sorted).filter(lambda e: e[0] < e[1] and e[2] < e[3])


@LAWS
@given(ENDS, st.integers(0, 100), st.integers(0, 100), st.sampled_from(["none", "sqrt"]))
def test_two_sided_goalposts_rise_to_the_best_and_fall_after_it(ends, a, b, transform):
    keys = {"worst": [ends[0], ends[3]], "best": [ends[1], ends[2]], "transform": transform}
    x, y = min(a, b), max(a, b)
    (first, second), _ = scores([x, y], **keys)
    assert 0 <= first <= 100
    assert (first == 100) == (ends[1] <= x <= ends[2])
    assert (first == 0) == (x <= ends[0] or x >= ends[3])
    if y <= ends[2]:
        assert first <= second
    if x >= ends[1]:
        assert first >= second


@pytest.mark.parametrize(
    ("keys", "values", "expected"),
    [
        (
            {"worst": [0, 100], "best": [40, 60]},
            [0, 20, 40, 50, 60, 80, 100, 130, -5],
            [0, 50, 100, 100, 100, 50] + [0] * 3,
        ),
        ({"measure": "percent", "best": [40, 60]}, [20, 90], [50, 25]),
        ({"worst": [0, 100], "best": 50}, [25, 50, 75], [50, 100, 50]),
        ({"measure": "level", "best": [3, 3]}, [1, 2, 3, 4, 5], [0, 50, 100, 50, 0]),
        ({"worst": [0, 100], "best": [10, 20], "outside": "flag"}, [-10, 140], [-100, -50]),
        ({"worst": [1, 10000], "best": [100, 100], "transform": "log10"}, [10, 1000], [50, 50]),
    ],
)
def test_the_best_lies_in_the_middle(keys, values, expected):
    assert scores(values, **keys)[0] == pytest.approx(expected, abs=1e-9)


def test_outside_two_sided_goalposts_is_flagged_or_refused():
    ends = {"worst": [0, 100], "best": [40, 60]}
    assert scores([120, 50], **ends, outside="flag")[1] == ["M103"]
    assert scores([120, 50], **ends, outside="refuse") == ([100], ["M104"])
    assert scores([120, 50], **ends)[1] == []


def test_worst_ends_that_do_not_enclose_the_best_are_refused():
    with pytest.raises(ValueError, match="best between them"):
        scores([1], worst=[0, 50], best=[40, 60])


def test_a_what_if_of_two_sided_goalposts():
    model = framework([leaf("a", best=[40, 60])])
    assert index_of(model, one(model, {"a": 20}), {"a": 80}) == 50
