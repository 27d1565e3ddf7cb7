"""Peers: nearest in size and kind, by laws and by cases worked by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, replace
from statistics import stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.insights import insights
from readiness.analysis.peers import MOST, peers
from readiness.framework.model import Framework
from readiness.results.peers import Peers
from readiness.results.records import UnitResult
from tests.analysis.builders import framework, group, leaf, results, unit

OF = framework(group("p", leaf("x")), group("q", leaf("y")))
Sizes = Mapping[str, float | str]


def made(sizes: Mapping[str, Sizes], kinds: Mapping[str, str] | None = None, **more: float | None) -> list[UnitResult]:
    """Units of these attributes; every x is 50 unless ``more`` says otherwise by code."""
    units = {
        code: unit(code, kind=(kinds or {}).get(code), attributes=dict(attributes))
        for code, attributes in sizes.items()
    }
    values = {code: {"x": more.get(code, 50.0), "y": more.get(code, 50.0)} for code in sizes}
    return list(results(OF, values, units=units).units)


def people(**counts: float) -> dict[str, Sizes]:
    return {code: {"population_2024": count} for code, count in counts.items()}


def found(units: list[UnitResult], code: str, of: Framework = OF) -> Peers:
    return peers(of, units)[code]


def test_distance_is_the_difference_of_logarithms_in_standard_deviations() -> None:
    of_a = found(made(people(a=100, b=200, c=800)), "a")
    sd = stdev(math.log(count) for count in (100, 200, 800))
    assert [(peer.code, peer.distance) for peer in of_a.peers] == [
        ("b", pytest.approx(math.log(2) / sd, abs=1e-9)),
        ("c", pytest.approx(math.log(8) / sd, abs=1e-9)),
    ]
    assert of_a.peers[0].differences == {"population": pytest.approx(math.log(2) / sd)}
    assert of_a.variables == ("population",)
    assert of_a.unused == {
        "area": "unknown",
        "density": "unknown",
        "capital_expenditure": "unknown",
        "kind": "unknown",
    }


def test_several_variables_give_the_root_of_their_mean_square() -> None:
    sizes = {
        code: {"population_2024": p, "area_km2": a}
        for code, p, a in (("a", 1e5, 10.0), ("b", 2e5, 40.0), ("c", 9e5, 20.0), ("d", 3e5, 5000.0))
    }
    of_a = found(made(sizes), "a")
    assert of_a.variables == ("population", "area", "density")
    for peer in of_a.peers:
        squares = [gap * gap for gap in peer.differences.values()]
        assert peer.distance == pytest.approx(math.sqrt(sum(squares) / 3), abs=1e-9)
        assert peer.values["density"] == peer.values["population"] / peer.values["area"]


def test_another_kind_counts_as_one_standard_deviation() -> None:
    kinds = {"a": "kota", "b": "kabupaten", "c": "kota", "d": "kota"}
    of_a = found(made(people(a=100, b=100, c=110, d=1000), kinds), "a")
    distances = {peer.code: peer.distance for peer in of_a.peers}
    assert distances["b"] == pytest.approx(math.sqrt(1 / 2))
    assert of_a.peers[0].code == "c"
    assert of_a.variables == ("population", "kind")


def test_a_missing_variable_does_not_shorten_a_distance() -> None:
    sizes: dict[str, Sizes] = {
        "a": {"population_2024": 100.0, "belanja_modal": 7.0},
        "b": {"population_2024": 300.0},
        "c": {"population_2024": 900.0, "belanja_modal": 3.0},
        "d": {"population_2024": 50.0, "belanja_modal": 90.0},
    }
    peer = next(peer for peer in found(made(sizes), "a").peers if peer.code == "b")
    assert peer.distance == pytest.approx(abs(peer.differences["population"]), abs=1e-9)
    assert "capital_expenditure" not in peer.differences


def test_capital_expenditure_may_be_an_indicator_and_population_what_something_is_divided_by() -> None:
    money = leaf("belanja_modal", measure="number", worst=1, best=100, per="penduduk")
    of = framework(group("p", money, leaf("x")))
    values = {code: {"belanja_modal": n * 1000.0, "x": 50.0} for code, n in zip("abcd", (1, 2, 4, 9), strict=True)}
    heads = {code: {"penduduk": 1000.0 + 100 * n} for n, code in enumerate("abcd")}
    of_a = found(list(results(of, values, denominators=heads).units), "a", of)
    assert of_a.variables == ("population", "capital_expenditure")
    assert of_a.values == {"population": 1000.0, "capital_expenditure": 1000.0}
    assert [peer.code for peer in of_a.peers] == ["b", "c", "d"]


def test_ties_go_by_code_and_five_are_enough() -> None:
    of_a = found(made(people(a=1, **{f"u{n}": 2 for n in range(9, 0, -1)})), "a")
    assert [peer.code for peer in of_a.peers] == ["u1", "u2", "u3", "u4", "u5"]
    assert len(of_a.peers) == MOST


def test_without_an_index_a_unit_is_no_peer_and_has_peers_itself() -> None:
    units = made(people(a=100, b=101, c=900, d=800), b=None)
    assert [peer.code for peer in found(units, "a").peers] == ["d", "c"]
    of_b = found(units, "b")
    assert [peer.code for peer in of_b.peers] == ["a", "d", "c"]
    assert (of_b.rank, of_b.of) == (None, 3)


def test_rank_among_peers_and_the_pillars_that_differ_most() -> None:
    units = made(people(a=100, b=101, c=102), a=50.0, b=80.0, c=20.0)
    of_a = found(units, "a")
    assert (of_a.rank, of_a.of, of_a.best) == (2, 3, "b")
    assert [(peer.code, peer.ahead, peer.behind) for peer in of_a.peers] == [("b", None, "p"), ("c", "p", None)]


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        (people(a=5), "few"),
        (people(a=5, b=7), "few"),
        ({"a": {}, "b": {}, "c": {}}, "unknown"),
        (people(a=0, b=-5, c=3), "unknown"),
        (people(a=5, b=5, c=5), "alike"),
        ({"a": {}, **people(b=5, c=6, d=7)}, "not_known_here"),
    ],
)
def test_without_peers_there_is_a_reason(sizes: dict[str, Sizes], reason: str) -> None:
    of_a = found(made(sizes), "a")
    assert (of_a.peers, of_a.reason, of_a.rank, of_a.best) == ((), reason, None, None)


def test_the_kind_alone_makes_no_peers() -> None:
    units = made({"a": {}, "b": {}, "c": {}}, {"a": "kota", "b": "kota", "c": "kabupaten"})
    assert found(units, "a").reason == "unknown"


COUNTS = st.lists(
    st.tuples(st.integers(1, 10**7), st.integers(1, 10**5), st.sampled_from(["kota", "kabupaten"])),
    min_size=3,
    max_size=9,
)


def drawn(rows: list[tuple[int, int, str]], times: int = 1) -> list[UnitResult]:
    sizes = {f"u{n}": {"population_2024": float(p * times), "area_km2": float(a)} for n, (p, a, _) in enumerate(rows)}
    return made(sizes, {f"u{n}": kind for n, (_, _, kind) in enumerate(rows)})


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_distance_is_symmetric_and_knows_no_unit_of_measure(rows: list[tuple[int, int, str]]) -> None:
    all_ = peers(OF, drawn(rows), most=len(rows))
    far = {(code, peer.code): peer.distance for code, one in all_.items() for peer in one.peers}
    assert all(far[b, a] == distance for (a, b), distance in far.items())
    scaled = peers(OF, drawn(rows, times=10), most=len(rows))
    for code, one in scaled.items():
        for peer in one.peers:
            assert peer.distance == pytest.approx(far[code, peer.code], abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.randoms(use_true_random=False))
def test_the_order_of_units_plays_no_part(rows: list[tuple[int, int, str]], shuffle: object) -> None:
    units = drawn(rows)
    mixed = list(units)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    assert peers(OF, mixed) == peers(OF, units)
    assert peers(OF, mixed, ["u1"])["u1"] == peers(OF, units)["u1"]


def test_insights_carry_peers_and_the_difference_to_the_best() -> None:
    sizes = people(a=100, b=101, c=102)
    document = replace(results(OF, {"a": {"x": 1.0, "y": 2.0}}), units=tuple(made(sizes, a=50.0, b=80.0, c=20.0)))
    insight = insights([document])["a"]
    assert insight.peers == found(list(document.units), "a")
    assert insight.beside is not None
    assert (insight.beside.a, insight.beside.b, insight.beside.total) == ("b", "a", pytest.approx(-30.0))
    assert json.loads(json.dumps(asdict(insight), allow_nan=False))["peers"]["best"] == "b"
