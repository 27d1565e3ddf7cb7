"""A reader who subtracts the printed numbers gets the printed difference."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from readiness.results.differences import gap
from readiness.results.publish import published
from tests.report.reading import read
from tests.report.sample import results, unit_html

NUMBERS = st.floats(0, 100)


@given(NUMBERS, NUMBERS, st.integers(0, 3))
def test_a_gap_is_what_the_reader_subtracts(value: float, other: float, decimals: int) -> None:
    printed = Decimal(published(value, decimals)) - Decimal(published(other, decimals))
    assert Decimal(gap(value, other, decimals)) == printed


def test_the_paragraph_subtracts_as_its_reader_does() -> None:
    """Index 48.54 and median 58.16 are 9.62 apart, and print as 48.5, 58.2 and 9.7."""
    data = {"a": {"x": 48.54}, "b": {"x": 58.16}, "c": {"x": 70.0}}
    criteria = [{"id": "x", "label": "X", "measure": "number", "worst": 0, "best": 100}]
    [words] = [p.text for p in read(unit_html(results(criteria, data), "a", "en")).all("p", class_="story")]
    assert re.search(r"index of 48\.5 .* 9\.7\s+points below the median of all regions \(58\.2\)", words)
