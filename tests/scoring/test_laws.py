"""Laws that hold for every tree, every mean, every gap."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.framework.model import Framework, Group
from readiness.results.document import dumps
from readiness.scoring import index_of, split

from .making import NA, framework, group, leaf, leaf_points, one, score, table

MONOTONE = (
    *("arithmetic", "geometric", "harmonic", "minimum", {"power": 2}, {"power": 0.5}, {"power": -3}),
    *({"owa": [1, 2, 3]}, {"owa": [2, 0, 1, 1]}),
)
# A mean whose scores can be below 0 has none above it that bears none.
BELOW_ZERO = ("arithmetic", "minimum", {"owa": [1, 2, 3]}, {"mean_minus_sd": 1}, {"mean_minus_sd": 0.3})
WEIGHTS = st.sampled_from([0, 1, 2, 0.3, 13, 0.1])
VALUES = st.one_of(st.just(0), st.just(100), st.integers(0, 100), st.floats(0, 100).map(lambda x: round(x, 3)))
GAPS = st.one_of(VALUES, VALUES, VALUES, st.none(), st.just(NA))
LAWS = settings(max_examples=60, deadline=None)


@st.composite
def trees(draw: st.DrawFn, means: tuple[Any, ...] | None = None) -> Framework:
    """Trees of up to four levels, of few leaves; every node its own mean, any weight; leaves are percents."""
    number, leaves_left = iter(range(100)), iter(range(12))
    bearing = st.sampled_from(means or draw(st.sampled_from([MONOTONE, BELOW_ZERO])))

    def children(depth: int) -> list[dict]:
        found = [node(depth) for _ in range(draw(st.integers(1, 3)))]
        found[0]["weight"] = draw(st.sampled_from([1, 3, 0.2]))
        return found

    def node(depth: int) -> dict:
        if depth == 4 or next(leaves_left, None) is None or draw(st.sampled_from([True, False])):
            return leaf(f"i{next(number)}", draw(WEIGHTS))
        return group(f"g{next(number)}", children(depth + 1), draw(WEIGHTS), aggregate=draw(bearing))

    missing = {
        "policy": draw(st.sampled_from(["exclude", "worst"])),
        "min_coverage": draw(st.sampled_from([0, 0.5, 0.65])),
    }
    return framework(children(1), aggregate=draw(bearing), missing=missing)


def rows(draw: st.DrawFn, model: Framework, values=GAPS) -> dict:
    return {each.id: draw(values) for each in model.indicators()}


@LAWS
@given(st.data())
def test_points_add_up_to_the_index(data):
    model = data.draw(trees())
    unit = one(model, rows(data.draw, model))
    assume(unit.index.value is not None)
    assert leaf_points(model, unit) == pytest.approx(unit.index.value, abs=1e-9)
    pillars = [unit.nodes[pillar.id].points or 0.0 for pillar in model.criteria]
    assert sum(pillars) == pytest.approx(unit.index.value, abs=1e-9)


@LAWS
@given(st.data())
def test_a_split_adds_up_and_reverses(data):
    model = data.draw(trees())
    before, after = one(model, rows(data.draw, model)), one(model, rows(data.draw, model))
    assume(before.index.value is not None and after.index.value is not None)
    there, back = split(model, before, after), split(model, after, before)
    parts = sum(there.parts.values()) + sum(there.availability.values())
    assert parts == pytest.approx(after.index.value - before.index.value, abs=1e-9)
    assert there.total == -back.total
    assert there.parts.keys() == back.parts.keys()
    for name, part in there.parts.items():
        assert part == pytest.approx(-back.parts[name], abs=1e-9)
        if before.nodes[name].score == after.nodes[name].score:
            assert part == 0


@LAWS
@given(st.data())
def test_more_never_harms(data):
    model = data.draw(trees(MONOTONE))
    row = rows(data.draw, model, VALUES)
    unit = one(model, row)
    name = data.draw(st.sampled_from(sorted(row)))
    higher = index_of(model, unit, {name: min(100.0, row[name] + data.draw(st.integers(0, 100)))})
    assert higher >= unit.index.value - 1e-9


@LAWS
@given(st.data())
def test_better_is_better_whatever_the_direction(data):
    ends = st.sampled_from([{"worst": 0, "best": 100}, {"worst": 100, "best": 0}, {"worst": 70, "best": 20}])
    model = data.draw(trees(MONOTONE))
    snapshot = model.snapshot()
    turned = {each.id: data.draw(ends) for each in model.indicators()}

    def turn(nodes: list[dict]) -> list[dict]:
        return [
            {**node, "criteria": turn(node["criteria"])} if "criteria" in node else {**node, **turned[node["id"]]}
            for node in nodes
        ]

    model = Framework.model_validate({**snapshot, "criteria": turn(snapshot["criteria"])})
    row = rows(data.draw, model, VALUES)
    name = data.draw(st.sampled_from(sorted(row)))
    step = data.draw(st.integers(0, 100)) * (1 if turned[name]["best"] > turned[name]["worst"] else -1)
    better = min(100.0, max(0.0, row[name] + step))
    assert one(model, row | {name: better}).index.value >= one(model, row).index.value - 1e-9


@LAWS
@given(st.data())
def test_low_score_high_and_the_scale(data):
    model = data.draw(trees(MONOTONE))
    unit = one(model, rows(data.draw, model))
    for each in (*unit.nodes.values(), unit.index):
        if each.low is not None:
            assert -1e-9 <= each.low <= each.high + 1e-9 <= 100 + 2e-9
    complete = one(model, rows(data.draw, model, VALUES))
    for each in complete.nodes.values():
        if each.score is not None:
            assert each.low == pytest.approx(each.score, abs=1e-9) == pytest.approx(each.high, abs=1e-9)
            assert -1e-9 <= each.score <= 100 + 1e-9


@LAWS
@given(st.data())
def test_a_score_lies_between_low_and_high_where_no_group_was_left_out(data):
    model = data.draw(trees(MONOTONE))
    unit = one(model, rows(data.draw, model))
    groups = [unit.nodes[each.id] for each in model.walk() if isinstance(each, Group)]
    assume(not any(each.score is None and each.coverage for each in groups))
    for each in unit.nodes.values():
        if each.score is not None:
            assert each.low - 1e-9 <= each.score <= each.high + 1e-9
    if unit.index.value is not None:
        assert unit.index.low - 1e-9 <= unit.index.value <= unit.index.high + 1e-9


@LAWS
@given(st.data())
def test_whatever_the_gaps_hold_the_complete_score_lies_between_low_and_high(data):
    """Where a mean promises no such thing, no low and no high are told."""
    model = data.draw(trees())
    row = rows(data.draw, model)
    unit = one(model, row)
    complete = one(model, {name: data.draw(VALUES) if value is None else value for name, value in row.items()})
    pairs = [(each, complete.nodes[name].score) for name, each in unit.nodes.items()]
    for bounds, found in [*pairs, (unit.index, complete.index.value)]:
        assert (bounds.low is None) == (bounds.high is None)
        if bounds.low is not None and found is not None:
            assert bounds.low - 1e-9 <= found <= bounds.high + 1e-9


def test_no_bounds_are_told_where_the_spread_may_shrink():
    model = framework([group("p", [leaf("a"), leaf("b")], aggregate={"mean_minus_sd": 1}), leaf("c")])
    open_ = one(model, {"a": 50, "b": None, "c": 40})
    assert (open_.nodes["p"].low, open_.nodes["p"].high, open_.index.low, open_.index.high) == (None,) * 4
    assert (open_.nodes["b"].low, open_.nodes["b"].high, open_.nodes["c"].low) == (0, 100, 40)
    elsewhere = one(model, {"a": 50, "b": 30, "c": None})
    assert (elsewhere.nodes["p"].low, elsewhere.nodes["p"].high) == (30, 30)
    assert (elsewhere.index.low, elsewhere.index.high) == (15, 65)


@LAWS
@given(st.data())
def test_what_if_is_scoring_again(data):
    model = data.draw(trees())
    row = rows(data.draw, model)
    unit = one(model, row)
    name = data.draw(st.sampled_from(sorted(row)))
    assume(row[name] is not NA)
    value = data.draw(st.one_of(VALUES, st.none()))
    again, expected = index_of(model, unit, {name: value}), one(model, row | {name: value}).index.value
    assert again == (None if expected is None else pytest.approx(expected, abs=1e-9))


@LAWS
@given(st.data())
def test_only_ratios_of_weights_and_not_their_order_count(data):
    model = data.draw(trees())
    row = rows(data.draw, model)
    shuffle = random.Random(data.draw(st.integers(0, 99)))

    def other(node):
        children = [other(child) for child in node.get("criteria", [])]
        shuffle.shuffle(children)
        scaled = {**node, "weight": node.get("weight", 1) * 7}
        return {**scaled, "criteria": children} if children else scaled

    root = other({**model.snapshot(), "weight": 1})
    root.pop("weight")
    moved = one(Framework.model_validate(root), row)
    first = one(model, row)
    assert (moved.index.value is None) == (first.index.value is None)
    for name, found in first.nodes.items():
        for key in ("score", "share", "effective", "points", "coverage", "low", "high"):
            a, b = getattr(found, key), getattr(moved.nodes[name], key)
            assert a == b or a == pytest.approx(b, abs=1e-9)


@LAWS
@given(st.data())
def test_no_number_is_nan_and_the_document_has_none(data):
    model = data.draw(trees())
    results, _ = score(model, {f"u{n}": rows(data.draw, model) for n in range(3)})
    text = dumps(results)
    assert "NaN" not in text
    assert "Infinity" not in text
    assert "-0.0," not in text


def test_the_order_of_rows_moves_no_byte():
    model = framework(
        [leaf("a", normalise={"zscore": {"mean": 50, "sd": 10}}), leaf("b", normalise="rank"), leaf("c", 0.1)]
    )
    draw = random.Random(1)
    data = {f"u{n:03}": {x: round(draw.uniform(0, 100), 3) for x in "abc"} for n in range(80)}
    straight = table(data)
    mixed = list(straight.units)
    draw.shuffle(mixed)
    shuffled = replace(straight, units=tuple(mixed), cells={u.code: straight.cells[u.code] for u in mixed})
    from readiness.scoring import assess

    first, second = (assess(model, each, sha256="0", options={})[0] for each in (straight, shuffled))
    assert dumps(first) == dumps(second)


@LAWS
@given(st.data())
def test_names_and_order_of_units_change_nothing(data):
    """Also where scores depend on the group: by position in the tables, not by code."""
    model = data.draw(trees(BELOW_ZERO))
    snapshot = model.snapshot()
    relative = st.sampled_from(["minmax", "rank", "percentile_rank", {"zscore": {"mean": 0, "sd": 30}}, "goalposts"])
    how = {each.id: data.draw(relative) for each in model.indicators()}

    def compared(nodes: list[dict]) -> list[dict]:
        return [
            {**node, "criteria": compared(node["criteria"])}
            if "criteria" in node
            else {**node, "normalise": how[node["id"]]}
            for node in nodes
        ]

    model = Framework.model_validate({**snapshot, "criteria": compared(snapshot["criteria"])})
    table = [rows(data.draw, model) for _ in range(4)]
    names = data.draw(st.permutations(["b", "x", "a", "m"]))
    straight, _ = score(model, {f"u{at}": row for at, row in enumerate(table)})
    renamed, _ = score(model, dict(zip(names, table, strict=True)))
    by_name = {unit.code: unit for unit in renamed.units}
    for at, name in enumerate(names):
        first, again = straight.units[at], by_name[name]
        assert first.index.rank == again.index.rank
        assert again.index.value == (None if first.index.value is None else pytest.approx(first.index.value, abs=1e-9))
        if first.index.value is not None:
            assert leaf_points(model, first) == pytest.approx(first.index.value, abs=1e-9)


@LAWS
@given(st.data(), st.sampled_from([0, 100]))
def test_all_worst_is_the_bottom_and_all_best_the_top(data, value):
    model = data.draw(trees())
    unit = one(model, {each.id: value for each in model.indicators()})
    assert unit.index.value == pytest.approx(value, abs=1e-9)
    assert leaf_points(model, unit) == pytest.approx(value, abs=1e-9)
