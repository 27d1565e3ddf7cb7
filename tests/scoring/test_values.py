"""From a cell to a score: defaults by measure, denominators, clipping, transforms, normalisers."""

from __future__ import annotations

import pytest

from readiness.data.units import Unit

from .making import framework, leaf, node, one, score


def scored(value, **keys):
    """The score of one indicator under a scale of 0 to 100."""
    return node(one(framework([leaf("a", **keys)]), {"a": value}), "a").score


def column(values, **keys):
    results, findings = score(framework([leaf("a", **keys)]), {f"u{n}": {"a": v} for n, v in enumerate(values)})
    return [unit.nodes["a"].score for unit in results.units], findings


ANSWERS = {1: "Tidak", 2: "Kadang", 3: "Ya"}


@pytest.mark.parametrize(
    ("value", "keys", "expected"),
    [
        (87.5, {"measure": "percent"}, 87.5),
        (1, {"measure": "boolean"}, 100),
        (0, {"measure": "boolean"}, 0),
        (3, {"measure": "level"}, 50),
        (2, {"measure": "level", "levels": {0: "nol", 1: "satu", 4: "empat"}}, 50),
        (1.5, {"measure": "survey", "items": ["q"], "statistic": "mean", "answers": ANSWERS}, 25),
        (40, {"measure": "survey", "items": ["q"], "statistic": {"share_at_least": 3}, "answers": ANSWERS}, 40),
        (30, {"measure": "number", "worst": 20, "best": 40}, 50),
        (30, {"measure": "number", "worst": 40, "best": 20}, 50),
        (50, {"measure": "percent", "worst": 40}, 100 / 6),
        ("sebagian", {"measure": "choice", "choices": {"ada": 100, "sebagian": 50, "tidak": 0}}, 50),
        (64, {"measure": "percent", "normalise": {"distance_to_target": {"target": 80}}}, 80),
        (95, {"measure": "percent", "normalise": {"distance_to_target": {"target": 80}}}, 100),
        (1000, {"measure": "number", "worst": 10, "best": 100000, "transform": "log10"}, 50),
        (1000, {"measure": "number", "worst": 10, "best": 100000, "transform": "log"}, 50),
        (9, {"measure": "number", "worst": 1, "best": 25, "transform": "sqrt"}, 50),
    ],
)
def test_a_value_becomes_a_score(value, keys, expected):
    assert scored(value, **keys) == pytest.approx(expected, abs=1e-12)


def test_clipping_comes_before_the_transform():
    keys = {"measure": "number", "worst": 1000, "best": 100000, "transform": "log"}
    assert scored(0, **keys) == 0.0
    assert scored(-5, **keys) == 0.0
    assert scored(10**9, **keys) == 100.0


def test_reversed_goalposts_never_print_minus_zero():
    unit = one(framework([leaf("a", worst=100, best=0)]), {"a": 100})
    assert (str(node(unit, "a").score), node(unit, "a").published) == ("0.0", "0.0")


def test_thresholds_are_steps_from_inclusive():
    steps = [{"from": 0, "score": 0}, {"from": 40, "score": 50}, {"from": 80, "score": 100}]
    assert [scored(v, thresholds=steps) for v in (0, 39.999, 40, 79, 80, 100)] == [0, 0, 50, 50, 100, 100]
    assert [scored(v, thresholds=steps, interpolate="linear") for v in (0, 20, 60, 90)] == [0, 25, 75, 100]


def test_relative_normalisers_over_the_group():
    values = [10, 20, 20, 50, None]
    assert column(values, normalise="minmax")[0] == [0, 25, 25, 100, None]
    assert column(values, normalise="minmax", better="low")[0] == [100, 75, 75, 0, None]
    assert column(values, normalise="rank")[0] == pytest.approx([0, 50, 50, 100, None])
    assert column(values, normalise="percentile_rank")[0] == [12.5, 50, 50, 87.5, None]
    z = column(values, normalise={"zscore": {"mean": 50, "sd": 10}})[0]
    assert z[:4] == pytest.approx([50 + 10 * (v - 25) / 300**0.5 for v in (10, 20, 20, 50)])


@pytest.mark.parametrize("how", ["minmax", "rank", "percentile_rank"])
def test_a_constant_column_has_no_score_and_is_told(how):
    scores, findings = column([5, 5, 5], normalise=how)
    assert scores == [None, None, None]
    assert [f.code for f in findings if f.code == "M105"] == ["M105"]


def test_a_constant_column_under_zscore_has_its_mean():
    scores, findings = column([5, 5, None], normalise={"zscore": {"mean": 50, "sd": 10}})
    assert scores == [50, 50, None]
    assert [f.code for f in findings] == ["M105"]


