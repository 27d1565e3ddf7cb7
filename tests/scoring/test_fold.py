"""Shares, coverage, statuses, policies: what the method says, on frameworks small enough to check by hand."""

from __future__ import annotations

import pytest

from .making import NA, framework, group, leaf, node, one, score

HALVES = [group("p", [leaf("a"), leaf("b")]), group("q", [leaf("c"), leaf("d")])]


def test_an_absent_weight_is_one_and_only_ratios_count():
    for scale in (1, 10, 0.01):
        unit = one(framework([leaf("a", 3 * scale), leaf("b", scale)]), {"a": 80, "b": 40})
        assert unit.index.published == "70.0"
        assert node(unit, "a").share == pytest.approx(0.75)
        assert node(unit, "a").weight == 3 * scale
    assert one(framework([leaf("a"), leaf("b")]), {"a": 80, "b": 40}).index.published == "60.0"


def test_global_weights_become_shares_over_the_children_with_a_score():
    model = framework([group("p", [leaf("a", 30), leaf("b", 10)], 40), leaf("c", 60)], weights="global")
    unit = one(model, {"a": 100, "b": None, "c": 50})
    assert node(unit, "p").score == 100
    assert node(unit, "p").coverage == 0.75
    assert node(unit, "a").share == 1.0
    assert unit.index.value == pytest.approx(70)
    assert unit.index.coverage == pytest.approx(0.4 * 0.75 + 0.6)


def test_weight_zero_is_shown_and_not_counted():
    for aggregate in ("arithmetic", "geometric", "harmonic", "minimum", {"power": -2}):
        unit = one(framework([leaf("a"), leaf("b", 0)], aggregate=aggregate), {"a": 50, "b": 0})
        assert unit.index.value == pytest.approx(50)
        shown = node(unit, "b")
        assert (shown.score, shown.share, shown.effective, shown.points) == (0.0, 0.0, 0.0, 0.0)
        assert unit.index.coverage == 1.0


def test_a_score_needs_a_counted_child():
    model = framework([group("p", [leaf("a", 0), leaf("b", 1)]), leaf("c")], missing={"min_coverage": 0})
    unit = one(model, {"a": 50, "b": None, "c": 80})
    assert node(unit, "p").score is None
    assert unit.index.value == 80


def test_a_group_under_its_coverage_counts_nothing_for_its_parent():
    unit = one(framework(HALVES, missing={"min_coverage": 0.6}), {"a": 100, "c": 0, "d": 0})
    assert node(unit, "p").score is None
    assert node(unit, "p").coverage == 0.5
    assert node(unit, "p").status == "missing"
    assert unit.index.coverage == 0.5
    assert unit.index.value is None
    assert unit.index.published is unit.index.band is unit.index.rank is None


def test_min_coverage_has_a_slack_for_sums_of_doubles():
    tenths = [leaf(f"i{n}", 0.1) for n in range(10)]
    row = {f"i{n}": 50 for n in range(7)}
    assert one(framework(tenths, missing={"min_coverage": 0.7}), row).index.published == "50.0"
    assert one(framework(tenths, missing={"min_coverage": 0.701}), row).index.value is None


def test_missing_is_no_number_and_never_zero():
    unit = one(framework(HALVES), {"a": 100, "b": None, "c": 60, "d": 60})
    gap = node(unit, "b")
    assert (gap.status, gap.score, gap.share, gap.effective, gap.points) == ("missing", None, None, None, None)
    assert (gap.low, gap.high, gap.coverage) == (0.0, 100.0, 0.0)


def test_without_index_no_node_has_effective_weight_or_points():
    unit = one(framework(HALVES), {"a": 100, "b": 100})
    assert unit.index.value is None
    assert {(n.effective, n.points) for n in unit.nodes.values()} == {(None, None)}
    assert node(unit, "a").share == 0.5


def test_points_of_a_node_left_out_are_null_with_all_below_it():
    unit = one(framework([*HALVES, leaf("e", 4)]), {"a": 100, "c": 60, "d": 60, "e": 60})
    assert unit.index.value == pytest.approx(60)
    assert node(unit, "p").points is node(unit, "a").points is node(unit, "a").effective is None
    assert node(unit, "a").share == 1.0


def test_low_and_high_exist_where_the_score_does_not():
    unit = one(framework(HALVES), {"a": 100})
    assert unit.index.value is None
    assert (unit.index.low, unit.index.high) == (25.0, 100.0)
    assert (node(unit, "q").low, node(unit, "q").high) == (0.0, 100.0)


