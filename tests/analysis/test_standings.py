"""Ranks within groups, medians, strengths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readiness.analysis.standings import medians, scores_by_node, standings, strengths
from tests.analysis.builders import framework, group, leaf, results, unit

OF = framework(group("p", leaf("x")), group("q", leaf("y")))
UNITS = {
    "1": unit("1", kind="kabupaten", province="Riau", attributes={"island": "Sumatera"}),
    "2": unit("2", kind="kota", province="Riau", attributes={"island": "Sumatera"}),
    "3": unit("3", kind="kabupaten", province="Bali", attributes={"island": "Bali"}),
    "4": unit("4", kind="kabupaten", province="Riau", attributes={"island": "Sumatera"}),
}


def test_ranks_and_medians_within_kind_province_and_island() -> None:
    values = {"1": (10.0, 10.0), "2": (50.0, 50.0), "3": (50.0, 50.0), "4": (20.0, 20.0)}
    document = results(OF, {code: {"x": x, "y": y} for code, (x, y) in values.items()}, units=UNITS)
    found = {one.scope: one for one in standings(document.units)["4"]}
    assert (found["all"].rank, found["all"].of, found["all"].median) == (3, 4, 35.0)
    assert (found["kind"].name, found["kind"].rank, found["kind"].of) == ("kabupaten", 2, 3)
    assert (found["province"].name, found["province"].rank, found["province"].median) == ("Riau", 2, 20.0)
    assert (found["island"].name, found["island"].rank, found["island"].of) == ("Sumatera", 2, 3)


def test_a_unit_without_an_index_has_no_rank_and_is_not_counted() -> None:
    document = results(OF, {"1": {"x": 10.0, "y": None}, "2": {"x": 50.0, "y": 1.0}}, units=UNITS)
    found = {one.scope: one for one in standings(document.units)["1"]}
    assert (found["all"].rank, found["all"].of) == (None, 1)
    assert (found["kind"].rank, found["kind"].of, found["kind"].median) == (None, 0, None)


def test_a_group_that_is_not_known_is_no_standing() -> None:
    document = results(OF, {"9": {"x": 10.0, "y": 1.0}})
    assert [one.scope for one in standings(document.units)["9"]] == ["all"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=12))
def test_the_rank_among_all_is_the_published_rank(values: list[float]) -> None:
    document = results(OF, {f"{n:02d}": {"x": value, "y": value} for n, value in enumerate(values)})
    places = standings(document.units)
    assert all(places[one.code][0].rank == one.index.rank for one in document.units)


def test_strengths_are_above_the_median_greatest_first() -> None:
    values = {"1": (90.0, 40.0), "2": (50.0, 30.0), "3": (10.0, 60.0)}
    document = results(OF, {code: {"x": x, "y": y} for code, (x, y) in values.items()})
    scores = scores_by_node(document.units)
    found = strengths(OF, document.units[0], scores, medians(scores))
    assert [(one.node, one.difference, one.rank, one.of) for one in found] == [("p", 40.0, 1, 3), ("x", 40.0, 1, 3)]