def test_an_observed_value_without_score_keeps_its_coverage_and_counts_nothing_above():
    model = framework([leaf("a", 1, normalise="minmax"), leaf("b", 3)])
    results, _ = score(model, {"x": {"a": 5, "b": 60}, "y": {"a": 5, "b": 80}})
    unit = results.units[0]
    assert (node(unit, "a").status, node(unit, "a").coverage, node(unit, "a").score) == ("observed", 1.0, None)
    assert unit.index.coverage == 0.75
    assert (unit.index.value, unit.index.low, unit.index.high) == (60, 45, 70)


def test_outside_flag_keeps_the_value_and_warns():
    results, findings = score(framework([leaf("a", outside="flag")]), {"x": {"a": 120}})
    assert results.units[0].index.published == "120.0"
    assert [(f.code, f.line, f.column, f.cell) for f in findings] == [("M103", 2, 3, "C2")]


def test_outside_refuse_refuses_the_unit_and_leaves_the_group():
    model = framework([leaf("a", outside="refuse"), leaf("b", normalise="minmax")])
    results, findings = score(model, {"x": {"a": 120, "b": 999}, "y": {"a": 50, "b": 1}, "z": {"a": 50, "b": 3}})
    assert [unit.code for unit in results.units] == ["y", "z"]
    assert [unit.nodes["b"].score for unit in results.units] == [0, 100]
    assert [(f.code, f.unit, f.severity) for f in findings] == [("M104", "x", "error")]


def test_a_value_outside_a_transform_is_an_error_at_its_cell():
    model = framework([leaf("a", measure="number", worst=1, best=10, transform="log", outside="flag")])
    results, findings = score(model, {"x": {"a": 0}, "y": {"a": 10}})
    assert [unit.code for unit in results.units] == ["y"]
    assert {f.code for f in findings} == {"M102", "M103"}


def test_an_unknown_choice_is_an_error():
    results, findings = score(framework([leaf("a", measure="choice", choices={"ya": 100})]), {"x": {"a": "mungkin"}})
    assert results.units == ()
    assert [f.code for f in findings] == ["M108"]


KAB = Unit("01.01", "Kabupaten A", "kabupaten", "Aceh", {"villages": 200.0})
KOTA = Unit("01.71", "Kota B", "kota", "Aceh", {"villages": 0.0})


def test_per_a_registry_column_times():
    model = framework([leaf("a", measure="count", per={"of": "villages", "times": 100}, worst=0, best=100)])
    unit = one(model, {"a": 50}, units=[Unit("a", "A", "kabupaten", "Aceh", {"villages": 200.0})])
    found = node(unit, "a")
    assert (found.raw, found.denominator, found.adjusted, found.score) == (50, 200, 25, 25)


@pytest.mark.parametrize("denominators", [{}, {"a": {"d": 0.0}}, {"a": {"d": -1.0}}])
def test_a_denominator_missing_or_not_above_zero_makes_the_indicator_missing(denominators):
    model = framework([leaf("a", measure="count", per="d", worst=0, best=1)])
    results, findings = score(model, {"a": {"a": 5}}, denominators=denominators)
    found = results.units[0].nodes["a"]
    assert (found.status, found.score, found.adjusted, found.raw) == ("missing", None, None, 5)
    assert [(f.code, f.line, f.column) for f in findings if f.unit] == [("M101", 2, 3)]


def test_per_another_indicator_and_a_data_column():
    model = framework(
        [leaf("a", measure="count", per="b", worst=0, best=1), leaf("b", 0, measure="count", worst=0, best=9)]
    )
    assert one(model, {"a": 2, "b": 4}).nodes["a"].score == 50
    data = framework([leaf("a", measure="count", per="d", worst=0, best=1)])
    assert one(data, {"a": 2}, denominators={"a": {"d": 8.0}}).nodes["a"].score == 25


def test_applies_to_by_kind_on_a_group_and_a_value_there_is_told():
    desa = {"id": "desa", "label": "Desa", "applies_to": {"kind": ["kabupaten"]}, "criteria": [leaf("a")]}
    model = framework([desa, leaf("b")], units="indonesia-2025")
    rows = {"01.01": {"a": 100, "b": 50}, "01.71": {"a": 100, "b": 50}}
    results, findings = score(model, rows, units=[KAB, KOTA])
    kab, kota = results.units
    assert (kab.index.published, kota.index.published) == ("75.0", "50.0")
    assert (kota.nodes["desa"].status, kota.nodes["a"].status, kota.nodes["a"].raw) == ("not_applicable",) * 2 + (None,)
    assert [(f.code, f.unit) for f in findings] == [("M110", "01.71")]


def test_applies_to_not_province():
    rule = {"not": {"province": ["aceh"]}}
    model = framework([leaf("a", applies_to=rule), leaf("b")], units="indonesia-2025")
    assert one(model, {"a": 0, "b": 50}, units=[Unit("a", "A", "kota", "Aceh")]).index.published == "50.0"
    assert one(model, {"a": 0, "b": 50}, units=[Unit("a", "A", "kota", "Riau")]).index.published == "25.0"
