"""What changed between two results: the split is exact, and it is due to what was really changed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.changing import change
from readiness.data.table import Cell
from readiness.framework.model import Framework
from readiness.results.change import Parts, ResultsChange, UnitChange
from readiness.results.records import Results
from tests.analysis.builders import framework, group, leaf, results, trees, unit

CODES = ("a", "b", "c")
OLD = framework(group("p", leaf("x"), leaf("y")))
NEW = framework(group("p", leaf("x", weight=3), leaf("y")), version="2")
THEN = {"a": {"x": 10.0, "y": 30.0}, "b": {"x": 50.0, "y": 70.0}}
NOW = {"a": {"x": 20.0, "y": 30.0}, "b": {"x": 50.0, "y": 70.0}}


def by_code(found: ResultsChange) -> dict[str, UnitChange]:
    return {each.code: each for each in found.units}


def reweighted(of: Framework, weights: Mapping[str, float]) -> Framework:
    """The same tree with other weights."""
    snapshot = copy.deepcopy(of.snapshot())

    def visit(nodes: list[dict[str, Any]]) -> None:
        for node in nodes:
            node["weight"] = weights.get(node["id"], node.get("weight", 1))
            visit(node.get("criteria", []))

    visit(snapshot["criteria"])
    return Framework.model_validate(snapshot)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Results, Results, Results, Results]:
    """Both data under both frameworks: old old, old data under the new, new data under the old, new new."""
    of = draw(trees())
    anew = reweighted(of, {n.id: draw(st.sampled_from([0.5, 1.0, 2.0, 5.0])) for n in of.walk()})
    value = st.one_of(st.integers(0, 100_000).map(lambda n: n / 1000), st.sampled_from([0.0, 100.0]), st.none())
    data = [{code: {each.id: draw(value) for each in of.indicators()} for code in CODES} for _ in range(2)]
    first, second = ([results(one, values) for one in (of, anew)] for values in data)
    return first[0], first[1], second[0], second[1]


def test_a_split_done_by_hand() -> None:
    """Index before (10 + 30)/2 = 20, after (3·20 + 30)/4 = 22.5; the new data under the old framework (20 + 30)/2 = 25,
    the old data under the new framework (3·10 + 30)/4 = 15. So +5 is due to data, −5 to the framework, +2.5 to both."""
    found = by_code(change(results(OLD, THEN), results(NEW, NOW)))
    assert found["a"].parts == Parts(5.0, -5.0, 2.5)
    assert found["a"].total == 2.5
    assert [(m.indicator, m.before, m.after, m.part) for m in found["a"].moved] == [("x", 10.0, 20.0, 5.0)]
    assert found["b"].parts == Parts(0.0, -5.0, 0.0)  # 60 before, (3·50 + 70)/4 = 55 after
    assert found["b"].moved == ()


@settings(max_examples=40, deadline=None)
@given(pairs())
def test_the_parts_add_up_to_the_difference(four: tuple[Results, Results, Results, Results]) -> None:
    for one in change(four[0], four[3]).units:
        assert (one.parts is None) == (one.why is not None)
        if one.parts is None:
            continue
        assert one.total is not None
        assert abs(one.parts.data + one.parts.framework + one.parts.both - one.total) <= 1e-9
        if one.moved:
            told = sum(move.part or 0.0 for move in one.moved) + one.rest
            assert told == pytest.approx(one.parts.data, abs=1e-7)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_each_part_is_a_difference_of_two_indices(four: tuple[Results, Results, Results, Results]) -> None:
    values = [{u.code: u.index.value for u in each.units} for each in four]
    for one in change(four[0], four[3]).units:
        start, anew, data, end = (each[one.code] for each in values)
        if one.parts is None:
            assert None in (start, anew, data, end)
        else:
            assert start is not None and anew is not None and data is not None and end is not None
            assert one.parts.data == pytest.approx(data - start, abs=1e-9)
            assert one.parts.framework == pytest.approx(anew - start, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_what_was_not_edited_has_part_0_exactly(four: tuple[Results, Results, Results, Results]) -> None:
    for one in change(four[0], four[1]).units:
        assert one.parts is None or one.parts == Parts(0.0, one.total or 0.0, 0.0)
    for one in change(four[0], four[2]).units:
        assert one.parts is None or one.parts == Parts(one.total or 0.0, 0.0, 0.0)
    for one in change(four[0], four[0]).units:
        assert one.parts is None or one.parts == Parts(0.0, 0.0, 0.0)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_a_unit_whose_data_stood_still_has_part_0_exactly(four: tuple[Results, Results, Results, Results]) -> None:
    """Others moved, so all is scored again; the zero is computed, not assumed."""
    before, after = four[0], four[3]
    kept = {u.code: {leaf.id: u.nodes[leaf.id].raw for leaf in _model(before).indicators()} for u in before.units}
    moved = {u.code: {leaf.id: u.nodes[leaf.id].raw for leaf in _model(after).indicators()} for u in after.units}
    mixed = results(_model(after), {**moved, "b": kept["b"]})
    one = by_code(change(before, mixed))["b"]
    assert one.parts is None or (one.parts.data, one.parts.both) == (0.0, 0.0)


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_reversed_sides_turn_every_sign_and_keep_what_both_make(
    four: tuple[Results, Results, Results, Results],
) -> None:
    back = by_code(change(four[3], four[0]))
    for one in change(four[0], four[3]).units:
        other = back[one.code]
        assert (one.total is None and other.total is None) or (one.total or 0.0) == -(other.total or 0.0)
        if one.parts is not None and other.parts is not None:
            assert other.parts.data == pytest.approx(-(one.parts.data + one.parts.both), abs=1e-9)
            assert other.parts.framework == pytest.approx(-(one.parts.framework + one.parts.both), abs=1e-9)
            assert other.parts.both == pytest.approx(one.parts.both, abs=1e-9)


def _model(of: Results) -> Framework:
    return Framework.model_validate(of.framework.snapshot)


def test_a_relative_score_moves_with_its_group() -> None:
    """minmax over x: of 10, 20, 30 the middle is 50; of 10, 20, 50 it is 25. Its own value stood still."""
    relative = framework(group("p", leaf("x", normalise="minmax")))
    other = framework(group("p", leaf("x", normalise="minmax")), aggregate="geometric", version="2")
    then = {"a": {"x": 10.0}, "b": {"x": 20.0}, "c": {"x": 30.0}}
    now = {**then, "c": {"x": 50.0}}
    for anew in (relative, other):
        one = by_code(change(results(relative, then), results(anew, now)))["b"]
        assert one.parts is not None
        assert one.parts.data == pytest.approx(-25.0)
        assert one.parts.framework == pytest.approx(0.0)
        assert [(m.indicator, m.before, m.after) for m in one.moved] == [("x", 20.0, 20.0)]


def test_a_new_indicator_counts_to_the_framework() -> None:
    """The old results do not hold it; the data that both ask for stood still."""
    grown = framework(group("p", leaf("x"), leaf("y"), leaf("z")), version="2")
    now = {code: {**row, "z": 90.0} for code, row in THEN.items()}
    found = change(results(OLD, THEN), results(grown, now))
    assert found.same_data
    assert by_code(found)["a"].parts == Parts(0.0, pytest.approx(130 / 3 - 20), 0.0)
    assert [(d.node, d.key, d.kind, d.after) for d in found.differences if d.node] == [("z", "", "new", 1.0)]
    back = change(results(grown, now), results(OLD, THEN))
    assert by_code(back)["a"].parts == Parts(0.0, pytest.approx(20 - 130 / 3), 0.0)


def test_what_a_framework_never_asked_of_a_unit_is_not_data_that_moved() -> None:
    only_cities = framework(group("p", leaf("x"), leaf("y", applies_to={"kind": ["kota"]})), version="2")
    units = {"a": unit("a", kind="kabupaten"), "b": unit("b", kind="kota")}
    found = change(results(only_cities, THEN, units=units), results(OLD, THEN, units=units))
    assert found.same_data
    assert by_code(found)["a"].parts == Parts(0.0, 10.0, 0.0)  # x alone, 10; then both, 20
    assert by_code(found)["b"].parts == Parts(0.0, 0.0, 0.0)


def test_why_a_difference_cannot_be_split() -> None:
    gap = {"a": {"x": None, "y": None}, "b": NOW["b"]}
    assert by_code(change(results(OLD, THEN), results(OLD, gap)))["a"].why == "no_index_after"
    assert by_code(change(results(OLD, gap), results(OLD, THEN)))["a"].why == "no_index_before"
    apart = framework(group("p", leaf("u"), leaf("y", weight=0.1)), version="2")
    other = {code: {"u": 1.0, "y": 2.0} for code in THEN}
    assert by_code(change(results(OLD, THEN), results(apart, other)))["a"].why == "frameworks_apart"
    scaled = framework(
        group("p", leaf("x"), leaf("y")),
        scale={"min": 0, "max": 10},
        version="2",
        bands=[{"id": "low", "from": 0, "label": {"id": "Rendah", "en": "Low"}}],
    )
    one = by_code(change(results(OLD, THEN), results(scaled, NOW)))["a"]
    assert (one.why, one.total) == ("scale", None)
    strict = framework(group("p", leaf("x", worst=15, best=100, outside="refuse"), leaf("y")), version="2")
    assert by_code(change(results(OLD, THEN), results(strict, NOW)))["a"].why == "refused"
    other_group = framework(group("p", leaf("x", normalise="minmax"), leaf("y")), reference_wave="1999", version="2")
    made = results(framework(group("p", leaf("x", normalise="minmax"), leaf("y")), version="2"), NOW)
    foreign = _with_snapshot(made, other_group)
    assert by_code(change(results(OLD, THEN), foreign))["a"].why == "reference_wave"


def test_a_result_that_scoring_does_not_make_again_is_not_split() -> None:
    """Under other numbers than the tool's own, nobody may say what a difference is due to."""
    forged = _with_snapshot(results(NEW, NOW), framework(group("p", leaf("x", weight=2), leaf("y")), version="2"))
    found = by_code(change(results(OLD, THEN), forged))
    assert found["a"].why == "not_reproduced"
    assert found["a"].total == 2.5


