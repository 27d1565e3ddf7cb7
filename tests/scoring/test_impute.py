"""Filling gaps: every imputer against numbers made by hand, and what a filled gap is in a result."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.data.units import Unit
from readiness.scoring import assess, impute
from readiness.scoring.impute import Gaps, Moment
from readiness.scoring.methods import IMPUTERS
from readiness.scoring.regression import regression
from tests.scoring.making import NA, framework, group, leaf, node, one, score, table

NAN = math.nan


def column(*values: float | None, **keys: object) -> Gaps:
    x = np.array([NAN if value is None else value for value in values], float)
    return Gaps(x, np.isnan(x), **keys)  # type: ignore[arg-type]


def test_mean_and_median_take_every_unit_that_has_a_value():
    assert impute.mean(column(1, None, 2, 6, None)) == {1: (3.0, "3 units"), 4: (3.0, "3 units")}
    assert impute.median(column(1, None, 2, 60)) == {1: (2.0, "3 units")}
    assert impute.median(column(1, None, 2)) == {1: (1.5, "2 units")}


def test_nothing_can_be_made_of_nothing():
    assert not any(make(column(None, None, labels=["a", "a"])) for make in IMPUTERS.values())


def test_a_mean_of_equal_values_is_that_value():
    """0.7 six times adds up to less than 4.2: a constant column must stay one."""
    assert impute.mean(column(*[0.7] * 6, None)) == {6: (0.7, "6 units")}


def test_groups_have_their_own_mean_and_median():
    seen = column(1, 3, None, 10, 20, 60, None, None, column="kind", labels=["a", "a", "a", "b", "b", "b", "B", "c"])
    assert impute.group_mean(seen) == {2: (2.0, "kind a, 2 units"), 6: (30.0, "kind B, 3 units")}
    assert impute.group_median(seen)[6] == (20.0, "kind B, 3 units")


def test_a_unit_without_a_label_belongs_to_no_group():
    assert impute.group_mean(column(1, None, column="kind", labels=[None, None])) == {}


def moments(*waves: tuple[float, float | None]) -> tuple[Moment, ...]:
    return tuple(Moment(f"{at:g}", at, np.array([NAN if x is None else x])) for at, x in waves)


@pytest.mark.parametrize(
    ("waves", "expected"),
    [
        (moments((2018, 4), (2020, 7), (2023, 9)), (7.0, "wave 2020")),
        (moments((2018, 4), (2020, None), (2023, 9)), (4.0, "wave 2018")),
        (moments((2023, 9)), None),
        ((), None),
    ],
)
def test_last_wave_is_the_nearest_earlier_one_that_has_a_value(waves, expected):
    assert impute.last_wave(column(None, at=2021.0, others=waves)).get(0) == expected


@pytest.mark.parametrize(
    ("waves", "expected"),
    [
        (moments((2019, 10), (2023, 30)), (20.0, "waves 2019 and 2023")),
        (moments((2010, 0), (2020, 10), (2024, 50), (2030, 0)), (20.0, "waves 2020 and 2024")),
        (moments((2020, None), (2019, 10), (2023, 30)), (20.0, "waves 2019 and 2023")),
        (moments((2019, 10), (2020, 20)), None),
        (moments((2022, 10), (2023, 20)), None),
    ],
)
def test_linear_lies_between_its_neighbours_and_never_beyond(waves, expected):
    assert impute.linear(column(None, at=2021.0, others=waves)).get(0) == expected


def test_regression_of_one_full_predictor_is_least_squares():
    rng = np.random.default_rng(5)
    y = rng.normal(size=40)
    x = 3 * y + 1 + rng.normal(size=40)
    x[:7] = NAN
    slope, base = np.polyfit(y[7:], x[7:], 1)
    made = regression(Gaps(x, np.isnan(x), predictors=y[np.newaxis]))
    assert [made[j][0] for j in range(7)] == pytest.approx([base + slope * y[j] for j in range(7)], rel=1e-8)
    assert made[0][1] == "1 of 1 predictors, 33 units"


def test_regression_of_several_full_predictors_is_least_squares():
    rng = np.random.default_rng(6)
    y = rng.normal(size=(3, 60))
    x = 2 + y[0] - 4 * y[1] + 0.5 * y[2] + rng.normal(size=60) * 0.3
    x[[3, 11]] = NAN
    seen = ~np.isnan(x)
    design = np.column_stack([np.ones(60), *y])
    fitted, *_ = np.linalg.lstsq(design[seen], x[seen], rcond=None)
    made = regression(Gaps(x, ~seen, predictors=y))
    assert [made[3][0], made[11][0]] == pytest.approx((design @ fitted)[[3, 11]].tolist(), rel=1e-8)


def test_regression_uses_what_each_unit_has():
    """A unit without any predictor gets the mean of the fit; the predictors' own gaps do not stop it."""
    rng = np.random.default_rng(7)
    y = rng.normal(size=(2, 50))
    x = y[0] + y[1] + 10
    y[0, :5], y[1, 3:9] = NAN, NAN
    x[:8] = NAN
    made = regression(Gaps(x, np.isnan(x), predictors=y))
    assert [made[j][1] for j in (0, 3, 7)] == [
        "1 of 2 predictors, 42 units", "0 of 2 predictors, 42 units", "1 of 2 predictors, 42 units",
    ]  # fmt: skip
    assert made[3][0] == pytest.approx(10, abs=0.6)


