"""Quotas: the best set by brute force, what cannot be kept and why, what binds and what it costs."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.selecting import Refused, quota_of
from readiness.analysis.selecting.draws import chosen_in
from readiness.analysis.selecting.programme import best, choose
from readiness.analysis.selecting.rules import Rules, conflict, feasible
from readiness.findings import message
from readiness.misuse import MisuseError
from tests.analysis.selecting.making import STILL, chosen, codes, model, scored, unit


@st.composite
def cases(draw: Any, *, one: bool = False) -> tuple[Rules, np.ndarray, np.ndarray]:
    """Up to 8 candidates in their order, with ties; up to three quotas, or those of one attribute."""
    m = draw(st.integers(1, 8))
    values = sorted(draw(st.lists(st.integers(0, 6), min_size=m, max_size=m)), reverse=True)
    q = draw(st.integers(1, 3))
    if one:
        classes = np.array(draw(st.lists(st.integers(0, 3), min_size=m, max_size=m)))
        members = np.array([classes == k for k in range(q)])
    else:
        members = np.array(draw(st.lists(st.lists(st.booleans(), min_size=m, max_size=m), min_size=q, max_size=q)))
    least = np.array(draw(st.lists(st.integers(0, 3), min_size=q, max_size=q)))
    most = np.array(draw(st.lists(st.integers(0, 5), min_size=q, max_size=q)))
    eligible = np.array(draw(st.lists(st.booleans(), min_size=m, max_size=m)), bool)
    return Rules(draw(st.integers(1, 5)), members, least, most), eligible, np.array(values, np.int64)


def by_force(rules: Rules, eligible: np.ndarray, values: np.ndarray) -> tuple[int, int] | None:
    """The highest total, and of sets that reach it the least sum of places, negated."""
    found = []
    for some in combinations(np.flatnonzero(eligible).tolist(), rules.places(eligible)):
        flags = np.zeros(len(values), bool)
        flags[list(some)] = True
        if rules.kept(flags):
            found.append((int(values[flags].sum()), -int(np.flatnonzero(flags).sum())))
    return max(found, default=None)


def worth(flags: np.ndarray, values: np.ndarray) -> tuple[int, int]:
    return int(values[flags].sum()), -int(np.flatnonzero(flags).sum())


@given(cases())
@settings(max_examples=60, deadline=None)
def test_the_chosen_are_the_best_set_and_of_equal_ones_the_first(case: tuple[Rules, np.ndarray, np.ndarray]) -> None:
    rules, eligible, values = case
    billionths, expected = values * 1_000_000_000, by_force(*case)
    found = choose(rules, eligible, billionths)
    assert (None if found is None else worth(found, values)) == expected
    assert feasible(rules, eligible) == (expected is not None)


@given(cases(one=True))
@settings(max_examples=60, deadline=None)
def test_greedy_equals_the_programme_where_nobody_is_in_two_quotas(
    case: tuple[Rules, np.ndarray, np.ndarray],
) -> None:
    rules, eligible, values = case
    assert rules.one
    greedy, expected = choose(rules, eligible, values * 1_000_000_000), by_force(*case)
    assert (None if greedy is None else worth(greedy, values)) == expected
    programme = best(rules, eligible, values * 1_000_000_000)
    assert (programme is None) == (greedy is None)
    if programme is not None and greedy is not None:
        assert values[programme].sum() == values[greedy].sum()


@given(cases())
@settings(max_examples=40, deadline=None)
def test_what_is_in_conflict_can_be_kept_without_any_one_of_it(case: tuple[Rules, np.ndarray, np.ndarray]) -> None:
    rules, eligible, _ = case
    if feasible(rules, eligible):
        return
    found = conflict(rules, eligible)

    def only(bounds: list[tuple[int, str]]) -> Rules:
        least = [rules.least[at] if (at, "least") in bounds else 0 for at in range(len(rules.least))]
        most = [rules.most[at] if (at, "most") in bounds else len(eligible) for at in range(len(rules.most))]
        return Rules(rules.top, rules.members, np.array(least), np.array(most))

    assert found
    assert not feasible(only(found), eligible)
    assert all(feasible(only([each for each in found if each != one]), eligible) for one in found)


@given(cases(), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_each_draw_is_chosen_by_the_same_rule(case: tuple[Rules, np.ndarray, np.ndarray], seed: int) -> None:
    rules, eligible, values = case
    lots = np.random.default_rng(seed)
    index = np.array([lots.permutation(values) for _ in range(5)], float)
    open_ = np.array([lots.permutation(eligible) for _ in range(5)], bool)
    merits = [(0.0, 0.0)] * len(values)
    found = chosen_in(rules, merits, index, open_, seed=seed)
    assert len(found) == len(index)
    for row, (drawn, can) in zip(found, zip(index, open_, strict=True), strict=True):
        expected = by_force(rules, can, drawn.astype(np.int64))
        assert bool(rules.kept(row)) or expected is None
        assert int(drawn[row].sum()) == (0 if expected is None else expected[0])
        assert int(row.sum()) == (0 if expected is None else rules.places(can))


def test_programmes_run_out_at_a_bound_and_the_draws_end_there() -> None:
    members = np.array([[True, False, True, False], [False, False, True, True]])
    rules = Rules(2, members, np.array([0, 2]), np.array([4, 4]))
    index = np.tile([4.0, 3.0, 2.0, 1.0], (6, 1)) + np.arange(6)[:, None] / 10
    found = chosen_in(rules, [(0.0, float(k)) for k in range(4)], index, np.ones((6, 4), bool), seed=1, most=4)
    assert found.tolist() == [[False, False, True, True]] * 4


KINDS = {"a": "kota", "b": "kabupaten", "c": "kota", "d": "kabupaten", "e": "kabupaten"}
ROWS = {code: [value] * 3 for code, value in zip("abcde", (90, 80, 70, 60, 50), strict=True)}
UNITS = [unit(code, kind, island="Jawa" if code in "ab" else "Papua") for code, kind in KINDS.items()]
RESULTS = scored(ROWS, UNITS, model(uncertainty=STILL))


def test_a_quota_moves_in_and_out_and_says_what_it_costs() -> None:
    found, _ = chosen(RESULTS, 3, "kind=kabupaten:2")
    assert codes(found) == ["a", "b", "d"]
    assert [each.code for each in found.candidates if each.moved] == ["c", "d"]
    assert found.quota_cost == 10.0
    quota = found.quotas[0]
    assert (quota.candidates, quota.chosen, quota.binds) == (3, 2, True)
    assert (found.cut.last_in, found.cut.first_out, found.cut.gap) == ("b", "e", "30.0")
    assert [each.chance.value for each in found.candidates] == [1, 1, 0, 1, 0]
    assert found.candidates[2].waiting == 1


def test_a_quota_that_changes_nothing_does_not_bind() -> None:
    found, _ = chosen(RESULTS, 3, "kind=kota:1..2", "island=Jawa:..2")
    assert codes(found) == ["a", "b", "c"]
    assert [each.binds for each in found.quotas] == [False, False]
    assert found.quota_cost == 0.0


def test_quotas_on_two_attributes() -> None:
    found, _ = chosen(RESULTS, 2, "kind=kota:..1", "island=Papua:1")
    assert codes(found) == ["a", "d"]
    assert [each.binds for each in found.quotas] == [True, True]


def test_what_cannot_be_kept_is_named_with_its_counts() -> None:
    with pytest.raises(Refused) as told:
        chosen(RESULTS, 3, "kind=kota:3", "island=Papua:1")
    assert [message(finding) for finding in told.value.findings] == [
        "no 3 of the candidates keep these quotas together: kind=kota:3",
        "quota 'kind=kota:3': at least 3, and 2 candidates of 'kota' can be chosen",
    ]
    with pytest.raises(Refused) as told:
        chosen(RESULTS, 4, "kind=kota:..1", "kind=kabupaten:..2")
    assert [finding.code for finding in told.value.findings] == ["D217", "D223", "D223"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("kota:10", "quota_form"),
        ("kind=kota", "quota_form"),
        ("kind=kota:", "quota_form"),
        ("kind=kota:..", "quota_form"),
        ("kind=kota:-1", "quota_form"),
        ("kind=kota:1 2", "quota_form"),
        ("kind=kota:5..2", "quota_turned"),
        ("kin=kota:5", "quota_by"),
    ],
)
def test_a_quota_that_cannot_be_read(text: str, key: str) -> None:
    with pytest.raises(MisuseError) as told:
        quota_of(text)
    assert told.value.key == key


def test_forms_of_a_quota() -> None:
    bounds = {text: (quota_of(f"kind=kota:{text}").at_least, quota_of(f"kind=kota:{text}").at_most) for text in FORMS}
    assert bounds == FORMS
    assert quota_of(" Island = Nusa Tenggara : 2.. ").value == "Nusa Tenggara"


FORMS = {"10": (10, None), "..10": (None, 10), "5..10": (5, 10), "10..": (10, None)}


def test_a_quota_on_what_nobody_is() -> None:
    for text, key, nearest in (("kind=kta:1", "quota_value", "kota"), ("island=Jwa:1", "quota_value", "Jawa")):
        with pytest.raises(MisuseError) as told:
            chosen(RESULTS, 3, text)
        assert (told.value.key, told.value.params["nearest"]) == (key, nearest)
    with pytest.raises(MisuseError, match="quota_twice"):
        chosen(RESULTS, 3, "kind=kota:1", "kind=KOTA:..2")
