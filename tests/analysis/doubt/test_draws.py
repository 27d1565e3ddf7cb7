"""The same digits in any order, and what is said of draws."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness import scoring
from readiness.analysis.doubt import (
    alone,
    certainty,
    doubt_of,
    drawn,
    indices,
    mixed,
    order_of,
    sample,
)
from readiness.analysis.doubt.chances import bounds, chances, resolved
from readiness.analysis.doubt.draw import outcomes
from readiness.analysis.doubt.streams import CHUNK
from readiness.analysis.doubt.tiers import behind_from, claims_of, tiers_of
from readiness.data.table import Cell, Interval
from readiness.results.doubt import SOURCES
from tests.analysis.builders import framework, group, leaf, results
from tests.analysis.doubt.making import doubting, draws, flat, scene, table

RNG = np.random.default_rng(8)
OF = framework(
    group("p", leaf("a"), leaf("b", weight=2)),
    group("q", leaf("c"), leaf("d")),
    missing={"min_coverage": 0},
    gates=[
        {"id": "g", "on": "q", "at_least": 50, "cap": "low", "label": "G"},
        {"id": "h", "on": "a", "of": "raw", "at_least": 50, "label": "H"},
    ],
)
ROWS = {f"{n:02d}": [None if n == 3 else float(v) for v in RNG.integers(0, 101, 4)] for n in range(12)}
SAMPLED = {("05", "a"): Cell("observed", 50.0, interval=Interval(40, 60, 0.95, 9, 5.0, None))}
DOCUMENT = results(OF, {**table(**ROWS), "03": {"a": 40.0, "b": None, "c": 70.0, "d": 20.0}}, cells=SAMPLED)
ALL = {
    "weights": {"within": 0.5},
    "normalise": ["written", "minmax"],
    "aggregate": ["written", "geometric"],
    "missing": "range",
    "sampling": True,
    "leave_one_out": True,
}
SCENE = scene(OF, DOCUMENT, **ALL)


def test_threads_and_chunks_do_not_move_a_digit() -> None:
    one, two = (draws(SCENE, threads=n, draws=2_000) for n in (1, 2))
    for name in ("index", "ranks", "passes", "bands"):
        assert getattr(one, name).tobytes() == getattr(two, name).tobytes()
    assert doubt_of(SCENE, one, 5) == doubt_of(SCENE, two, 5)
    late = list(outcomes(SCENE, sample(1, 2_000), start=2 * CHUNK))
    assert np.concatenate([each.index for each in late]).tobytes() == one.index[2 * CHUNK :].tobytes()


def test_more_draws_begin_with_the_fewer_and_another_seed_is_another_draw() -> None:
    few, many = draws(SCENE, draws=700), draws(SCENE, draws=1_500)
    assert many.index[:700].tobytes() == few.index.tobytes()
    assert draws(SCENE, 2, draws=700).index.tobytes() != few.index.tobytes()


def test_every_source_moves_and_can_be_drawn_anew_alone() -> None:
    assert SCENE.active == SOURCES
    a, b = sample(1, CHUNK), sample(1, CHUNK, block=1)
    base = indices(SCENE, a)
    for source in SOURCES:
        moved = indices(SCENE, mixed(a, b, source)) != base
        assert moved.any(), source
        if source == "missing":
            assert moved.any(axis=0).tolist() == [code == "03" for code in SCENE.codes]
        if source == "sampling":
            assert moved.any(axis=0).tolist() == [code == "05" for code in SCENE.codes]
    assert np.array_equal(indices(SCENE, mixed(a, b, *SOURCES)), indices(SCENE, b))


def test_what_is_said_of_a_unit() -> None:
    found = draws(SCENE)
    said = doubt_of(SCENE, found, 4)
    assert (said.seed, said.draws, said.settled) == (1, 4_000, None)
    assert [source.source for source in said.sources] == list(SOURCES)
    assert [source.how for source in said.sources][:2] == ["within: 0.5", "written, minmax"]
    ranks = {unit.code: unit.index.rank for unit in DOCUMENT.units}
    for j, (code, unit) in enumerate(said.units.items()):
        column = found.ranks[:, j].astype(int)
        assert unit.rank == ranks[code]
        assert unit.low_rank == np.quantile(column, 0.05, method="inverted_cdf")
        assert unit.high_rank == np.quantile(column, 0.95, method="inverted_cdf")
        assert unit.median_rank == np.median(column)
        assert unit.shift == pytest.approx(np.abs(column - ranks[code]).mean())
        assert unit.low_index == np.quantile(found.index[:, j], 0.05, method="inverted_cdf")
        assert unit.top is not None and unit.top.value == (column <= 4).mean()
        assert unit.top.low <= unit.top.value <= unit.top.high
        assert sum(unit.bands.values()) == pytest.approx(1) and unit.unscored == 0
        assert unit.gates["g"] == (found.passes[0, :, j] == 1).mean()
    moving, still = said.units["05"].gates["h"], said.units["06"].gates["h"]
    assert moving is not None and 0.4 < moving < 0.6  # a value from a sample, right at its limit
    assert still in (0.0, 1.0)


def test_where_a_unit_has_no_index() -> None:
    of = flat(2, missing={"min_coverage": 0.8})
    document = results(of, table(x=[None, 80], y=[40, 40], z=[10, 10]))
    said = doubt_of(scene(of, document), draws(scene(of, document)), 2)
    x = said.units["x"]
    assert (x.rank, x.shift, x.low_index, x.unscored) == (None, None, None, 1.0)
    assert (x.low_rank, x.high_rank, x.top) == (3, 3, chances(np.array([0]), 4_000)[0])
    ranged = scene(of, document, missing="range")
    x = doubt_of(ranged, draws(ranged), 2).units["x"]
    assert (x.rank, x.low_rank, x.unscored) == (None, 1, 0.0)
    assert order_of(ranged).tolist() == [1, 2, 0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 8), st.sampled_from([0.1, 1.0, 5.0]))
def test_claims_hold_all_together(seed: int, units: int, noise: float) -> None:
    rng = np.random.default_rng(seed)
    values = np.arange(units)[::-1] + rng.normal(0, noise, (200, units))
    ranks = (values[:, None, :] > values[:, :, None]).sum(axis=2).astype(np.int16) + 1
    first = behind_from(ranks, np.arange(units))
    brute = [
        [next((k for k in range(units) if (row[k:] > row[j]).all()), units) for j in range(units)] for row in ranks
    ]
    assert first.tolist() == brute
    place, share = claims_of(first)
    assert (first <= place).all(axis=1).mean() >= 0.95
    assert share.tolist() == (first <= place).mean(axis=0).tolist()
    tiers = tiers_of(place)
    assert tiers[0] == 1 and set(np.diff(tiers).tolist()) <= {0, 1}
    leaders = [tiers.index(tier) for tier in sorted(set(tiers))]
    lost = sum(any((row[b:] <= row[a]).any() for a, b in pairwise(leaders)) for row in ranks)
    assert lost <= 0.05 * 200


def test_sure_orders_make_a_tier_for_each() -> None:
    of = scene(flat(1), table(x=[90], y=[50], z=[10]))
    said = doubt_of(of, draws(of))
    assert [unit.tier for unit in said.units.values()] == [1, 2, 3]
    assert [(claim.ahead, claim.behind, claim.share) for claim in said.claims] == [("x", "y", 1.0), ("y", "z", 1.0)]
    equal = scene(flat(1), table(x=[50], y=[50]))
    said = doubt_of(equal, draws(equal))
    assert said.claims == () and {unit.tier for unit in said.units.values()} == {1}


def test_bounds_are_those_of_clopper_and_pearson() -> None:
    """Of 0 in n: 1 - (α/2)^(1/n)."""
    low, high = bounds(np.array([0, 1_000]), 1_000)
    assert (low[0], high[1]) == (0, 1)
    assert high[0] == pytest.approx(1 - 0.0005 ** (1 / 1_000)) and low[1] == pytest.approx(0.0005 ** (1 / 1_000))
    wider = bounds(np.array([500]), 1_000, looks=6)
    assert wider[0] < bounds(np.array([500]), 1_000)[0]
    assert resolved(np.array([0, 50, 500, 950, 1_000]), 1_000).tolist() == [True, False, True, False, True]


def test_auto_stops_where_all_is_clear_and_says_where_it_is_not() -> None:
    clear = scene(flat(1), table(x=[90], y=[50], z=[10]))
    told: list[tuple[int, int]] = []
    found = drawn(clear, seed=1, draws="auto", top=1, progress=lambda done, of: told.append((done, of)))
    assert (found.draws, found.settled, found.looks) == (2_048, True, 6)
    assert told == [(done, 2_048) for done in (512, 1_024, 1_536, 2_048)]
    # 0.95 is the chance itself: a gap above 5
    close = scene(flat(1), table(x=[None], y=[5]), missing="range")
    found = drawn(close, seed=1, draws="auto", top=1)
    assert (found.draws, found.settled) == (51_200, False)
    same = drawn(close, seed=1, draws=51_200)
    assert np.array_equal(found.ranks, same.ranks) and np.array_equal(found.bands, same.bands)
    with pytest.raises(ValueError, match="how many places"):
        drawn(clear, seed=1, draws="auto")
    with pytest.raises(ValueError, match="at least one draw"):
        drawn(clear, seed=1, draws=0)


def test_certain_under_one_seed_is_not_out_under_another() -> None:
    ever, never = set(), set()
    for seed in range(20):
        for code, unit in doubt_of(SCENE, draws(SCENE, seed, draws=1_000), 4).units.items():
            assert unit.top is not None
            ever |= {code} if unit.top.low >= 0.95 else set()
            never |= {code} if unit.top.high < 0.05 else set()
    assert ever and never and not ever & never


def test_what_is_supposed_is_scored_as_scoring_does() -> None:
    still = scene(OF, DOCUMENT)
    plain = doubting(OF)
    for code, raw in [("00", {"a": 80.0}), ("03", {"b": 100.0}), ("03", {"b": 0.0, "d": 90.0}), ("07", {})]:
        unit = next(unit for unit in DOCUMENT.units if unit.code == code)
        expected = scoring.index_of(plain, unit, raw)
        assert indices(alone(still, code, raw), sample(1, 5))[:, 0] == pytest.approx([expected] * 5, abs=1e-9)


def test_one_unit_alone_is_drawn_as_among_all() -> None:
    every = draws(SCENE, draws=600)
    for code in ("00", "03", "05"):
        one = drawn(alone(SCENE, code, {}), seed=1, draws=600)
        at = SCENE.codes.index(code)
        assert np.array_equal(one.index[:, 0], every.index[:, at])
        assert np.array_equal(one.passes[:, :, 0], every.passes[:, :, at])


def test_certainty_rises_with_what_is_supposed() -> None:
    def reaches(outcome: object) -> np.ndarray:
        return np.asarray(outcome.index[:, 0] >= 60)  # type: ignore[attr-defined]

    now, then = (certainty(SCENE, "03", raw, reaches, seed=1, draws=2_000) for raw in ({}, {"b": 100.0, "d": 80.0}))
    assert now.value < then.value and then.low <= then.value <= then.high
    passing = certainty(SCENE, "05", {"a": 70.0}, lambda o: o.passes[1, :, 0] == 1, seed=1, draws=600)
    assert passing.value == 1
    for code, raw, error in [("99", {}, KeyError), ("00", {"zz": 1.0}, KeyError), ("00", {"a": None}, ValueError)]:
        with pytest.raises(error):
            alone(SCENE, code, raw)
