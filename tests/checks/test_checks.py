"""Framework against registry and data; the method linter; the words of every M code."""

from __future__ import annotations

from string import Formatter
from typing import Any

import pytest

from readiness.checks import AGAINST, CHECKS, STATISTICS, check
from readiness.data.units import Unit
from readiness.findings import Finding, catalogue, hint, message
from readiness.framework.load import loads
from readiness.framework.places import Places
from tests.scoring.making import framework, group, leaf

UNITS = (Unit("11.01", "Kabupaten A", "kabupaten", "Aceh"), Unit("14.71", "Kota B", "kota", "Riau"))
COLUMNS = ("population_2024", "villages")
FULL = {"why": "Sebab", "evidence": "Bukti"}


def asked(name: str, weight: float | None = None, **keys: Any) -> dict[str, Any]:
    return leaf(name, weight, **{**FULL, **keys})


def found(criteria, columns=(), **keys) -> list[Finding]:
    """All findings; that two indicators make no index (M034) is what these small frameworks live with."""
    model = framework(criteria, **{"units": "indonesia-2025", **keys})
    return [each for each in check(model, COLUMNS, UNITS, columns, Places(), "k.yaml") if each.code != "M034"]


def codes(criteria, columns=(), **keys) -> list[str]:
    return [finding.code for finding in found(criteria, columns, **keys)]


def per(of: str, name: str = "a") -> dict[str, Any]:
    return asked(name, measure="count", per=of, worst=0, best=1)


def test_a_sound_framework_has_no_finding():
    assert codes([per("population_2024"), per("dana", "b"), asked("c")], ["dana"]) == []


def test_per_an_unknown_name_suggests_the_nearest():
    (finding,) = found([per("populaton_2024"), asked("b")])
    assert (finding.code, finding.severity, finding.params["nearest"]) == ("M001", "error", "population_2024")
    assert "Did you mean 'population_2024'?" in hint(finding)


def test_without_data_a_data_column_may_still_come():
    assert codes([per("dana"), asked("b")], None) == []


def test_per_a_registry_column_under_any_is_refused_unless_the_data_have_it():
    assert codes([per("villages"), asked("b")], units="any") == ["M002"]
    assert codes([per("villages"), asked("b")], ["villages"], units="any") == []


def test_denominators_that_go_round():
    (finding,) = [f for f in found([per("b"), per("c", "b"), per("a", "c")]) if f.severity == "error"]
    assert (finding.code, finding.params["cycle"]) == ("M004", "a → b → c → a")


def test_applies_to_names_what_the_registry_has():
    rule = {"province": ["ACEH", "Acheh"], "not": {"code": ["14.71", "14.72"]}}
    assert [
        (f.code, f.params["value"], f.params["nearest"]) for f in found([asked("a", applies_to=rule), asked("b")])
    ] == [
        ("M003", "Acheh", "Aceh"),
        ("M003", "14.72", "14.71"),
    ]
    assert codes([asked("a", applies_to=rule), asked("b")], units="any") == []


@pytest.mark.parametrize(
    ("criteria", "keys", "code"),
    [
        ([asked("a", 3), asked("b", 2)], {}, "M020"),
        ([group("p", [asked("a", 9), asked("b", 1)], 6), asked("c", 4)], {}, "M020"),
        ([asked("a"), asked("b", label={"id": " A", "en": "other"})], {}, "M021"),
        ([asked("a"), leaf("b", why="Sebab")], {}, "M022"),
        ([asked("a"), leaf("b", evidence="Bukti")], {}, "M023"),
        ([asked("a"), asked("b")], {"missing": {"min_coverage": 0}}, "M024"),
        ([asked("a"), asked("b")], {"bands_from": "exact"}, "M025"),
        ([asked("a"), asked("b", normalise="rank")], {}, "M026"),
        ([asked("a"), asked("b")], {"gates": [{"id": "g", "label": "G", "on": "a", "at_least": 0}]}, "M027"),
        ([asked("a"), asked("b", thresholds=[{"from": 40, "score": 50}])], {}, "M028"),
    ],
)
def test_the_linter_asks(criteria, keys, code):
    assert codes(criteria, **keys) == [code]


