"""The rules of a framework as a view sees them are those by which scoring acts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from readiness.framework.model import Framework
from readiness.pipeline import load_framework
from readiness.resources import framework_ids
from readiness.results import method
from readiness.scoring import recipes
from readiness.scoring.plan import plan_of
from tests.report.method_sample import CRITERIA, KEYS, everything
from tests.scoring.making import framework, group, leaf


def frameworks() -> Iterator[Framework]:
    for name in framework_ids():
        found = load_framework(name).framework
        assert found is not None
        yield found
    yield framework(CRITERIA, **KEYS)


@pytest.mark.parametrize("found", list(frameworks()), ids=lambda found: found.id)
def test_goalposts_are_those_of_scoring(found: Framework) -> None:
    for each in found.indicators():
        ends, middle, told = recipes.ends_of(each), recipes.optimum_of(each), method.goalposts_of(each)
        if middle is not None:
            assert told == ((middle.worst_low, middle.worst_high), (middle.low, middle.high))
        else:
            assert told == (None if ends is None else ((ends[0],), (ends[1],)))


@pytest.mark.parametrize("found", list(frameworks()), ids=lambda found: found.id)
def test_rules_stand_in_the_order_of_the_plan_with_its_weights(found: Framework) -> None:
    plan, rules = plan_of(found), method.rules(found)
    assert [rule.node.id for rule in rules] == [row.id for row in plan.rows[1:]]
    assert [rule.weight for rule in rules] == [row.weight for row in plan.rows[1:]]
    leaves = {each.id for each in found.indicators()}
    assert sum(rule.effective for rule in rules if rule.node.id in leaves) == pytest.approx(1)
    for rule, row in zip(rules, plan.rows[1:], strict=True):
        assert (rule.aggregate is None) == (row.indicator is not None)


def test_shares_are_within_the_parent() -> None:
    tree = framework([group("p", [leaf("x", 3), leaf("y", 1)], 2), leaf("z", 2), leaf("w", 0)])
    told = [(rule.node.id, rule.depth, rule.share, rule.effective) for rule in method.rules(tree)]
    assert told == [
        *(("p", 0, 0.5, 0.5), ("x", 1, 0.75, 0.375), ("y", 1, 0.25, 0.125), ("z", 0, 0.5, 0.5)),
        ("w", 0, 0.0, 0.0),
    ]


def test_two_sided_goalposts_of_a_measure_with_ends_of_its_own() -> None:
    [percent] = framework([leaf("a", best=[40, 60])]).indicators()
    assert method.goalposts_of(percent) == ((0.0, 100.0), (40.0, 60.0))


def test_touched_cells_are_counted() -> None:
    found = everything()
    assert method.touched(found, "desa_4g") == method.Touched(14, 2, 0)
    assert method.touched(found, "menara") == method.Touched(14, 0, 2)
    assert method.touched(found, "warga").units == 10  # it does not apply to the four cities
    by_unit = [method.touched_in(unit) for unit in found.units]
    assert sum(imputed for imputed, _ in by_unit) == 5
    assert sum(treated for _, treated in by_unit) == 3