def test_regression_is_the_maximum_of_likelihood():
    """EM stands where no other mean and covariance make the data likelier: the observed data's score is 0 there."""
    from readiness.scoring.regression import _fit

    rng = np.random.default_rng(8)
    rows = rng.normal(size=(30, 3)) @ rng.normal(size=(3, 3))
    rows[rng.random(rows.shape) < 0.2] = NAN
    rows = rows[~np.isnan(rows).all(axis=1)]
    fitted = _fit(rows)
    assert fitted is not None

    def likelihood(mean: np.ndarray, cov: np.ndarray) -> float:
        total = 0.0
        for row in rows:
            seen = ~np.isnan(row)
            part, away = cov[np.ix_(seen, seen)], row[seen] - mean[seen]
            total -= np.linalg.slogdet(part)[1] + away @ np.linalg.solve(part, away)
        return total

    mean, cov = fitted
    best = likelihood(mean, cov)
    for at in range(3):
        step = np.zeros(3)
        step[at] = 1e-3
        assert likelihood(mean + step, cov) < best > likelihood(mean - step, cov)
        assert likelihood(mean, cov + 1e-3 * np.outer(step, step) * 1e3) < best


@pytest.mark.parametrize(
    "predictors",
    [
        np.zeros((0, 6)),
        np.array([[1.0, 1, 1, 1, 1, 1]]),
        np.array([[1.0, 2, 3, 4, 5, 7], [2.0, 4, 6, 8, 10, 14]]),
        np.random.default_rng(1).normal(size=(4, 6)),
    ],
    ids=["none", "constant", "the same twice", "too many"],
)
def test_a_regression_that_cannot_be_fitted_makes_nothing(predictors):
    assert regression(column(1, 5, 2, 8, 3, None, predictors=predictors)) == {}


# --- in a wave

UNITS = [
    Unit("1", "Satu", "kota", "Aceh"), Unit("2", "Dua", "kota", "Aceh"), Unit("3", "Tiga", "kabupaten", "Bali"),
    Unit("4", "Empat", "kabupaten", "Bali", {"island": "Bali"}),
]  # fmt: skip


def test_a_filled_gap_is_marked_scored_and_no_data():
    model = framework([leaf("a"), leaf("b")], impute="mean", missing={"min_coverage": 0.5})
    results, findings = score(model, {"1": {"a": 10, "b": 40}, "2": {"a": 30}})
    found = node(results.units[1], "b")
    assert (found.status, found.score, found.raw, found.adjusted, found.coverage) == ("imputed", 40, None, 40, 0)
    assert found.imputed is not None
    assert (found.imputed.value, found.imputed.how, found.imputed.basis) == (40, "mean", "1 unit")
    assert results.units[1].index.value == 35
    assert results.units[1].index.coverage == 0.5
    assert node(results.units[0], "b").imputed is None
    told = [finding for finding in findings if finding.code == "M111"]
    assert [(finding.params["indicator"], finding.params["count"], finding.params["units"]) for finding in told] == [
        ("b", 1, 2)
    ]


