"""Laws of draws: nothing in doubt gives the document back, whatever the framework; nobody passes who is worse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness import resources
from readiness.analysis.doubt import Drawn, Scene, drawn, ranks_of, scene_of
from readiness.analysis.doubt.draw import outcomes
from readiness.analysis.doubt.streams import sample
from readiness.analysis.doubt.verdicts import NOT_JUDGED, PASSED
from readiness.framework.load import load
from readiness.framework.model import Framework
from readiness.pipeline import Request, score
from readiness.results.records import Results
from readiness.scoring.verdict import competition_ranks
from tests.analysis.builders import framework, group, leaf, results, scored
from tests.analysis.doubt.making import doubting, draws, flat, scene, table
from tests.scoring import making
from tests.scoring.test_laws import GAPS, rows, trees

LAWS = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=25, deadline=None)
EVERYTHING: dict[str, Any] = {
    "weights": {"within": 0.9},
    "normalise": ["written", "minmax", "rank"],
    "aggregate": ["written", "geometric", "harmonic", "arithmetic", "minimum"],
    "missing": "range",
    "leave_one_out": True,
}


def agrees(of: Scene, document: Results) -> None:
    """Index, rank, band and gates of every draw are those of the document."""
    found = drawn(of, seed=3, draws=3)
    band = next(iter(outcomes(of, sample(3, 3)))).band
    bands = [each.id for each in of.plan.framework.bands]
    for j, unit in enumerate(document.units):
        index = found.index[:, j]
        if unit.index.value is None:
            assert np.isnan(index).all()
            continue
        assert np.abs(index - unit.index.value).max() <= 1e-9
        assert (found.ranks[:, j] == unit.index.rank).all()
        assert [bands[b] for b in band[:, j]] == [unit.index.band] * 3
        for g, gate in enumerate(unit.gates):
            expected = NOT_JUDGED if gate.passed is None else PASSED if gate.passed else 0
            assert (found.passes[g, :, j] == expected).all()


@LAWS
@given(st.data())
def test_nothing_in_doubt_gives_the_document_back(data: st.DataObject) -> None:
    """Every mean, weight, depth, gap and policy; coverage, and what does not apply."""
    model = data.draw(trees())
    document, _ = making.score(model, {code: rows(data.draw, model, GAPS) for code in "uvwxyz"})
    agrees(scene(model, document), document)


@LAWS
@given(st.data())
def test_gates_and_caps_hold_in_draws_as_in_the_document(data: st.DataObject) -> None:
    model = data.draw(trees())
    nodes = [node.id for node in model.walk()]
    gates = [
        {"id": "g", "on": data.draw(st.sampled_from(["index", *nodes])), "at_least": 40, "cap": "rendah", "label": "G"},
        {"id": "h", "on": data.draw(st.sampled_from(nodes)), "of": "coverage", "at_least": 0.5, "label": "H"},
        {"id": "i", "on": data.draw(st.sampled_from(nodes)), "at_most": 70, "cap_score": 33.3, "label": "I"},
        {"id": "j", "on": model.indicators()[0].id, "of": "raw", "at_least": 50, "cap_score": 60, "label": "J"},
    ]
    decimals, exact = data.draw(st.sampled_from([0, 1, 2])), data.draw(st.sampled_from(["published", "exact"]))
    keys = {"gates": gates, "decimals": decimals, "bands_from": exact}
    model = Framework.model_validate({**model.snapshot(), **keys})
    document, _ = making.score(model, {code: rows(data.draw, model, GAPS) for code in "uvwxy"})
    agrees(scene(model, document), document)


def test_the_policy_fail() -> None:
    of = framework(group("p", leaf("a"), leaf("b")), group("q", leaf("c")), missing={"policy": "fail"})
    values = {"x": {"a": 1.0, "b": None, "c": 50.0}, "y": {"a": 10.0, "b": 20.0, "c": 30.0}}
    document = results(of, values)
    agrees(scene(of, document), document)
    assert draws(scene(of, document, missing="range")).index[:, 0].std() > 0


@pytest.mark.parametrize("name", resources.framework_ids())
def test_shipped_frameworks_give_simulated_data_back(name: str) -> None:
    path = resources.bundled("criteria", f"{name}.yaml")
    of = load(path).framework
    assert of is not None
    rng = np.random.default_rng(5)
    values = {f"{n}": {each.id: _value(rng, each) for each in of.indicators()} for n in range(12)}
    plain = Framework.model_validate({**of.snapshot(), "units": "any"})
    document = results(plain, values, denominators={code: _per(of) for code in values})
    assert any(unit.index.value is not None for unit in document.units)
    agrees(scene(plain, document), document)


def _value(rng: np.random.Generator, each: Any) -> Any:
    if rng.random() < 0.1:
        return None
    if each.choices:
        return sorted(each.choices)[int(rng.integers(len(each.choices)))]
    if each.measure in ("level", "boolean"):
        return float(rng.integers(1, 6) if each.measure == "level" else rng.integers(0, 2))
    ends = [end for end in (each.worst, each.best) if isinstance(end, int | float)] or [0.0, 100.0]
    return float(np.round(rng.uniform(min(ends), max(ends) or 1.0), 2))


def _per(of: Framework) -> dict[str, float]:
    return {each.per.of: 1.0 for each in of.indicators() if each.per is not None}


def test_the_simulated_candidates_come_back() -> None:
    document = score(Request("smart-city", (resources.bundled("data", "smart-city-simulated"),))).results[-1]
    of = Framework.model_validate(document.framework.snapshot)
    agrees(scene(of, document), document)


@FEW
@given(scored(codes=("a", "b", "c", "d")), st.integers(0, 5))
def test_every_draw_stays_on_the_scale_and_ranks_are_ranks(each: tuple[Framework, Results], seed: int) -> None:
    of, document = each
    has_spread = any(key in str(of.snapshot()) for key in ("mean_minus_sd",))
    found = draws(scene(of, document, **EVERYTHING), seed, draws=600)
    known = ~np.isnan(found.index)
    assert known.all()  # every gap is drawn
    if not has_spread:
        assert found.index.min() >= 0 and found.index.max() <= 100
    for row, ranks in zip(found.index[:40].tolist(), found.ranks[:40].tolist(), strict=True):
        assert ranks == competition_ranks(row)


@FEW
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=4, max_size=4), st.integers(0, 5))
def test_who_is_no_worse_anywhere_is_never_behind(pairs: list[tuple[int, int]], seed: int) -> None:
    values = table(x=[float(max(pair)) for pair in pairs], y=[float(min(pair)) for pair in pairs], z=[50.0] * 4)
    of = framework(group("p", leaf("a", weight=3), leaf("b")), group("q", leaf("c"), leaf("d", weight=2)))
    found = draws(scene(of, values, **{**EVERYTHING, "missing": "none"}), seed, draws=600)
    assert (found.ranks[:, 0] <= found.ranks[:, 1]).all()


def test_a_zero_decides_alone_only_where_the_file_says_so() -> None:
    values = table(x=[0, 100, 100, 100], y=[10, 10, 10, 10])
    alternative = draws(scene(flat(4), values, aggregate=["geometric"])).index
    assert np.allclose(alternative[:, 0], 100 * 0.01**0.25)
    own = draws(scene(flat(4, aggregate="geometric"), values, weights={"within": 0.2})).index
    assert (own[:, 0] == 0).all()
    weightless = framework(leaf("a", weight=0), leaf("b"), aggregate="geometric")
    assert (draws(scene(weightless, table(x=[0, 70]), weights={"within": 0.2})).index == 70).all()


def test_alternatives_pass_over_what_keeps_its_meaning() -> None:
    levels = {1: "Belum", 2: "Ada"}
    of = framework(
        leaf("a"),
        leaf("b", measure="level", levels=levels),
        leaf("c", measure="choice", choices={"ya": 100, "tidak": 0}),
        leaf("d", thresholds=[{"from": 0, "score": 0}, {"from": 50, "score": 100}]),
        leaf("e", best=[40, 60]),
        leaf("f"),
        leaf("g", worst=100, best=0),
    )
    row: dict[str, Any] = {"b": 1.0, "c": "ya", "d": 60.0, "e": 20.0, "f": 33.0}
    document = results(of, {"x": {"a": 10.0, "g": 20.0, **row}, "y": {"a": 30.0, "g": 60.0, **row}})
    found = scene(of, document, normalise=["written", "minmax"])
    why = {"b": "level", "c": "choices", "d": "thresholds", "e": "two_sided", "f": "no_score"}
    assert found.left_out == {f"normalise: {name}": reason for name, reason in why.items()}
    at = found.plan.at()
    assert found.score[:, at["a"]].tolist() == [[10, 30], [0, 100]]
    assert found.score[:, at["g"]].tolist() == [[80, 40], [100, 0]]  # less is better
    assert found.score[0, at["f"]].tolist() == found.score[1, at["f"]].tolist() == [33, 33]


def test_no_mean_by_ratios_below_zero() -> None:
    of = framework(
        leaf("a"), leaf("b"), scale={"min": -100, "max": 100}, bands=[{"id": "x", "from": -100, "label": "X"}]
    )
    found = scene_of(of, results(of, table(x=[10, 20], y=[30, 5])))
    assert found.aggregates == ("written",) and found.left_out == {"aggregate: geometric": "below_zero"}


def test_some_units_are_ranked_among_themselves() -> None:
    values = table(x=[10], y=[20], z=[30])
    of = doubting(flat(1), normalise=["written", "minmax"])
    some = scene_of(of, results(flat(1), values), ["z", "x"])
    assert some.codes == ["x", "z"]
    found: Drawn = drawn(some, seed=1, draws=50)
    assert found.ranks.tolist() == [[2, 1]] * 50
    assert set(found.index[:, 0].tolist()) == {10.0, 0.0}  # still the least of all three
    with pytest.raises(KeyError):
        scene_of(of, results(flat(1), values), ["q"])


@LAWS
@given(
    st.lists(st.sampled_from([0.0, 1e-10, 1.0, 1.0 + 1e-10, 55.5, float("nan"), -3.0]), min_size=1, max_size=9),
    st.sampled_from([1.0, 1e9]),
)
def test_ranks_are_those_of_scoring(values: list[float], scale: float) -> None:
    row = np.array([value * scale for value in values])
    known = competition_ranks([None if np.isnan(value) else float(value) for value in row])
    last = sum(rank is not None for rank in known) + 1
    assert ranks_of(row[None])[0].tolist() == [last if rank is None else rank for rank in known]
