"""Numbers as Indonesians write them, and as English readers do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from readiness.report import numbers
from readiness.report.numbers import NBSP, number, percent, signed, span, with_unit


@given(st.decimals(-(10**12), 10**12, allow_nan=False, places=3), st.sampled_from(["id", "en"]))
def test_separators_are_babels(value: Decimal, lang: str) -> None:
    expected = format_decimal(abs(value), format="#,##0.000", locale=lang)
    assert number(str(value), lang) == ("−" if value < 0 else "") + expected


@pytest.mark.parametrize(("text", "shown"), [("63.50", "63,50"), ("2.155", "2,155"), ("1234.5", "1.234,5")])
def test_published_strings_are_never_rounded_again(text: str, shown: str) -> None:
    assert number(text, "id", 1) == shown


def test_half_goes_up_not_to_even() -> None:
    assert [number(value, "id", 1) for value in (0.25, 0.35, 2.45, -0.25)] == ["0,3", "0,4", "2,5", "−0,3"]
    assert number(2.675, "en", 2) == "2.68"


@given(st.floats(-0.004, 0.004))
def test_nothing_prints_as_minus_zero(value: float) -> None:
    assert number(value, "id", 2) == "0,00"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), "NaN"])
def test_no_number_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError):
        number(value, "id", 1)


def test_percent_signed_and_span() -> None:
    assert percent(0.125, "id", 1) == "12,5%"
    assert signed(0.04, "id", 1) == "0,0"
    assert [signed(value, "en", 1) for value in (1.0, -1.0)] == ["+1.0", "−1.0"]
    assert span("5", "11") == "5–11"
    assert span("−3", "−1") == "−3 – −1"


def test_units_of_measure_stand_by_their_number() -> None:
    assert with_unit("72", "%") == "72%"
    assert with_unit("1.234.567", "Rp") == "Rp1.234.567"
    assert with_unit("12", "jiwa") == f"12{NBSP}jiwa"
    assert numbers.compact(2_500_000_000, "id") == f"2,5{NBSP}miliar"
    assert numbers.compact(1_200_000_000_000, "en") == f"1.2{NBSP}trillion"
    assert numbers.compact(3_000_000, "id") == f"3{NBSP}juta"


def test_dates() -> None:
    day = dt.date(2026, 11, 4)
    assert [numbers.date_long(day, lang) for lang in ("id", "en")] == ["4 November 2026"] * 2
    assert numbers.date_long(dt.date(2026, 8, 7), "id") == "7 Agustus 2026"
