"""Borda and Copeland against the published examples, and what holds for any scores."""

from __future__ import annotations

import numpy as np
import pytest

from readiness.scoring.opinions.pairs import WHOLE, borda, copeland, support

from .published import BORDA, COPELAND, OUTRANKING, PROFILES, TAI_OUTRANKING, impact, profile


@pytest.mark.parametrize("name", PROFILES)
def test_published_outranking(name):
    _, scores, weights = profile(name)
    found = support(scores, weights) / WHOLE * weights.sum()
    np.fill_diagonal(found, 0)
    assert found == pytest.approx(np.array(OUTRANKING[name]))


@pytest.mark.parametrize("name", PROFILES)
def test_published_borda_and_copeland(name):
    units, scores, weights = profile(name)
    points = borda(scores, weights).values * weights.sum()
    assert dict(zip(units, points, strict=True)) == pytest.approx(BORDA[name], abs=1e-5)
    assert dict(zip(units, copeland(scores, weights).values, strict=True)) == COPELAND[name]


def test_outranking_of_five_countries_is_exact():
    found = support(*impact()) / WHOLE
    np.fill_diagonal(found, 0)
    assert found.tolist() == TAI_OUTRANKING


def test_a_pair_shares_the_whole_and_ties_are_halved():
    chance = np.random.default_rng(3)
    scores = chance.integers(0, 4, (6, 30)).astype(float)
    scores[chance.random(scores.shape) < 0.2] = np.nan
    found = support(scores, chance.uniform(0.1, 2, 6))
    assert (found + found.T == WHOLE).all()
    assert (support(np.ones((3, 4)), np.ones(3)) == WHOLE // 2).all()


def test_a_gap_is_compared_only_where_both_have_a_score():
    scores = np.array([[9.0, 5.0, np.nan], [1.0, 2.0, 3.0]])
    found = support(scores, np.array([3.0, 1.0])) / WHOLE
    assert found[0].tolist() == [0.5, 0.75, 0.0]
    assert found[1].tolist() == [0.25, 0.5, 0.0]
    nothing = support(np.array([[1.0, np.nan], [np.nan, 2.0]]), np.ones(2)) / WHOLE
    assert nothing.tolist() == [[0.5, 0.5], [0.5, 0.5]]


def test_weights_that_halve_exactly_leave_no_dust():
    scores = np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 2.0], [2.0, 1.0], [1.0, 2.0], [2.0, 1.0]])
    weights = np.array([0.1, 0.1, 0.2, 0.2, 0.3, 0.3])
    assert copeland(scores, weights).values.tolist() == [0, 0]
    assert borda(scores, weights).values.tolist() == [0.5, 0.5]


def test_scores_that_differ_only_in_dust_are_ties():
    scores = np.array([[0.1 + 0.2, 0.3]])
    assert borda(scores, np.ones(1)).values.tolist() == [0.5, 0.5]


@pytest.mark.parametrize("units", [0, 1])
def test_no_unit_and_one(units):
    for method in (borda, copeland):
        assert method(np.ones((2, units)), np.ones(2)).values.tolist() == [0.0] * units
