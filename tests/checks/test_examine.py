"""The linter over scored data: each check fires where it should, and is silent where it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from readiness.checks import examine
from readiness.findings import Finding, hint, message
from readiness.framework.load import loads
from readiness.framework.places import Places
from readiness.results.document import dumps
from readiness.results.document import loads as read_document
from tests.scoring.making import NA, framework, group, leaf, score

# Twelve units; columns that go together, against each other, and their own way.
UP = [10, 20, 25, 30, 40, 45, 50, 60, 65, 70, 80, 90]
NEAR = [20, 10, 30, 25, 45, 30, 60, 50, 75, 60, 90, 70]
LIKE = [30, 15, 20, 50, 25, 60, 35, 55, 85, 50, 70, 95]
DOWN = UP[::-1]
ODD = [50, 20, 60, 10, 55, 25, 40, 15, 65, 30, 45, 35]
FLAT = [40] * 12


def seen(criteria: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[Any]], **keys: Any) -> list[Finding]:
    model = framework(criteria, **keys)
    size = len(next(iter(columns.values())))
    rows = {f"u{n:02d}": {name: column[n] for name, column in columns.items()} for n in range(size)}
    results, _ = score(model, rows)
    return examine(model, results, Places(), "k.yaml")


def flat(columns: Mapping[str, Sequence[Any]], keys: Mapping[str, Any] | None = None, **more: Any) -> list[Finding]:
    """Indicators right under the index; ``keys`` are the first one's."""
    leaves = [leaf(name, **(keys or {}) if n == 0 else {}) for n, name in enumerate(columns)]
    return seen(leaves, columns, **more)


def only(findings: Sequence[Finding], code: str) -> Finding | None:
    return next((finding for finding in findings if finding.code == code), None)


def test_what_goes_together_has_no_finding():
    assert flat({"a": UP, "b": NEAR, "c": LIKE}) == []


def test_too_few_units_are_told_once_and_nothing_else_is_said():
    (finding,) = flat({"a": UP[:9], "b": DOWN[:9], "c": FLAT[:9]})
    assert (finding.code, finding.severity, finding.params) == ("M040", "note", {"units": 9, "fewest": 10})
    assert only(flat({"a": UP[:10], "b": DOWN[:10], "c": FLAT[:10]}), "M040") is None
    assert flat({"a": UP[:1], "b": DOWN[:1], "c": FLAT[:1]}) == [], "of one unit nobody expects statistics"


def test_no_units_no_finding():
    model = framework([leaf("a")])
    assert examine(model, score(model, {})[0], Places(), "k.yaml") == []


def test_units_with_little_data_the_emptiest_first():
    gaps = [None, None, *UP[2:]]
    finding = only(flat({"a": gaps, "b": [None, *NEAR[1:]], "c": LIKE}), "M041")
    assert finding is not None
    assert finding.params == {"units": 12, "count": 1, "found": ["u00 (33.3 %)"]}
    assert only(flat({"a": [None, *UP[1:]], "b": NEAR, "c": LIKE}), "M041") is None


def test_many_units_are_one_finding_with_ten_names():
    finding = only(flat({"a": [None] * 12, "b": [None] * 12, "c": LIKE}), "M041")
    assert (finding.params["count"], len(finding.params["found"]), finding.params["more"]) == (12, 10, 2)
    assert "And 2 more." in hint(finding)


def test_indicators_with_little_data_of_those_to_which_they_apply():
    finding = only(flat({"a": [None] * 5 + UP[5:], "b": NEAR, "c": LIKE}), "M042")
    assert finding is not None
    assert finding.params["found"] == ["a (58.3 %)"]
    assert only(flat({"a": [NA] * 5 + UP[5:], "b": NEAR, "c": LIKE}), "M042") is None
    assert only(flat({"a": [None] * 4 + UP[4:], "b": NEAR, "c": LIKE}), "M042") is None


def test_two_that_say_the_same_whatever_the_direction():
    finding = only(flat({"a": UP, "b": [value + 1 for value in UP], "c": LIKE}), "M043")
    assert finding is not None
    assert finding.params["found"] == ["a–b (1.00)"]
    assert only(flat({"a": UP, "b": DOWN, "c": LIKE}), "M043").params["found"] == ["a–b (-0.99)"]
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}), "M043") is None


def test_what_is_not_counted_is_not_compared():
    leaves = [leaf("a", 1), leaf("b", 0), leaf("c", 1), leaf("d", 1)]
    assert seen(leaves, {"a": UP, "b": UP, "c": NEAR, "d": LIKE}) == []


