"""Benefit of the doubt: the published scores, what the bounds do, and gaps."""

from __future__ import annotations

import numpy as np
import pytest

from readiness.framework.forms import Bounds
from readiness.scoring.opinions.doubt import benefit_of_the_doubt

from .published import TAI_DOUBT, countries


def values(rows: list[list[float]], **bounds: float) -> list[float]:
    """Values of units given one a row."""
    scores = np.array(rows, float).T
    return benefit_of_the_doubt(scores, np.ones(len(scores)), Bounds(**bounds)).values.tolist()


def tai() -> np.ndarray:
    """Scores by minmax, as the Handbook's table has them."""
    _, raw = countries()
    least, most = raw.min(axis=1, keepdims=True), raw.max(axis=1, keepdims=True)
    return (raw - least) / (most - least)


def test_published_scores_of_23_countries():
    found = benefit_of_the_doubt(tai(), np.ones(8), Bounds(min_share=0.1, max_share=0.15)).values
    names, _ = countries()
    assert found == pytest.approx([TAI_DOUBT[name] for name in names], abs=0.007)  # the data are printed rounded
    assert [name for name, value in zip(names, found, strict=True) if value == 1] == [
        *("Finland", "United States", "Sweden")
    ]


def test_bounds_only_ever_take_away():
    free, bound, tight = (
        benefit_of_the_doubt(tai(), np.ones(8), Bounds(min_share=low, max_share=high)).values
        for low, high in ((0, 1), (0.05, 0.4), (0.1, 0.15))
    )
    assert (free >= bound - 1e-7).all()
    assert (bound >= tight - 1e-7).all()


def test_who_is_first_in_anything_is_on_the_frontier():
    assert values([[10, 90], [90, 10], [50, 50], [40, 40]]) == [1, 1, 1, 0.8]


def test_who_is_dominated_is_below_it():
    assert values([[80, 40], [40, 20], [20, 10]]) == [1, 0.5, 0.25]


def test_shares_of_one_value_are_the_mean():
    assert values([[80, 40], [100, 100], [20, 10]], min_share=0.5) == pytest.approx([0.6, 1, 0.15])
    assert values([[80, 40], [100, 100]], max_share=0.5) == pytest.approx([0.6, 1])


def test_a_gap_gives_no_weight_and_holds_nobody_down():
    full = values([[80, 40], [60, 60], [50, 30]])
    gap = values([[80, np.nan], [60, 60], [50, 30]])
    assert gap[0] == 1
    assert gap[1] == 1
    assert gap[2] >= full[2]


def test_who_has_too_few_indicators_for_the_bounds_is_not_judged():
    found = values([[80, 40, 20], [60, np.nan, np.nan], [50, 30, np.nan]], max_share=0.5)
    assert [np.isnan(each) for each in found] == [False, True, False]
    assert all(np.isnan(values([[80, 40], [60, 60]], min_share=0.6)))


def test_all_at_the_minimum_is_zero_whatever_the_others_are():
    assert values([[0, 0], [50, 20]]) == [0, 1]
    assert values([[0, 0], [0, 0]]) == [0, 0]
    assert values([[0, 0], [50, 20]], min_share=0.2) == [0, 1]


def test_nobody_to_judge():
    assert benefit_of_the_doubt(np.ones((3, 0)), np.ones(3)).values.tolist() == []


def test_each_value_is_the_solution_of_its_own_programme():
    """Against every unit at once and without the shortcuts."""
    from scipy.optimize import linprog

    chance = np.random.default_rng(11)
    made = chance.uniform(0, 1, (40, 5)) * chance.uniform(0.4, 1, (40, 1))
    found = benefit_of_the_doubt(made.T, np.ones(5)).values
    for unit in range(40):
        alone = linprog(-made[unit], A_ub=made, b_ub=np.ones(40), method="highs")
        assert found[unit] == pytest.approx(-alone.fun, abs=1e-6)
