"""What a person asks for by name: waves and regions."""

from __future__ import annotations

import pytest

from readiness.asked import find_codes, find_waves
from readiness.data.table import Table
from readiness.data.units import Unit
from readiness.misuse import MisuseError


def table(wave: str | None, **names: str) -> Table:
    return Table(wave, tuple(Unit(code, name) for code, name in names.items()), {})


WAVES = {"2022": table("2022", a="Kota Satu"), "2021": table("2021", a="Kota Satu", b="Kota Dua")}


def test_all_waves_come_in_their_order_and_one_alone() -> None:
    assert [each.wave for each in find_waves(WAVES, None)] == ["2021", "2022"]
    assert find_waves(WAVES, "2022") == [WAVES["2022"]]


def test_a_wave_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(MisuseError) as told:
        find_waves(WAVES, "2O21")
    assert (told.value.key, told.value.params["nearest"]) == ("wave", "2021")


def test_regions_of_any_wave_each_once_in_the_order_asked() -> None:
    assert find_codes(("Kota Dua", "a", "b"), list(WAVES.values())) == ("b", "a")
