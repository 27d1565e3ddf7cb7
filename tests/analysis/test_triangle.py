"""The triangle of weights: closed forms, and exact pieces against scoring at random weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.analysis.polygons import area
from readiness.analysis.triangle import triangle, triangle_top
from readiness.framework.model import Framework
from readiness.results.swaps import WeightTriangle
from readiness.scoring import methods
from readiness.scoring.plan import plan_of
from tests.analysis.builders import framework, leaf, results


def three(**more: Any) -> Framework:
    return framework(leaf("x"), leaf("y"), leaf("z"), **more)


def values(*rows: tuple[float | None, ...]) -> dict[str, dict[str, float | None]]:
    return {f"u{k}": dict(zip("xyz", row, strict=True)) for k, row in enumerate(rows)}


def drawn(*rows: tuple[float | None, ...], **more: Any) -> WeightTriangle:
    of = three(**more)
    found = triangle(of, results(of, values(*rows)))
    assert found is not None
    return found


def test_each_best_on_its_own_pillar_leads_in_a_third():
    found = drawn((100, 0, 0), (0, 100, 0), (0, 0, 100))
    assert found.areas() == pytest.approx(dict.fromkeys(["u0", "u1", "u2"], 1 / 3))
    assert found.present == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    middle = pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert all(middle in region.polygon for region in found.regions)


def test_two_units_part_it_along_a_line():
    # u0 is ahead where w1 > 1/2, the same in both others: the small triangle of side one half
    found = drawn((100, 0, 0), (50, 50, 50))
    assert found.areas() == pytest.approx({"u1": 0.75, "u0": 0.25})
    # 90 w1 + 20 (1 - w1) against 40 w1 + 50 (1 - w1): level at w1 = 3/8, and (5/8)² of the triangle lies beyond
    other = drawn((90, 20, 20), (40, 50, 50))
    assert other.areas() == pytest.approx({"u1": 1 - 0.625**2, "u0": 0.625**2})
    assert (0.375, 0.625, 0.0) in {tuple(round(x, 9) for x in point) for r in other.regions for point in r.polygon}


def test_two_of_three_weights_alone_on_the_edge():
    # on the edge of the two pillars that matter, 0.9 and 0.2 against 0.4 and 0.5 part it at 3 : 5
    corners = {point for region in drawn((90, 20, 0), (40, 50, 0)).regions for point in region.polygon}
    assert (0.375, 0.625, 0.0) in corners


def test_geometric_goes_through_logarithms():
    # 80 against 20 in x, 20 against 80 in y, the same in z: level on w1 = w2
    found = drawn((80, 20, 50), (20, 80, 50), aggregate="geometric")
    assert found.areas() == pytest.approx({"u0": 0.5, "u1": 0.5})
    zero = drawn((100, 0, 100), (1, 1, 1), aggregate="geometric")
    assert zero.areas() == {"u1": 1.0}


def test_who_is_level_everywhere_is_named_beside():
    found = drawn((80, 20, 50), (80, 20, 50), (10, 10, 10))
    (region,) = found.regions
    assert (region.who, region.level_with, region.area) == ("u0", ("u1",), 1.0)


def test_who_cannot_be_placed_is_left_out_by_name():
    gates = [{"id": "g", "on": "z", "at_least": 20, "cap_score": 55, "label": "g"}]
    found = drawn((80, 80, 50), (80, None, 50), (90, 90, 10), gates=gates)
    assert (found.codes, found.left_out) == (("u0",), {"u1": "pillar", "u2": "capped"})


def test_no_triangle_without_three_pillars_or_a_straight_mean():
    two = framework(leaf("x"), leaf("y"))
    assert triangle(two, results(two, {"a": {"x": 1, "y": 2}})) is None
    least = three(aggregate="minimum")
    assert triangle(least, results(least, values((1, 2, 3)))) is None
    of = framework(leaf("x"), leaf("y"), leaf("z"), leaf("shown", weight=0))
    assert triangle(of, results(of, {"a": {"x": 1, "y": 2, "z": 3, "shown": 4}})) is not None


score = st.integers(0, 10).map(lambda k: 10.0 * k)
rows = st.lists(st.tuples(score, score, score), min_size=2, max_size=7)
MEANS: tuple[Any, ...] = ("arithmetic", "geometric", "harmonic", {"power": 2})


def indices(of: Framework, data: list[tuple[float, ...]], weights: Any) -> Any:
    row = plan_of(of).rows[0]
    option = () if row.option is None else (row.option,)
    spread = np.repeat(np.asarray(weights)[:, None], len(data), axis=1)
    return methods.AGGREGATORS[row.aggregate](np.array(data).T, spread, *option)


def inside(polygon: Any, point: Any) -> bool:
    """Whether a point of shares lies clearly within a convex polygon."""
    places = [(p[0], p[1]) for p in polygon]
    turns = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in zip(places, [*places[1:], places[0]], strict=True)
    ]
    return min(turns) > 1e-9 or max(turns) < -1e-9


@given(rows, st.sampled_from(MEANS), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_at_random_weights_the_leader_is_the_one_of_the_piece(data: list[Any], mean: Any, seed: int):
    of = three(aggregate=mean)
    found = triangle(of, results(of, values(*data)))
    assert found is not None
    alive = found.regions != ()
    assert sum(region.area for region in found.regions) == pytest.approx(1.0 if alive else 0.0)
    for weights in np.random.default_rng(seed).dirichlet(np.ones(3), size=20):
        index = indices(of, data, weights)
        for region in found.regions:
            if inside(region.polygon, weights):
                assert index[int(region.who[1:])] == pytest.approx(index.max(), abs=1e-7)


@given(rows, st.sampled_from(MEANS), st.integers(1, 3), st.integers(0, 99))
@settings(max_examples=50, deadline=None)
def test_at_random_weights_a_unit_is_among_the_first_where_its_pieces_say(
    data: list[Any], mean: Any, top: int, seed: int
):
    of = three(aggregate=mean)
    found = triangle_top(of, results(of, values(*data)), "u0", top)
    assert found is not None
    for region in found.regions:
        assert area(region.polygon) == pytest.approx(region.area, abs=1e-9)
    for weights in np.random.default_rng(seed).dirichlet(np.ones(3), size=20):
        index = indices(of, data, weights)
        if np.abs(index[1:] - index[0]).min() > 1e-6:
            within = sum(inside(region.polygon, weights) for region in found.regions)
            assert within == int((index[1:] > index[0]).sum() < top)


def test_the_first_of_all_and_among_the_first_one_are_the_same():
    of = three()
    document = results(of, values((90, 20, 40), (40, 80, 30), (30, 40, 90), (55, 55, 50)))
    leads = triangle(of, document)
    assert leads is not None
    for code in leads.codes:
        among = triangle_top(of, document, code, 1)
        assert among is not None
        assert among.areas().get(code, 0.0) == pytest.approx(leads.areas().get(code, 0.0))
    everyone = triangle_top(of, document, "u0", 4)
    assert everyone is not None
    assert everyone.areas() == {"u0": 1.0}
