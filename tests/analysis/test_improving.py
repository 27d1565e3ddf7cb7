"""Plans: they reach what they say they reach, and nothing cheaper does, by trying every choice there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from readiness import scoring
from readiness.analysis.improving.demands import demand, met
from readiness.analysis.improving.improve import improvement, next_band
from readiness.analysis.improving.ladders import Ladder, at_rungs, ladders
from readiness.analysis.improving.prices import Prices
from readiness.analysis.improving.search import Problem, cheapest, cost_of, dearest, problem
from readiness.analysis.improving.steps_taken import Supposed
from readiness.framework.model import Framework
from readiness.results.doubt import Chance
from readiness.results.improvement import Plan, Target
from readiness.results.publish import round9
from readiness.results.records import UnitResult
from tests.analysis.builders import MEANS, Raw, framework, group, leaf, results

BANDS = [{"id": name, "from": at, "label": name} for name, at in (("one", 0), ("two", 40), ("three", 60), ("four", 80))]
CAPS: list[dict[str, Any]] = [{"cap": "one"}, {"cap": "two"}, {"cap_score": 45.0}, {"cap_score": 70.0}, {}]
MOST_CHOICES = 1500


def unit_of(of: Framework, values: dict[str, Raw], **more: Any) -> UnitResult:
    return results(of, {"a": values}, **more).units[0]


def plan_of(of: Framework, unit: UnitResult, target: Target, prices: Prices | None = None) -> Plan:
    return improvement(of, unit, [target], prices).plans[0]


def taken(plan: Plan) -> Supposed:
    return {step.indicator: step.then for step in plan.steps}  # the last step of an indicator stands


@st.composite
def small(draw: st.DrawFn) -> tuple[Framework, UnitResult, Prices]:
    """Up to five indicators of few steps under two means, gates that cap, gaps, not applicable ones, costs."""
    means = st.sampled_from(MEANS)
    kinds = [
        {"measure": "level", "levels": {1: "a", 2: "b", 3: "c"}},
        {"measure": "boolean"},
        {"measure": "choice", "choices": {"no": 0, "some": 30, "yes": 100}},
        {"measure": "percent", "worst": 100, "best": 0},
    ]
    values: list[list[Raw]] = [[1.0, 2.0, 3.0, 1.5], [0.0, 1.0], ["no", "some", "yes"], [65.0, 30.0, 100.0]]
    raw: dict[str, Raw] = {}
    groups = []
    for g in range(draw(st.integers(1, 2))):
        leaves = []
        for n in range(draw(st.integers(1, 3))):
            kind = draw(st.integers(0, 3))
            name = f"i{g}{n}"
            raw[name] = draw(st.sampled_from([*values[kind], None] if n else values[kind]))
            effort = draw(st.sampled_from(["low", "medium", "high", None]))
            keys = {**kinds[kind], "weight": draw(st.sampled_from([1, 2, 0.5] if n == 0 else [1, 2, 0.5, 0]))}
            if n and draw(st.integers(0, 5)) == 0:
                keys["applies_to"] = {"code": ["b"]}
                raw[name] = None
            leaves.append(leaf(name, effort=effort, **keys))
        groups.append(group(f"g{g}", *leaves, aggregate=draw(means), weight=draw(st.sampled_from([1, 3]))))
    nodes = [*(f"g{g}" for g in range(len(groups))), *raw, "index"]
    gates = [
        {
            "id": f"gate{n}",
            "label": "x",
            "on": draw(st.sampled_from(nodes)),
            "of": draw(st.sampled_from(["score", "score", "coverage"])),
            "at_least": draw(st.sampled_from([0.5, 30.0, 55.0, 90.0])),
            **draw(st.sampled_from(CAPS)),
        }
        for n in range(draw(st.integers(0, 2)))
    ]
    of = framework(
        *groups,
        aggregate=draw(means),
        decimals=draw(st.sampled_from([0, 1])),
        bands=BANDS,
        bands_from=draw(st.sampled_from(["published", "exact"])),
        gates=gates,
        missing={
            "policy": draw(st.sampled_from(["exclude", "worst"])),
            "min_coverage": draw(st.sampled_from([0, 0.65])),
        },
    )
    costs = st.sampled_from([Decimal(0), Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal(5), Decimal("1e9")])
    written = {(name, None): draw(costs) for name in raw if draw(st.integers(0, 9))}
    return of, unit_of(of, raw), Prices(written if draw(st.booleans()) else None)


def every_choice(of: Framework, unit: UnitResult, climbs: list[Ladder]) -> Iterator[tuple[list[int], UnitResult]]:
    choices = [list(picks) for picks in itertools.product(*(range(len(each.rungs)) for each in climbs))]
    yield from zip(choices, scoring.units_of(of, unit, [at_rungs(climbs, picks) for picks in choices]), strict=True)


def targets(of: Framework) -> list[Target]:
    bands = [Target("band", band.id, band.from_) for band in of.bands]
    gates = [Target("gate", gate.id, gate.at_least) for gate in of.gates]
    return [*bands, *gates, *(Target("index", None, value) for value in (20.0, 50.0, 66.7, 100.0))]


@settings(max_examples=60)
@given(small())
def test_a_plan_reaches_its_target_and_no_cheaper_choice_does(drawn: tuple[Framework, UnitResult, Prices]) -> None:
    of, unit, prices = drawn
    climbs, _ = ladders(of, unit, prices)
    given_ = problem(of, unit, climbs)
    tried = list(every_choice(of, unit, climbs))
    for target in targets(of):
        wanted = demand(of, unit, target)
        good = [(cost_of(climbs, picks), sum(picks)) for picks, found in tried if met(found, wanted)]
        found = cheapest(given_, wanted)
        assert (found is None) == (not good)
        if found is not None:
            assert found.proven
            assert (cost_of(climbs, found.picks), sum(found.picks)) == min(good)


@settings(max_examples=40)
@given(small(), st.sampled_from(["0", "0.3", "2", "7", "1000000000.2"]))
def test_nothing_within_a_budget_brings_more(drawn: tuple[Framework, UnitResult, Prices], budget: str) -> None:
    of, unit, prices = drawn
    climbs, _ = ladders(of, unit, prices)
    found = dearest(problem(of, unit, climbs), Decimal(budget))
    tried = {tuple(picks): each.index.value for picks, each in every_choice(of, unit, climbs)}
    bought = cost_of(climbs, found.picks)
    assert bought <= Decimal(budget)
    affordable = [
        (v, picks) for picks, v in tried.items() if v is not None and cost_of(climbs, picks) <= Decimal(budget)
    ]
    if affordable:
        best = max(round9(value) for value, _ in affordable)
        reached = tried[tuple(found.picks)]
        assert reached is not None and round9(reached) == best
        least = min((cost_of(climbs, p), sum(p)) for v, p in affordable if round9(v) == best)
        assert (bought, sum(found.picks)) == least


@settings(max_examples=30)
@given(small(), st.sampled_from(["two", "three", "four"]))
def test_what_a_plan_tells_is_what_scoring_says(drawn: tuple[Framework, UnitResult, Prices], band: str) -> None:
    of, unit, prices = drawn
    found = improvement(of, unit, [Target("band", band, None)], prices)
    (plan,) = found.plans
    after = scoring.units_of(of, unit, [taken(plan)])[0]
    assert (plan.after.value, plan.after.published, plan.after.band) == (
        *(after.index.value, after.index.published, after.index.band),
    )
    assert plan.after.value == scoring.index_of(of, unit, taken(plan))
    order = [b.id for b in of.bands]
    if plan.reached:
        assert order.index(plan.after.band or "") >= order.index(band)
        assert plan.cost == pytest.approx(sum(step.cost for step in plan.steps))
        if plan.steps:
            assert plan.steps[-1].index == plan.after.value
    else:
        assert plan.proven and not plan.steps
        assert found.best.band is None or order.index(found.best.band) < order.index(band)


def knapsack(given_: Problem, enough: float) -> float:
    """The least cost by an integer programme: one binary a rung, an arithmetic mean of shares."""
    rungs = [(each, n) for each in given_.ladders for n in range(1, len(each.rungs))]
    cost = [float(each.rungs[n].cost) for each, n in rungs]
    gain = [
        (each.rungs[n].score - each.rungs[n - 1].score) * (given_.unit.nodes[each.leaf.id].effective or 0.0)
        for each, n in rungs
    ]
    rows = []
    for at, (_each, n) in enumerate(rungs):
        if n > 1:  # a rung stands on the one below
            row = np.zeros(len(rungs))
            row[at], row[at - 1] = 1.0, -1.0
            rows.append(row)
    limits = [LinearConstraint(np.array([gain]), enough - (given_.unit.index.value or 0.0), np.inf)]
    limits += [LinearConstraint(np.array(rows), -np.inf, 0.0)] if rows else []
    solved = milp(
        cost, constraints=limits, integrality=np.ones(len(rungs)), bounds=Bounds(0, 1), options={"mip_rel_gap": 0}
    )
    return float(solved.fun)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 33.0, 71.0]), st.integers(1, 60), st.integers(1, 9)), min_size=9, max_size=9
    )
)
def test_under_arithmetic_means_an_integer_programme_finds_the_same_cost(drawn: list[tuple[float, int, int]]) -> None:
    groups = [
        group(f"g{g}", *(leaf(f"i{g}{n}", weight=drawn[3 * g + n][2]) for n in range(3)), weight=g + 1)
        for g in range(3)
    ]
    of = framework(*groups, bands_from="exact", decimals=6)
    unit = unit_of(of, {f"i{at // 3}{at % 3}": value for at, (value, _, _) in enumerate(drawn)})
    prices = Prices({(f"i{at // 3}{at % 3}", None): Decimal(cost) for at, (_, cost, _) in enumerate(drawn)})
    climbs, _ = ladders(of, unit, prices)
    plan = plan_of(of, unit, Target("band", "high", 60.0), prices)
    if plan.steps:
        assert plan.cost == pytest.approx(knapsack(problem(of, unit, climbs), 60.0 - 1e-9))


def three(**more: Any) -> Framework:
    levels = {n: {"id": f"t{n}", "en": f"l{n}"} for n in range(1, 6)}
    leaves = [
        leaf(name, measure="level", levels=levels, effort=effort)
        for name, effort in zip("xyz", ("low", "medium", "high"), strict=True)
    ]
    return framework(group("p", *leaves), bands=BANDS, **more)


def test_steps_of_one_indicator_follow_each_other_and_gains_are_exact() -> None:
    of = three()
    plan = plan_of(of, unit_of(of, {"x": 1.0, "y": 3.0, "z": 3.0}), Target("index", None, 58.0))
    assert [(s.indicator, s.now_level, s.then_level, s.cost) for s in plan.steps] == [
        *(("x", 1, 2, 1.0), ("x", 2, 3, 1.0), ("x", 3, 4, 1.0)),
    ]
    assert [step.alone for step in plan.steps] == pytest.approx([25 / 3] * 3)
    assert (plan.cost, plan.after.published) == (3.0, "58.3")


def test_the_printed_number_decides_half_up() -> None:
    of = framework(group("p", leaf("x", measure="number", worst=0, best=1000)), bands=BANDS, decimals=0)
    assert plan_of(of, unit_of(of, {"x": 595.0}), Target("band", "three", 60.0)).steps == ()
    assert plan_of(of, unit_of(of, {"x": 594.9}), Target("band", "three", 60.0)).cost == 2.0
    exact = of.model_copy(update={"bands_from": "exact"})
    assert plan_of(exact, unit_of(exact, {"x": 595.0}), Target("band", "three", 60.0)).cost == 2.0


def test_a_minimum_condition_is_met_at_least_cost_even_where_the_index_is_enough() -> None:
    of = three(gates=[{"id": "zmin", "on": "z", "of": "raw", "at_least": 3, "cap": "two", "label": "x"}])
    unit = unit_of(of, {"x": 5.0, "y": 5.0, "z": 1.0})
    plan = plan_of(of, unit, Target("band", "three", 60.0))
    assert (unit.index.band, unit.index.published) == ("two", "66.7")
    assert [(s.indicator, s.then_level) for s in plan.steps] == [("z", 2), ("z", 3)]
    assert plan_of(of, unit, Target("gate", "zmin", 3.0)).steps == plan.steps


def test_a_minimum_condition_that_no_step_meets_is_named() -> None:
    gate = {"id": "data", "on": "p", "of": "coverage", "at_least": 0.9, "cap": "one", "label": "x"}
    of = three(gates=[gate])
    plan = plan_of(of, unit_of(of, {"x": 5.0, "y": 5.0, "z": None}), Target("band", "two", 40.0))
    assert (plan.reached, plan.proven, plan.blocked, plan.steps) == (False, True, ("data",), ())


def test_an_indicator_that_counts_nothing_rises_only_for_its_condition() -> None:
    of = framework(
        group("p", leaf("x"), leaf("w", weight=0, measure="boolean")),
        bands=BANDS,
        gates=[{"id": "has_w", "on": "w", "of": "raw", "at_least": 1, "cap": "two", "label": "x"}],
    )
    unit = unit_of(of, {"x": 50.0, "w": 0.0})
    assert {step.indicator for step in plan_of(of, unit, Target("band", "three", 60.0)).steps} == {"x", "w"}
    assert {step.indicator for step in plan_of(of, unit, Target("index", None, 60.0)).steps} == {"x"}


def test_gaps_promise_nothing_and_do_not_enter() -> None:
    of = framework(group("p", leaf("x"), leaf("y")), missing={"min_coverage": 0}, bands=BANDS)
    found = improvement(of, unit_of(of, {"x": 50.0, "y": None}), [Target("band", "four", 80.0)])
    assert {step.indicator for step in found.plans[0].steps} == {"x"}
    assert [(lever.indicator, lever.low, lever.high) for lever in found.levers if lever.kind == "fill_gap"] == [
        ("y", 25.0, 75.0)
    ]
    assert found.left_out == ()


def test_without_an_index_there_is_no_plan() -> None:
    of = framework(group("p", leaf("x"), leaf("y", weight=9)), bands=BANDS)
    unit = unit_of(of, {"x": 50.0, "y": None})
    assert next_band(of, unit) is None
    plan = plan_of(of, unit, Target("band", "two", 40.0))
    assert (plan.reached, plan.steps, plan.after.value) == (False, (), None)


def test_what_no_plan_touches_is_named_with_its_reason() -> None:
    of = framework(
        group("p", leaf("x", normalise="minmax", better="high"), leaf("y")),
        group("q", leaf("n", measure="number", worst=0, best=9), leaf("m", measure="number", per="n", worst=0, best=9)),
        group("r", leaf("a"), leaf("b"), aggregate={"mean_minus_sd": 1}),
    )
    document = results(
        of, {c: {"x": v, "y": 1.0, "n": 2.0, "m": 2.0, "a": 3.0, "b": 40.0} for c, v in (("a", 1.0), ("b", 9.0))}
    )
    found = improvement(of, document.units[0], [])
    assert [(each.indicator, each.reason) for each in found.left_out] == [
        *(("x", "group"), ("n", "denominator"), ("a", "mean"), ("b", "mean")),
    ]
    priced = improvement(of, document.units[0], [], Prices({("y", None): Decimal(3)}))
    assert ("m", "cost") in [(each.indicator, each.reason) for each in priced.left_out]


def test_costs_by_level_and_the_effort_that_nobody_wrote() -> None:
    of = three()
    unit = unit_of(of, {"x": 1.0, "y": 1.0, "z": 5.0})
    prices = Prices({("x", None): Decimal(10), ("x", 3): Decimal(500), ("y", None): Decimal(100)})
    plan = plan_of(of, unit, Target("index", None, 58.3), prices)
    assert (plan.cost, {s.indicator: s.then_level for s in plan.steps}) == (210.0, {"x": 2, "y": 3})
    assert improvement(of, unit, []).costs.supposed == ()
    bare = framework(group("p", leaf("x")))
    assert improvement(bare, unit_of(bare, {"x": 1.0}), []).costs.supposed == ("x",)


def test_costs_that_cannot_be_added_exactly_are_refused() -> None:
    of = three()
    with pytest.raises(ValueError, match="exactly"):
        improvement(
            of,
            unit_of(of, {"x": 1.0, "y": 1.0, "z": 1.0}),
            [],
            Prices({("x", None): Decimal("1e15"), ("y", None): Decimal("1e-9")}),
        )


def test_the_certainty_is_asked_of_the_values_supposed() -> None:
    of = three()
    asked: list[Supposed] = []

    def certain(supposed: Supposed, target: Target) -> Chance:
        asked.append(supposed)
        return Chance(0.9, 0.8, 1.0)

    unit = unit_of(of, {"x": 1.0, "y": 3.0, "z": 3.0})
    (plan,) = improvement(of, unit, [Target("index", None, 58.0)], certainty=certain).plans
    assert (plan.certainty, asked) == (Chance(0.9, 0.8, 1.0), [{"x": 4.0}])


def test_what_was_thinned_is_not_called_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    of = three()
    unit = unit_of(of, {"x": 1.0, "y": 1.0, "z": 1.0})
    for pairs in ("FEW_PAIRS", "MANY_PAIRS"):
        monkeypatch.setattr(f"readiness.analysis.improving.search.{pairs}", 4)
    plan = plan_of(of, unit, Target("index", None, 50.0))
    assert plan.reached and not plan.proven


@settings(max_examples=20)
@given(small(), st.sampled_from(["two", "four"]))
def test_a_rough_look_first_changes_no_answer(drawn: tuple[Framework, UnitResult, Prices], band: str) -> None:
    of, unit, prices = drawn
    climbs, _ = ladders(of, unit, prices)
    wanted, given_ = demand(of, unit, Target("band", band, None)), problem(of, unit, climbs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("readiness.analysis.improving.search.FEW_PAIRS", 4)
        rough = cheapest(given_, wanted)
    assert (rough and cost_of(climbs, rough.picks)) == (
        None if (found := cheapest(given_, wanted)) is None else cost_of(climbs, found.picks)
    )
