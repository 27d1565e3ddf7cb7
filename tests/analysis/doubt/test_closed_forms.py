"""Draws against what can be said without drawing, each within five Monte Carlo standard errors."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from readiness.analysis.doubt.streams import CHUNK, generator, moves, sample
from readiness.analysis.doubt.widths import shares_of
from readiness.data.table import Cell, Interval
from readiness.data.units import Unit
from tests.analysis.builders import framework, group, leaf, results
from tests.analysis.doubt.making import doubting, draws, first, flat, near, scene, table

FLAT = {"dirichlet": 2}  # of two equal weights: the first is uniform from 0 to 1


def test_three_units_each_best_on_its_own_indicator() -> None:
    """Lahdelma and Salminen (2001): all weights alike likely, by symmetry a third each."""
    shares = first(flat(3), table(x=[100, 0, 0], y=[0, 100, 0], z=[0, 0, 100]), weights={"dirichlet": 3})
    assert all(near(share, 1 / 3) for share in shares)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ([100, 0], [50, 50], 0.5),  # w > 1/2
        ([90, 20], [40, 50], 0.625),  # 0.9 w + 0.2 (1 - w) > 0.4 w + 0.5 (1 - w): w > 3/8
        ([80, 80], [40, 50], 1.0),
    ],
)
def test_two_units_under_one_uniform_weight(x: list[float], y: list[float], expected: float) -> None:
    assert near(first(flat(2), table(x=x, y=y), weights=FLAT)[0], expected)


def test_weights_between_two_sets_are_uniform_on_the_line_between_them() -> None:
    of = flat(2, weights_sets={"p": {"weights": {"a": 1, "b": 0}}, "q": {"weights": {"a": 0, "b": 1}}})
    shares = first(of, table(x=[90, 20], y=[40, 50]), weights={"between": ["p", "q"]})
    assert near(shares[0], 0.625)


def test_dirichlet_moments() -> None:
    """Of Dirichlet(1, 1, 1): mean 1/3, variance 1/18, covariance -1/36."""
    of = scene(flat(3), table(x=[1, 2, 3]), weights={"dirichlet": 3})
    n = 40_000
    shares = shares_of(of.widths, n, np.random.default_rng(1))[:, 1:]
    assert np.abs(shares.sum(axis=1) - 1).max() < 1e-12
    assert np.abs(shares.mean(axis=0) - 1 / 3).max() < 5 * (1 / 18 / n) ** 0.5
    assert np.abs(shares.var(axis=0) - 1 / 18).max() < 5 * (1 / 18) * (2 / n) ** 0.5
    assert abs(np.cov(shares.T)[0, 1] + 1 / 36) < 0.001


def test_a_small_concentration_leaves_numbers() -> None:
    of = scene(flat(3), table(x=[1, 2, 3]), weights={"dirichlet": 0.001})
    shares = shares_of(of.widths, 5_000, np.random.default_rng(1))[:, 1:]
    assert np.isfinite(shares).all() and np.abs(shares.mean(axis=0) - 1 / 3).max() < 0.04


def test_within_stays_within() -> None:
    of = scene(flat(2), table(x=[1, 2]), weights={"within": 0.25})
    shares = shares_of(of.widths, 20_000, np.random.default_rng(1))[:, 1]
    assert 0.75 / 2 <= shares.min() < 0.38 and 0.62 < shares.max() <= 1.25 / 2


def test_levels_have_widths_of_their_own() -> None:
    of = framework(group("p", group("g", leaf("a"), leaf("b")), leaf("c")), group("q", leaf("d"), leaf("e")))
    doubt = {"within": 0.2, "pillars": {"dirichlet": 9}, "groups": "none"}
    widths = scene(of, {"x": dict.fromkeys("abcde", 1.0)}, weights=doubt).widths
    rows = {row.id: at for at, row in enumerate(scene(of, {"x": dict.fromkeys("abcde", 1.0)}).plan.rows)}
    assert {name for name, at in rows.items() if widths.within[at] > 0} == {"a", "b", "d", "e"}
    assert {name for name, at in rows.items() if widths.dirichlet[at] > 0} == {"p", "q"}
    assert widths.moving == 6


def test_a_gap_is_anything_from_worst_to_best() -> None:
    values = table(x=[None], y=[30])
    assert near(first(flat(1), values, missing="range")[0], 0.7)
    assert np.isnan(draws(scene(flat(1), values)).index[:, 0]).all()


def test_a_gap_is_what_a_peer_scores() -> None:
    units = {code: Unit(code, code, "kota" if code in "xy" else "kabupaten") for code in "xyuvw"}
    document = results(flat(1), table(x=[None], y=[30], u=[10], v=[20], w=[90]), units=units)
    index = draws(scene(flat(1), document, missing="peers")).index
    codes = [unit.code for unit in document.units]
    assert (index[:, codes.index("x")] == 30).all()  # the only other city
    units = {code: replace(unit, kind="kota") for code, unit in units.items()}
    document = results(flat(1), table(x=[None], y=[30], u=[10], v=[20], w=[90]), units=units)
    index = draws(scene(flat(1), document, missing="peers")).index[:, codes.index("x")]
    assert set(index.tolist()) == {10.0, 20.0, 30.0, 90.0}
    assert all(near((index == score).mean(), 0.25) for score in (10, 20, 30, 90))


def test_an_estimate_is_in_doubt_like_the_gap_it_fills() -> None:
    of = flat(1, impute="mean", missing={"min_coverage": 0})
    document = results(of, table(x=[None], y=[30]))
    assert (draws(scene(of, document)).index[:, 0] == 30).all()
    assert near((draws(scene(of, document, missing="range")).index[:, 0] > 30).mean(), 0.7)


def test_a_sample_moves_by_its_standard_error() -> None:
    """50 ± 5 against 55: 1 - Φ(1) = 0.1587."""
    known = Interval(50 - 9.8, 50 + 9.8, 0.95, 100, 5.0, None)
    document = results(flat(1), table(x=[50], y=[55]), cells={("x", "a"): Cell("observed", 50.0, interval=known)})
    shares = first(flat(1), document, sampling=True)
    assert near(shares[0], 0.15865525393145707)
    derived = replace(known, se=None, low=50 - 9.799819922700, high=50 + 9.799819922700)
    document = results(flat(1), table(x=[50], y=[55]), cells={("x", "a"): Cell("observed", 50.0, interval=derived)})
    assert first(flat(1), document, sampling=True)[0] == shares[0]


def test_a_sample_stays_on_the_scale() -> None:
    known = Interval(80, 100, 0.95, 10, 10.0, None)
    document = results(flat(1), table(x=[95], y=[55]), cells={("x", "a"): Cell("observed", 95.0, interval=known)})
    index = draws(scene(flat(1), document, sampling=True)).index[:, 0]
    assert index.max() == 100 and 50 < index.min() < 80


def test_one_indicator_or_none_is_left_out() -> None:
    """None of two: 50 beats 40; without the first 0 does not; without the second 100 does."""
    shares = first(flat(2), table(x=[100, 0], y=[40, 40]), leave_one_out=True)
    assert near(shares[0], 2 / 3)


def test_alternatives_are_equally_likely() -> None:
    """√(90 · 10) = 30 < 40 < 50."""
    values = table(x=[90, 10], y=[40, 40])
    assert near(first(flat(2), values, aggregate=["written", "geometric"])[0], 0.5)
    assert near(first(flat(2), values, aggregate=["written", "geometric", "harmonic", "minimum"])[0], 0.25)
    values = table(x=[10, 60], y=[30, 50], z=[20, 0])  # min-max of the first: 0, 100, 50; the second as it is / 60
    index = draws(scene(flat(2), values, normalise=["written", "minmax"])).index
    assert sorted(set(index[:, 0].tolist())) == [35.0, 50.0]
    assert near((index[:, 0] == 50).mean(), 0.5)


def test_streams_are_independent() -> None:
    of = scene(flat(3), table(x=[None, 2, 3]), weights={"within": 0.2}, missing="range", normalise=["written", "rank"])
    some = [moves(of, sample(1, CHUNK), chunk) for chunk in range(8)]
    weight, gap = (
        np.concatenate(each) for each in zip(*((m.shares[:, 1], m.uniform[:, 0]) for m in some), strict=True)
    )
    assert abs(np.corrcoef(weight, gap)[0, 1]) < 5 / len(gap) ** 0.5
    assert generator(sample(1, 1), "weights", 0).random() != generator(sample(1, 1), "missing", 0).random()


def test_a_framework_says_what_is_in_doubt() -> None:
    of = doubting(flat(2), weights={"within": 0.2})
    assert scene(flat(2), table(x=[1, 2]), weights={"within": 0.2}).active == ("weights",)
    assert of.uncertainty.missing == "none"
    assert scene(flat(2), table(x=[1, 2])).active == ()