def test_scores_of_one_group_in_opposite_directions():
    tree = [group("p", [leaf("a"), leaf("b"), leaf("c")]), leaf("d")]
    finding = only(seen(tree, {"a": UP, "b": NEAR, "c": DOWN, "d": LIKE}), "M044")
    assert finding is not None
    assert finding.severity == "warning"
    assert finding.params["found"][0] == "p: a–c (-0.99)"
    assert only(seen(tree, {"a": UP, "b": NEAR, "c": ODD, "d": LIKE}), "M044") is None, "no more than by chance"


def test_scores_are_oriented_before_they_are_compared():
    assert only(flat({"a": DOWN, "b": NEAR, "c": LIKE}, {"worst": 100, "best": 0}), "M044") is None
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}, {"worst": 100, "best": 0}), "M044") is not None


def test_pillars_are_compared_too():
    tree = [group("p", [leaf("a"), leaf("b")]), group("q", [leaf("c"), leaf("d")])]
    finding = only(seen(tree, {"a": UP, "b": NEAR, "c": DOWN, "d": DOWN}), "M044")
    assert "index: p–q" in finding.params["found"][0]


def test_low_alpha_and_what_lowers_it():
    finding = only(flat({"a": UP, "b": NEAR, "c": DOWN}), "M045")
    assert finding is not None
    assert (finding.params["group"], finding.params["children"]) == ("index", 3)
    assert finding.params["better"][0].startswith("c (0.9")
    assert "Without one of these" in hint(finding)
    assert only(flat({"a": UP, "b": NEAR}), "M045") is None, "two have one correlation"


def test_an_alpha_that_cannot_be_is_below_zero():
    columns = {"a": UP, "b": DOWN, "c": [1, -1] * 6}
    assert only(flat(columns), "M045").params["alpha"].startswith(("-", "<"))


def test_a_constant_child_is_left_out_of_alpha():
    columns = {"a": UP, "b": NEAR, "c": LIKE, "d": FLAT}
    assert only(flat(columns), "M045") is None


def test_an_indicator_that_the_index_does_not_follow():
    finding = only(flat({"a": DOWN, "b": UP, "c": NEAR, "d": LIKE}), "M046")
    assert finding is not None
    assert (finding.severity, finding.params["count"]) == ("warning", 1)
    assert finding.params["found"][0].startswith("a (-0.")
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}), "M046") is None


def test_goalposts_inside_the_data_say_how_many_and_on_which_side():
    finding = only(flat({"a": UP, "b": NEAR, "c": LIKE}, {"worst": 22, "best": 85}), "M047")
    assert finding is not None
    assert finding.params["found"] == ["a (2 < 22, 1 > 85; n = 12)"]
    turned = only(flat({"a": UP, "b": NEAR, "c": LIKE}, {"worst": 85, "best": 22}), "M047")
    assert turned.params["found"] == ["a (2 < 22, 1 > 85; n = 12)"]
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}, {"worst": 10, "best": 90}), "M047") is None


def test_where_the_best_lies_in_the_middle_both_goalposts_are_the_worst():
    finding = only(flat({"a": UP, "b": NEAR, "c": LIKE}, {"worst": [22, 85], "best": [40, 60]}), "M047")
    assert finding.params["found"] == ["a (2 < 22, 1 > 85; n = 12)"]


def test_five_percent_are_allowed():
    columns = {"a": list(range(20)), "b": [n * 2 for n in range(20)], "c": [n * 3 for n in range(20)]}
    assert only(flat(columns, {"worst": 0, "best": 18}), "M047") is None
    assert only(flat(columns, {"worst": 0, "best": 17}), "M047") is not None


@pytest.mark.parametrize(
    "keys",
    [
        {"worst": 22, "best": 85, "outside": "flag"},
        {"normalise": "rank"},
        {"worst": 5, "normalise": {"distance_to_target": {"target": 60}}},
    ],
)
def test_what_is_not_clipped_or_meant_to_be_reached(keys):
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}, keys), "M047") is None


def test_constant_indicators():
    finding = only(flat({"a": FLAT, "b": UP, "c": NEAR}), "M048")
    assert finding is not None
    assert (finding.severity, finding.params["found"]) == ("warning", ["a (40.00)"])
    assert only(flat({"a": [*FLAT[1:], 41], "b": UP, "c": NEAR}), "M048") is None
    assert only(flat({"a": FLAT, "b": UP, "c": NEAR}, {"normalise": "rank"}), "M048") is None, "M105 says so"


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", {"power": -2}])
def test_zeros_under_a_mean_that_they_destroy(aggregate):
    columns = {"a": [0, 0, *UP[2:]], "b": NEAR, "c": LIKE}
    finding = only(flat(columns, aggregate=aggregate), "M049")
    assert finding is not None
    assert finding.params["found"][0].startswith("index (")
    assert finding.params["found"][0].endswith("a (2)")
    assert only(flat({"a": UP, "b": NEAR, "c": LIKE}, aggregate=aggregate), "M049") is None


