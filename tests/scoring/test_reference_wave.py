"""Normalisers that compare the units with those of another wave."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .columns import BETTER, COLUMNS, COMPARING, LAWS, UNBOUNDED, in_2021, scores


@LAWS
@given(st.sampled_from(sorted(COMPARING)), COLUMNS, BETTER)
def test_a_reference_wave_with_the_same_values_is_as_none(how, column, better):
    keys = {"normalise": COMPARING[how], "better": better}
    own = scores(column, **keys)
    assert scores(column, [in_2021(column)], {"reference_wave": "2021"}, **keys) == own
    assert scores(column, head={"reference_wave": "2022"}, **keys) == own


@LAWS
@given(st.sampled_from(sorted(COMPARING)), COLUMNS, st.lists(st.integers(1, 200), min_size=1, max_size=9), BETTER)
def test_a_reference_wave_makes_each_unit_stand_alone(how, then, now, better):
    """Under a reference wave the units scored beside it no longer matter; the order of values still does."""
    keys = {"normalise": COMPARING[how], "better": better}
    head, waves = {"reference_wave": "2021"}, [in_2021(then)]
    together = scores(now, waves, head, **keys)[0]
    assert together == [scores([value], waves, head, **keys)[0][0] for value in now]
    pairs = sorted(zip(now, together, strict=True), reverse=better == "low")
    assert all(s <= t + 1e-9 for (_, s), (_, t) in pairwise(pairs))
    if how not in UNBOUNDED and how != "ratio_to_best":
        assert all(0 <= each <= 100 for each in together)


def test_another_wave_is_held_against_the_reference():
    waves, head = [in_2021([10, 20, 30])], {"reference_wave": "2021"}
    assert scores([15, 40, 5], waves, head, normalise="minmax")[0] == [25, 100, 0]
    assert scores([15, 40, 5], waves, head, normalise="minmax", outside="flag") == ([25, 150, -25], ["M103", "M103"])
    assert scores([15, 40, 5], waves, head, normalise="minmax", outside="refuse") == ([25], ["M104", "M104"])
    assert scores([15, 40, 5], waves, head, normalise="rank")[0] == [25, 100, 0]
    assert scores([15, 40, 5], waves, head, normalise="percentile_rank")[0] == pytest.approx([100 / 3, 100, 0])
    assert scores([15, 40], waves, head, normalise={"zscore": {"mean": 50, "sd": 10}})[0] == [45, 70]
    assert scores([15, 40], waves, head, normalise="fraction_of_max")[0] == [50, 100]
    assert scores([15, 40], waves, head, normalise={"distance_to_reference": {"to": "mean"}})[0] == [75, 200]


def test_the_transform_holds_for_the_reference_too():
    keys = {"normalise": "minmax", "transform": "log10"}
    assert scores([100], [in_2021([10, 1000])], {"reference_wave": "2021"}, **keys)[0] == pytest.approx([50])


def test_a_constant_reference_is_told():
    head = {"reference_wave": "2021"}
    assert scores([5, 9], [in_2021([5, 5])], head, normalise="minmax") == ([None, None], ["M124"])
    z = {"zscore": {"mean": 50, "sd": 10}}
    assert scores([5, 9], [in_2021([5, 5])], head, normalise=z) == ([50, None], ["M124"])


def test_fixed_normalisers_do_not_look_at_the_reference():
    assert scores([5, 9], [in_2021([50, 60])], {"reference_wave": "2021"}, worst=0, best=10)[0] == [50, 90]


def test_a_reference_that_was_not_read_is_refused():
    with pytest.raises(ValueError, match="'2021' is not among the waves"):
        scores([5, 9], head={"reference_wave": "2021"}, normalise="minmax")


def test_a_treated_reference_is_the_treated_one():
    treated = {"normalise": "minmax", "treat": {"winsorise": {"points": 1, "side": "high"}}}
    assert scores([15], [in_2021([10, 20, 900])], {"reference_wave": "2021"}, **treated)[0] == [50]
