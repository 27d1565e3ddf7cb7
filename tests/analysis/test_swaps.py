"""Weights that swap two units: closed forms, refusals, and laws held by scoring anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.margin import written
from readiness.analysis.swaps import swaps
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.results.swaps import Level, WeightSwap
from readiness.scoring import index_of
from readiness.scoring.plan import plan_of
from readiness.scoring.weights import with_weights
from tests.analysis.builders import framework, group, leaf, results, scored

STRAIGHT: tuple[Any, ...] = ("arithmetic", "geometric", "harmonic", {"power": 2}, {"power": -2})


def one(of: Framework, values: dict[str, dict[str, Any]], level: Level = "pillars", **how: Any) -> WeightSwap:
    (found,) = swaps(of, results(of, values), [("a", "b")], level, **how)
    return found


def flat(**more: Any) -> Framework:
    return framework(leaf("x"), leaf("y"), leaf("z", weight=2), **more)


def test_by_hand_arithmetic():
    # a leads by .25·40 - .25·10 = 7.5; moving m from x to y turns it by m·(10 + 40)
    found = one(flat(), {"a": {"x": 90, "y": 50, "z": 50}, "b": {"x": 50, "y": 60, "z": 50}})
    assert (found.ahead, found.behind, found.possible) == ("a", "b", True)
    assert found.swapped == pytest.approx({"x": 0.10, "y": 0.40, "z": 0.5})
    assert found.moved == pytest.approx(0.15)
    assert found.before is not None and found.beyond is not None
    assert found.before.ahead == pytest.approx(found.before.behind, abs=1e-4)


def test_by_hand_geometric():
    # level where w ln(80/20) = (1 - w) ln(40/20), that is w = 1/3
    of = framework(leaf("x"), leaf("y"), aggregate="geometric")
    found = one(of, {"a": {"x": 80, "y": 20}, "b": {"x": 20, "y": 40}})
    assert found.swapped == pytest.approx({"x": 1 / 3, "y": 2 / 3})


def test_a_zero_under_a_geometric_mean_must_weigh_nothing():
    of = framework(leaf("x", weight=1), leaf("y", weight=1), leaf("z", weight=2), aggregate="geometric")
    found = one(of, {"a": {"x": 80, "y": 20, "z": 50}, "b": {"x": 0, "y": 60, "z": 50}})
    assert found.possible is True
    assert found.swapped == pytest.approx({"x": 0, "y": 0.5, "z": 0.5})
    assert found.before is not None and found.beyond is not None
    assert (found.before.behind, found.beyond.behind) == (0, pytest.approx(3000**0.5, rel=1e-6))


def test_order_of_the_codes_does_not_matter():
    of, values = flat(), {"a": {"x": 50, "y": 60, "z": 50}, "b": {"x": 90, "y": 50, "z": 50}}
    (back,) = swaps(of, results(of, values), [("a", "b")])
    assert (back.ahead, back.behind) == ("b", "a")
    with pytest.raises(ValueError, match="itself"):
        swaps(of, results(of, values), [("a", "a")])


@pytest.mark.parametrize("behind", [{"x": 10, "y": 10, "z": 10}, {"x": 10, "y": 50, "z": 50}])
def test_who_is_nowhere_higher_cannot_be_put_ahead(behind: dict[str, float]):
    found = one(flat(), {"a": {"x": 90, "y": 50, "z": 50}, "b": behind})
    assert (found.possible, found.why, found.swapped) == (False, "dominated", None)


def test_bounds_may_forbid_it():
    values = {"a": {"x": 90, "y": 50, "z": 50}, "b": {"x": 50, "y": 60, "z": 50}}
    assert one(flat(), values, within=0.7).possible is True
    assert (one(flat(), values, within=0.5).possible, one(flat(), values, within=0.5).why) == (False, "bounds")


@pytest.mark.parametrize(
    ("more", "values", "why", "node"),
    [
        ({"aggregate": "minimum"}, ((90, 50, 50), (40, 60, 50)), "method", "index"),
        ({"aggregate": {"owa": [1, 2, 3]}}, ((90, 50, 50), (40, 60, 50)), "method", "index"),
        ({}, ((90, 50, 50), (90, 50, 50)), "level", None),
        ({}, ((90, 50, 50), (None, None, 50)), "unscored", None),
        (
            {"gates": [{"id": "g", "on": "y", "at_least": 55, "cap_score": 55, "label": "g"}]},
            ((90, 50, 50), (40, 60, 50)),
            "capped",
            None,
        ),
    ],
)
def test_where_the_question_has_no_answer(more: Any, values: Any, why: str, node: str | None):
    a, b = (dict(zip("xyz", row, strict=True)) for row in values)
    found = one(flat(**more), {"a": a, "b": b})
    assert (found.possible, found.why, found.node, found.swapped) == (None, why, node, None)


def test_gaps_hold_what_they_weigh():
    of = framework(leaf("x"), leaf("y"), leaf("z"), leaf("u"), missing={"min_coverage": 0.5})
    found = one(of, {"a": {"x": 90, "y": 50, "z": 50, "u": None}, "b": {"x": 40, "y": 70, "z": 50, "u": 40}})
    assert found.possible is True
    assert found.swapped is not None
    assert found.swapped["u"] == pytest.approx(0.25)
    only = framework(leaf("x"), leaf("y"), missing={"min_coverage": 0})
    lone = one(only, {"a": {"x": 90, "y": None}, "b": {"x": 40, "y": 70}})
    assert (lone.possible, lone.why, lone.node) == (None, "gaps", "x")


def test_indicators_need_one_mean_throughout():
    inner = group("p", leaf("x"), leaf("y"), aggregate="geometric")
    values = {"a": {"x": 90, "y": 50, "z": 50}, "b": {"x": 40, "y": 60, "z": 50}}
    mixed = one(framework(inner, leaf("z")), values, "indicators")
    assert (mixed.possible, mixed.why, mixed.node) == (None, "method", "p")
    same = one(framework(inner, leaf("z"), aggregate="geometric"), values, "indicators")
    assert same.possible is True


def shown(of: Framework, document: Results, found: WeightSwap) -> None:
    """What is claimed is borne out by scoring anew, from the record alone."""
    plan, by_code = plan_of(of), {unit.code: unit for unit in document.units}
    assert found.swapped is not None and found.before is not None and found.beyond is not None
    assert sum(found.swapped.values()) == pytest.approx(1)
    assert all(share >= 0 for share in found.swapped.values())
    assert sum(abs(found.swapped[k] - found.shares[k]) for k in found.shares) == pytest.approx(found.distance)
    parts = [plan.at()[name] for name in found.shares]
    now = with_weights(of, written(plan, parts, list(found.shares.values())))
    for code, index in ((found.ahead, found.now.ahead), (found.behind, found.now.behind)):
        assert index_of(now, by_code[code], {}) == pytest.approx(index, abs=1e-9)
    assert (found.before.ahead or 0) > (found.before.behind or 0)
    assert (found.beyond.ahead or 0) < (found.beyond.behind or 0)


def none_nearer(of: Framework, document: Results, found: WeightSwap, seed: int) -> None:
    """Random weights that are nearer do not swap the two."""
    rng, plan = np.random.default_rng(seed), plan_of(of)
    names, now = list(found.shares), np.array(list(found.shares.values()))
    by_code = {unit.code: unit for unit in document.units}
    assert found.distance is not None
    ways = rng.normal(size=(40, len(names)))
    for way in ways - ways.mean(axis=1, keepdims=True):
        step = way / (np.abs(way).sum() or 1) * found.distance * rng.uniform(0, 0.999)
        if (now + step < 0).any():
            continue
        tree = with_weights(of, written(plan, [plan.at()[name] for name in names], (now + step).tolist()))
        ahead, behind = (index_of(tree, by_code[code], {}) for code in (found.ahead, found.behind))
        assert ahead is not None and behind is not None
        assert ahead >= behind - 1e-9


def extreme(document: Results, found: WeightSwap) -> bool:
    """Nothing is claimed where nine decimals cannot show who is ahead beside the line: next to level, or with scores so
    near to 0 that under a power or a logarithm one of them is worth all the others."""
    assert found.now.ahead is not None and found.now.behind is not None
    scores = [node.score for unit in document.units for node in unit.nodes.values() if node.score]
    return found.why == "unproven" and (found.now.ahead - found.now.behind < 0.01 or min(scores, default=100) < 0.1)


@pytest.mark.parametrize("level", ["pillars", "indicators"])
@given(scored(("a", "b"), gaps=False, means=STRAIGHT), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_what_is_claimed_is_true_and_the_nearest(level: Level, drawn: tuple[Framework, Results], seed: int):
    of, document = drawn
    (found,) = swaps(of, document, [("a", "b")], level)
    assert found.why in {None, "level", "dominated", "method"} or extreme(document, found)
    if found.possible:
        shown(of, document, found)
        none_nearer(of, document, found, seed)


@given(scored(("a", "b"), gaps=True, means=("arithmetic",)))
@settings(max_examples=50, deadline=None)
def test_with_gaps_nothing_is_claimed_that_is_not_so(drawn: tuple[Framework, Results]):
    of, document = drawn
    for level in ("pillars", "indicators"):
        (found,) = swaps(of, document, [("a", "b")], level)
        assert found.why in {None, "level", "dominated", "gaps", "unscored", "coverage"} or extreme(document, found)
        if found.possible:
            shown(of, document, found)
