"""Levers: the right step, the exact gain, the right order."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings

from readiness import scoring
from readiness.analysis.levers import left_out, levers
from readiness.framework.model import Framework
from readiness.results.insights import Lever
from readiness.results.records import Results
from tests.analysis.builders import MEANS, Raw, framework, group, leaf, results, scored


def only(of: Framework, values: dict[str, Raw], **more: Any) -> list[Lever]:
    document = results(of, {"a": values}, **more)
    return levers(of, document.units[0])


def one(raw: Raw, **keys: Any) -> Lever | None:
    """The lever of a framework of one indicator."""
    found = only(framework(group("p", leaf("x", **keys))), {"x": raw})
    return found[0] if found else None


def test_a_level_rises_by_one_line_of_the_rubric() -> None:
    lever = one(2.0, measure="level", levels={1: "a", 2: "b", 4: "c", 5: "d"}, effort="low")
    assert lever is not None
    assert (lever.kind, lever.now_level, lever.then_level, lever.effort) == ("next_level", 2, 4, "low")
    assert lever.gain == pytest.approx(50.0)


def test_a_level_at_the_top_has_no_lever() -> None:
    assert one(5.0, measure="level") is None


def test_a_choice_takes_the_next_better_one_and_not_the_best() -> None:
    lever = one("tidak", measure="choice", choices={"ada": 100, "sebagian": 50, "rencana": 20, "tidak": 0})
    assert lever is not None
    assert (lever.then, lever.gain) == ("rencana", pytest.approx(20.0))


def test_a_boolean_becomes_yes_and_reversed_goalposts_make_it_no() -> None:
    yes, no = one(0.0, measure="boolean"), one(1.0, measure="boolean", worst=1, best=0)
    assert yes is not None and no is not None
    assert (yes.then, yes.gain) == (1.0, pytest.approx(100.0))
    assert (no.then, no.gain) == (0.0, pytest.approx(100.0))


@pytest.mark.parametrize(
    ("raw", "then"), [(0.0, 20.0), (19.9, 20.0), (20.0, 40.0), (59.999, 60.0), (95.0, 100.0), (100.0, None)]
)
def test_a_percent_rises_to_the_next_fifth(raw: float, then: float | None) -> None:
    lever = one(raw)
    assert (None if lever is None else lever.then) == (None if then is None else pytest.approx(then))


def test_less_is_better_steps_down() -> None:
    lever = one(9.0, measure="number", worst=10, best=0)
    assert lever is not None
    assert lever.then == pytest.approx(8.0)
    assert lever.gain == pytest.approx(10.0)


def test_a_log_scale_is_walked_on_its_own_axis() -> None:
    lever = one(1000.0, measure="number", worst=1000, best=100_000, transform="log")
    assert lever is not None
    assert lever.then == 2600.0  # the fifth is 2511.9, which nobody would write into a plan
    assert lever.gain == pytest.approx(100 * math.log(2.6) / math.log(100))


def test_a_target_through_a_denominator_can_be_written_down() -> None:
    of = framework(group("p", leaf("rp", measure="number", per="jiwa", worst=0, best=100)))
    found = only(of, {"rp": 21_000.0}, denominators={"a": {"jiwa": 1234.0}})
    assert found[0].then == 25_000.0  # the fifth is 24,680
    assert found[0].gain == pytest.approx((25_000 - 21_000) / 1234)


@pytest.mark.parametrize(
    ("raw", "keys", "then", "gain"),
    [
        (10.0, {"best": [40, 60]}, 16.0, 15.0),  # of its own side: a fifth of 0 to 40
        (84.0, {"best": [40, 60]}, 76.0, 20.0),  # and of 100 down to 60
        (50.0, {"best": [40, 60]}, None, None),
        (60.0, {"best": [40, 60]}, None, None),
        (95.0, {"best": 50, "worst": [0, 100]}, 90.0, 10.0),
        (120.0, {"measure": "number", "best": 50, "worst": [0, 100]}, 90.0, 20.0),
        (1.0, {"measure": "level", "best": [3, 3]}, 2.0, 50.0),
        (5.0, {"measure": "level", "best": [3, 3]}, 4.0, 50.0),
        (3.0, {"measure": "level", "best": [3, 3]}, None, None),
    ],
)
def test_where_the_best_lies_in_the_middle_the_step_goes_towards_it(
    raw: float, keys: dict[str, Any], then: float | None, gain: float | None
) -> None:
    lever = one(raw, **keys)
    assert (None if lever is None else (lever.then, lever.gain)) == (
        None if then is None else (pytest.approx(then), pytest.approx(gain))
    )


def test_a_count_steps_down_to_the_best_in_the_middle_as_a_whole_number() -> None:
    of = framework(group("p", leaf("n", measure="count", per="desa", worst=[0, 4], best=[1, 2])))
    found = only(of, {"n": 10.0}, denominators={"a": {"desa": 3.0}})
    assert found[0].then == 9.0  # 3.2 a village of 3 are 9.6
    assert found[0].gain == pytest.approx(100 * (1 / 3) / 2)


def test_a_gap_reaches_from_the_worst_to_the_best_in_the_middle() -> None:
    of = framework(group("p", leaf("x", best=[40, 60]), leaf("y", weight=3)))
    gap = next(lever for lever in only(of, {"x": None, "y": 50.0}) if lever.indicator == "x")
    assert (gap.low, gap.high) == (pytest.approx(37.5), pytest.approx(62.5))


def test_an_indicator_whose_outliers_are_treated_has_no_lever() -> None:
    of = framework(group("p", leaf("x", treat={"winsorise": {"points": 1}}), leaf("y")))
    document = results(of, {"a": {"x": 10.0, "y": 10.0}})
    assert [lever.indicator for lever in levers(of, document.units[0])] == ["y"]
    assert left_out(of, document.units[0]) == ["x"]


def test_an_estimated_value_is_a_gap_to_be_filled() -> None:
    of = framework(group("p", leaf("x", impute="mean"), leaf("y", weight=3)))
    document = results(of, {"a": {"x": None, "y": 40.0}, "b": {"x": 80.0, "y": 40.0}})
    (gap,) = [lever for lever in levers(of, document.units[0]) if lever.indicator == "x"]
    assert (gap.kind, gap.gain, gap.low, gap.high) == ("fill_gap", None, pytest.approx(30.0), pytest.approx(55.0))


def test_a_mean_level_stands_on_the_line_below() -> None:
    lever = one(3.5, measure="level")
    assert lever is not None
    assert (lever.now, lever.now_level, lever.then_level) == (3.5, 3, 4)


def test_a_value_beyond_worst_still_steps_to_the_first_fifth() -> None:
    lever = one(-30.0, measure="number", worst=0, best=100)
    assert lever is not None
    assert lever.then == pytest.approx(20.0)


def test_a_count_stays_whole_and_goes_through_its_denominator() -> None:
    of = framework(group("p", leaf("n", measure="count", per={"of": "desa", "times": 100}, worst=0, best=100)))
    found = only(of, {"n": 3.0}, denominators={"a": {"desa": 17.0}})
    assert found[0].then == 4.0  # 20 per 100 of 17 are 3.4
    assert found[0].gain == pytest.approx(100 / 17)


def test_thresholds_rise_to_the_next_better_step() -> None:
    steps = [{"from": 0, "score": 0}, {"from": 40, "score": 50}, {"from": 80, "score": 100}]
    lever = one(45.0, measure="percent", thresholds=steps)
    assert lever is not None
    assert (lever.then, lever.gain) == (80.0, pytest.approx(50.0))


def test_a_survey_mean_steps_by_a_fifth_of_its_answers() -> None:
    answers = {1: "sangat tidak setuju", 5: "sangat setuju"}
    lever = one(3.0, measure="survey", items=["q1"], statistic="mean", answers=answers)
    assert lever is not None
    assert lever.then == pytest.approx(3.4)


def test_a_gap_promises_no_gain_but_shows_the_whole_range() -> None:
    of = framework(group("p", leaf("x"), leaf("y")), missing={"min_coverage": 0.5})
    lever = only(of, {"x": 50.0, "y": None})[-1]
    assert (lever.kind, lever.now, lever.then, lever.gain) == ("fill_gap", None, None, None)
    assert (lever.low, lever.high) == (pytest.approx(25.0), pytest.approx(75.0))


def test_a_gap_may_give_an_index_where_there_is_none() -> None:
    of = framework(group("p", leaf("x"), leaf("y")))
    found = {lever.indicator: lever for lever in only(of, {"x": 50.0, "y": None})}
    assert found["x"].gain is None
    assert (found["y"].low, found["y"].high) == (pytest.approx(25.0), pytest.approx(75.0))


def test_relative_normalisers_are_left_out_and_said() -> None:
    of = framework(group("p", leaf("x", normalise="minmax"), leaf("y")))
    document = results(of, {"a": {"x": 1.0, "y": 10.0}, "b": {"x": 2.0, "y": 20.0}})
    assert [lever.indicator for lever in levers(of, document.units[0])] == ["y"]
    assert left_out(of, document.units[0]) == ["x"]


def test_not_counted_and_not_applicable_have_no_lever() -> None:
    of = framework(
        group("p", leaf("x"), leaf("y", weight=0), leaf("z", applies_to={"code": ["b"]})),
        group("q", leaf("w"), weight=0),
    )
    assert [lever.indicator for lever in only(of, {"x": 1.0, "y": 1.0, "w": 1.0})] == ["x"]


def test_a_cap_swallows_the_gain_of_what_it_does_not_look_at() -> None:
    gate = {"id": "g", "on": "x", "at_least": 50, "cap_score": 30, "label": "x"}
    found = only(framework(group("p", leaf("x"), leaf("y")), gates=[gate]), {"x": 45.0, "y": 80.0})
    gains = {lever.indicator: lever.gain for lever in found}
    assert gains == {"x": pytest.approx(70.0 - 30.0), "y": 0.0}


def test_order_is_gain_then_effort_then_the_framework() -> None:
    of = framework(
        group(
            "p",
            leaf("hard", effort="high"),
            leaf("easy", effort="low"),
            leaf("unsaid"),
            leaf("heavy", weight=3, effort="high"),
            leaf("gap"),
        ),
        missing={"min_coverage": 0},
    )
    values: dict[str, Raw] = {"hard": 0.0, "easy": 0.0, "unsaid": 0.0, "heavy": 0.0, "gap": None}
    assert [lever.indicator for lever in only(of, values)] == ["heavy", "easy", "hard", "unsaid", "gap"]


@settings(max_examples=40, deadline=None)
@given(scored(means=MEANS))
def test_gains_are_exact_and_never_negative(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    found = document.units[0]
    for lever in levers(of, found):
        if lever.gain is not None:
            again = scoring.index_of(of, found, {lever.indicator: lever.then})
            assert again is not None and found.index.value is not None
            assert lever.gain == pytest.approx(again - found.index.value, abs=1e-12)
            assert lever.gain >= -1e-9
        elif lever.low is not None and lever.high is not None:
            assert lever.low <= lever.high + 1e-9


def test_a_penalty_for_imbalance_can_make_a_step_up_cost_points() -> None:
    of = framework(leaf("x"), leaf("y"), leaf("z"), aggregate={"mean_minus_sd": 1})
    unit = results(of, {"a": {"x": 20.0, "y": 20.0, "z": 60.0}}).units[0]
    gains = {lever.indicator: lever.gain for lever in levers(of, unit)}
    assert gains["z"] is not None and gains["z"] < 0 < min(gains["x"] or 0, gains["y"] or 0)
