"""All of it together, for every unit of the current wave."""

from __future__ import annotations

import json
from dataclasses import asdict

from readiness.analysis.insights import insights
from tests.analysis.builders import framework, group, leaf, results, unit

OF = framework(group("p", leaf("x")), group("q", leaf("y")))


def test_every_unit_of_the_last_wave_has_an_insight() -> None:
    old = results(OF, {"z": {"x": 1.0, "y": 2.0}}, wave="2024")
    new = results(OF, {"a": {"x": 90.0, "y": 20.0}, "b": {"x": 10.0, "y": 60.0}}, wave="2025")
    found = insights([old, new])
    assert sorted(found) == ["a", "b"]
    assert found["a"].standout == "p"
    assert found["b"].standout == "q"
    assert found["a"].medians == {"index": 45.0, "p": 50.0, "x": 50.0, "q": 40.0, "y": 40.0}


def test_peers_are_of_the_same_kind() -> None:
    kinds = {"a": "kota", "b": "kota", "c": "kabupaten"}
    units = {code: unit(code, kind=kind) for code, kind in kinds.items()}
    values = {"a": {"x": 10.0, "y": 0.0}, "b": {"x": 20.0, "y": 0.0}, "c": {"x": 90.0, "y": 0.0}}
    found = insights([results(OF, values, units=units)])
    assert (found["a"].peer_medians["x"], found["a"].medians["x"]) == (15.0, 20.0)


def test_nothing_stands_out_where_all_are_equal() -> None:
    found = insights([results(OF, {"a": {"x": 5.0, "y": 5.0}, "b": {"x": 5.0, "y": 5.0}})])
    assert found["a"].standout is None
    assert found["a"].strengths == ()


def test_an_insight_is_plain_json() -> None:
    found = insights([results(OF, {"a": {"x": 5.0, "y": None}})])
    assert json.loads(json.dumps(asdict(found["a"]), allow_nan=False))["code"] == "a"
