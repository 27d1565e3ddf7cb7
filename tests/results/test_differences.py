"""A reader who subtracts the printed numbers gets the printed difference."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from readiness.results.differences import gap, printed_change
from readiness.results.insights import Change, HistoryPoint
from readiness.results.publish import published
from tests.report.reading import read
from tests.report.sample import results, unit_html

NUMBERS = st.floats(0, 100)


def point(wave: str, value: float | None) -> HistoryPoint:
    return HistoryPoint(wave, value, None, None, None, 0, {})


@given(NUMBERS, NUMBERS, st.integers(0, 3))
def test_a_gap_is_what_the_reader_subtracts(value: float, other: float, decimals: int) -> None:
    printed = Decimal(published(value, decimals)) - Decimal(published(other, decimals))
    assert Decimal(gap(value, other, decimals)) == printed


@given(NUMBERS, NUMBERS, st.floats(-50, 50))
def test_the_parts_of_a_change_add_up_to_the_two_printed_indices(before: float, now: float, data: float) -> None:
    change = Change("2024", now - before, data, now - before - data, None)
    made = printed_change(change, [point("2024", before), point("2026", now)], 1)
    assert made.total is not None and made.data is not None and made.framework is not None
    assert Decimal(made.data) + Decimal(made.framework) == Decimal(made.total) == Decimal(gap(now, before, 1))


def test_a_change_without_an_index_has_no_number() -> None:
    change = Change("2024", None, None, None, None)
    assert printed_change(change, [point("2024", None), point("2026", 50.0)], 1).total is None
    assert printed_change(None, [point("2026", 50.0)], 1).total is None


def test_the_paragraph_subtracts_as_its_reader_does() -> None:
    """Index 48.54 and median 58.16 are 9.62 apart, and print as 48.5, 58.2 and 9.7."""
    data = {"a": {"x": 48.54}, "b": {"x": 58.16}, "c": {"x": 70.0}}
    criteria = [{"id": "x", "label": "X", "measure": "number", "worst": 0, "best": 100}]
    [words] = [p.text for p in read(unit_html(results(criteria, data), "a", "en")).all("p", class_="story")]
    assert re.search(r"index of 48\.5 .* 9\.7\s+points below the median of all regions \(58\.2\)", words)
