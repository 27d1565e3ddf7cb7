"""Second opinions in a result: who is judged, by which weights, and how far they agree with the index."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from readiness.results.document import digest, dumps, loads
from readiness.scoring import second
from readiness.scoring.fold import full_weights
from readiness.scoring.plan import plan_of

from .making import framework, group, leaf, score

ROOT = Path(__file__).parents[2]
ALL = ["borda", "copeland", "kemeny", "benefit_of_the_doubt"]
ROWS = {
    "x": {"a": 90, "b": 10, "c": 50},
    "y": {"a": 40, "b": 60, "c": 50},
    "z": {"a": 20, "b": 20, "c": 10},
    "w": {"a": None, "b": None, "c": 100},
}
CRITERIA = [group("p", [leaf("a", 3), leaf("b", 1)], 2), leaf("c", 1), leaf("d", 0)]


def opinions_of(*asked, rows=ROWS, **keys):
    results, findings = score(framework(CRITERIA, opinions=list(asked), **keys), rows)
    return results, {each.method: each for each in results.opinions or ()}, findings


def test_none_is_none():
    results, found, _ = opinions_of()
    assert results.opinions is None
    assert not found
    assert '"opinions"' not in dumps(results)


def test_only_ranked_units_are_judged_by_effective_weights():
    results, found, _ = opinions_of(*ALL)
    assert [unit.index.rank for unit in results.units] == [None, 1, 2, 3]
    assert list(found) == ALL
    for opinion in found.values():
        assert list(opinion.units) == ["x", "y", "z"]
    # Of the weight, x is before y on a (½), behind on b (⅙), level on c (⅓).
    assert found["borda"].units["x"].value == pytest.approx(1 / 2 + 1 / 6 + 5 / 6)
    assert {code: stand.rank for code, stand in found["copeland"].units.items()} == {"x": 1, "y": 2, "z": 3}
    assert (found["kemeny"].optimal, found["borda"].optimal) == (True, None)
    assert found["kemeny"].agreement == found["copeland"].agreement == 1


def test_weights_count_with_every_leaf_there():
    plan = plan_of(framework(CRITERIA))
    assert dict(zip([row.id for row in plan.rows], full_weights(plan)[1].tolist(), strict=True)) == pytest.approx(
        {"index": 1, "p": 2 / 3, "a": 1 / 2, "b": 1 / 6, "c": 1 / 3, "d": 0}
    )


def test_a_leaf_that_counts_nowhere_is_no_argument():
    _, found, _ = opinions_of(
        "borda", rows={code: {**row, "d": 100 - at} for at, (code, row) in enumerate(ROWS.items())}
    )
    _, plain, _ = opinions_of("borda")
    assert found["borda"].units == plain["borda"].units


def test_options_are_kept_and_the_document_reads_back():
    results, found, _ = opinions_of({"benefit_of_the_doubt": {"min_share": 0.1, "max_share": 0.6}})
    assert found["benefit_of_the_doubt"].options == {"min_share": 0.1, "max_share": 0.6}
    assert loads(dumps(results)).opinions == results.opinions


def test_the_scale_is_taken_off_for_benefit_of_the_doubt():
    _, found, _ = opinions_of("benefit_of_the_doubt")
    five = {"scale": {"min": 1, "max": 5}, "bands": [{"id": "r", "from": 1, "label": "R"}]}
    _, other, _ = opinions_of("benefit_of_the_doubt", **five)
    for code, stand in found["benefit_of_the_doubt"].units.items():
        assert other["benefit_of_the_doubt"].units[code].value == pytest.approx(stand.value, abs=1e-6)


def test_rankings_equally_good_are_settled_by_the_index_and_then_the_code():
    rows = {"m": {"a": 10, "c": 20}, "k": {"a": 20, "c": 10}, "n": {"a": 10, "c": 30}}
    model = framework([leaf("a"), leaf("c")], opinions=["kemeny"])
    results, _ = score(model, rows)
    ranks = {unit.code: unit.index.rank for unit in results.units}
    assert ranks == {"n": 1, "k": 2, "m": 2}
    assert {code: stand.rank for code, stand in results.opinions[0].units.items()} == {"n": 1, "k": 2, "m": 3}


def test_opinions_are_not_in_the_digest_and_move_nothing():
    with_, _, _ = opinions_of(*ALL)
    without, _, _ = opinions_of()
    assert with_.units == without.units
    assert digest(replace(with_, opinions=None)) == digest(with_)


def test_nothing_ranked_and_nobody_told_apart():
    _, found, _ = opinions_of(*ALL, rows={"w": ROWS["w"]})
    assert all(not each.units and each.agreement is None for each in found.values())
    _, alike, _ = opinions_of(*ALL, rows={"x": ROWS["x"], "y": ROWS["x"]})
    assert {each.agreement for each in alike.values()} == {None}
    assert {stand.rank for stand in alike["borda"].units.values()} == {1}


def test_too_many_units_are_told(monkeypatch):
    monkeypatch.setattr(second, "MOST_UNITS", 2)
    results, found, findings = opinions_of("borda")
    assert results.opinions is None
    assert not found
    assert [(each.code, each.params["units"]) for each in findings if each.code == "M130"] == [("M130", 3)]


def test_scoring_without_opinions_imports_no_scipy():
    code = (
        "import sys; from tests.scoring.making import *\n"
        "score(framework([leaf('a'), leaf('b')], opinions=['borda', 'kemeny'], aggregate={'owa': [1, 2]}),"
        " {'x': {'a': 1, 'b': 2}, 'y': {'a': 3, 'b': 1}})\n"
        "print('scipy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.strip() == "False"