def test_too_many_estimates_leave_no_score():
    model = framework([leaf("a"), leaf("b")], impute="mean")
    results, _ = score(model, {"1": {"a": 10, "b": 40}, "2": {"a": 30}})
    assert results.units[1].index.value is None
    assert node(results.units[1], "b").score == 40


def test_bounds_put_an_estimate_at_the_ends():
    model = framework([leaf("a"), leaf("b")], impute="mean", missing={"min_coverage": 0})
    results, _ = score(model, {"1": {"a": 10, "b": 40}, "2": {"a": 30}})
    index, found = results.units[1].index, node(results.units[1], "b")
    assert (index.low, index.value, index.high) == (15, 35, 65)
    assert (found.low, found.high) == (0, 100)


@pytest.mark.parametrize(("policy", "expected"), [("worst", (20, 35)), ("fail", (None, 35))])
def test_under_a_policy_an_estimate_is_not_missing(policy, expected):
    rows = {"1": {"a": 40, "b": 40}, "2": {"a": 30}, "3": {"a": 50, "b": 40, "c": 40}}
    plain = framework([leaf("a"), leaf("b"), leaf("c", 0)], missing={"policy": policy, "min_coverage": 0.3})
    filled = framework(
        [leaf("a"), leaf("b", impute="mean"), leaf("c", 0, impute="mean")],
        missing={"policy": policy, "min_coverage": 0.3},
    )
    assert score(plain, rows)[0].units[1].index.value == (15 if policy == "worst" else None)
    results, findings = score(filled, rows)
    assert results.units[1].index.value == expected[1]
    assert [finding.code for finding in findings if finding.code == "M106"] == []


def test_what_does_not_apply_is_never_filled():
    model = framework(
        [leaf("a"), leaf("b"), leaf("desa", applies_to={"kind": ["kabupaten"]})],
        impute="mean",
        missing={"min_coverage": 0},
    )
    rows = {"1": {"a": 1, "b": NA}, "2": {"a": 2, "b": 5}, "3": {"a": 3, "desa": 7}, "4": {"a": 4}}
    results, _ = score(model, rows, units=UNITS)
    status = {unit.code: {name: unit.nodes[name].status for name in ("b", "desa")} for unit in results.units}
    assert status == {
        "1": {"b": "not_applicable", "desa": "not_applicable"},
        "2": {"b": "observed", "desa": "not_applicable"},
        "3": {"b": "imputed", "desa": "observed"},
        "4": {"b": "imputed", "desa": "imputed"},
    }


def test_a_choice_is_no_number_and_stays_missing():
    model = framework([leaf("a"), leaf("b", measure="choice", choices={"ya": 100, "tidak": 0})], impute="mean")
    results, findings = score(model, {"1": {"a": 1, "b": "ya"}, "2": {"a": 2}})
    assert node(results.units[1], "b").status == "missing"
    assert not [finding for finding in findings if finding.code in ("M111", "M114")]


def test_a_group_above_estimates_alone_is_an_estimate_too():
    model = framework([group("g", [leaf("a")]), leaf("b")], impute="mean", missing={"min_coverage": 0})
    results, _ = score(model, {"1": {"a": 10, "b": 1}, "2": {"b": 1}})
    found = node(results.units[1], "g")
    assert (found.status, found.score, found.coverage) == ("imputed", 10, 0)


@pytest.mark.parametrize(
    ("column", "value", "basis"),
    [
        ("province", 30, "province Bali, 1 unit"),
        ("kind", 30, "kind kabupaten, 1 unit"),
        ("klaster", 15, "klaster pesisir, 2 units"),
        ("jenis_jalan", 10, "jenis_jalan batu, 1 unit"),
    ],
)
def test_a_group_is_of_the_unit_of_the_data_or_of_an_indicator(column, value, basis):
    road = leaf("jenis_jalan", 0, measure="choice", choices={"batu": 0, "aspal": 100})
    model = framework([leaf("a", impute={"group_mean": column}), leaf("b"), road], missing={"min_coverage": 0})
    rows = {
        "1": {"a": 10, "b": 1, "jenis_jalan": "batu"}, "2": {"a": 20, "jenis_jalan": "aspal"}, "3": {"a": 30, "b": 1},
        "4": {"b": 1, "jenis_jalan": "batu"},
    }  # fmt: skip
    labels = {"1": {"klaster": "pesisir"}, "2": {"klaster": "Pesisir"}, "4": {"klaster": "pesisir"}}
    results, _ = score(model, rows, units=UNITS, groups=labels)
    found = node(results.units[3], "a").imputed
    assert found is not None
    assert (found.value, found.how, found.basis) == (value, f"group_mean: {column}", basis)