@pytest.mark.parametrize(
    ("criteria", "keys"),
    [
        ([asked("a", 1), asked("b", 1)], {}),
        ([asked("a")], {}),
        ([asked("a"), asked("b")], {"missing": {"policy": "worst", "min_coverage": 0}}),
        ([asked("a"), asked("b", thresholds=[{"from": 0, "score": 50}])], {}),
        ([asked("a"), asked("b", measure="number", thresholds=[{"from": 40, "score": 50}])], {}),
        ([asked("a"), asked("b")], {"gates": [{"id": "g", "label": "G", "on": "a", "of": "raw", "at_least": 0}]}),
        ([asked("a"), asked("b")], {"gates": [{"id": "g", "label": "G", "on": "a", "at_most": 99}]}),
        ([asked("a"), asked("b")], {"gates": [{"id": "g", "label": "G", "on": "a", "of": "coverage", "at_most": 0.9}]}),
        (
            [asked("a", measure="level"), asked("b")],
            {"gates": [{"id": "g", "label": "G", "on": "a", "of": "raw", "at_least": 2}]},
        ),
        ([asked("a", outside="flag"), asked("b")], {"gates": [{"id": "g", "label": "G", "on": "a", "at_most": 100}]}),
        (
            [group("p", [asked("a", outside="flag"), asked("c")]), asked("b")],
            {"gates": [{"id": "g", "label": "G", "on": "p", "at_most": 100}]},
        ),
    ],
)
def test_the_linter_is_sober(criteria, keys):
    assert codes(criteria, **keys) == []


@pytest.mark.parametrize(
    ("keys", "gate", "limit"),
    [
        ({}, {"at_most": 100}, "at_most: 100"),
        ({}, {"at_least": 0}, "at_least: 0"),
        ({}, {"of": "coverage", "at_most": 1}, "at_most: 1"),
        ({"measure": "level"}, {"of": "raw", "at_least": 1}, "at_least: 1"),
        ({"measure": "level", "levels": {2: "x", 4: "y"}}, {"of": "raw", "at_most": 4}, "at_most: 4"),
        ({"measure": "boolean"}, {"of": "raw", "at_most": 1}, "at_most: 1"),
        ({"measure": "count", "worst": 0, "best": 9}, {"of": "raw", "at_least": 0}, "at_least: 0"),
    ],
)
def test_gates_that_every_value_passes(keys, gate, limit):
    (told,) = found([asked("a", **keys), asked("b")], gates=[{"id": "g", "label": "G", "on": "a", **gate}])
    assert (told.code, told.severity) == ("M027", "warning")
    assert f"({limit})" in message(told)


def test_a_gate_on_the_index_is_idle_only_where_no_score_leaves_the_scale():
    gates = [{"id": "g", "label": "G", "on": "index", "at_least": 0}]
    (told,) = found([asked("a"), asked("b")], gates=gates)
    assert told.code == "M027"
    assert not found([asked("a", outside="flag"), asked("b")], gates=gates)


def test_many_indicators_without_evidence_are_one_note():
    (finding,) = found([leaf(f"i{n}", why="Sebab") for n in range(14)])
    assert (finding.code, finding.params["count"], len(finding.params["indicators"])) == ("M022", 14, 10)
    assert "And 4 more." in hint(finding)


def test_findings_stand_on_their_line():
    text = """schema: readiness/framework/1
id: uji
version: "1"
label: Uji
bands: [{id: awal, from: 0, label: Awal}]
criteria:
  - {id: a, label: A, measure: percent, why: W, evidence: E}
  - id: b
    label: B
    why: W
    evidence: E
    measure: count
    per: {of: vilages}
    worst: 0
    best: 1
"""
    loaded = loads(text.encode(), "k.yaml")
    assert loaded.framework is not None
    finding, _few = check(loaded.framework, COLUMNS, UNITS, [], loaded.places, "k.yaml")
    assert (finding.code, finding.place) == ("M001", "k.yaml:13:10")


def test_every_check_is_in_the_table():
    every = [*AGAINST, *CHECKS, *STATISTICS]
    assert len(every) == len({each.__name__ for each in every})
    assert all(each.__doc__ for each in every)


def test_every_code_of_the_linter_belongs_to_one_check_and_is_no_error():
    codes = [code for table in (CHECKS, STATISTICS) for own in table.values() for code in own]
    assert len(codes) == len(set(codes))
    known = {code for code in catalogue() if "M020" <= code < "M077"}
    assert set(codes) == known
    assert {catalogue()[code]["severity"] for code in codes} <= {"warning", "note"}


M_CODES = sorted(code for code in catalogue() if code.startswith("M"))


@pytest.mark.parametrize("code", M_CODES)
def test_both_languages_say_the_same(code):
    entry = catalogue()[code]
    fields = {
        lang: {
            name
            for line in [entry[lang]["message"], *entry[lang]["hint"]]
            for _, name, _, _ in Formatter().parse(line)
            if name
        }
        for lang in ("id", "en")
    }
    assert fields["id"] == fields["en"]
    assert len(entry["id"]["hint"]) == len(entry["en"]["hint"])
    assert all(entry[lang]["page"].strip() for lang in ("id", "en"))
    for lang in ("id", "en"):
        assert message(Finding(code, params=dict.fromkeys(fields["en"], "x")), lang)
