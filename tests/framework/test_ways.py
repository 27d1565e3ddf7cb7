"""Which way an indicator's values go: its own word, else the framework's, and what the framework's passes over."""

from __future__ import annotations

import pytest

from readiness.framework.forms import name_of
from readiness.framework.model import Framework
from readiness.framework.ways import imputer_of, normaliser_of, rests_on_group, stands_alone, treatment_of
from tests.scoring.making import framework, leaf

MIXED = framework(
    [
        leaf("own", measure="number", worst=0, best=9, treat={"winsorise": {"points": 1}}, impute="median"),
        leaf("spared", measure="boolean"),
        leaf("ranked", measure="number", normalise="rank"),
        leaf("chosen", measure="choice", choices={"ada": 100, "tidak": 0}),
        leaf("divided", measure="count", worst=0, best=1, per="own", treat="none"),
    ],
    treat="auto",
    impute="mean",
)


@pytest.mark.parametrize(
    ("name", "normaliser", "imputer", "treatment", "rests"),
    [
        ("own", "goalposts", "median", "winsorise", True),
        ("spared", "goalposts", "mean", "none", False),
        ("ranked", "rank", "mean", "auto", True),
        ("chosen", "choices", "none", "none", False),
        ("divided", "goalposts", "mean", "none", False),
    ],
)
def test_own_word_else_the_framework_s(name: str, normaliser: str, imputer: str, treatment: str, rests: bool) -> None:
    each = MIXED.node(name)
    assert normaliser_of(each) == normaliser
    assert name_of(imputer_of(MIXED, each)) == imputer
    assert name_of(treatment_of(MIXED, each)) == treatment
    assert rests_on_group(MIXED, each) is rests


def test_a_denominator_carries_the_group_into_what_it_divides() -> None:
    divider: Framework = framework(
        [leaf("a", measure="number", worst=0, best=1), leaf("b", measure="count", normalise="rank", per="a")]
    )
    assert not stands_alone(divider, divider.node("a"))
    assert stands_alone(MIXED, MIXED.node("spared"))
