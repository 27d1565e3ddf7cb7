"""What an alternative moves, and what it leaves: gaps scored worst, one way of several that cannot be, other waves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from readiness.analysis.doubt import alone, doubt_of, indices, sample, scene_of
from readiness.analysis.doubt.streams import moves
from readiness.data.table import Cell, Interval
from readiness.framework.model import Framework
from tests.analysis.builders import framework, group, leaf, results
from tests.analysis.doubt.making import doubting, draws, flat, scene, table

FEW = sample(1, 40)


def test_a_gap_scored_worst_keeps_nobody_from_another_normaliser():
    of = flat(1, missing={"policy": "worst"})
    found = scene(of, table(u=[20.0], v=[40.0], w=[60.0], x=[None]), normalise=["minmax"])
    assert found.left_out == {}
    assert indices(found, FEW)[0].tolist() == [0.0, 50.0, 100.0, 0.0]


@pytest.mark.parametrize("ways", [["written", "minmax", "fraction_of_max"], ["zscore", "fraction_of_max"]])
def test_supposing_what_is_known_changes_nothing(ways):
    # the least is below 0: it has no score as a fraction of the greatest, and one under the others
    of = framework(leaf("a", measure="number", worst=-50, best=50), leaf("b"))
    found = scene(of, table(u=[-20.0, 10.0], v=[5.0, 60.0], w=[30.0, 30.0]), normalise=ways)
    assert found.left_out == {"normalise: a": "no_score"}
    for j, code in enumerate(found.codes):
        raw = found.units[j].nodes["a"].raw
        np.testing.assert_array_equal(
            indices(alone(found, code, {"a": raw}), FEW)[:, 0],
            indices(found, FEW)[:, j],
        )


def test_supposing_compares_with_those_that_have_a_score():
    # 0 has no score where less is better: it is in nobody's group
    of = framework(leaf("a", measure="number", normalise="fraction_of_max", better="low"), leaf("b"))
    found = scene(of, table(u=[0.0, 10.0], v=[5.0, 60.0], w=[30.0, 30.0], x=[40.0, 1.0]), normalise=["minmax"])
    supposed = indices(alone(found, "w", {"a": 30.0}), FEW)[:, 0]
    np.testing.assert_array_equal(supposed, indices(found, FEW)[:, 2])


def test_without_an_index_no_place_is_taken_however_many_are_free():
    found = scene(flat(2), table(u=[50.0, 70.0], v=[None, None]), weights={"within": 0.5})
    units = doubt_of(found, draws(found, draws=100), top=2).units
    assert [units[code].top.value for code in "uv"] == [1.0, 0.0]
    assert draws(found, draws="auto", top=2).settled


def test_widths_hold_around_sets_even_where_the_written_weights_leave_one():
    sets = {name: {"weights": {"a": first, "b": 1}} for name, first in (("x", 1), ("y", 3))}
    of = framework(leaf("a", weight=1), leaf("b", weight=0), weights_sets=sets)
    found = scene(of, table(u=[1.0, 2.0]), weights={"between": ["x", "y"], "dirichlet": 2})
    least = moves(found, FEW, 0).shares[:, 1].min()
    assert least < 0.5  # what no mixture of 1 to 1 and 3 to 1 gives


def test_a_sample_is_not_drawn_where_its_group_is_another_wave():
    of = framework(leaf("a", measure="number", normalise="minmax"), leaf("b"))
    cell = Cell("observed", 30.0, interval=Interval(20.0, 40.0, 0.95, None, None, None))
    document = results(of, table(u=[10.0, 1.0], v=[30.0, 1.0], w=[60.0, 1.0]), cells={("v", "a"): cell})
    doubted = doubting(of, sampling=True)
    assert scene_of(doubted, document).active == ("sampling",)
    elsewhere = Framework.model_validate({**doubted.snapshot(), "reference_wave": "2024"})
    found = scene_of(elsewhere, document)
    assert (found.active, found.left_out) == ((), {"sampling: a": "reference_wave"})
    with pytest.raises(ValueError, match="depends on the other units"):
        alone(found, "v", {"a": 31.0})
    assert scene_of(elsewhere, replace(document, wave="2024")).active == ("sampling",)


@pytest.mark.parametrize("missing", ["none", "range", "peers"])
def test_gaps_that_are_drawn_are_no_data(missing):
    # half of g has data, too little for a score: it counts nothing above, and g2 alone is half of p
    thin, whole = group("g", leaf("a"), leaf("b")), group("g2", leaf("c"))
    gate = {"id": "data", "on": "p", "of": "coverage", "at_least": 0.65, "label": {"id": "Data", "en": "Data"}}
    of = framework(group("p", thin, whole), gates=[gate], missing={"min_coverage": 0.6})
    document = results(of, table(u=[50.0, None, 80.0], v=[50.0, 60.0, 70.0]))
    found = scene(of, document, missing=missing)
    assert [unit.nodes["p"].coverage for unit in document.units] == [0.5, 1.0]
    assert [draws(found, draws=50).passes[0, :, j].max() for j in range(2)] == [0 if missing != "none" else -1, 1]
    assert draws(alone(found, "u", {"b": 50.0}), draws=50).passes.min() == 1


@pytest.mark.parametrize("concentration", [5e-324, 1e-300, 1e300])
def test_no_concentration_leaves_what_is_no_number(concentration):
    found = scene(flat(2), table(u=[10.0, 90.0]), weights={"dirichlet": concentration})
    assert not np.isnan(indices(found, FEW)).any()
