"""What-if from the record alone, where gaps were filled and outliers treated."""

from __future__ import annotations

import pytest

from readiness.scoring import index_of
from tests.scoring.making import framework, leaf, score

ROWS = {"1": {"a": 10, "b": 40}, "2": {"a": 30}, "3": {"a": 50, "b": 80}}


def test_an_estimate_stays_unless_its_own_value_is_supposed():
    model = framework([leaf("a"), leaf("b")], impute="mean", missing={"min_coverage": 0.5})
    unit = score(model, ROWS)[0].units[1]
    assert unit.index.value == 45
    assert index_of(model, unit, {}) == 45
    assert index_of(model, unit, {"a": 50}) == 55
    assert index_of(model, unit, {"b": 10}) == 20
    assert index_of(model, unit, {"b": None}) == 30
    assert index_of(model, unit, {"a": None}) is None


def test_a_supposed_value_is_data():
    model = framework([leaf("a"), leaf("b")], impute="mean", missing={"min_coverage": 0.65})
    unit = score(model, ROWS)[0].units[1]
    assert index_of(model, unit, {}) is None
    assert index_of(model, unit, {"b": 10}) == 20


@pytest.mark.parametrize("policy", ["worst", "fail"])
def test_an_estimate_is_not_missing_under_a_policy(policy):
    model = framework([leaf("a"), leaf("b")], impute="mean", missing={"policy": policy, "min_coverage": 0.5})
    unit = score(model, ROWS)[0].units[1]
    assert index_of(model, unit, {"a": 40}) == 50


def test_what_is_treated_rests_on_the_others():
    treated = {"winsorise": {"points": 1}}
    model = framework([leaf("a", treat=treated), leaf("b")], missing={"min_coverage": 0})
    unit = score(model, ROWS)[0].units[2]
    assert (unit.nodes["a"].score, unit.index.value) == (30, 55)
    assert index_of(model, unit, {"b": 50}) == 40
    with pytest.raises(ValueError, match="other units"):
        index_of(model, unit, {"a": 90})


def test_the_frameworks_treatment_counts_too():
    model = framework([leaf("a"), leaf("b", measure="boolean")], treat={"auto": {"fallback": "none"}})
    unit = score(model, {"1": {"a": 10, "b": 1}})[0].units[0]
    with pytest.raises(ValueError, match="other units"):
        index_of(model, unit, {"a": 90})
    assert index_of(model, unit, {"b": 0}) == 5


def test_a_denominator_of_what_rests_on_the_others_cannot_be_supposed():
    model = framework(
        [leaf("a", measure="number", per="b", normalise="minmax"), leaf("b"), leaf("c")], missing={"min_coverage": 0}
    )
    unit = score(model, {"1": {"a": 1, "b": 10, "c": 1}, "2": {"a": 9, "b": 10, "c": 1}})[0].units[1]
    assert index_of(model, unit, {"c": 4}) == pytest.approx((100 + 10 + 4) / 3)
    with pytest.raises(ValueError, match="other units"):
        index_of(model, unit, {"b": 20})
