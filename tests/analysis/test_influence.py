"""What weights do: shares, effective weights, correlation with the index, and the variance that they explain."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.influence import influence, set_weights
from readiness.framework.model import Framework
from readiness.results.method import effective_weights
from readiness.results.weighting import WRITTEN, Influence, NodeWeight, WeightingReport
from tests.scoring.making import NA, framework, group, leaf, score

REPORT = WeightingReport(WRITTEN, "written")


def tree(**keys: Any) -> Framework:
    inner = group("d", [leaf("e", 3), leaf("f", 1)], 1)
    return framework([group("a", [leaf("b", 30), leaf("c", 10)], 1), group("p", [inner, leaf("h", 3)], 3)], **keys)


def rows(count: int = 9, seed: int = 5) -> dict[str, dict[str, Any]]:
    rng = np.random.default_rng(seed)
    return {f"u{n:02}": dict(zip("bcefh", rng.integers(0, 101, 5).tolist(), strict=True)) for n in range(count)}


def looked(model: Framework, data: dict[str, dict[str, Any]]) -> tuple[Influence, dict[str, NodeWeight]]:
    found = influence(model, REPORT, score(model, data)[0])
    return found, {node.node: node for node in found.nodes}


def test_without_data_shares_and_effective_weights():
    found = influence(tree(), REPORT, None)
    nodes = {node.node: node for node in found.nodes}
    assert [node.node for node in found.nodes] == ["a", "b", "c", "p", "d", "e", "f", "h"]
    assert (nodes["b"].share, nodes["b"].effective) == (0.75, 0.1875)
    assert nodes["e"].effective == pytest.approx(0.75 * 0.25 * 0.75)
    assert [nodes[name].depth for name in "abde"] == [0, 1, 1, 2]
    assert (nodes["a"].parent, nodes["e"].parent, nodes["e"].leaf, nodes["d"].leaf) == ("index", "d", True, False)
    assert (found.complete, found.of, nodes["b"].correlation) == (None, None, None)
    assert sum(effective_weights(tree())[name] for name in "bcefh") == pytest.approx(1)


def test_against_numpy():
    data, model = rows(), tree()
    found, nodes = looked(model, data)
    weights = effective_weights(model)
    values = {name: np.array([row[name] for row in data.values()], float) for name in "bcefh"}
    index = sum(weights[name] * values[name] for name in "bcefh")
    for name in "bcefh":
        assert nodes[name].correlation == pytest.approx(np.corrcoef(values[name], index)[0, 1])
        covariance = np.cov(values[name], index)[0, 1]
        assert nodes[name].explained == pytest.approx(weights[name] * covariance / index.var(ddof=1))
    assert (found.complete, found.of, nodes["b"].units) == (9, 9, 9)


gap = st.sampled_from([None, NA, 0, 0, 0, 0, 0, 0])


@given(st.lists(st.tuples(gap, gap), min_size=9, max_size=9), st.integers(0, 99))
@settings(max_examples=40)
def test_what_the_indicators_explain_adds_up(gaps: list[tuple[Any, Any]], seed: int):
    data = rows(seed=seed)
    for row, (first, second) in zip(data.values(), gaps, strict=True):
        row["b"], row["e"] = (row["b"] if first == 0 else first), (row["e"] if second == 0 else second)
    _, nodes = looked(tree(), data)
    if nodes["h"].explained is None:
        assert sum(first == 0 and second == 0 for first, second in gaps) < 3
        return
    assert sum(nodes[name].explained or 0 for name in "bcefh") == pytest.approx(1)
    for above, below in {"a": "bc", "d": "ef", "p": "dh"}.items():
        assert nodes[above].explained == pytest.approx(sum(nodes[name].explained or 0 for name in below))


def test_an_indicator_that_nobody_has_is_no_gap_of_the_others():
    data = {code: {**row, "c": None} for code, row in rows().items()}
    found, nodes = looked(tree(), data)
    assert (found.complete, nodes["c"].explained, nodes["c"].correlation, nodes["c"].units) == (9, None, None, 0)
    assert sum(nodes[name].explained or 0 for name in "befh") == pytest.approx(1)


@pytest.mark.parametrize(("geometric", "known"), [("index", ""), ("p", "abcp"), ("d", "abcpdh")])
def test_only_below_arithmetic_means_the_variance_can_be_split(geometric: str, known: str):
    data = {code: {name: max(value, 1) for name, value in row.items()} for code, row in rows().items()}
    _, nodes = looked(with_geometric(geometric), data)
    assert {name for name, node in nodes.items() if node.explained is not None} == set(known)
    assert all(node.correlation is not None for node in nodes.values())


def with_geometric(name: str) -> Framework:
    """One node's mean geometric, all others arithmetic."""
    plain = tree().snapshot()
    if name == "index":
        own = {"aggregate": "arithmetic"}
        plain = {**plain, "aggregate": "geometric", "criteria": [{**node, **own} for node in plain["criteria"]]}
        return Framework.model_validate(plain)
    pillar = plain["criteria"][1]
    (pillar if name == "p" else pillar["criteria"][0])["aggregate"] = "geometric"
    return Framework.model_validate(plain)


def test_too_few_units_or_one_index_for_all_explain_nothing():
    for data in (rows(2), {f"u{n}": dict.fromkeys("bcefh", 50) for n in range(5)}):
        _, nodes = looked(tree(), data)
        assert {(node.correlation, node.explained) for node in nodes.values()} == {(None, None)}


def test_scores_are_folded_under_the_weights_shown():
    data, model = rows(), tree()
    other = model.model_copy(
        update={"criteria": [model.criteria[0], model.criteria[1].model_copy(update={"weight": 0.0})]}
    )
    document = score(model, data)[0]
    nodes = {node.node: node for node in influence(other, REPORT, document).nodes}
    assert (nodes["p"].effective, nodes["a"].correlation, nodes["a"].explained) == (0, 1, 1)
    assert nodes["h"].explained == 0


def test_gates_do_not_enter():
    gates = [{"id": "g", "on": "b", "at_least": 101, "cap_score": 10, "label": "g"}]
    data = rows()
    assert looked(tree(gates=gates), data)[0] == looked(tree(), data)[0]


def test_sets_beside_each_other():
    model = tree(weights_sets={"mine": {"weights": {"a": 3}}, "sd": {"from_data": "sd"}})
    without = {each.name: each.effective for each in set_weights(model, None)}
    assert without["sd"] is None
    assert without["mine"] is not None and without["mine"]["a"] == 0.5
    assert without[WRITTEN] == effective_weights(model)
    document = score(model, rows())[0]
    found = {each.name: each.effective for each in set_weights(model, lambda: document)}
    assert found["sd"] is not None
    assert sum(found["sd"][name] for name in "bcefh") == pytest.approx(1)
    few = score(model, rows(2))[0]
    assert {each.name: each.effective for each in set_weights(model, lambda: few)}["sd"] is None
