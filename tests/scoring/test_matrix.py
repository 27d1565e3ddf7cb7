"""Numbers alone are the numbers of the documents, to the last bit."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.data.units import Unit
from readiness.framework.model import Framework
from readiness.scoring import assess, matrix
from readiness.scoring.matrix import MatrixScores, score_matrix

from .making import framework, group, leaf, table
from .test_laws import LAWS, VALUES, trees

NORMALISERS = st.sampled_from([{}, {}, {"normalise": "minmax"}, {"normalise": "rank"}, {"transform": "sqrt"}])


def same(model: Framework, rows: dict[str, dict[str, Any]], found: MatrixScores) -> None:
    """Every score and coverage is that of the document, NaN where it has none."""
    document, _ = assess(model, table(rows), sha256="", options={})
    codes = sorted(rows)
    for unit in document.units:
        j = codes.index(unit.code)
        numbers = {"index": (unit.index.value, unit.index.coverage)}
        numbers |= {name: (node.score, node.coverage) for name, node in unit.nodes.items()}
        for at, name in enumerate(found.nodes):
            for told, kept in zip(numbers[name], (found.score[at, j], found.coverage[at, j]), strict=True):
                assert math.isnan(kept) if told is None else kept == told


def columns(model: Framework, rows: dict[str, dict[str, Any]]) -> dict[str, np.ndarray]:
    return {
        each.id: np.array([rows[code][each.id] for code in sorted(rows)], float)  # None becomes NaN
        for each in model.indicators()
    }


@LAWS
@given(st.data())
def test_any_tree_any_gap(data):
    model = data.draw(trees())
    changed = {each.id: data.draw(NORMALISERS) for each in model.indicators()}
    model = Framework.model_validate(with_keys(model.snapshot(), changed))
    gaps = st.one_of(VALUES, VALUES, st.none())
    rows = {f"u{n}": {each.id: data.draw(gaps) for each in model.indicators()} for n in range(5)}
    same(model, rows, score_matrix(model, columns(model, rows)))


def with_keys(node: dict[str, Any], keys: dict[str, dict[str, Any]]) -> dict[str, Any]:
    children = [with_keys(child, keys) for child in node.get("criteria", [])]
    return {**node, **keys.get(node["id"], {}), **({"criteria": children} if children else {})}


def test_chunks_change_nothing(monkeypatch):
    model = framework([group("p", [leaf("a", 2), leaf("b", normalise="minmax")])])
    given_ = {"a": np.linspace(0, 100, 23), "b": np.linspace(5, 1, 23) ** 2}
    whole = score_matrix(model, given_)
    monkeypatch.setattr(matrix, "CHUNK", 5)
    parts = score_matrix(model, given_)
    assert np.array_equal(whole.score, parts.score, equal_nan=True)
    assert np.array_equal(whole.coverage, parts.coverage, equal_nan=True)
    assert whole.index.tolist() == whole.score[0].tolist()


def test_denominators_of_columns_and_of_indicators():
    model = framework(
        [
            leaf("x", measure="count", worst=0, best=1, per="people"),
            leaf("y", measure="count", worst=0, best=50, per={"of": "z", "times": 10}),
            leaf("z", measure="count", worst=0, best=9),
        ]
    )
    rows = {"a": {"x": 3, "y": 8, "z": 4}, "b": {"x": 5, "y": None, "z": 0}, "c": {"x": 1, "y": 9, "z": 0}}
    people = {"a": {"people": 4.0}, "b": {"people": 0.0}, "c": {"people": 7.0}}
    found = score_matrix(model, columns(model, rows), denominators={"people": np.array([4.0, 0.0, 7.0])})
    document, _ = assess(model, table(rows, denominators=people), sha256="", options={})
    expected = [unit.index.value for unit in document.units]
    assert [None if math.isnan(value) else value for value in found.index] == expected
    without = score_matrix(model, columns(model, rows))
    assert np.isnan(without.score[1]).all()


def test_choices_are_keys_and_a_stranger_refuses_its_unit():
    model = framework([leaf("a", measure="choice", choices={"ada": 100, "tidak": 0}), leaf("b")])
    keys = np.array(["ada", None, "tidak", "entah"], object)
    found = score_matrix(model, {"a": keys, "b": np.array([50.0, 50.0, 50.0, 50.0])})
    assert found.refused.tolist() == [False, False, False, True]
    assert [None if math.isnan(value) else value for value in found.score[1]] == [100.0, None, 0.0, None]
    assert np.isnan(found.index[3])


def test_a_value_that_cannot_be_scored_refuses_its_unit_and_counts_in_no_group():
    model = framework(
        [
            leaf("a", measure="number", worst=1, best=10, outside="refuse"),
            leaf("b", measure="number", normalise="minmax"),
        ]
    )
    rows = {"a": {"a": 5, "b": 1}, "b": {"a": 11, "b": 100}, "c": {"a": 2, "b": 3}}
    found = score_matrix(model, columns(model, rows))
    assert found.refused.tolist() == [False, True, False]
    same(model, rows, found)
    assert found.score[2].tolist()[::2] == [0.0, 100.0]
    logs = framework([leaf("a", measure="number", normalise="minmax", transform="log")])
    assert score_matrix(logs, {"a": np.array([1.0, -1.0, 5.0])}).refused.tolist() == [False, True, False]


def test_who_applies_must_be_known():
    model = framework([leaf("a"), leaf("b", applies_to={"kind": ["kota"]})])
    given_ = {"a": np.array([10.0, 20.0]), "b": np.array([90.0, np.nan])}
    with pytest.raises(ValueError, match="applies_to"):
        score_matrix(model, given_)
    units = [Unit("1", "A", "kota"), Unit("2", "B", "kabupaten")]
    found = score_matrix(model, given_, units=units)
    assert found.index.tolist() == [50.0, 20.0]
    assert np.isnan(found.coverage[2, 1])


def test_a_column_that_is_not_there_is_missing():
    model = framework([leaf("a"), leaf("b")], missing={"min_coverage": 0.5})
    found = score_matrix(model, {"a": np.array([10.0, 20.0])})
    assert found.index.tolist() == [10.0, 20.0]
    assert found.coverage[0].tolist() == [0.5, 0.5]


def test_whole_columns_are_told_of():
    model = framework([leaf("a"), leaf("b", normalise="minmax")])
    found = score_matrix(model, {"a": np.array([10.0, 20.0]), "b": np.array([7.0, 7.0])})
    assert [finding.code for finding in found.findings] == ["M105"]


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"gates": [{"id": "g", "on": "a", "at_least": 1, "label": "G"}]}, "gates"),
        ({"impute": "mean"}, "impute"),
        ({"treat": "auto"}, "treat"),
        ({"opinions": ["borda"]}, "opinions"),
        ({"reference_wave": "2020"}, "reference_wave"),
    ],
)
def test_what_needs_records_is_refused(keys, why):
    model = framework([leaf("a")], **keys)
    assert matrix.needs_records(model) == why
    with pytest.raises(ValueError, match=why):
        score_matrix(model, {"a": np.array([1.0])})


def test_an_indicator_that_imputes_needs_records_unless_it_says_none():
    assert matrix.needs_records(framework([leaf("a", impute="median")])) == "impute"
    assert matrix.needs_records(framework([leaf("a", impute="none", treat="none")])) is None


def test_columns_of_two_lengths_and_infinite_numbers():
    model = framework([leaf("a"), leaf("b")])
    with pytest.raises(ValueError, match="one length"):
        score_matrix(model, {"a": np.array([1.0]), "b": np.array([1.0, 2.0])})
    with pytest.raises(ValueError, match="infinite"):
        score_matrix(model, {"a": np.array([1.0, np.inf])})


def test_no_units_are_no_mistake():
    assert score_matrix(framework([leaf("a")]), {"a": np.array([])}).score.shape == (2, 0)