def test_a_gap_that_nothing_fills_stays_and_is_told():
    model = framework([leaf("a", impute={"group_mean": "province"})])
    results, findings = score(model, {"1": {"a": 10}, "3": {}, "4": {}}, units=UNITS)
    assert [unit.nodes["a"].status for unit in results.units] == ["observed", "missing", "missing"]
    told = [finding for finding in findings if finding.code == "M114"]
    assert [(finding.params["count"], finding.params["still"]) for finding in told] == [(2, ["3 Tiga", "4 Empat"])]


def test_an_own_way_goes_before_the_frameworks():
    model = framework([leaf("a", impute="none"), leaf("b", impute="median"), leaf("c")], impute="mean")
    rows = {str(j): {"a": j, "b": j * j, "c": j * j} for j in range(1, 6)} | {"0": {}}
    found = score(model, rows)[0].units[0].nodes
    assert [found[name].adjusted for name in "abc"] == [None, 9, 11]


def test_estimates_are_made_after_the_denominator():
    model = framework([leaf("a", measure="number", worst=0, best=10, per="jiwa")], impute="mean")
    results, _ = score(
        model, {"1": {"a": 20}, "2": {}, "3": {"a": 9}}, denominators={"1": {"jiwa": 10}, "3": {"jiwa": 0}}
    )
    assert [unit.nodes["a"].adjusted for unit in results.units] == [2, 2, 2]
    assert results.units[2].nodes["a"].status == "imputed"


def test_a_value_that_the_transform_cannot_take_is_not_made():
    model = framework(
        [leaf("a", measure="number", normalise="minmax", transform="log", impute="linear"), leaf("b")],
        missing={"min_coverage": 0},
    )
    waves = [
        table({"1": {"a": first}, "2": {"a": 4}, "3": {"a": 8}}, wave=wave)
        for wave, first in (("2020", -6), ("2021", None), ("2022", 2))
    ]
    waves[0] = table({"1": {"a": 0.5}, "2": {"a": 4}, "3": {"a": 8}}, wave="2020")
    results, _ = assess(model, waves[1], sha256="", options={}, waves=waves)
    assert results.units[0].nodes["a"].adjusted == 1.25
    scoreless = framework([leaf("a", measure="number", worst=1, best=9, transform="log", impute="mean"), leaf("b")])
    assert score(scoreless, {"1": {}, "2": {"a": 3}})[0].units[0].nodes["a"].score == 50


def test_waves_bring_the_last_value_and_the_line_between():
    model = framework(
        [leaf("a", impute="last_wave"), leaf("b", impute="linear"), leaf("c")], missing={"min_coverage": 0}
    )
    values = {
        "2019": {"1": {"a": 5, "b": 10}, "9": {"a": 77}}, "2021": {"1": {"c": 1}, "2": {"a": 3}},
        "2020": {"1": {"a": 6}}, "2023": {"2": {"a": 1, "b": 1}, "1": {"b": 30}},
    }  # fmt: skip
    waves = [table(rows, wave=wave) for wave, rows in values.items()]
    results, _ = assess(model, waves[1], sha256="", options={}, waves=waves)
    found = results.units[0].nodes
    assert [(found[name].adjusted, found[name].imputed and found[name].imputed.basis) for name in "abc"] == [
        (6, "wave 2020"), (20, "waves 2019 and 2023"), (1, None),
    ]  # fmt: skip
    assert results.units[1].nodes["b"].status == "missing"