def test_a_difference_whose_cause_is_in_neither_document_is_not_split() -> None:
    then = results(OLD, THEN)
    a, b = then.units
    forged = replace(then, units=(replace(a, index=replace(a.index, value=99.0)), b))
    found = by_code(change(then, forged))
    assert (found["a"].parts, found["a"].why, found["a"].total) == (None, "not_reproduced", 79.0)
    assert found["b"].parts == Parts(0.0, 0.0, 0.0)


def test_other_waves_that_no_document_holds_are_not_taken_for_the_framework() -> None:
    """Under last_wave the gap of y was filled from a wave that is not here."""
    carried = framework(group("p", leaf("x"), leaf("y", impute="last_wave")), version="2")
    gap = {"a": {"x": 10.0, "y": None}, "b": THEN["b"]}
    then, now = (
        results(framework(group("p", leaf("x"), leaf("y")), missing={"min_coverage": 0}), gap),
        results(carried, gap),
    )
    filled = _with_value(now, "a", 30.0)
    assert by_code(change(then, filled))["a"].why == "not_reproduced"


def _with_value(of: Results, code: str, value: float) -> Results:
    units = tuple(
        replace(u, index=replace(u.index, value=value, value_before_gates=value)) if u.code == code else u
        for u in of.units
    )
    return replace(of, units=units)


