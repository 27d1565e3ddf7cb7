"""Kemeny: published examples, every ranking tried, and what is promised where they are too many to try."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.opinions import kemeny as module
from readiness.scoring.opinions.kemeny import best_ranking, kemeny
from readiness.scoring.opinions.pairs import WHOLE, support

from .published import COUNTRIES, KEMENY, PROFILES, TAI_KEMENY, TAI_SUPPORT, impact, profile

LAWS = settings(max_examples=60, deadline=None)


def total(wins: np.ndarray, order: tuple[int, ...] | list[int]) -> int:
    return sum(int(wins[a, b]) for at, a in enumerate(order) for b in order[at + 1 :])


@pytest.mark.parametrize("name", PROFILES)
def test_published_rankings(name):
    units, scores, weights = profile(name)
    rankings, score = KEMENY[name]
    judged = kemeny(scores, weights)
    order = "".join(units[at] for at in np.argsort(-judged.values))
    assert order == rankings[0]  # the first in the order of the units' names
    assert best_ranking(support(scores, weights)).ways == len(rankings)
    assert judged.score * weights.sum() == pytest.approx(score, abs=1e-8)
    assert (judged.optimal, judged.bound) == (True, judged.score)


def test_three_rankings_of_five_countries_are_equally_good():
    judged = kemeny(*impact())
    found = best_ranking(support(*impact()))
    assert (judged.score, judged.optimal, found.ways) == (TAI_SUPPORT, True, len(TAI_KEMENY))
    assert [COUNTRIES[at] for at in found.order] in TAI_KEMENY
    assert judged.values[found.order].tolist() == [4, 3, 2, 1, 0]


@st.composite
def matrices(draw: st.DrawFn, most: int = 6) -> np.ndarray:
    """Support of a pair in tenths, ties among them."""
    count = draw(st.integers(1, most))
    wins = np.zeros((count, count), np.int64)
    for a in range(count):
        for b in range(a):
            wins[a, b] = draw(st.integers(0, 10))
            wins[b, a] = 10 - wins[a, b]
    return wins


@LAWS
@given(matrices())
def test_the_best_of_all_rankings_and_the_first_of_the_best(wins):
    found = best_ranking(wins)
    tried = {order: total(wins, order) for order in permutations(range(len(wins)))}
    best = [order for order, score in tried.items() if score == max(tried.values())]
    assert (found.score, found.ways) == (max(tried.values()), len(best))
    assert tuple(found.order) == min(best)
    assert found.bound == found.score


@LAWS
@given(matrices())
def test_split_into_components_it_is_the_same_ranking(wins):
    whole = best_ranking(wins)
    kept = module.EXACT
    try:
        module.EXACT = 3
        split = best_ranking(wins)
    finally:
        module.EXACT = kept
    assert sorted(split.order) == sorted(whole.order)
    assert split.score == total(wins, split.order) <= whole.score <= split.bound
    if split.score == split.bound:
        assert split.score == whole.score


def test_many_units_are_bounded_and_the_same_every_time():
    chance = np.random.default_rng(5)
    scores = chance.uniform(0, 100, (7, 60))
    judged, again = (kemeny(scores, np.ones(7)) for _ in range(2))
    assert judged.values.tolist() == again.values.tolist()
    assert sorted(judged.values) == list(range(60))
    assert judged.score <= judged.bound <= 60 * 59 / 2
    assert judged.score >= 60 * 59 / 4
    assert judged.optimal is (judged.score == judged.bound)


def test_many_units_that_all_indicators_order_alike_are_proven():
    scores = np.tile(np.arange(40.0), (3, 1))
    judged = kemeny(scores, np.ones(3))
    assert judged.values.tolist() == list(range(40))
    assert (judged.optimal, judged.score) == (True, 40 * 39 / 2)


def test_an_insertion_never_makes_it_worse():
    chance = np.random.default_rng(9)
    wins = support(chance.uniform(0, 1, (5, 25)), np.ones(5))
    start = np.argsort(-wins.sum(axis=1), kind="stable").tolist()
    assert best_ranking(wins).score >= total(wins, start)
    assert best_ranking(wins).score <= 25 * 24 // 2 * WHOLE


@pytest.mark.parametrize("units", [0, 1])
def test_no_unit_and_one(units):
    judged = kemeny(np.ones((2, units)), np.ones(2))
    assert (judged.values.tolist(), judged.optimal, judged.score) == ([0.0] * units, True, 0)
