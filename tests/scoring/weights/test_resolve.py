"""A named set made into a framework: written, by hand, from experts, and from the data, from the leaves up."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.framework.model import Framework
from readiness.scoring.weights import WRITTEN, asks_data, resolve
from readiness.scoring.weights.eigen import eigen
from readiness.scoring.weights.statistics import correlations
from tests.cases.test_cases import HERE, case_of
from tests.scoring.making import NA, framework, group, leaf, score, table

METHODS = ("entropy", "critic", "sd", "pca", "factors")
SETS: dict[str, Any] = {method: {"from_data": method} for method in ("equal", "equal_indicators", *METHODS)}


def tree(**sets: Any) -> Framework:
    """Two pillars: one of two indicators, one of an indicator and a group of three, one of them not counted."""
    deep = group("d", [leaf("e"), leaf("f"), leaf("g", 0)])
    return framework([group("a", [leaf("b", 3), leaf("c")]), group("p", [deep, leaf("h")])], weights_sets=SETS | sets)


def rows(count: int = 8, seed: int = 3) -> dict[str, dict[str, Any]]:
    rng = np.random.default_rng(seed)
    return {f"u{n:02}": dict(zip("bcefgh", rng.integers(0, 101, 6).tolist(), strict=True)) for n in range(count)}


def weights(model: Framework) -> dict[str, float | None]:
    return {node.id: node.weight for node in model.walk()}


def test_written_is_the_file_as_it_is():
    model = tree()
    assert resolve(model, WRITTEN, table(rows())).framework is model


def test_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        resolve(tree(), "nobody", table(rows()))


def test_by_hand_only_the_named_nodes_change():
    found = resolve(tree(mine={"weights": {"b": 1, "d": 4}}), "mine", table({}))
    assert weights(found.framework) == {**weights(tree()), "b": 1, "d": 4}
    assert {g.group: dict(g.shares) for g in found.report.groups} == {
        "a": {"b": 0.5, "c": 0.5},
        "p": {"d": 0.8, "h": 0.2},
    }


def test_relative_whatever_the_file_said():
    model = framework([leaf("a", 30), leaf("b", 70)], weights="global", weights_sets={"x": {"weights": {"a": 70}}})
    found = resolve(model, "x", table({})).framework
    assert found.weights == "relative"
    assert score(found, {"u": {"a": 100, "b": 0}})[0].units[0].index.value == pytest.approx(50)


def test_experts_weigh_the_groups_that_they_judged():
    pairs = {"ahp": {"index": {"a": {"p": 3}}, "d": {"e": {"f": 1, "g": "1"}, "f": {"g": 1}}}}
    found = resolve(tree(ahp={**pairs, "ahp": {"index": {"a": {"p": 3}}}}), "ahp", table({}))
    assert weights(found.framework) == {**weights(tree()), "a": 0.75, "p": 0.25}
    assert [g.group for g in found.report.groups] == ["index"]
    budget = {"budget": {"p": {"x": {"d": 10, "h": 30}, "y": {"d": 50, "h": 50}}}}
    found = resolve(tree(points=budget), "points", table({}))
    assert weights(found.framework) == {**weights(tree()), "d": 0.375, "h": 0.625}


def test_equal_looks_at_the_tree_alone_and_leaves_out_what_is_not_counted():
    equal = resolve(tree(), "equal", table({}))
    assert (equal.findings, asks_data(tree(), "equal")) == ((), False)
    assert weights(equal.framework) == {
        "a": 0.5,
        "b": 0.5,
        "c": 0.5,
        "p": 0.5,
        "d": 0.5,
        "e": 0.5,
        "f": 0.5,
        "g": 0,
        "h": 0.5,
    }
    found = resolve(tree(), "equal_indicators", table({}))
    assert weights(found.framework)["a"] == 0.4
    assert weights(found.framework)["d"] == pytest.approx(2 / 3, abs=1e-11)


@pytest.mark.parametrize("method", METHODS)
def test_from_the_data_every_group_sums_to_one_and_says_so(method: str):
    found = resolve(tree(), method, table(rows(), wave="2024"))
    assert [(f.code, f.params["wave"], f.params["units"]) for f in found.findings if f.code == "M125"] == [
        ("M125", "2024", 8)
    ]
    assert (found.report.wave, found.report.units) == ("2024", 8)
    for each in found.report.groups:
        assert math.fsum(each.shares.values()) == pytest.approx(1, abs=1e-10)
        assert each.units == 8
    assert weights(found.framework)["g"] == 0


def test_from_the_leaves_up_by_the_new_weights():
    data = rows()
    found = resolve(tree(), "sd", table(data))
    assert {f.code for f in found.findings} == {"M125"}
    values = {name: np.array([row[name] for row in data.values()], float) for name in "bcefgh"}

    def shares(*scores: np.ndarray) -> np.ndarray:
        sds = np.array([each.std(ddof=1) for each in scores])
        return sds / sds.sum()

    inner = shares(values["e"], values["f"])
    d = inner[0] * values["e"] + inner[1] * values["f"]
    middle = shares(d, values["h"])
    p = middle[0] * d + middle[1] * values["h"]
    first = shares(values["b"], values["c"])
    a = first[0] * values["b"] + first[1] * values["c"]
    top = shares(a, p)
    got = weights(found.framework)
    assert [got[name] for name in "efdhbcap"] == pytest.approx([*inner, *middle, *first, *top], abs=1e-9)


def test_the_scores_that_follow_are_those_of_the_new_framework():
    data = rows()
    found = resolve(tree(), "sd", table(data)).framework
    unit = score(found, data)[0].units[0]
    assert unit.nodes["b"].weight == found.node("b").weight
    assert unit.index.value == pytest.approx(
        sum(n.points for n in unit.nodes.values() if n.points and n.raw is not None)
    )


def test_gaps_leave_a_unit_out_of_the_groups_that_they_are_in():
    data = rows()
    data["u00"]["e"] = None
    data["u01"]["e"] = NA
    units = {g.group: g.units for g in resolve(tree(), "sd", table(data)).report.groups}
    # u00 lacks half of d, so d has no score there, and p and the index have none; in u01 d is f alone
    assert units == {"index": 7, "a": 8, "p": 7, "d": 6}


def test_a_constant_child_weighs_nothing_and_is_told():
    data = {code: {**row, "b": 40} for code, row in rows().items()}
    for method in METHODS:
        found = resolve(tree(), method, table(data))
        assert (weights(found.framework)["b"], weights(found.framework)["c"]) == (0, 1)
        (told,) = [f for f in found.findings if f.code == "M126"]
        assert (told.params["child"], told.params["group"], told.severity) == ("b", "a", "warning")


@pytest.mark.parametrize(
    ("method", "count", "fits"), [("sd", 2, False), ("sd", 3, True), ("pca", 3, False), ("pca", 4, True)]
)
def test_too_few_units_are_an_error(method: str, count: int, fits: bool):
    model = framework([leaf(name) for name in "bcef"], weights_sets=SETS)
    found = resolve(model, method, table(rows(count)))
    errors = [f for f in found.findings if f.severity == "error"]
    assert bool(errors) is not fits
    if errors:
        assert (errors[0].code, errors[0].params["units"], errors[0].params["group"]) == ("M127", count, "index")
        assert found.framework is model


def test_an_indicator_without_data_is_named():
    data = {code: {**row, "h": None} for code, row in rows().items()}
    (error,) = [f for f in resolve(tree(), "entropy", table(data)).findings if f.severity == "error"]
    assert (error.code, error.params["emptiest"], error.params["units"], error.params["of"]) == ("M127", "h", 0, 8)


def test_nothing_that_differs_is_an_error_and_no_silent_equal():
    data = {code: {**row, "b": 1, "c": 2} for code, row in rows().items()}
    assert "M128" in {f.code for f in resolve(tree(), "entropy", table(data)).findings}
    same = {code: {**row, "c": row["b"]} for code, row in rows().items()}
    assert "M128" in {f.code for f in resolve(tree(), "critic", table(same)).findings}


def test_pca_tells_who_loads_against_the_rest():
    data = {f"u{n}": {"b": 10 * n, "c": 9 * n + n % 2, "h": 90 - 10 * n} for n in range(8)}
    found = resolve(framework([leaf(name) for name in "bch"], weights_sets=SETS), "pca", table(data))
    assert [f.params["children"] for f in found.findings if f.code == "M129"] == [["h"]]


def test_scores_below_the_scale_are_measured_from_their_own_lowest():
    model = framework([leaf("b", outside="flag"), leaf("c")], weights_sets=SETS)
    data = {f"u{n}": {"b": value, "c": 10 * n + 10} for n, value in enumerate([-50, 0, 50, 100])}
    shifted = {f"u{n}": {"b": value, "c": 10 * n + 10} for n, value in enumerate([0, 50, 100, 150])}
    assert (
        resolve(model, "entropy", table(data)).report.groups == resolve(model, "entropy", table(shifted)).report.groups
    )


@given(st.permutations(range(8)), st.sampled_from(METHODS))
@settings(max_examples=25)
def test_the_order_of_rows_moves_no_digit(order: list[int], method: str):
    data = rows()
    codes = list(data)
    shuffled = {codes[n]: data[codes[n]] for n in order}
    assert resolve(tree(), method, table(shuffled)).framework == resolve(tree(), method, table(data)).framework


@pytest.mark.parametrize("method", METHODS)
def test_the_framework_scale_is_nothing_to_them(method: str):
    wide = tree()
    narrow = wide.model_copy(update={"scale": wide.scale.model_copy(update={"min": 1.0, "max": 5.0})})
    found = [weights(resolve(model, method, table(rows())).framework) for model in (wide, narrow)]
    assert found[0] == pytest.approx(found[1], abs=1e-9)


def test_eigenvalues_of_the_technology_achievement_index():
    raw = np.array([unit["raw"] for unit in case_of(HERE / "oecd-tai.yaml")["units"]], float).T
    values = eigen(correlations(raw))[0]
    printed = [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9]  # percent of the variance: Handbook (2008), table 16
    assert (100 * values / 8).tolist() == pytest.approx(printed, abs=0.15)
