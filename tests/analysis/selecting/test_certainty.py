"""Chances of being chosen: zones, bounds, the same digits whatever the threads and the order of units."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readiness.analysis.selecting import quota_of
from readiness.analysis.selecting.certainty import zone_of
from readiness.results.doubt import Chance
from readiness.results.selections import dumps
from tests.analysis.selecting.making import GATE, chosen, codes, model, scored, unit

ROWS = {f"u{k:02d}": [90 - 6 * k, 20 + 5 * k, 55 + (k * 7) % 11] for k in range(12)}
UNITS = [unit(code, "kota" if k % 3 else "kabupaten", population_2024=60_000.0 * 3**k) for k, code in enumerate(ROWS)]
RESULTS = scored(ROWS, UNITS, model(gates=[GATE]))


@pytest.mark.parametrize(
    ("low", "high", "chosen_by_order", "zone"),
    [
        (0.95, 1.0, True, "certain"),
        (0.9499, 1.0, True, "contested"),
        (0.0, 0.05, False, "out"),
        (0.0, 0.0501, False, "contested"),
        (0.4, 0.6, True, "contested"),
        (0.95, 1.0, False, "contested"),
        (0.0, 0.05, True, "contested"),
    ],
)
def test_zones_are_what_the_bounds_surely_say(low: float, high: float, chosen_by_order: bool, zone: str) -> None:
    assert zone_of(Chance((low + high) / 2, low, high), chosen_by_order) == zone


def test_the_same_bytes_for_any_number_of_threads_and_any_order_of_units() -> None:
    quotas = ("kind=kota:3..4", "size=medium:1")
    one = dumps(chosen(RESULTS, 5, *quotas, draws=1500)[0])
    assert dumps(chosen(RESULTS, 5, *quotas, draws=1500, threads=2)[0]) == one
    turned = replace(RESULTS, units=RESULTS.units[::-1])
    assert dumps(chosen(turned, 5, *quotas, draws=1500)[0]) == one
    assert dumps(chosen(RESULTS, 5, *quotas, draws=1500, seed=2)[0]) != one


def test_chances_add_up_to_the_places_and_lie_within_their_bounds() -> None:
    found, _ = chosen(RESULTS, 5, draws=2000)
    assert sum(each.chance.value for each in found.candidates) == pytest.approx(5)
    assert all(each.chance.low <= each.chance.value <= each.chance.high for each in found.candidates)
    assert {each.zone for each in found.candidates} == {"certain", "contested", "out"}
    assert found.doubt.draws == 2000
    assert found.doubt.settled is None


def test_no_unit_is_certain_under_one_seed_and_out_under_another() -> None:
    zones: dict[str, set[str]] = {}
    for seed in range(8):
        for each in chosen(RESULTS, 5, draws=400, seed=seed)[0].candidates:
            zones.setdefault(each.code, set()).add(each.zone)
    assert not [code for code, found in zones.items() if {"certain", "out"} <= found]
    assert any(found == {"contested"} for found in zones.values())


def test_auto_draws_until_every_chance_is_resolved() -> None:
    rows = {code: [value] * 3 for code, value in zip("abc", (90, 50, 10), strict=True)}
    found, _ = chosen(scored(rows), 1, draws=None)
    assert (found.doubt.settled, found.doubt.draws, found.options["draws"]) == (True, 2048, "auto")


def test_a_condition_is_judged_in_every_draw() -> None:
    gate = {**GATE, "at_least": 50}
    results = scored({"x": [90, 51, 90], "y": [50, None, 50], "z": [40, 80, 40]}, of=model(gates=[gate]))
    found, _ = chosen(results, 2, draws=500)
    by_code = {each.code: each for each in found.candidates}
    assert by_code["y"].barred == "gate", "the condition cannot be judged, so it is not met"
    assert 0 < by_code["y"].chance.value < 1, "the gap is drawn, and what is drawn meets the condition at times"
    assert by_code["y"].zone == "contested"
    assert codes(chosen(results, 2, draws=500, gates=())[0]) == ["x", "z"]


def test_quotas_that_cannot_be_kept_in_some_draws_are_told() -> None:
    gate = {**GATE, "on": "index", "at_least": 50}
    units = [unit("x", "kota"), unit("y", "kabupaten")]
    results = scored({"x": [40, 20, 95], "y": [90, 90, 90]}, units, model(gates=[gate]))
    found, told = chosen(results, 1, "kind=kota:1", draws=500)
    by_code = {each.code: each for each in found.candidates}
    assert by_code["x"].chosen
    assert 0 < by_code["x"].chance.value < 1
    assert by_code["y"].chance.value == 0
    assert found.options["draws_without_a_set"] == pytest.approx(1 - by_code["x"].chance.value)
    assert [finding.code for finding in told] == ["D221"]


def test_what_stands_beside_the_line() -> None:
    found, _ = chosen(RESULTS, 5, draws=500)
    assert found.swaps
    assert (found.swaps[0].ahead, found.swaps[0].behind) == (found.cut.last_in, found.cut.first_out)
    assert found.triangle is not None
    shares = [(share.by, share.value, share.candidates) for share in found.balance]
    assert ("kind", "kota", 8) in shares
    assert [value for by, value, _ in shares if by == "size"] == ["small", "medium", "large", "very_large"]
    assert sum(share.chosen for share in found.balance if share.by == "kind") == 5
    assert {each.source for each in found.doubt.sensitivity} == {each.source for each in found.doubt.sources}
    assert quota_of("size=small:1").by == "size"