def _with_snapshot(of: Results, model: Framework) -> Results:
    return replace(of, framework=replace(of.framework, snapshot=model.snapshot()))


def test_a_value_that_is_not_applicable_says_so() -> None:
    now = results(OLD, NOW, cells={("a", "x"): Cell("not_applicable", note="tanpa APBD sendiri")})
    (moved,) = by_code(change(results(OLD, THEN), now))["a"].moved
    assert (moved.was, moved.now, moved.after) == ("observed", "not_applicable", None)


def test_who_is_new_who_is_gone_who_changed_band_and_who_crossed_the_line() -> None:
    then = results(OLD, {"a": {"x": 10.0, "y": 30.0}, "b": {"x": 50.0, "y": 80.0}, "c": {"x": 1.0, "y": 1.0}})
    now = results(OLD, {"a": {"x": 90.0, "y": 90.0}, "b": {"x": 50.0, "y": 80.0}, "d": {"x": 70.0, "y": 70.0}})
    found = change(then, now, top=1)
    assert [one.code for one in found.new] == ["d"]
    assert [one.code for one in found.gone] == ["c"]
    assert (found.entered, found.left) == (("a",), ("b",))
    counts = found.counts
    assert (counts.both, counts.risen, counts.fallen, counts.unchanged) == (2, 1, 0, 1)
    assert (counts.band, counts.rank, counts.new, counts.gone, counts.moved) == (1, 2, 1, 1, 3)
    (pillar,) = found.pillars
    assert (pillar.units, pillar.risen, pillar.fallen, pillar.before, pillar.after) == (2, 1, 0, 42.5, 77.5)


def test_only_words_of_a_framework_move_nothing_and_are_told_apart() -> None:
    worded = framework(
        group("p", leaf("x", label={"id": "Baru", "en": "New"}), leaf("y", weight=1, owner="Dinas")), version="2"
    )
    found = change(results(OLD, THEN), results(worded, THEN))
    assert not found.same_framework
    assert found.counts.moved == 0
    assert {(d.node, d.key) for d in found.differences} == {
        ("", "version"),
        ("x", "label.id"),
        ("x", "label.en"),
        ("y", "owner.id"),
        ("y", "owner.en"),
    }
    assert not any(each.counts for each in found.differences)


def test_what_differs_in_a_framework_stands_by_node_and_key() -> None:
    other = framework(
        group("p", leaf("x", weight=3, worst=5, best=90), aggregate="geometric"),
        missing={"policy": "worst"},
        bands=[
            {"id": "low", "from": 0, "label": {"id": "Rendah", "en": "Low"}},
            {"id": "high", "from": 70, "label": {"id": "Tinggi", "en": "High"}},
        ],
    )
    found = change(results(OLD, THEN), results(other, THEN)).differences
    assert [(d.node, d.key, d.kind, d.before, d.after) for d in found if d.counts] == [
        ("", "missing.policy", "new", None, "worst"),
        ("", "bands.high.from", "changed", 60.0, 70.0),
        ("p", "aggregate", "new", None, "geometric"),
        ("x", "weight", "changed", 1.0, 3.0),
        ("x", "worst", "new", None, 5.0),
        ("x", "best", "new", None, 90.0),
        ("y", "", "gone", 1.0, None),
    ]
