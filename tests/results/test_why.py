"""What a sentence names of a difference adds up, as printed, to the printed difference."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from readiness.analysis.compare import compare
from readiness.framework.model import Framework
from readiness.results.insights import Comparison, ComparisonRow
from readiness.results.records import Results
from readiness.results.why import AVAILABILITY, MOST_AGAINST, MOST_CAUSES, why
from tests.analysis.builders import scored


def difference(total: float, **parts: float) -> Comparison:
    rows = tuple(ComparisonRow(name, part, 0.0, 0.0) for name, part in parts.items())
    return Comparison("a", "b", 50.0, 50.0 + total, total, rows)


def test_three_causes_two_against_and_the_rest() -> None:
    found = why(difference(-6.4, a=-3.1, b=0.8, c=-2.0, d=-1.5, e=0.3, f=-1.0, g=0.1), 1)
    assert found is not None
    assert [(cause.key, cause.part) for cause in found.causes] == [("a", "-3.1"), ("c", "-2.0"), ("d", "-1.5")]
    assert [(cause.key, cause.part) for cause in found.against] == [("b", "0.8"), ("e", "0.3")]
    assert (found.total, found.rest) == ("-6.4", "-0.9")


def test_equal_indices_have_gains_and_losses() -> None:
    found = why(difference(0.0, a=-2.0, b=2.0), 1)
    assert found is not None
    assert ([cause.key for cause in found.causes], [cause.key for cause in found.against]) == (["b"], ["a"])
    assert (found.total, found.rest) == ("0.0", None)


def test_what_only_one_side_has_is_a_cause_too() -> None:
    one = Comparison("a", "b", 50.0, 53.0, 3.0, (ComparisonRow("x", 1.0, 0.0, 0.0),), availability=2.0)
    found = why(one, 1)
    assert found is not None
    assert [cause.key for cause in found.causes] == [AVAILABILITY, "x"]


def test_without_an_index_nothing_is_told() -> None:
    assert why(Comparison("a", "b", None, 50.0, None, ()), 1) is None


@settings(max_examples=60, deadline=None)
@given(scored(codes=("a", "b")))
def test_the_printed_parts_add_up(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    found = why(compare(of, *document.units), of.decimals)
    if found is None:
        return
    named = [Decimal(cause.part) for cause in (*found.causes, *found.against)]
    assert len(found.causes) <= MOST_CAUSES
    assert len(found.against) <= MOST_AGAINST
    if named:
        assert sum(named) + Decimal(found.rest or 0) == Decimal(found.total)
    sign = -1 if found.total.startswith("-") else 1
    assert all(sign * Decimal(cause.part) > 0 for cause in found.causes)
    assert all(sign * Decimal(cause.part) < 0 for cause in found.against)


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_identical_sides_differ_in_nothing(decimals: int) -> None:
    found = why(difference(0.0, a=0.0, b=0.0), decimals)
    assert found is not None
    assert (found.causes, found.against, found.rest) == ((), (), None)
