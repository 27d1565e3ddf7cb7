"""Points and splits: worked by hand, at the limits, and what-if."""

from __future__ import annotations

import math

import numpy as np
import pytest

from readiness.scoring import index_of, indices_of, split
from readiness.scoring.means import geometric, power
from readiness.scoring.methods import RATES
from readiness.scoring.rates import Move, power_rates

from .making import framework, group, leaf, leaf_points, node, one, score

GEOMETRIC = framework([leaf("a"), leaf("b")], aggregate="geometric")
TREE = framework(
    [
        group("p", [leaf("a", 2), leaf("b")], 3, aggregate="geometric"),
        group("q", [leaf("c"), leaf("d")], aggregate="minimum"),
    ]
)


def test_points_of_arithmetic_nodes_are_score_times_effective():
    unit = one(framework([group("p", [leaf("a", 3), leaf("b")]), leaf("c")]), {"a": 80, "b": 40, "c": 10})
    for name, effective in (("a", 0.375), ("b", 0.125), ("c", 0.5)):
        found = node(unit, name)
        assert found.effective == effective
        assert found.points == effective * found.score
    assert node(unit, "p").points == 35
    assert unit.index.value == 40


def test_points_of_a_geometric_node_are_the_log_mean_split():
    unit = one(GEOMETRIC, {"a": 25, "b": 100})
    assert unit.index.value == pytest.approx(50)
    assert node(unit, "b").points == pytest.approx(50)
    assert node(unit, "a").points == pytest.approx(0)
    mixed = one(GEOMETRIC, {"a": 25, "b": 64})
    rate = 0.5 * (math.log(100 / 64) / 36) / (math.log(100 / 40) / 60)
    assert node(mixed, "b").points == pytest.approx(50 - rate * 36)


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", {"power": -3}])
def test_zeros_take_the_whole_loss_by_share(aggregate):
    model = framework([leaf("a", 1), leaf("b", 3), leaf("c", 4)], aggregate=aggregate)
    unit = one(model, {"a": 0, "b": 0, "c": 40})
    assert [node(unit, x).points for x in "abc"] == pytest.approx([12.5 - 25, 37.5 - 75, 50])
    assert leaf_points(model, unit) == pytest.approx(0)


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", {"power": -3}])
@pytest.mark.parametrize("noise", [2.2e-309, 1e-160, 1e-13])
def test_noise_beside_zero_is_zero(aggregate, noise):
    model = framework([leaf("a"), leaf("b")], aggregate=aggregate)
    unit, zero = (one(model, {"a": value, "b": 40}) for value in (noise, 0))
    assert unit.index.value == 0
    assert [node(unit, x).points for x in "ab"] == [node(zero, x).points for x in "ab"]


def test_minimum_gives_the_loss_to_the_lowest():
    unit = one(framework([leaf("a"), leaf("b")], aggregate="minimum"), {"a": 20, "b": 90})
    assert [node(unit, x).points for x in "ab"] == pytest.approx([50 - 80, 50])
    tie = one(framework([leaf("a", 1), leaf("b", 3)], aggregate="minimum"), {"a": 20, "b": 20})
    assert [node(tie, x).points for x in "ab"] == pytest.approx([5, 15])


def test_minimum_on_the_straight_line_where_the_lowest_changes():
    a, b = np.array([[10.0], [20.0], [30.0]]), np.array([[50.0], [30.0], [30.0]])
    move = Move(np.full((3, 1), 1 / 3), a, b, np.array([10.0]), np.array([30.0]))
    rates = RATES["minimum"](move)[:, 0]
    assert rates == pytest.approx([1 / 3, 2 / 3, 0])
    assert rates @ (b - a)[:, 0] == pytest.approx(20)


def test_a_child_zero_in_both_states_and_children_of_a_dead_node_have_rate_zero():
    a, b = np.array([[0.0], [10.0]]), np.array([[0.0], [50.0]])
    for name in ("geometric", "harmonic"):
        move = Move(np.full((2, 1), 0.5), a, b, np.array([0.0]), np.array([0.0]))
        assert RATES[name](move).tolist() == [[0.0], [0.0]]


def test_split_of_arithmetic_waves_is_the_change_times_the_weight():
    model = framework([leaf("a", 3), leaf("b", 1)])
    found = split(model, one(model, {"a": 40, "b": 80}), one(model, {"a": 60, "b": 80}))
    assert found.parts == {"a": 15.0, "b": 0.0}
    assert (found.total, found.availability) == (15.0, {})


