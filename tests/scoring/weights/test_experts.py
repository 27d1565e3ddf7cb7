"""Weights from experts: pairwise comparisons and shared-out points."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.scoring.weights.experts import from_budget, from_pairs

NAMES = ["a", "b", "c", "d", "e"]


def test_three_children_by_hand():
    found = from_pairs("index", ["a", "b", "c"], {"a": {"b": 3, "c": 5}, "b": {"c": "3/1"}})
    told = found.consistency
    assert told is not None
    # λ of a reciprocal 3 × 3 matrix: 1 + q + 1/q, q = cube root of a13 / (a12 · a23)
    q = (5 / 9) ** (1 / 3)
    assert told.lambda_max == pytest.approx(1 + q + 1 / q, abs=1e-12)
    assert told.index == pytest.approx((told.lambda_max - 3) / 2)
    assert told.ratio == pytest.approx(told.index / 0.58)
    # for three children the eigenvector is the vector of geometric means
    assert dict(found.shares) == pytest.approx(dict(told.geometric), abs=1e-11)


def test_one_and_two_children_always_agree():
    alone = from_pairs("index", ["a"], {})
    assert alone.shares == {"a": 1.0}
    two = from_pairs("index", ["a", "b"], {"b": {"a": 9}})
    assert two.shares == {"a": 0.1, "b": 0.9}
    assert two.consistency is not None and two.consistency.ratio == 0


@given(st.lists(st.integers(1, 50), min_size=2, max_size=5))
@settings(max_examples=40)
def test_consistent_pairs_give_the_weights_that_they_came_from(parts: list[int]):
    names = NAMES[: len(parts)]
    pairs = {
        a: {b: x / y for b, y in zip(names, parts, strict=True) if b > a} for a, x in zip(names, parts, strict=True)
    }
    found = from_pairs("index", names, pairs)
    assert list(found.shares.values()) == pytest.approx([part / sum(parts) for part in parts], abs=1e-9)
    assert found.consistency is not None and found.consistency.ratio == pytest.approx(0, abs=1e-9)


def test_budget_is_the_mean_of_the_experts_shares():
    found = from_budget("index", ["a", "b"], {"Bappeda": {"a": 60, "b": 40}, "Diskominfo": {"a": 1, "b": 4}})
    assert found.shares == {"a": 0.4, "b": 0.6}
    assert found.experts == {"Bappeda": {"a": 0.6, "b": 0.4}, "Diskominfo": {"a": 0.2, "b": 0.8}}
    assert found.spread is not None
    assert (found.spread["a"].least, found.spread["a"].most) == (0.2, 0.6)
    assert found.spread["a"].sd == pytest.approx(0.4 / math.sqrt(2))


def test_one_expert_has_no_spread():
    found = from_budget("index", ["a", "b"], {"x": {"a": 100}})
    assert found.shares == {"a": 1.0, "b": 0.0}
    assert found.spread is not None and found.spread["a"].sd is None


@given(st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any), min_size=1, max_size=6))
@settings(max_examples=40)
def test_shares_sum_to_one_and_no_expert_counts_more(points: list[list[int]]):
    budgets = {f"e{n}": dict(zip("abc", map(float, row), strict=True)) for n, row in enumerate(points)}
    found = from_budget("index", ["a", "b", "c"], budgets)
    assert math.fsum(found.shares.values()) == pytest.approx(1, abs=1e-10)
    times_ten = {**budgets, "e0": {child: 10 * value for child, value in budgets["e0"].items()}}
    assert dict(from_budget("index", ["a", "b", "c"], times_ten).shares) == pytest.approx(dict(found.shares), abs=1e-11)
