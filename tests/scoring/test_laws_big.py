"""Laws that hold for every tree, every mean, every gap."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.framework.model import Framework
from readiness.results.document import dumps
from readiness.scoring import index_of, split

from .making import NA, framework, group, leaf, leaf_points, one, score, table

MEANS = st.sampled_from(["arithmetic", "geometric", "harmonic", "minimum", {"power": 2}, {"power": 0.5}, {"power": -3}])
WEIGHTS = st.sampled_from([0, 1, 2, 0.3, 13, 0.1])
VALUES = st.one_of(st.just(0), st.just(100), st.integers(0, 100), st.floats(0, 100).map(lambda x: round(x, 3)))
GAPS = st.one_of(VALUES, VALUES, VALUES, st.none(), st.just(NA))
LAWS = settings(max_examples=700, deadline=None)


@st.composite
def trees(draw: st.DrawFn) -> Framework:
    """Two or three pillars of one to three leaves, some with a group below; every node its own mean."""
    number = iter(range(100))

    def leaves() -> list[dict]:
        found = [leaf(f"i{next(number)}", draw(WEIGHTS)) for _ in range(draw(st.integers(1, 3)))]
        found[0]["weight"] = 1
        return found

    pillars = []
    for _ in range(draw(st.integers(1, 3))):
        below = leaves()
        if draw(st.booleans()):
            below.append(group(f"g{next(number)}", leaves(), 2, aggregate=draw(MEANS)))
        pillars.append(group(f"p{next(number)}", below, draw(st.sampled_from([1, 3])), aggregate=draw(MEANS)))
    missing = {
        "policy": draw(st.sampled_from(["exclude", "worst"])),
        "min_coverage": draw(st.sampled_from([0, 0.5, 0.65])),
    }
    return framework(pillars, aggregate=draw(MEANS), missing=missing)


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
    model = data.draw(trees())
    row = rows(data.draw, model, VALUES)
    unit = one(model, row)
    name = data.draw(st.sampled_from(sorted(row)))
    higher = index_of(model, unit, {name: min(100.0, row[name] + data.draw(st.integers(0, 100)))})
    assert higher >= unit.index.value - 1e-9


@LAWS
@given(st.data())
def test_low_score_high_and_the_scale(data):
    model = data.draw(trees())
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
