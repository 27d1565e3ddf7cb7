"""The precision of a value stays with it in the result, moves no score, and can be turned into that of its score."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from readiness.data.table import Cell, Interval
from readiness.results.document import digest, dumps, loads
from readiness.scoring import interval_scores
from tests.scoring.making import framework, group, leaf, node, one, score

KNOWN = Interval(3.0, 4.0, 0.95, 212.0, 0.25, 1.4, 151.4)
SURVEY: dict[str, Any] = {"measure": "survey", "statistic": "mean", "worst": 2, "best": 4.5}
MODEL = framework([group("p", [leaf("mutu", 2, **SURVEY), leaf("jalan", 1)])])


def cell(raw: float, known: Interval | None = KNOWN) -> Cell:
    return Cell("observed", raw, interval=known)


def test_it_stands_in_the_record_and_moves_no_score() -> None:
    told, silent = (one(MODEL, {"mutu": cell(3.5, known), "jalan": 40}) for known in (KNOWN, None))
    assert node(told, "mutu").interval == KNOWN
    assert node(silent, "mutu").interval is None
    assert [node(told, name).interval for name in ("p", "jalan")] == [None, None]
    assert told.index == silent.index


def test_it_goes_to_json_and_back_and_enters_the_digest() -> None:
    results, _ = score(MODEL, {"a": {"mutu": cell(3.5), "jalan": 40}})
    assert loads(dumps(results)) == results
    other, _ = score(MODEL, {"a": {"mutu": cell(3.5, replace(KNOWN, n=213.0)), "jalan": 40}})
    assert digest(other) != digest(results)
    assert '"n_effective": 151.4' in dumps(results)
    small, _ = score(MODEL, {"a": {"mutu": cell(3.5, Interval(None, None, 0.95, 16.0, None, None)), "jalan": 40}})
    assert "n_effective" not in dumps(small)
    assert loads(dumps(small)) == small


def test_a_value_that_does_not_count_has_none() -> None:
    model = framework([group("p", [leaf("mutu", 2, **SURVEY, applies_to={"kind": ["kota"]}), leaf("jalan", 1)])])
    unit = one(model, {"mutu": cell(3.5), "jalan": 40})
    assert (node(unit, "mutu").status, node(unit, "mutu").interval) == ("not_applicable", None)


def test_scores_at_both_ends() -> None:
    assert interval_scores(MODEL, one(MODEL, {"mutu": cell(3.5), "jalan": 40})) == {"mutu": (40.0, 80.0)}
    wide = replace(KNOWN, low=1.0, high=5.0)
    assert interval_scores(MODEL, one(MODEL, {"mutu": cell(3.5, wide)})) == {"mutu": (0.0, 100.0)}
    turned = framework([leaf("keluhan", **{**SURVEY, "worst": 4.5, "best": 2})])
    assert interval_scores(turned, one(turned, {"keluhan": cell(3.5)})) == {"keluhan": (20.0, 60.0)}


def test_no_scores_without_ends_or_where_the_group_decides() -> None:
    half = replace(KNOWN, low=None, high=None)
    assert interval_scores(MODEL, one(MODEL, {"mutu": cell(3.5, half), "jalan": 40})) == {}
    ranked = framework([leaf("mutu", measure="survey", statistic="mean", normalise="rank")])
    results, _ = score(ranked, {"a": {"mutu": cell(3.5)}, "b": {"mutu": cell(3.1, None)}})
    assert [interval_scores(ranked, unit) for unit in results.units] == [{}, {}]