def test_waves_that_are_no_numbers_stand_one_step_apart():
    model = framework([leaf("a", impute="linear")], missing={"min_coverage": 0})
    waves = [table({"1": row}, wave=wave) for wave, row in (("2020 awal", {"a": 0}), ("2021", {}), ("akhir", {"a": 8}))]
    results, _ = assess(model, waves[1], sha256="", options={}, waves=waves)
    assert results.units[0].nodes["a"].adjusted == 4


def test_regression_takes_the_siblings_or_those_that_are_named():
    rng = np.random.default_rng(2)
    rows = {f"{j:02}": dict(zip("pqr", rng.uniform(20, 80, 3).tolist(), strict=True)) for j in range(20)}
    for row in rows.values():
        row["a"] = 0.5 * row["p"] + 0.25 * row["q"] + rng.normal() * 0.1
    del rows["04"]["a"]
    expected = 0.5 * rows["04"]["p"] + 0.25 * rows["04"]["q"]
    own = framework([group("g", [leaf("a", impute="regression"), leaf("p"), leaf("q")]), leaf("r")])
    named = framework([group("g", [leaf("a", impute={"regression": ["p", "r"]}), leaf("q")]), leaf("p"), leaf("r")])
    siblings = node(score(own, rows)[0].units[4], "a").imputed
    chosen = node(score(named, rows)[0].units[4], "a").imputed
    assert siblings is not None
    assert chosen is not None
    assert siblings.value == pytest.approx(expected, abs=0.3)
    assert (siblings.how, siblings.basis) == ("regression", "2 of 2 predictors, 19 units")
    assert (chosen.how, chosen.basis) == ("regression: [p, r]", "2 of 2 predictors, 19 units")


def test_a_regression_that_cannot_be_fitted_falls_back_to_the_mean_and_says_so():
    model = framework([leaf("a", impute="regression"), leaf("b")], missing={"min_coverage": 0})
    results, findings = score(model, {"1": {"a": 10, "b": 1}, "2": {"a": 30, "b": 2}, "3": {"b": 3}})
    found = node(results.units[2], "a").imputed
    assert found is not None
    assert (found.value, found.how) == (20, "mean")
    assert [finding.code for finding in findings if finding.code == "M115"] == ["M115"]


CELLS = st.one_of(st.none(), st.integers(0, 100))
FORMS = st.sampled_from(["mean", "median", "regression", {"group_mean": "province"}, {"group_median": "kind"}])


@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8),
    form=FORMS,
    order=st.randoms(use_true_random=False),
)
def test_observed_cells_never_change_and_the_order_of_units_moves_no_digit(rows, form, order):
    model = framework([leaf("a"), leaf("b"), leaf("c")], impute=form, missing={"min_coverage": 0})
    places = [Unit(str(j), str(j), "kota" if j % 2 else "kabupaten", "AB"[j % 3 == 0]) for j in range(len(rows))]
    values = {str(j): dict(zip("abc", row, strict=True)) for j, row in enumerate(rows)}
    found = {unit.code: unit for unit in score(model, values, units=places)[0].units}
    for code, row in values.items():
        for name, value in row.items():
            if value is not None:
                assert (found[code].nodes[name].adjusted, found[code].nodes[name].status) == (value, "observed")
    names = [str(j) for j in range(len(rows))]
    order.shuffle(names)
    renamed = {new: values[old] for new, old in zip(names, values, strict=True)}
    moved = [
        Unit(new, "", places[int(old)].kind, places[int(old)].province) for new, old in zip(names, values, strict=True)
    ]
    again = {unit.code: unit for unit in score(model, renamed, units=moved)[0].units}
    for new, old in zip(names, values, strict=True):
        assert again[new].index.value == found[old].index.value
        assert [again[new].nodes[name].adjusted for name in "abc"] == [
            found[old].nodes[name].adjusted for name in "abc"
        ]


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9))
def test_a_mean_lies_within_its_values(values):
    made = impute.mean(column(*values, None))[len(values)][0]
    assert min(values) <= made <= max(values)
    assert made == pytest.approx(statistics.fmean(values), abs=1e-6)


def test_one_unit_alone_has_nothing_to_borrow():
    assert one(framework([leaf("a"), leaf("b")], impute="mean"), {"a": 5}).nodes["b"].status == "missing"
