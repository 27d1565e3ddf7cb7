"""Demands on published results: who meets them, and that nothing passes for want of a number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.gating import Group, Request, gate, limits_of
from readiness.misuse import MisuseError
from readiness.results.gate import Demand, Gate
from readiness.results.gates import dumps, json_schema, loads
from readiness.results.records import Results, UnitResult
from tests.report.sample import results

BASE = results()


def judged(now: Results = BASE, before: Results | None = None, **request: object) -> Gate:
    return gate(now, before, Request(**request))[0]  # type: ignore[arg-type]


def moved(code: str, value: float | None, document: Results = BASE) -> Results:
    """The same results with another index of one unit; the published string is not what is judged."""

    def unit(each: UnitResult) -> UnitResult:
        if each.code != code:
            return each
        return replace(
            each, index=replace(each.index, value=value, published=None if value is None else f"{value:.1f}")
        )

    return replace(document, units=tuple(unit(each) for each in document.units))


def states(found: Gate) -> dict[tuple[str, str], str]:
    return {(each.code, found.demands[each.demand].kind): each.state for each in found.judged}


def test_what_cannot_be_shown_is_not_met() -> None:
    found = judged(moved("d", None), options={("min", "index"): "0"})
    assert states(found)["d", "min"] == "none"
    assert (found.verdict, found.failed) == ("fail", ("d",))
    assert [each.code for each in found.findings] == ["G005"]


def test_the_full_value_is_judged_and_the_words_do_not_print_the_limit() -> None:
    found = judged(moved("a", 49.96), options={("min", "index"): "50"})
    (told,) = [each for each in found.findings if each.unit == "a"]
    assert told.params["value"] == "49.96" and "49.96, below 50" in told.message
    assert "a" not in judged(moved("a", 50 - 1e-10), options={("min", "index"): "50"}).failed


def test_a_drop_is_that_of_the_results_and_a_rise_is_none() -> None:
    limits = {("max_drop", "index"): "2"}
    assert judged(moved("a", 60.0), moved("a", 62.0), options=limits).verdict == "pass"
    found = judged(moved("a", 60.0), moved("a", 62.1), options=limits)
    (told,) = found.findings
    assert (told.code, told.params["drop"], told.params["before"]) == ("G004", "2.1", "62.1")
    assert judged(moved("a", 62.1), moved("a", 60.0), options=limits).verdict == "pass"


def test_who_is_gone_or_lost_its_index_has_fallen() -> None:
    fewer = replace(BASE, units=BASE.units[1:])
    limits = {("max_drop", "index"): "1"}
    gone = judged(fewer, BASE, options=limits)
    assert states(gone)["a", "max_drop"] == "gone" and gone.findings[0].code == "G006"
    lost = judged(moved("a", None), BASE, options=limits)
    assert states(lost)["a", "max_drop"] == "none" and lost.findings[0].code == "G005"
    assert judged(BASE, fewer, options=limits).verdict == "pass"  # who is new has nothing to have fallen from


def test_worst_first_over_scores_and_coverage() -> None:
    now = moved("c", 10.0, moved("b", 20.0, moved("a", None)))
    found = judged(now, options={("min", "index"): "30", ("min_coverage", "index"): "100%"})
    assert [each.unit for each in found.findings][:1] == ["a"]
    scores = [
        float(each.params["limit"]) - float(each.params["value"]) for each in found.findings if "value" in each.params
    ]
    assert scores == sorted(scores, reverse=True)


def test_groups_stand_before_the_default_and_options_before_both() -> None:
    kota = Group("kota", ("kind=kota",), {("min", "index"): "99"})
    request = {"default": {("min", "index"): "0"}, "groups": (kota,)}
    found = judged(**request)
    assert {found.demands[each.demand].limit for each in found.judged if each.code in "bd"} == {99.0}
    assert {found.demands[each.demand].limit for each in found.judged if each.code in "ac"} == {0.0}
    assert {each.group for each in found.demands} == {"default", "kota"}
    loose = judged(**request, options={("min", "index"): "1"})
    assert {each.group for each in loose.demands} == {"option"}
    both = Group("papua", ("province=Papua", "kind=kota"), {("min", "index"): "3"})
    later = judged(default={}, groups=(kota, both))
    assert {found.limit for found in later.demands} == {99.0, 3.0}
    assert {each.code for each in later.judged if later.demands[each.demand].limit == 3.0} == {"d"}


def test_other_rules_and_simulated_data_are_told() -> None:
    other = replace(BASE, framework=replace(BASE.framework, snapshot={**BASE.framework.snapshot, "version": "0"}))
    found = judged(BASE, replace(other, synthetic=True), options={("max_drop", "index"): "100"})
    assert [each.code for each in found.findings] == ["G007", "G008"] and found.verdict == "pass"


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        ({}, "gate_nothing"),
        ({("min", "tidak"): "1"}, "gate_node"),
        ({("min", "index"): "abc"}, "gate_number"),
        ({("min", "index"): "-1"}, "gate_number"),
        ({("min_coverage", "index"): "80"}, "gate_share"),
        ({("min_coverage", "index"): "101%"}, "gate_share"),
        ({("max_drop", "index"): "1"}, "gate_baseline"),
    ],
)
def test_what_cannot_be_demanded(limits: dict[tuple[str, str], str], key: str) -> None:
    with pytest.raises(MisuseError) as caught:
        judged(options=limits)
    assert caught.value.key == key


def test_limits_as_they_are_written() -> None:
    assert limits_of(["2", "aturan=1,5"], "max_drop") == {("max_drop", "index"): "2", ("max_drop", "aturan"): "1,5"}
    with pytest.raises(MisuseError):
        limits_of(["40"], "min", needs_node=True)
    half = judged(options={("min_coverage", "index"): "62,5%", ("min", "aturan"): "1,5"})
    assert {each.limit for each in half.demands} == {0.625, 1.5}


numbers = st.none() | st.floats(0, 100).map(lambda x: round(x, 3))


@given(st.tuples(*[numbers] * 4), st.tuples(*[numbers] * 4), st.integers(0, 100), st.integers(0, 30))
@settings(max_examples=40, deadline=None)
def test_verdict_failures_and_findings_agree(
    now: tuple[float | None, ...], before: tuple[float | None, ...], least: int, drop: int
) -> None:
    a, b = BASE, BASE
    for code, x, y in zip("abcd", now, before, strict=True):
        a, b = moved(code, x, a), moved(code, y, b)
    found = judged(a, b, options={("min", "index"): str(least), ("max_drop", "index"): str(drop)})
    low = {code for code, x in zip("abcd", now, strict=True) if x is None or x < least}
    fell = {
        c
        for c, x, y in zip("abcd", now, before, strict=True)
        if y is not None and (x is None or round(y - x, 9) > drop)
    }
    assert set(found.failed) == low | fell
    assert (found.verdict == "fail") == bool(low | fell)
    assert {each.unit for each in found.findings} == low | fell
    assert len(found.findings) == len([each for each in found.judged if each.state != "passed"]) == len(low) + len(fell)
    assert loads(dumps(found)) == found


def test_the_schema_describes_the_document() -> None:
    import json

    import jsonschema

    found = judged(moved("a", None), BASE, options={("max_drop", "index"): "1", ("min", "index"): "40"})
    jsonschema.validate(json.loads(dumps(found)), json_schema())
    assert Demand("min", "index", 0.1 + 0.2, "x").name == "min index 0.3"
