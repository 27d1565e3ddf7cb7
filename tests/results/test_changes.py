"""Changes: to JSON and back, and printed so that what is printed adds up."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.changing import change
from readiness.results import changes
from readiness.results.change import Changes, Moved, Parts, Place, UnitChange
from readiness.results.differences import printed_moves, printed_parts
from readiness.results.document import DocumentError
from tests.analysis.builders import framework, group, leaf, results

AMOUNTS = st.integers(-2_000_000, 2_000_000).map(lambda n: n / 30_000) | st.sampled_from([0.0, 0.05, -0.05, 1e-10])
OLD = framework(group("p", leaf("x"), leaf("y")))
NEW = framework(group("p", leaf("x", weight=3), leaf("y")), version="2")


def made() -> Changes:
    then = results(OLD, {"a": {"x": 10.0, "y": 30.0}, "b": {"x": 1.0, "y": 2.0}}, wave="2024")
    now = results(NEW, {"a": {"x": 20.0, "y": 30.0}, "c": {"x": 5.0, "y": None}}, wave="2025")
    return Changes("readiness 0", (change(then, now, top=1), change(now, then)))


def test_to_json_and_back() -> None:
    text = changes.dumps(made())
    assert changes.loads(text) == made()
    assert changes.dumps(changes.loads(text)) == text


def test_the_document_meets_its_schema() -> None:
    schema = changes.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(changes.dumps(made())), schema)


def test_another_document_is_refused() -> None:
    with pytest.raises(DocumentError, match="not a change document"):
        changes.loads('{"schema": "readiness/results/1"}')


def _unit(before: float, parts: Parts, moved: tuple[Moved, ...] = (), rest: float = 0.0) -> UnitChange:
    after = before + parts.data + parts.framework + parts.both
    places = [Place(value, "", None, None, 1) for value in (before, after)]
    return UnitChange("a", "A", *places, after - before, parts, None, moved, rest)


@settings(max_examples=60)
@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.integers(0, 3))
def test_printed_parts_add_up_to_the_printed_difference(
    before: float, data: float, by_framework: float, both: float, decimals: int
) -> None:
    unit = _unit(before, Parts(data, by_framework, both))
    printed = printed_parts(unit, decimals)
    assert printed.total and printed.data and printed.framework and printed.both
    assert Decimal(printed.total) == sum(map(Decimal, (printed.data, printed.framework, printed.both)))
    for part, text in ((data, printed.data), (by_framework, printed.framework), (both, printed.both)):
        assert abs(Decimal(text) - Decimal(part)) < 2 * Decimal(1).scaleb(-decimals)


def test_what_is_exactly_nothing_prints_as_0() -> None:
    printed = printed_parts(_unit(20.04, Parts(0.0, 0.02, 0.0)), 1)
    assert (printed.total, printed.data, printed.framework, printed.both) == ("0.1", "0.0", "0.1", "0.0")


def test_without_two_indices_nothing_is_printed() -> None:
    none = UnitChange("a", "A", Place(None, None, None, None, 1), Place(1.0, "1.0", None, 1, 1), None)
    assert printed_parts(none, 1).total is None
    unsplit = UnitChange("a", "A", Place(1.0, "1.0", None, 1, 1), Place(2.5, "2.5", None, 1, 1), 1.5)
    assert (printed_parts(unsplit, 1).total, printed_parts(unsplit, 1).data) == ("1.5", None)


@settings(max_examples=60)
@given(st.lists(AMOUNTS, max_size=6), AMOUNTS, st.integers(0, 3))
def test_printed_parts_of_indicators_add_up_to_what_is_due_to_data(
    parts: list[float], rest: float, decimals: int
) -> None:
    moved = tuple(Moved(f"i{n}", 1.0, 2.0, "observed", "observed", part) for n, part in enumerate(parts))
    unit = _unit(50.0, Parts(sum(parts) + rest, 0.0, 0.0), moved, rest)
    data = printed_parts(unit, decimals).data
    assert data is not None
    printed = printed_moves(unit, data, decimals)
    told = [*printed.parts.values(), *([] if printed.rest is None else [printed.rest])]
    if any(abs(part) > 1e-9 for part in (*parts, rest)):
        assert sum(map(Decimal, told)) == Decimal(data)