@pytest.mark.parametrize("aggregate", ["arithmetic", "minimum", {"power": 2}])
def test_zeros_elsewhere_are_numbers_like_others(aggregate):
    assert only(flat({"a": [0, 0, *UP[2:]], "b": NEAR, "c": LIKE}, aggregate=aggregate), "M049") is None


def test_outliers_need_both_skew_and_kurtosis():
    tail = [1, 2, 1, 2, 3, 2, 1, 3, 2, 2, 1, 99]
    finding = only(flat({"a": tail, "b": UP, "c": NEAR}), "M050")
    assert finding is not None
    assert finding.params["found"][0].startswith("a (3.4")
    assert only(flat({"a": [1, 2, 1, 2, 3, 2, 1, 3, 2, 2, 90, 99], "b": UP, "c": NEAR}), "M050") is None
    assert only(flat({"a": [1] * 11 + [0], "b": UP, "c": NEAR}, {"measure": "boolean"}), "M050") is None
    assert only(flat({"a": tail, "b": UP, "c": NEAR}, {"worst": 1, "best": 3}), "M050") is None, (
        "clipped to its goalposts"
    )


def test_a_pillar_of_several_things():
    tree = [group("p", [leaf(name) for name in "abcd"]), leaf("e")]
    apart = {
        "a": UP,
        "b": ODD,
        "c": [1, 9, 3, 7, 2, 8, 5, 4, 6, 9, 1, 5],
        "d": [5, 5, 1, 1, 9, 9, 5, 5, 1, 1, 9, 9],
        "e": UP,
    }
    finding = only(seen(tree, apart), "M051")
    assert finding is not None
    assert finding.params["found"][0].startswith("p (")
    assert only(seen(tree, {"a": UP, "b": NEAR, "c": LIKE, "d": UP, "e": NEAR}), "M051") is None


def test_an_indicator_that_belongs_to_another_pillar():
    tree = [group("p", [leaf("a"), leaf("b"), leaf("x")]), group("q", [leaf("c"), leaf("d")])]
    columns = {"a": ODD, "b": [value + 3 for value in ODD], "x": UP, "c": UP, "d": NEAR}
    finding = only(seen(tree, columns), "M052")
    assert finding is not None
    assert finding.params["found"][0].startswith("x (p 0.")
    together = {"a": UP, "b": NEAR, "x": UP, "c": LIKE, "d": NEAR}
    assert only(seen(tree, together), "M052") is None


TEXT = """schema: readiness/framework/1
id: uji
version: "1"
label: Uji
units: any
bands: [{id: awal, from: 0, label: Awal}]
criteria:
  - {id: a, label: A, measure: percent}
  - {id: b, label: B, measure: percent}
  - id: c
    label: C
    measure: percent
    worst: 40
    best: 60
"""


def test_findings_stand_at_their_nodes():
    loaded = loads(TEXT.encode(), "k.yaml")
    assert loaded.framework is not None
    rows = {f"u{n:02d}": {"a": UP[n], "b": FLAT[n], "c": NEAR[n]} for n in range(12)}
    results, _ = score(loaded.framework, rows)
    found = {f.code: f.place for f in examine(loaded.framework, results, loaded.places, "k.yaml")}
    assert found["M048"] == "k.yaml:9:5"
    assert found["M047"] == "k.yaml:13:12"


def test_a_kept_document_gives_the_same_findings():
    model = framework([leaf("a"), leaf("b"), leaf("c")])
    rows = {f"u{n:02d}": {"a": UP[n], "b": DOWN[n], "c": NEAR[n]} for n in range(12)}
    results, _ = score(model, rows)
    told = examine(model, results, Places(), "k.yaml")
    assert told
    assert examine(model, read_document(dumps(results)), Places(), "k.yaml") == told
    shuffled, _ = score(model, dict(reversed(rows.items())))
    assert examine(model, shuffled, Places(), "k.yaml") == told


def test_every_finding_is_sayable_in_both_languages():
    tree = [
        group("p", [leaf("a"), leaf("b"), leaf("x"), leaf("y", worst=40, best=50)], aggregate="geometric"),
        group("q", [leaf("c"), leaf("d")]),
    ]
    tail = [0, 2, 1, 2, 3, 2, 1, 3, 2, 2, 1, 99]
    columns = {"a": tail, "b": FLAT, "x": DOWN, "y": ODD, "c": UP, "d": [None] * 6 + UP[6:]}
    told = seen(tree, columns)
    assert len({finding.code for finding in told}) >= 8
    for finding in told:
        for lang in ("id", "en"):
            assert "{" not in message(finding, lang) + hint(finding, lang)