def test_a_score_outside_low_high_is_told():
    results, findings = score(framework([group("p", [leaf("a"), leaf("b")]), leaf("c", 3)]), {"a": {"a": 0, "c": 80}})
    index = results.units[0].index
    assert index.value == 80
    assert index.high == pytest.approx(72.5)
    assert [(f.code, f.params["node"]) for f in findings] == [("M107", "index")]


def test_not_applicable_counts_neither_in_shares_nor_in_coverage():
    unit = one(framework([leaf("a", 1), leaf("b", 99)]), {"a": 40, "b": NA})
    assert unit.index.value == 40
    assert unit.index.coverage == 1.0
    out = node(unit, "b")
    assert (out.status, out.coverage, out.low, out.high, out.share) == ("not_applicable", None, None, None, None)
    assert out.note == "tanpa APBD sendiri"


def test_a_node_whose_children_all_do_not_apply_does_not_apply():
    unit = one(framework(HALVES), {"a": NA, "b": NA, "c": 10, "d": 30})
    assert node(unit, "p").status == "not_applicable"
    assert (node(unit, "p").coverage, node(unit, "p").low) == (None, None)
    assert unit.index.value == 20
    nothing = one(framework(HALVES), dict.fromkeys("abcd", NA))
    assert nothing.index.value is nothing.index.coverage is nothing.index.low is None


def test_policy_worst_scores_a_missing_leaf_at_the_minimum():
    model = framework([leaf("a"), leaf("b"), leaf("c")], missing={"policy": "worst"}, scale={"min": 10, "max": 110})
    unit = one(model, {"a": 50})
    assert unit.index.value == pytest.approx((60 + 10 + 10) / 3)
    gap = node(unit, "b")
    assert (gap.status, gap.score, gap.coverage) == ("missing", 10.0, 0.0)
    assert unit.index.coverage == pytest.approx(1 / 3)
    assert gap.points == pytest.approx(10 / 3)


def test_policy_of_a_group_holds_for_that_node_alone():
    worst = group("p", [leaf("a"), leaf("b")], missing={"policy": "worst"})
    unit = one(framework([worst, group("q", [leaf("c"), leaf("d")])]), {"a": 80, "c": 60, "d": 60})
    assert node(unit, "p").score == 40
    assert unit.index.coverage == 0.75
    lost = one(framework([worst, group("q", [leaf("c"), leaf("d")])]), {"a": 80, "c": 60})
    assert node(lost, "q").score is None


def test_policy_fail_leaves_no_index_and_is_an_error():
    model = framework(HALVES, missing={"policy": "fail"})
    results, findings = score(model, {"x": {"a": 1, "b": 2, "c": 3}, "y": dict.fromkeys("abcd", 50)})
    assert [u.index.published for u in results.units] == [None, "50.0"]
    assert [u.index.rank for u in results.units] == [None, 1]
    (finding,) = findings
    assert (finding.code, finding.unit, finding.severity, finding.params["indicators"]) == ("M106", "x", "error", ["d"])


def test_policy_fail_passes_over_what_does_not_apply():
    model = framework(HALVES, missing={"policy": "fail"})
    assert one(model, {"a": 10, "b": NA, "c": 10, "d": 10}).index.published == "10.0"


def test_no_unit_with_an_index_is_told():
    results, findings = score(framework(HALVES), {"x": {"a": 1}, "y": {}})
    assert [f.code for f in findings if f.unit is None] == ["M109"]
    assert results.units[0].index.of == 0


def test_zero_makes_geometric_harmonic_and_negative_powers_zero():
    for aggregate in ("geometric", "harmonic", {"power": -1.5}):
        unit = one(framework([leaf("a"), leaf("b")], aggregate=aggregate), {"a": 0, "b": 100})
        assert unit.index.published == "0.0"


def test_minimum_is_the_lowest_counted_child():
    unit = one(framework([leaf("a"), leaf("b"), leaf("c")], aggregate="minimum"), {"a": 70, "b": 30, "c": None})
    assert unit.index.value == 30


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [("arithmetic", 65.0), ("geometric", 60.0), ("harmonic", 7200 / 130), ({"power": 2}, 4850**0.5)],
)
def test_the_means_of_40_and_90(aggregate, expected):
    unit = one(framework([leaf("a"), leaf("b")], aggregate=aggregate), {"a": 40, "b": 90})
    assert unit.index.value == pytest.approx(expected, abs=1e-12)


def test_a_group_may_override_the_mean():
    model = framework([group("p", [leaf("a"), leaf("b")], aggregate="minimum"), leaf("c")])
    unit = one(model, {"a": 10, "b": 90, "c": 50})
    assert node(unit, "p").score == 10
    assert unit.index.value == 30
