"""The shape of the tree: each check fires, and is silent beside its limit."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.checks import check
from readiness.findings import Finding, hint, message
from readiness.framework.places import Places
from readiness.results.method import effective_weights
from tests.scoring.making import framework, group, leaf

FULL = {"why": "Sebab", "evidence": "Bukti"}


def asked(name: str, weight: float | None = None, **keys: Any) -> dict[str, Any]:
    return leaf(name, weight, **{**FULL, **keys})


def many(prefix: str, count: int, weight: float | None = None) -> list[dict[str, Any]]:
    return [asked(f"{prefix}{n}", weight) for n in range(count)]


def found(criteria, **keys) -> list[Finding]:
    return check(framework(criteria, **keys), (), (), [], Places(), "k.yaml")


def codes(criteria, **keys) -> list[str]:
    return [finding.code for finding in found(criteria, **keys)]


def test_a_sound_tree_has_no_finding():
    assert codes([group("p", many("a", 3)), group("q", many("b", 3))]) == []
    assert codes(many("a", 3)) == []


@pytest.mark.parametrize(("count", "told"), [(1, ["M034"]), (2, ["M034"]), (3, [])])
def test_one_or_two_indicators_are_no_index(count, told):
    assert codes(many("a", count)) == told


def test_a_pillar_or_group_of_one_counted_indicator():
    alone = group("p", [asked("x"), asked("y", 0)])
    (finding,) = [f for f in found([alone, *many("a", 3)]) if f.code != "M032"]
    assert (finding.code, finding.severity, finding.params["found"]) == ("M030", "note", ["p"])
    assert codes([group("p", [asked("x"), asked("y")]), *many("a", 3)]) == []


def test_of_a_chain_of_groups_of_one_the_highest_is_told():
    chain = group("p", [group("q", [group("r", [asked("x")])])])
    (finding,) = found([chain, *many("a", 3)])
    assert finding.params["found"] == ["p"]
    mixed = group("p", [group("q", [asked("x")]), asked("y"), group("s", [asked("z")])])
    (finding,) = found([mixed, *many("a", 3)])
    assert (finding.params["found"], finding.params["count"]) == (["q", "s"], 2)


def test_a_group_that_is_not_counted_needs_no_company():
    assert codes([group("p", [asked("x")], 0), *many("a", 3, 1)]) == ["M032"]


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ([5, *[1] * 9], {"M031"}),  # 5 of 14: 36 %
        ([3, *[1] * 9], set()),  # 3 of 12 is a quarter, and no more
        ([10, *[1] * 9], {"M020"}),  # 53 %
        ([2, 1, 1], set()),  # 50 % of three is less than twice an equal share
    ],
)
def test_more_than_a_quarter_and_more_than_half(weights, told):
    assert set(codes([asked(f"a{n}", weight) for n, weight in enumerate(weights)])) == told


def test_shown_and_not_counted():
    (finding,) = found([*many("a", 3, 1), asked("x", 0), group("p", [asked("y")], 0)])
    assert (finding.code, finding.params["found"]) == ("M032", ["x", "y"])


def per(name: str, of: str, weight: float | None = None) -> dict[str, Any]:
    return asked(name, weight, measure="count", per=of, worst=0, best=1)


def test_a_denominator_that_is_counted_too():
    (finding,) = found([per("a", "b"), asked("b", measure="count", worst=0, best=9), asked("c")])
    assert (finding.code, finding.severity, finding.params["found"]) == ("M033", "warning", ["a / b"])
    assert "denominator" in message(finding)
    assert hint(finding)


def test_a_numerator_that_is_another_ones_denominator():
    model = framework([per("a", "b"), per("b", "kas"), asked("c")])
    (finding,) = check(model, (), (), ["kas"], Places(), "k.yaml")
    assert finding.params["found"] == ["a / b, b / kas"]


def test_one_denominator_of_several_indicators_is_all_right():
    data = [per("a", "kas"), per("b", "kas"), asked("c")]
    assert [f.code for f in check(framework(data), (), (), ["kas"], Places(), "k.yaml")] == []
    assert codes([per("a", "b", 1), asked("b", 0, measure="count", worst=0, best=9), asked("c", 1)]) == ["M032"]


def test_effective_weights_are_products_of_shares():
    model = framework([group("p", [asked("a", 3), asked("b", 1)], 1), asked("c", 3)])
    assert effective_weights(model) == {"p": 0.25, "a": 0.1875, "b": 0.0625, "c": 0.75}
