"""What a framework accepts, with its reasons: not told, but counted; and no entry outlives its cause."""

from __future__ import annotations

import pytest

from readiness.checks import check, examine, settled
from readiness.findings import Finding, message
from readiness.framework.places import Places
from tests.checks.test_examine import DOWN, FLAT, NEAR, UP
from tests.scoring.making import framework, group, leaf, score

FULL = {"why": "Sebab", "evidence": "Bukti"}
TREE = [
    group("p", [leaf("a", **FULL)]),
    group("q", [leaf("b", **FULL)]),
    group("r", [leaf("c", **FULL), leaf("d", **FULL)]),
]


def ignoring(*entries: dict[str, str]) -> dict[str, object]:
    return {"lint": {"ignore": [{"reason": "sengaja", **entry} for entry in entries]}}


def checked(*entries: dict[str, str]) -> list[Finding]:
    return check(framework(TREE, **ignoring(*entries)), (), (), [], Places(), "k.yaml")


def examined(*entries: dict[str, str], units: int = 12) -> list[Finding]:
    model = framework([leaf("a"), leaf("b"), leaf("c")], **ignoring(*entries))
    rows = {f"u{n:02d}": {"a": FLAT[n], "b": FLAT[n] + 1, "c": UP[n]} for n in range(units)}
    return examine(model, score(model, rows)[0], Places(), "k.yaml")


def test_without_an_entry_it_is_told():
    (finding,) = checked()
    assert (finding.code, finding.params["found"]) == ("M030", ["p", "q"])


def test_accepted_everywhere():
    (note,) = checked({"code": "M030"})
    assert (note.code, note.severity, note.params["count"]) == ("M079", "note", 2)
    assert message(note).endswith("M030 p, q (sengaja)")
    assert "diterima dengan alasan" in message(note, "id")


def test_accepted_on_one_node_the_other_is_still_told():
    told, note = checked({"code": "M030", "on": "p"})
    assert (told.code, told.params["found"]) == ("M030", ["q"])
    assert note.params["accepted"] == "M030 p (sengaja)"
    told, _note = checked({"code": "M030", "on": "a"})
    assert told.params["found"] == ["q"], "its indicator stands for the group"


def test_accepted_by_node_among_the_gathered():
    (note,) = [f for f in examined({"code": "M048", "on": "a"}) if f.code == "M079"]
    assert note.params["accepted"] == "M048 a (sengaja)"
    (constant,) = [f for f in examined({"code": "M048", "on": "a"}) if f.code == "M048"]
    assert constant.params["found"] == ["b (41.00)"]


def test_an_entry_that_matches_nothing_is_told_at_its_place():
    told = checked({"code": "M030"}, {"code": "M020", "on": "a"})
    (idle,) = [finding for finding in told if finding.code == "M077"]
    assert (idle.severity, idle.params) == ("note", {"ignored": "M020", "number": 1, "on": "a"})
    assert [f.code for f in examined({"code": "M043"}) if f.code == "M077"] == ["M077"]


def test_what_was_not_looked_at_is_not_called_idle():
    assert [f.code for f in checked({"code": "M043"})] == ["M030"], "it needs data"
    assert [f.code for f in examined({"code": "M043"}, units=9)] == ["M040"], "it needs more data"


@pytest.mark.parametrize("code", ["M001", "M103", "M079"])
def test_what_nobody_can_accept(code):
    told = checked({"code": "M030"}, {"code": code})
    (wrong,) = [finding for finding in told if finding.code == "M078"]
    assert (wrong.severity, wrong.params["ignored"]) == ("warning", code)


def test_what_concerns_the_whole_is_accepted_on_the_index():
    assert [f.code for f in examined({"code": "M040", "on": "index"}, units=9)] == ["M079"]


def test_several_looks_at_one_file_give_one_note():
    model = framework(TREE, **ignoring({"code": "M030"}, {"code": "M048", "on": "c"}, {"code": "M041"}))
    columns = ({"a": UP, "b": NEAR, "c": FLAT, "d": UP}, {"a": UP, "b": NEAR, "c": UP, "d": DOWN})
    waves = []
    for each in columns:
        rows = {f"u{n:02d}": {name: column[n] for name, column in each.items()} for n in range(12)}
        waves += examine(model, score(model, rows)[0], Places(), "k.yaml")
    assert [f.params["ignored"] for f in waves if f.code == "M077"].count("M048") == 1, "idle in one wave"
    found = settled(model, [*check(model, (), (), [], Places(), "k.yaml"), *waves])
    (note,) = [finding for finding in found if finding.code == "M079"]
    assert note.params["count"] == 3
    assert note.params["accepted"] == "M030 p, q (sengaja); M048 c (sengaja)"
    assert {f.params["ignored"] for f in found if f.code == "M077"} == {"M041"}


def test_without_entries_nothing_is_settled():
    found = checked()
    assert settled(framework(TREE), found) == found
