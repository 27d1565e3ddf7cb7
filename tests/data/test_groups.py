"""Text columns that put units into groups, in wide and long files, and what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.data.units import Unit
from readiness.layout import layout_of
from tests.data.conftest import LAYOUT, Desk, only
from tests.scoring.making import framework, leaf

ANY = replace(LAYOUT, units="any", groups=("klaster",))
PLACES = replace(LAYOUT, units="any", groups=("province", "kind", "island"))


def codes(reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_wide_column(desk: Desk) -> None:
    reading = desk.read(
        "kode,Klaster ,jumlah\n1,Pesisir,5\n2, gunung api ,6\n3,,7\n4,-,8\n5,tidak tahu,9\n", layout=ANY
    )
    assert only(reading).groups == {"1": {"klaster": "Pesisir"}, "2": {"klaster": "gunung api"}}
    assert codes(reading) == []


def test_beside_the_values_or_as_a_line_of_its_own_in_a_long_file(desk: Desk) -> None:
    beside = "kode,indikator,nilai,klaster\n1,jumlah,5,a\n1,persen,6,a\n2,jumlah,7,\n2,persen,8,b\n"
    line = "kode,indikator,nilai\n1,jumlah,5\n1,klaster,a\n2,Klaster,b\n2,jumlah,7\n"
    for text in (beside, line):
        reading = desk.read(text, layout=ANY)
        assert only(reading).groups == {"1": {"klaster": "a"}, "2": {"klaster": "b"}}
        assert codes(reading) == []


def test_each_wave_has_its_own(desk: Desk) -> None:
    text = "kode,gelombang,klaster,jumlah\n1,2020,a,5\n1,2021,b,6\n2,2021,b,\n"
    reading = desk.read(text, layout=ANY)
    assert {wave: table.groups for wave, table in reading.tables.items()} == {
        "2020": {"1": {"klaster": "a"}},
        "2021": {"1": {"klaster": "b"}, "2": {"klaster": "b"}},
    }


def test_another_file_may_bring_it(desk: Desk) -> None:
    reading = desk.read("kode,jumlah\n1,5\n2,6\n", "kode,klaster,persen\n1,a,5\n2,a,6\n", layout=ANY)
    assert only(reading).groups["2"] == {"klaster": "a"}
    assert codes(reading) == []


def test_province_kind_and_island_come_from_the_data_under_any(desk: Desk) -> None:
    reading = desk.read(
        "kode,provinsi,jenis,island,jumlah\n1,Aceh,Kota,Sumatera,5\n2,Aceh,kabupaten,,6\n", layout=PLACES
    )
    table = only(reading)
    found = [[table.group_of(unit, name) for name in PLACES.groups] for unit in table.units]
    assert found == [["Aceh", "Kota", "Sumatera"], ["Aceh", "kabupaten", None]]
    assert codes(reading) == []


def test_a_unit_in_two_groups_is_refused(desk: Desk) -> None:
    text = "kode,indikator,nilai,klaster\n1,jumlah,5,a\n1,persen,6,A\n2,jumlah,7,a\n2,persen,8,b\n"
    reading = desk.read(text, layout=ANY)
    assert [(finding.code, finding.unit, finding.line) for finding in reading.findings] == [("D111", "2", 5)]
    assert [unit.code for unit in only(reading).units] == ["1"]
    assert only(reading).refused == ("2",)


def test_a_column_that_no_file_has_refuses_them_all(desk: Desk) -> None:
    reading = desk.read("kode,klastr,jumlah\n1,a,5\n", layout=ANY)
    assert codes(reading) == ["D037", "D110"]
    assert reading.findings[1].params == {"column": "klaster", "nearest": "klastr"}
    assert reading.findings[0].params["nearest"] == "klaster"
    assert reading.tables == {}


def test_a_column_that_is_there_and_empty_is_no_mistake(desk: Desk) -> None:
    reading = desk.read("kode,klaster,jumlah\n1,,5\n", layout=ANY)
    assert codes(reading) == []
    assert only(reading).groups == {}


@pytest.mark.parametrize(("units", "expected"), [("indonesia-2025", ("klaster",)), ("any", ("klaster", "province"))])
def test_the_layout_names_what_neither_registry_nor_framework_knows(units, expected):
    model = framework(
        [
            leaf("a", impute={"group_mean": "klaster"}),
            leaf("b", impute={"group_median": "province"}),
            leaf("c", impute={"group_mean": "a"}),
        ],
        units=units,
    )
    assert layout_of(model, ()).groups == expected


def test_what_is_known_of_a_unit_is_its_group_where_the_data_says_nothing(desk: Desk) -> None:
    table = only(desk.read("kode,jumlah\n16.07,5\n"))
    unit = table.units[0]
    assert [table.group_of(unit, name) for name in ("province", "kind", "island", "area_km2", "klaster")] == [
        "Sumatera Selatan", "kabupaten", "Sumatera", None, None,
    ]  # fmt: skip
    assert replace(table, groups={"16.07": {"island": "timur"}}).group_of(unit, "island") == "timur"
    assert table.group_of(Unit("9", "x"), "province") is None
