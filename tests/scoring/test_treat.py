"""Outliers: moments as spreadsheets have them, every treatment by hand, and the rule of two stages to the letter."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.framework.adjusting import Auto, Winsorise
from readiness.scoring import assess, treat
from readiness.scoring.moments import kurtosis, skewness
from readiness.scoring.reshape import box_cox_of
from tests.scoring.making import framework, leaf, node, score, table

NAN = math.nan
# twenty values and outliers, so that one, two, ... winsorised values do
PLAIN = [float(j) for j in range(1, 21)]
HEAVY_TAIL = np.exp(np.linspace(0, 20, 80))  # five winsorised values do not suffice, a logarithm does


def vector(*values: float | None) -> np.ndarray:
    return np.array([NAN if value is None else value for value in values], float)


# --- moments


@pytest.mark.parametrize(
    ("values", "skew", "kurt"),
    [
        ([3, 4, 5, 2, 3, 4, 5, 6, 4, 7], 0.359543071, -0.151799637),  # the examples of SKEW and KURT in Excel's help
        ([1, 2, 3, 4, 5], 0.0, -1.2),
        ([0, 0, 0, 1], 2.0, 4.0),
        ([1, 2, 9], 1.630059, NAN),
        ([1, 2], NAN, NAN),
        ([5, 5, 5, 5], NAN, NAN),
        ([], NAN, NAN),
    ],
)
def test_moments_by_hand(values, skew, kurt):
    assert skewness(vector(*values)) == pytest.approx(skew, abs=1e-6, nan_ok=True)
    assert kurtosis(vector(*values)) == pytest.approx(kurt, abs=1e-6, nan_ok=True)


VALUES = st.lists(st.one_of(st.floats(-1e6, 1e6, allow_subnormal=False), st.just(NAN)), min_size=4, max_size=30)


@settings(max_examples=60)
@given(VALUES, st.randoms(use_true_random=False))
def test_moments_are_those_of_pandas_in_any_order(values, order):
    x = np.array(values)
    known = x[~np.isnan(x)]
    shuffled = values[:]
    order.shuffle(shuffled)
    assert skewness(x) == pytest.approx(skewness(np.array(shuffled)), rel=0, abs=0, nan_ok=True)
    if known.size > 3 and np.ptp(known) > 1e-3:
        assert skewness(x) == pytest.approx(float(pd.Series(x).skew()), rel=1e-6, abs=1e-6)
        assert kurtosis(x) == pytest.approx(float(pd.Series(x).kurt()), rel=1e-6, abs=1e-6)


def test_the_published_example_of_another_engine():
    """COINr, "Outlier Treatment" (articles/treat): 1 to 10, 30 and 100; and of its own tests, 1 to 10 and 100."""
    x = vector(*range(1, 11), 30, 100)
    assert (skewness(x), kurtosis(x)) == pytest.approx((3.063241, 9.741391), abs=5e-7)
    outcome = treat.auto(x, Auto(points=2))
    assert outcome.x.tolist() == [*range(1, 11), 30, 30]
    assert (skewness(outcome.x), kurtosis(outcome.x)) == pytest.approx((1.712038, 1.815781), abs=5e-7)
    assert treat.auto(vector(*range(1, 11), 100)).x.tolist() == [*range(1, 11), 10]


# --- winsorise


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ({"points": 1}, [2, 2, 3, 4, 5, None, 6, 7, 8, 9, 9]),
        ({"points": 2, "side": "high"}, [1, 2, 3, 4, 5, None, 6, 7, 8, 8, 8]),
        ({"points": 2, "side": "low"}, [3, 3, 3, 4, 5, None, 6, 7, 8, 9, 99]),
        ({"percentile": 10}, [2, 2, 3, 4, 5, None, 6, 7, 8, 9, 9]),
        ({"percentile": 9.9}, [1, 2, 3, 4, 5, None, 6, 7, 8, 9, 99]),
        ({"percentile": 30, "side": "high"}, [1, 2, 3, 4, 5, None, 6, 7, 7, 7, 7]),
        ({"points": 40}, [5, 5, 5, 5, 5, None, 6, 6, 6, 6, 6]),
        ({"points": 40, "side": "high"}, [1, 1, 1, 1, 1, None, 1, 1, 1, 1, 1]),
    ],
)
def test_winsorise_moves_the_outermost_values(option, expected):
    x = vector(1, 2, 3, 4, 5, None, 6, 7, 8, 9, 99)
    outcome = treat.winsorise(x, Winsorise(**option))
    np.testing.assert_array_equal(outcome.x, vector(*expected))
    changed = [how != "" for how in outcome.how]
    assert changed == [not (a == b or math.isnan(a)) for a, b in zip(x, outcome.x, strict=True)]


def test_winsorise_of_ties_changes_nothing():
    """The outermost value is not alone: the next one that is kept equals it."""
    outcome = treat.winsorise(vector(1, 2, 3, 9, 9), Winsorise(points=1, side="high"))
    assert (outcome.x.tolist(), outcome.how) == ([1, 2, 3, 9, 9], ("",) * 5)


# --- auto


def test_a_column_within_one_bound_is_left_alone():
    even = vector(*PLAIN)
    assert treat.auto(even).how == ("",) * 20
    skewed_only = vector(*[0.0] * 6, *[1.0] * 1)
    assert abs(skewness(skewed_only)) > 2
    assert treat.auto(skewed_only, Auto(kurtosis=10)).how == ("",) * 7


def test_one_value_is_moved_to_the_next():
    x = vector(*PLAIN, 300)
    outcome = treat.auto(x)
    assert outcome.x.tolist() == [*PLAIN, 20]
    assert outcome.how == ("",) * 20 + ("winsorise high",)
    assert outcome.why == f"skew {skewness(x):.2f} > 2, kurtosis {kurtosis(x):.2f} > 3.5"
    assert not outcome.failed


def test_each_step_takes_all_that_stand_at_the_end():
    """300 → 200, then both → 100, then all three → 20: three values moved."""
    outcome = treat.auto(vector(*PLAIN, *PLAIN, 100, 200, 300))
    assert outcome.x.tolist() == [*PLAIN, *PLAIN, 20, 20, 20]
    assert [how for how in outcome.how if how] == ["winsorise high"] * 3


def test_low_outliers_are_moved_from_below():
    outcome = treat.auto(vector(-300, *PLAIN))
    assert outcome.x.tolist() == [1, *PLAIN]
    assert outcome.how[0] == "winsorise low"
    assert outcome.why.startswith("skew -4.")
    assert " < -2" in outcome.why


def test_the_count_is_of_values_and_ties_may_carry_a_step_beyond_it():
    """Four equal values and one above: the second step moves five at once, though only 2 are allowed."""
    many = [float(j % 10) for j in range(90)]
    x = vector(*many, 500, 500, 500, 500, 900)
    outcome = treat.auto(x, Auto(points=2, fallback="none"))
    assert outcome.x.tolist() == [*many, *[9.0] * 5]
    assert sum(map(bool, outcome.how)) == 5
    stopped = treat.auto(x, Auto(points=1, fallback="none"))
    assert stopped.x.tolist() == x.tolist()
    assert "after 1 point still" in stopped.why
    assert stopped.failed


def test_where_winsorising_does_not_suffice_the_original_is_bent():
    x = HEAVY_TAIL
    outcome = treat.auto(x)
    least, most = x.min(), x.max()
    np.testing.assert_allclose(outcome.x, np.log(x - least + 0.01 * (most - least)), rtol=0, atol=1e-12)
    assert set(outcome.how) == {"log"}
    assert "; after 5 points still " in outcome.why
    assert not outcome.failed


def test_a_logarithm_that_does_not_suffice_stays_and_is_told():
    """As in the COIN tool: high kurtosis on the low side is made worse by it, and it is applied all the same."""
    x = -HEAVY_TAIL
    outcome = treat.auto(x)
    assert set(outcome.how) == {"log"}
    assert outcome.failed


def test_other_fallbacks():
    x = HEAVY_TAIL
    bent, power = box_cox_of(x)
    assert treat.auto(x, Auto(fallback="box_cox")).how[0] == f"box_cox, lambda {power:g}"
    np.testing.assert_array_equal(treat.auto(x, Auto(fallback="box_cox")).x, bent)
    left = treat.auto(x, Auto(fallback="none"))
    assert left.x.tolist() == x.tolist()
    assert left.failed


def test_no_step_leaves_a_single_value():
    """Two different values: a step would make the column constant, so it is not taken."""
    outcome = treat.auto(vector(*[0.0] * 20, 1), Auto(fallback="none"))
    assert outcome.x.tolist() == [0.0] * 20 + [1]
    assert outcome.failed


@pytest.mark.parametrize("values", [[], [None], [1, 1, 1, 1], [1, 2, 300], [None, 5, 5, 5]])
def test_a_column_that_has_no_shape_is_left_alone(values):
    outcome = treat.auto(vector(*values))
    np.testing.assert_array_equal(outcome.x, vector(*values))
    assert not outcome.failed


# --- reshaping


def test_log_and_box_cox_of_a_constant_column_are_the_column():
    for method in (treat.log, treat.box_cox):
        assert method(vector(3, 3, None)).how == ("", "", "")


def test_box_cox_is_that_of_scipy():
    from scipy import stats

    x = np.random.default_rng(3).gamma(0.7, 3, 60) + 0.1
    bent, power = box_cox_of(x)
    expected, best = stats.boxcox(x)
    assert power == pytest.approx(best, abs=1e-6)
    np.testing.assert_allclose(bent, expected, rtol=1e-5, atol=1e-5)


def test_box_cox_of_values_of_both_signs_is_shifted():
    x = vector(-5, 0, 1, 2, 40, None)
    bent, _power = box_cox_of(x)
    assert np.isnan(bent[5])
    assert (np.diff(bent[:5]) > 0).all()


def test_box_cox_of_numbers_at_the_edge_of_doubles_is_finite():
    assert np.isfinite(box_cox_of(vector(1e-300, 1, 1e300))[0]).all()


# --- laws

HEAVY = st.lists(
    st.one_of(st.integers(0, 20).map(float), st.floats(0, 1e4, allow_subnormal=False), st.just(1e6), st.just(-1e6)),
    min_size=4, max_size=40,
)  # fmt: skip
TREATMENTS = st.sampled_from([
    (treat.auto, Auto()), (treat.auto, Auto(points=2)), (treat.auto, Auto(fallback="none", skew=1, kurtosis=1)),
    (treat.winsorise, Winsorise(points=2)), (treat.winsorise, Winsorise(percentile=20, side="low")), (treat.log, None),
])  # fmt: skip


@settings(max_examples=60)
@given(HEAVY, TREATMENTS)
def test_the_order_of_units_stays(values, chosen):
    method, option = chosen
    x = np.array(values)
    y = method(x, option).x
    by = np.argsort(x, kind="stable")
    assert (np.diff(y[by]) >= 0).all()
    assert len(y) == len(x)


@settings(max_examples=60)
@given(HEAVY)
def test_winsorising_once_is_enough(values):
    once = treat.auto(np.array(values), Auto(fallback="none"))
    if not once.failed:
        assert treat.auto(once.x, Auto(fallback="none")).how == ("",) * len(values)


@settings(max_examples=60)
@given(HEAVY, TREATMENTS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_moves_no_digit(values, chosen, order):
    method, option = chosen
    by = list(range(len(values)))
    order.shuffle(by)
    x = np.array(values)
    assert method(x[by], option).x.tolist() == method(x, option).x[by].tolist()


# --- in a wave

ROWS = {f"{j:02}": {"a": value, "b": value} for j, value in enumerate([*PLAIN, 300.0])}


def test_a_treated_value_keeps_what_it_was():
    model = framework([leaf("a", measure="number", normalise="minmax", treat="auto"), leaf("b", measure="number",
        normalise="minmax")])  # fmt: skip
    results, findings = score(model, ROWS)
    last = results.units[-1]
    assert (last.nodes["a"].raw, last.nodes["a"].adjusted, last.nodes["a"].score) == (300, 20, 100)
    treated = last.nodes["a"].treated
    assert treated is not None
    assert (treated.before, treated.after, treated.how) == (300, 20, "winsorise high")
    assert treated.why.startswith("skew 4.")
    assert [unit.nodes["a"].treated for unit in results.units[:-1]] == [None] * 20
    assert last.nodes["b"].treated is None
    assert results.units[19].nodes["b"].score == pytest.approx(100 * 19 / 299)
    told = [finding for finding in findings if finding.code == "M112"]
    assert [(finding.params["indicator"], finding.params["count"], finding.params["how"]) for finding in told] == [
        ("a", 1, ["winsorise high"])
    ]


def test_what_was_put_into_a_gap_is_treated_too():
    rows = ROWS | {"30": {}}
    model = framework(
        [leaf("a", measure="number", normalise="minmax", impute="mean", treat={"winsorise": {"points": 12}})],
        missing={"min_coverage": 0},
    )
    found = score(model, rows)[0].units[-1].nodes["a"]
    assert found.imputed is not None
    assert found.treated is not None
    assert found.imputed.value == found.treated.before == pytest.approx(510 / 21)
    assert found.adjusted == found.treated.after == 12


ROWS_OF_A_TAIL = {f"{j:02}": {"a": value} for j, value in enumerate(HEAVY_TAIL.tolist())}


@pytest.mark.parametrize(
    ("treatment", "codes"),
    [
        ({"auto": {"fallback": "none"}}, ["M113"]),
        ({"winsorise": {"points": 1, "side": "high"}}, ["M112"]),
        ("log", None),
        ("box_cox", None),
        ("auto", None),
    ],
)
def test_goalposts_cannot_follow_into_another_unit_of_measure(treatment, codes):
    model = framework([leaf("a", measure="number", worst=0, best=1e9, treat=treatment)])
    if codes is None:
        with pytest.raises(ValueError, match="scale"):
            score(model, ROWS_OF_A_TAIL)
        return
    results, findings = score(model, ROWS_OF_A_TAIL)
    assert [finding.code for finding in findings] == codes
    expected = HEAVY_TAIL.tolist()
    if codes == ["M112"]:
        expected[-1] = expected[-2]
    assert [unit.nodes["a"].adjusted for unit in results.units] == expected


def test_a_reference_wave_sets_ends_that_cannot_follow_either():
    model = framework([leaf("a", measure="number", normalise="minmax", treat="log")], reference_wave="2020")
    waves = [table(ROWS_OF_A_TAIL, wave="2020"), table(ROWS_OF_A_TAIL, wave="2021")]
    with pytest.raises(ValueError, match="scale"):
        assess(model, waves[1], sha256="", options={}, waves=waves)


def test_the_frameworks_treatment_passes_over_categories():
    """One yes among many no is no outlier."""
    rows = {f"{j:02}": {"a": 1 if j == 7 else 0, "b": 5 if j == 7 else 1, "c": 90 if j == 7 else j} for j in range(30)}
    model = framework(
        [
            leaf("a", measure="boolean", normalise="minmax"),
            leaf("b", measure="level", normalise="minmax"),
            leaf("c", measure="percent", normalise="minmax"),
        ],
        treat={"winsorise": {"points": 1}},
    )
    results, findings = score(model, rows)
    assert {finding.params["indicator"] for finding in findings if finding.code == "M112"} == {"c"}
    assert node(results.units[7], "a").score == 100


def test_without_impute_and_treat_values_pass_digit_for_digit():
    model = framework([leaf("a", measure="number", normalise="minmax"), leaf("b", measure="number", normalise="rank")])
    results, _ = score(model, ROWS | {"99": {"a": 0.1}})
    assert [unit.nodes["a"].adjusted for unit in results.units] == [*PLAIN, 300.0, 0.1]
    assert all(node.imputed is None and node.treated is None for unit in results.units for node in unit.nodes.values())
