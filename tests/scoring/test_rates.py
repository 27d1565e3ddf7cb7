"""Rates: every change of a node divided among its children, exactly, whatever the mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.methods import AGGREGATORS, RATES
from readiness.scoring.rates import Move, mean_minus_sd_rates, owa_rates

LAWS = settings(max_examples=60, deadline=None)
SIGNED = [("arithmetic", None), ("minimum", None), ("owa", [1, 2, 3]), ("owa", [0, 0, 1]), ("owa", [5, 0, 2, 1, 1])]
SIGNED += [("mean_minus_sd", 1.0), ("mean_minus_sd", 0.2)]
SCORES = st.one_of(st.sampled_from([0.0, 100.0, 50.0, -20.0]), st.floats(-150, 250).map(lambda x: round(x, 3)))
WEIGHTS = st.sampled_from([1.0, 2.0, 0.3, 13.0, 0.1])


def column(*numbers: float) -> np.ndarray:
    return np.array(numbers, float)[:, None]


def move_of(name: str, option: object, a: np.ndarray, b: np.ndarray, weights: np.ndarray) -> tuple[Move, np.ndarray]:
    given_ = () if option is None else (option,)
    m, n = (AGGREGATORS[name](each, weights, *given_) for each in (a, b))
    move = Move(weights / weights.sum(axis=0), a, b, m, n)
    return move, RATES[name](move, *given_)


@LAWS
@given(st.data(), st.sampled_from(SIGNED), st.integers(1, 6))
def test_parts_add_up_and_reverse(data, method, count):
    draw = lambda each: column(*data.draw(st.lists(each, min_size=count, max_size=count)))  # noqa: E731
    a, b, weights = draw(SCORES), draw(SCORES), draw(WEIGHTS)
    move, rates = move_of(*method, a, b, weights)
    _, back = move_of(*method, b, a, weights)
    assert (rates * (b - a)).sum() == pytest.approx((move.n - move.m)[0], abs=1e-9)
    assert rates == pytest.approx(back, abs=1e-9)


@pytest.mark.parametrize(("name", "option"), SIGNED)
def test_many_units_at_once_are_each_alone(name, option):
    chance = np.random.default_rng(7)
    a, b = (np.round(chance.uniform(-20, 120, (5, 200)), 1) for _ in range(2))
    a[:, ::7], b[:, ::5] = 100, 100
    b[1] = a[1]
    weights = chance.choice([1.0, 2.0, 0.5], a.shape)
    move, rates = move_of(name, option, a, b, weights)
    assert np.isfinite(rates).all()
    assert (rates * (b - a)).sum(axis=0) == pytest.approx(move.n - move.m, abs=1e-9)
    for at in (0, 7, 33):
        _, alone = move_of(name, option, *(each[:, at : at + 1] for each in (a, b, weights)))
        assert alone[:, 0] == pytest.approx(rates[:, at], abs=1e-12)


def test_ordered_weights_on_the_way_past_one_another():
    """By hand: the first line passes the second at ⅓ of the way and the third at ⅔."""
    a, b = column(0, 10, 20), column(30, 10, 20)
    _, rates = move_of("owa", [3, 2, 1], a, b, column(1, 1, 1))
    assert rates[:, 0] == pytest.approx([(1 + 2 + 3) / 18, (2 + 1 + 1) / 18, (3 + 3 + 2) / 18])


def test_even_places_and_no_spread_give_the_share():
    shares, level = column(0.5, 0.3, 0.2), column(40, 40, 40)
    top = column(100, 100, 100)
    move = Move(shares, level, top, np.array([40.0]), np.array([100.0]))
    assert owa_rates(move, [1, 1]) == pytest.approx(shares)
    assert mean_minus_sd_rates(move, 1) == pytest.approx(shares)
    assert owa_rates(move, [1, 3, 9]) == pytest.approx(shares)


def test_who_has_no_part_has_no_rate():
    a, b = column(10, np.nan, 30, 5), column(20, np.nan, 90, 95)
    shares = column(0.4, 0, 0.6, 0)
    move = Move(shares, a, b, np.array([np.nan]), np.array([np.nan]))
    for rates in (owa_rates(move, [1, 2]), mean_minus_sd_rates(move, 1)):
        assert rates[[1, 3], 0].tolist() == [0, 0]
        assert np.isfinite(rates).all()


def test_dust_moves_no_rate():
    """Two children that are equal but for the last bits of their sums share as equals."""
    a, b = column(0.1 + 0.2, 0.3), column(1, 1)
    for name, option in (("owa", [0, 1]), ("mean_minus_sd", 1.0)):
        assert move_of(name, option, a, b, column(1, 3))[1][:, 0] == pytest.approx([0.25, 0.75])
