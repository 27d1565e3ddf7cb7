"""Reliability and components against the Handbook's own example, the technology achievement index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from readiness.checks.statistics import alpha_if_deleted, cronbach_alpha, eigenvalues, pearson

# OECD/JRC Handbook (2008), TAI: 23 countries, raw values of eight indicators (table A.1), and what the
# Handbook prints of them: eigenvalues (table 7, principal component analysis), Cronbach's alpha of all (0.70)
# and with each indicator deleted (table 11, reliability).
NAMES = ("patents", "royalties", "internet", "exports", "telephones", "electricity", "schooling", "university")
TAI = """
187 125.6 200.2 50.7 3.08 4.15 10 27.4
289 130 179.1 66.2 3.00 4.07 12 13.9
271 156.6 125.8 59.7 3.10 4.14 11.4 15.3
994 64.6 49 80.8 3.00 3.86 9.5 10
779 9.8 4.8 66.7 2.97 3.65 10.8 23.2
189 151.2 136 50.9 3.02 3.77 9.4 9.5
82 134 57.4 61.9 3.02 3.73 9.4 14.9
31 38.6 108 48.7 2.94 4.18 11.6 14.2
75 18.2 125.9 16.2 2.94 3.94 10.9 25.3
8 25.5 72.3 74.9 2.95 3.83 7.1 24.2
235 36.8 41.2 64.2 2.94 3.75 10.2 14.4
103 20.2 193.6 19 3.12 4.39 11.9 11.2
106 110.3 48.6 53.6 2.97 3.68 9.4 12.3
72 73.9 58.9 47.6 2.91 3.86 9.3 13.6
103 13 146.7 15.4 2.86 3.91 11.7 13.1
165 14.8 84.2 50.3 2.99 3.79 8.4 13.6
205 33.6 36.4 58.9 2.97 3.80 7.9 12.6
74 43.6 43.2 45 2.96 3.74 9.6 11
42 8.6 21 53.4 2.86 3.62 7.3 15.6
13 9.8 30.4 51 3.00 3.65 7.2 13
28 4.2 25 51.7 2.75 3.68 9.5 8.2
26 6.2 21.6 63.5 2.73 3.46 9.1 7.7
105 4 20.3 49.5 2.84 3.71 7.1 10.6
"""
R = pearson(np.array([row.split() for row in TAI.strip().splitlines()], float).T)
DELETED = (0.704, 0.645, 0.636, 0.774, 0.603, 0.624, 0.662, 0.706)
EIGENVALUES = (3.3, 1.7, 1.0, 0.9, 0.5, 0.3, 0.2, 0.1)
EXPLAINED = (41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9)


def test_cronbach_alpha_of_the_technology_achievement_index():
    assert round(cronbach_alpha(R), 2) == 0.70


@pytest.mark.parametrize(("name", "alpha", "printed"), list(zip(NAMES, alpha_if_deleted(R), DELETED, strict=True)))
def test_alpha_if_deleted(name, alpha, printed):
    assert abs(alpha - printed) < 0.006, name


def test_eigenvalues_of_the_technology_achievement_index():
    found = eigenvalues(R)
    assert np.allclose(found, EIGENVALUES, atol=0.06), "the first, 3.35, is printed as 3.3"
    assert np.allclose(np.array(found) / 8 * 100, EXPLAINED, atol=0.12)
    assert sum(found) == pytest.approx(8)


def test_correlations_are_pairwise_and_need_enough_units():
    rows = np.array([[1, 2, 3, 4, np.nan], [2, 4, 6, 9, 1], [np.nan, np.nan, 1, 2, 3], [7, 7, 7, 7, 7.0]])
    r = pearson(rows)
    assert r[0, 1] == pytest.approx(np.corrcoef([1, 2, 3, 4], [2, 4, 6, 9])[0, 1])
    assert np.isnan(r[0, 2]), "two units in common"
    assert np.isnan(r[3]).all(), "a constant correlates with nothing"
    assert np.isnan(pearson(rows, at_least=6)).all()


def test_large_values_keep_their_digits():
    small = np.array([[1.0, 2, 4, 3, 7], [2.0, 1, 5, 4, 6]])
    assert pearson(small + 1e9)[0, 1] == pytest.approx(pearson(small)[0, 1])
    assert np.isnan(pearson(np.array([[0.1] * 7, [1.0, 2, 3, 4, 5, 6, 7]]))[0, 0])


def test_alpha_at_its_ends():
    assert cronbach_alpha(np.ones((4, 4))) == pytest.approx(1)
    assert cronbach_alpha(np.eye(4)) == pytest.approx(0)
    assert cronbach_alpha(np.array([[1.0, -1.0], [-1.0, 1.0]])) == float("-inf")
    assert np.isnan(cronbach_alpha(np.ones((1, 1))))


@settings(max_examples=40, deadline=None)
@given(arrays(float, (4, 12), elements=st.integers(-50, 50).map(float)), st.randoms(use_true_random=False))
def test_correlations_lie_between_the_ends_whatever_the_order(rows, random):
    r = pearson(rows)
    order = list(range(12))
    random.shuffle(order)
    again = pearson(rows[:, order])
    assert np.array_equal(np.isnan(r), np.isnan(again))
    assert np.allclose(r, again, equal_nan=True)
    known = r[~np.isnan(r)]
    assert ((known >= -1) & (known <= 1)).all()
