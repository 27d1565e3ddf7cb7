"""Printing: half-up on the decimal string, once; and parts that add up in print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.results.publish import largest_remainder, published, round9

NUMBERS = st.floats(-1000, 1000, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2.145, 2, "2.15"),
        (1.005, 2, "1.01"),
        (2.675, 2, "2.68"),
        (0.285, 2, "0.29"),
        (2.1449999999, 2, "2.15"),
        (2.14499999, 2, "2.14"),
        (-1.25, 1, "-1.3"),
        (-0.0, 2, "0.00"),
        (-0.004, 2, "0.00"),
        (99.95, 1, "100.0"),
        (3, 0, "3"),
        (1e6, 1, "1000000.0"),
    ],
)
def test_half_up_on_the_decimal_string(value, decimals, printed):
    assert published(value, decimals) == printed


def test_every_tie_of_three_decimals_goes_up():
    ties = range(5, 100_000, 10)  # 0.005, 0.015, ... 99.995
    assert [n for n in ties if Decimal(published(n / 1000, 2)) != Decimal(n + 5) / 1000] == []


def test_round9_joins_what_is_nearer_than_a_billionth():
    assert round9(0.1 + 0.2) == 0.3
    assert round9(1 / 3) != round9(1 / 3 + 1e-8)
    assert str(round9(-1e-11)) == "0.0"


@settings(deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=12), st.integers(0, 4))
def test_printed_parts_add_up_to_the_printed_total(parts, decimals):
    total = published(sum(parts), decimals)
    printed = largest_remainder(parts, total, decimals)
    assert sum(map(Decimal, printed)) == Decimal(total)
    for part, text in zip(parts, printed, strict=True):
        assert abs(Decimal(text) - Decimal(part)) <= Decimal(1).scaleb(-decimals) + Decimal("1e-8")
        assert not text.startswith("-") or Decimal(text) < 0


def test_the_earlier_part_wins_a_tie_and_nothing_is_a_list():
    assert largest_remainder([0.5, 0.5], "1", 0) == ["1", "0"]
    assert largest_remainder([], "0.0", 1) == []


def test_parts_far_from_the_total_are_spread():
    assert largest_remainder([1.0, 1.0], "7.0", 1) == ["3.5", "3.5"]
    assert largest_remainder([1.0, 1.0], "-1.0", 1) == ["-0.5", "-0.5"]
