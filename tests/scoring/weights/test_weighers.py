"""Weights from the scores alone: published examples, an independent computation, and laws."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.scoring.weights.eigen import eigen, varimax
from readiness.scoring.weights.statistics import correlation, correlations, is_constant, to_shares
from readiness.scoring.weights.weighers import BY_CORRELATION, WEIGHERS, Weighed, factors, factors_kept

# Hwang and Yoon, Multiple Attribute Decision Making (1981): four fighter aircraft, six attributes.
AIRCRAFT = [
    [2.0, 2.5, 1.8, 2.2],
    [1500, 2700, 2000, 1800],
    [20000, 18000, 21000, 20000],
    [5.5, 6.5, 4.5, 5.0],
    [5, 3, 7, 5],
    [9, 5, 7, 5],
]
AIRCRAFT_WEIGHTS = [0.0649, 0.2055, 0.0133, 0.0829, 0.3570, 0.2764]
# Diakoulaki, Mavrotas and Papayannakis (1995): eight pharmaceutical firms; profitability, market share, productivity.
FIRMS = [
    [61, 20.7, 16.3, 9, 5.4, 4, -6.1, -34.6],
    [1.08, 0.26, 1.98, 3.29, 2.77, 4.12, 3.52, 3.31],
    [4.33, 4.34, 2.53, 1.65, 2.33, 1.21, 2.10, 0.98],
]
FIRMS_WEIGHTS = [0.20222554, 0.48090173, 0.31687273]


def weigh(method: str, scores: object) -> list[float]:
    return to_shares(WEIGHERS[method](np.array(scores, float)).weights)


def minmax(scores: object) -> np.ndarray:
    rows = np.array(scores, float)
    low, high = rows.min(axis=1, keepdims=True), rows.max(axis=1, keepdims=True)
    return (rows - low) / (high - low)


def test_entropy_of_hwang_and_yoon():
    # the book goes on from entropies rounded to four decimals, which moves its weights by up to 0.0017
    assert weigh("entropy", AIRCRAFT) == pytest.approx(AIRCRAFT_WEIGHTS, abs=2e-3)
    parts = np.array(AIRCRAFT, float) / np.sum(AIRCRAFT, axis=1, keepdims=True)
    apart = 1 + (parts * np.log(parts)).sum(axis=1) / np.log(4)
    assert weigh("entropy", AIRCRAFT) == pytest.approx(apart / apart.sum(), abs=1e-12)


def test_entropy_counts_a_zero_as_no_part_at_all():
    half = 1 - math.log(2) / math.log(4)  # two units of four share everything
    assert WEIGHERS["entropy"](np.array([[0.0, 0.0, 5.0, 5.0], [0.0, 0.0, 0.0, 5.0]])).weights == [half, 1.0]


def test_critic_of_diakoulaki():
    assert weigh("critic", minmax(FIRMS)) == pytest.approx(FIRMS_WEIGHTS, abs=1e-8)


def test_critic_gives_nothing_to_two_that_say_the_same():
    assert WEIGHERS["critic"](np.array([[1.0, 2.0, 4.0], [10.0, 20.0, 40.0]])).weights == [0.0, 0.0]


def test_sd_is_the_sample_standard_deviation():
    scores = minmax(FIRMS)
    expected = scores.std(axis=1, ddof=1)
    assert weigh("sd", scores) == pytest.approx(expected / expected.sum(), abs=1e-12)


def test_pca_is_the_first_eigenvector_squared():
    scores = minmax(FIRMS)
    values, vectors = np.linalg.eigh(np.corrcoef(scores))
    assert weigh("pca", scores) == pytest.approx(vectors[:, -1] ** 2, abs=1e-9)
    found = WEIGHERS["pca"](scores)
    assert found.explained == pytest.approx(values[-1] / 3)
    assert found.against == (1,)  # the market share runs against profitability and productivity


def test_pca_of_children_without_any_correlation_is_equal():
    scores = np.array([[1.0, 1.0, -1.0, -1.0], [1.0, -1.0, 1.0, -1.0], [1.0, -1.0, -1.0, 1.0]]) + 2
    assert weigh("pca", scores) == pytest.approx([1 / 3] * 3, abs=1e-12)
    assert factors(scores).factors == 3


def test_factors_need_not_have_an_eigenvalue_above_one():
    tai = np.array([3.354, 1.746, 0.985, 0.894, 0.471, 0.299, 0.174, 0.076])
    assert factors_kept(tai) == 4
    many = np.array([1.9, *[18.1 / 19] * 19])  # none explains a tenth: as many as bring 60 %, and those that tie
    assert factors_kept(many) == 20


def test_varimax_finds_two_bundles():
    rng = np.random.default_rng(7)
    one, two = rng.normal(size=(2, 200))
    noise = rng.normal(size=(6, 200)) * 0.3
    scores = np.array([one, one, one, two, two, two]) + noise
    found = factors(scores)
    assert found.factors == 2
    assert to_shares(found.weights) == pytest.approx([1 / 6] * 6, abs=0.01)
    values, vectors = eigen(correlations(scores))
    rotated = varimax(vectors[:, :2] * np.sqrt(values[:2]))
    assert np.sort(np.abs(rotated), axis=1)[:, 0].max() < 0.15


@given(st.integers(2, 7), st.integers(0, 2**32 - 1))
@settings(max_examples=30)
def test_eigen_agrees_with_lapack(n: int, seed: int):
    half = np.random.default_rng(seed).normal(size=(n, n))
    matrix = (half + half.T) / 2
    values, vectors = eigen(matrix)
    assert values == pytest.approx(np.linalg.eigvalsh(matrix)[::-1], abs=1e-10)
    assert vectors @ np.diag(values) @ vectors.T == pytest.approx(matrix, abs=1e-10)
    assert vectors.T @ vectors == pytest.approx(np.eye(n), abs=1e-10)


def test_varimax_keeps_what_the_factors_explain():
    loadings = np.array([[0.8, 0.3], [0.7, 0.4], [0.2, 0.9], [0.0, 0.0]])
    turned = varimax(loadings)
    assert (turned**2).sum(axis=1) == pytest.approx((loadings**2).sum(axis=1), abs=1e-12)
    assert turned @ turned.T == pytest.approx(loadings @ loadings.T, abs=1e-12)


def test_correlation_of_what_does_not_vary_is_none():
    assert correlation(np.array([1.0, 2.0, 3.0]), np.array([4.0, 4.0, 4.0])) is None
    assert correlation(np.array([1.0, 2.0]), np.array([1.0, 3.0])) is None
    assert correlation(np.array([1.0, 2.0, 4.0]), np.array([-1.0, -2.0, -4.0])) == -1.0


@st.composite
def scores(draw: st.DrawFn) -> np.ndarray:
    children, units = draw(st.integers(2, 5)), draw(st.integers(6, 10))
    rows = st.lists(st.integers(0, 1000), min_size=units, max_size=units)
    found = np.array([draw(rows) for _ in range(children)], float) / 10
    assume(not any(is_constant(row) for row in found))
    return found


def weighed(method: str, rows: np.ndarray) -> Weighed:
    found = WEIGHERS[method](rows)
    assume(sum(found.weights) > 1e-6)
    return found


@pytest.mark.parametrize("method", WEIGHERS)
@given(rows=scores(), seed=st.integers(0, 999))
@settings(max_examples=40)
def test_weights_are_shares_and_the_order_of_units_is_nothing_to_them(method: str, rows: np.ndarray, seed: int):
    shares = to_shares(weighed(method, rows).weights)
    assert min(shares) >= 0
    assert math.fsum(shares) == pytest.approx(1, abs=1e-10)
    shuffled = rows[:, np.random.default_rng(seed).permutation(rows.shape[1])]
    assert weigh(method, shuffled) == shares


@pytest.mark.parametrize("method", WEIGHERS)
@given(rows=scores(), times=st.sampled_from([0.01, 0.5, 20.0]))
@settings(max_examples=30)
def test_the_scale_is_nothing_to_them(method: str, rows: np.ndarray, times: float):
    assume(method not in BY_CORRELATION or distinct(rows))
    shares = to_shares(weighed(method, rows).weights)
    assert weigh(method, rows * times) == pytest.approx(shares, abs=1e-7)


def distinct(rows: np.ndarray) -> bool:
    """Whether no two eigenvalues tie and none stands at a limit, where a method must choose."""
    values = eigen(correlations(rows))[0] / len(rows)
    limits = [abs(value - 0.10) for value in values] + [abs(sum(values[:k]) - 0.60) for k in range(1, len(values))]
    return min(-np.diff(values)) > 1e-6 and min(limits) > 1e-6