def test_split_with_a_gap_keeps_availability_as_its_own_row():
    model = framework([group("p", [leaf("a"), leaf("b")], missing={"min_coverage": 0.5}), leaf("c")])
    before, after = one(model, {"a": 50, "b": None, "c": 40}), one(model, {"a": 60, "b": 0, "c": 40})
    found = split(model, before, after)
    assert found.parts == {"a": pytest.approx(0.5 * 0.75 * 10), "c": 0.0}
    assert found.availability == {"p": pytest.approx(0.5 * (30 - 50) - 0.5 * 0.75 * 10)}
    assert sum(found.parts.values()) + sum(found.availability.values()) == pytest.approx(found.total)


def test_split_needs_an_index_on_both_sides():
    model = framework([leaf("a")])
    with pytest.raises(ValueError, match="both sides"):
        split(model, one(model, {"a": None}), one(model, {"a": 10}))


def test_what_if_is_scoring_again():
    row = {"a": 30, "b": 60, "c": 20, "d": None}
    unit = one(TREE, row)
    for changed in ({"a": 90}, {"b": 0.0}, {"d": 5}, {"c": None}, {"a": 1, "b": 2, "c": 3, "d": 4}, {}):
        expected = one(TREE, row | changed).index.value
        assert index_of(TREE, unit, changed) == (None if expected is None else pytest.approx(expected, abs=1e-12))


def test_what_if_of_many_is_each_alone():
    unit = one(TREE, {"a": 30, "b": 60, "c": 20, "d": 10})
    many = [{"a": float(value)} for value in range(0, 100, 7)]
    assert indices_of(TREE, unit, many) == [index_of(TREE, unit, each) for each in many]


def test_what_if_moves_a_denominator_and_obeys_cap_score():
    gates = [{"id": "g", "label": "g", "on": "a", "at_least": 30, "cap_score": 40}]
    model = framework(
        [leaf("a", measure="count", per="b", worst=0, best=1), leaf("b", 0, measure="count", worst=0, best=9)],
        gates=gates,
    )
    unit = one(model, {"a": 4, "b": 5})
    assert unit.index.value == 80
    assert index_of(model, unit, {"b": 8}) == 50
    assert index_of(model, unit, {"b": 20}) == 20
    assert (
        index_of(
            framework([leaf("a"), leaf("c")], gates=gates),
            one(framework([leaf("a"), leaf("c")], gates=gates), {"a": 90, "c": 90}),
            {"a": 0.0},
        )
        == 40
    )


def test_what_if_refuses_what_depends_on_the_others_and_keeps_their_scores():
    model = framework([leaf("a", normalise="minmax"), leaf("b")])
    results, _ = score(model, {"x": {"a": 1, "b": 10}, "y": {"a": 3, "b": 30}})
    unit = results.units[1]
    assert index_of(model, unit, {"b": 50}) == 75
    with pytest.raises(ValueError, match="other units"):
        index_of(model, unit, {"a": 2})
    with pytest.raises(KeyError):
        index_of(model, unit, {"unknown": 2})


@pytest.mark.parametrize("p", [-200, -60, -1, -0.01, 0, 0.01, 0.5, 1.5, 60, 200])
def test_rates_of_any_power_are_finite_and_exact(p):
    chance = np.random.default_rng(7)
    a, b = (np.where(chance.random((4, 400)) < 0.1, 0, chance.uniform(0, 100, (4, 400))) for _ in range(2))
    a[0, ::9] = 1e-6
    weights = np.full(a.shape, 0.25)
    m, n = ((power(each, weights, p) if p else geometric(each, weights)) for each in (a, b))
    rates = power_rates(Move(weights, a, b, m, n), p=p)
    assert np.isfinite(rates).all()
    assert (rates >= 0).all()
    assert (rates * (b - a)).sum(axis=0) == pytest.approx(n - m, abs=1e-9)


def test_what_if_under_another_framework_scores_the_raw_values_anew():
    old = framework([leaf("a", measure="count", per="d", worst=0, best=1), leaf("b")])
    unit = one(old, {"a": 4, "b": 50}, denominators={"a": {"d": 8.0}})
    assert unit.index.value == 50
    new = framework([leaf("a", 3, measure="count", per="d", worst=0, best=2), leaf("b", worst=50)])
    assert index_of(new, unit, {}) == pytest.approx(0.75 * 25)


def test_what_if_finds_a_denominator_that_only_one_leaf_knows():
    divided = {"measure": "count", "per": "d", "worst": 0, "best": 1}
    model = framework([leaf("a", **divided), leaf("b", **divided)], missing={"min_coverage": 0})
    unit = one(model, {"a": 4}, denominators={"a": {"d": 8.0}})
    assert index_of(model, unit, {"b": 8}) == pytest.approx(75)
