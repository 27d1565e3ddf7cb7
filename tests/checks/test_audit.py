"""Published parents in the data against their own children: every slip is named, and only slips."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.checks import audit
from readiness.data.table import Cell, Source
from readiness.findings import Finding, hint, message
from readiness.results.publish import published as as_published
from readiness.scoring import assess
from readiness.scoring.methods import AGGREGATORS
from tests.scoring.making import BANDS, NA, framework, group, leaf, table

# Three levels on the SPBE's scale: index ← d1 (10), d2 (20); d1 ← a1 (10), a2 (10), a3 (5); d2 ← b1, b2.
SPBE: dict[str, Any] = {
    "scale": {"min": 1, "max": 5},
    "decimals": 2,
    "bands": [{"id": "kurang", "from": 1, "label": "Kurang"}],
}


def level(name: str) -> dict[str, Any]:
    return leaf(name, measure="level")


TREE = [
    group(
        "d1",
        [group("a1", [level("i1")], 10), group("a2", [level("i2")], 10), group("a3", [level("i3"), level("i4")], 5)],
        10,
    ),
    group("d2", [level("b1"), level("b2")], 20),
]
ROW = {"i1": 3, "i2": 4, "i3": 3, "i4": 4, "b1": 4, "b2": 5}
RIGHT = {"a1": "3.00", "a2": "4.00", "a3": "3.50", "d1": "3.50", "d2": "4.50", "index": "4.17"}
MODEL = framework(TREE, **SPBE)


def published(figures: dict[str, str]) -> dict[str, Cell]:
    return {
        name: Cell("observed", float(text.replace(",", ".")), Source("data.csv", 2, column, text))
        for column, (name, text) in enumerate(figures.items(), start=9)
    }


def told(figures: dict[str, str], row: dict[str, Any] = ROW, model=MODEL) -> list[Finding]:
    data = table({"x": row}, parents={"x": published(figures)})
    results, _ = assess(model, data, sha256="0" * 64, options={})
    return audit(results, data)


def slips(figures: dict[str, str], row: dict[str, Any] = ROW, model=MODEL) -> list[str]:
    return [finding.params["node"] for finding in told(figures, row, model) if finding.code == "D120"]


def test_what_follows_is_no_finding():
    assert told(RIGHT) == []
    assert told({name: text.replace(".", ",") for name, text in RIGHT.items()}) == []
    assert told({}) == []


def test_a_slip_is_told_with_both_numbers_its_margin_and_its_cell():
    (finding,) = told(RIGHT | {"d2": "4.05"})
    assert (finding.code, finding.severity, finding.place, finding.unit) == ("D120", "warning", "data.csv:2:13", "x")
    assert (finding.params["given"], finding.params["found"], finding.params["margin"]) == ("4.05", "4.50", "0.005")
    assert "published as 4.05" in message(finding)
    assert "diterbitkan 4,05" in message(finding, "id")


@pytest.mark.parametrize(
    ("node", "text"), [("a1", "3.40"), ("a3", "3.00"), ("d1", "3.60"), ("d2", "4.51"), ("index", "4.71")]
)
def test_a_slip_at_any_level_is_named_and_nothing_else(node, text):
    assert slips(RIGHT | {node: text}) == [node]


def test_what_was_rightly_computed_from_a_slip_is_not_blamed():
    figures = RIGHT | {"a3": "3.00", "d1": "3.40", "index": "4.13"}  # (30 + 40 + 15)/25, (34 + 90)/30
    (finding,) = told(figures)
    assert (finding.params["node"], finding.params["followers"]) == ("a3", ["d1", "index"])
    assert "Computed from this figure, and to be corrected with it: d1, index." in hint(finding)


def test_the_chain_ends_where_the_figure_is_right_again():
    (finding,) = told(RIGHT | {"a3": "3.00", "d1": "3.40"})
    assert finding.params["followers"] == ["d1"]


def test_two_slips_are_two_findings():
    assert slips(RIGHT | {"a2": "4.50", "index": "4.90"}) == ["index", "a2"]


def test_a_parent_without_published_children_is_judged_by_the_indicators():
    assert slips({"index": "4.17"}) == []
    assert slips({"index": "4.18"}) == ["index"]
    assert slips({"d1": "3.50", "index": "4.71"}) == ["index"]


def test_what_lies_between_unpublished_is_computed_from_below():
    row = {**ROW, "i3": None, "i4": None}  # a3 is published, its indicators are not in the data
    assert slips({"a3": "3.50", "index": "4.17"}, row) == []
    assert slips({"a3": "1.00", "index": "4.17"}, row) == ["index"]


def test_roundings_of_published_children_add_to_the_margin():
    thirds = framework(
        [group("p", [level("a"), level("b"), level("c")]), group("q", [level("d"), level("e"), level("f")])], **SPBE
    )
    row = {"a": 1, "b": 1, "c": 2, "d": 1, "e": 1, "f": 2}  # both 1.333…, so the index too
    assert slips({"p": "1.3", "q": "1.3", "index": "1.33"}, row, thirds) == []
    assert slips({"p": "1.3", "q": "1.3", "index": "1.35"}, row, thirds) == []
    assert slips({"p": "1.3", "q": "1.3", "index": "1.36"}, row, thirds) == ["index"]


@pytest.mark.parametrize(("text", "wrong"), [("2.13", False), ("2.12", False), ("2.14", True), ("2.11", True)])
def test_an_exact_tie_may_be_rounded_either_way(text, wrong):
    eighths = framework([group("p", [level(f"i{n}") for n in range(8)])], **SPBE)
    row = {f"i{n}": 2 for n in range(7)} | {"i7": 3}  # 2.125
    assert slips({"p": text}, row, eighths) == (["p"] if wrong else [])


@pytest.mark.parametrize(("text", "wrong"), [("3,5", False), ("4", False), ("3", False), ("3,4", True), ("2", True)])
def test_the_margin_is_that_of_the_figures_own_decimals(text, wrong):
    assert slips({"d1": text}) == (["d1"] if wrong else [])


def test_zeros_that_a_spreadsheet_dropped_are_known_from_the_column():
    figures = {"x": published({"d1": "3.1"}), "y": published({"d1": "3.51"})}
    data = table({"x": {**ROW, "i1": 2}, "y": ROW}, parents=figures)
    results, _ = assess(MODEL, data, sha256="0" * 64, options={})
    assert [(f.unit, f.params["given"]) for f in audit(results, data)] == [("y", "3.51")]
    figures = {"x": published({"d1": "3"}), "y": published({"d1": "3.50"})}
    data = table({"x": {**ROW, "i1": 2}, "y": ROW}, parents=figures)
    assert [(f.unit, f.params["given"]) for f in audit(results, data)] == [("x", "3.00")], "3.10, and not 3"


def test_a_figure_without_a_place_has_the_frameworks_decimals():
    data = table({"x": ROW}, parents={"x": {"d1": Cell("observed", 3.504), "d2": Cell("observed", 4.506)}})
    results, _ = assess(MODEL, data, sha256="0" * 64, options={})
    assert [f.params["node"] for f in audit(results, data)] == ["d2"]


def test_missing_children_and_a_figure_that_cannot_be_judged():
    row = {**ROW, "b1": None, "b2": None}
    (note,) = told({"d2": "4.50"}, row)
    assert (note.code, note.severity, note.params["found"]) == ("D121", "note", ["x: d2"])
    assert slips({"d1": "3.50", "d2": "4.50", "index": "4.17"}, row) == []
    assert slips({"d1": "3.50", "d2": "4.50", "index": "4.50"}, row) == ["index"], "judged by the published domains"
    assert slips({"d2": "5.00"}, {**ROW, "b1": None}, framework(TREE, **SPBE, missing={"min_coverage": 0.5})) == []


def test_what_does_not_apply_does_not_count():
    row = {**ROW, "b1": NA, "b2": NA}
    assert told({"d2": "4.50", "index": "3.50"}, row) == []
    assert slips({"index": "4.17"}, row) == ["index"]


def test_geometric_parents_and_a_half_unit_below_zero():
    model = framework([group("p", [leaf("a"), leaf("b")]), group("q", [leaf("c"), leaf("d")])], aggregate="geometric")
    row = {"a": 20, "b": 80, "c": 30, "d": 30}
    assert told({"p": "40.0", "q": "30.0", "index": "34.6"}, row, model) == []
    assert slips({"p": "50.0", "q": "30.0", "index": "38.7"}, row, model) == ["p"]
    zero = {"a": 0, "b": 80, "c": 30, "d": 30}
    assert told({"p": "0.0", "q": "30.0", "index": "0.0"}, zero, model) == []
    assert slips({"p": "0.0", "q": "30.0", "index": "15.0"}, zero, model) == ["index"]


@pytest.mark.parametrize(
    ("aggregate", "right", "wrong"),
    [
        ("minimum", "20.0", "50.0"),
        ({"power": 2}, "58.3", "50.0"),
        ("harmonic", "32.0", "50.0"),
    ],
)
def test_every_mean(aggregate, right, wrong):
    model = framework([group("p", [leaf("a"), leaf("b")], aggregate=aggregate)])
    row = {"a": 20, "b": 80}
    assert slips({"p": right}, row, model) == []
    assert slips({"p": wrong}, row, model) == ["p"]


def test_an_index_that_a_gate_has_capped():
    gate = {"id": "g", "label": "G", "on": "d1", "at_least": 4, "cap_score": 2}
    model = framework(TREE, **SPBE, gates=[gate])
    assert slips({"d1": "3.50", "d2": "4.50", "index": "2.00"}, model=model) == []
    assert slips({"d1": "3.50", "d2": "4.50", "index": "4.17"}, model=model) == ["index"]


def test_equal_as_printed_though_the_published_parts_are_rounded():
    model = framework([group("p", [leaf("a"), leaf("b")]), group("q", [leaf("c")])], bands=BANDS)
    assert slips({"p": "33.3", "index": "51.65", "q": "70"}, {"a": 33.25, "b": 33.35, "c": 70}, model) == []


def test_many_units_at_once():
    rows = {f"u{n}": ROW for n in range(30)}
    parents = {code: published(RIGHT | ({"d1": "3.60"} if code == "u7" else {})) for code in rows}
    data = table(rows, parents=parents)
    results, _ = assess(MODEL, data, sha256="0" * 64, options={})
    assert [(finding.unit, finding.params["node"]) for finding in audit(results, data)] == [("u7", "d1")]


def test_a_published_figure_never_enters_the_score():
    data = table({"x": ROW}, parents={"x": published({"d1": "1.00", "index": "1.00"})})
    results, _ = assess(MODEL, data, sha256="0" * 64, options={})
    assert results.units[0].nodes["d1"].published == "3.50"


WIDE = [
    group("p", [leaf(f"a{n}", n + 1) for n in range(4)], 2),
    group("q", [leaf(f"b{n}") for n in range(3)], 3),
    leaf("c"),
]
LEAVES = [*(f"a{n}" for n in range(4)), *(f"b{n}" for n in range(3)), "c"]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.floats(1, 99), min_size=8, max_size=8),
    st.integers(0, 3),
    st.sampled_from(["arithmetic", "geometric", "harmonic", "minimum"]),
    st.booleans(),
    st.sampled_from(["", "p", "q", "index"]),
)
def test_law_whoever_computes_and_rounds_is_right_and_a_slip_is_named_alone(
    values, decimals, aggregate, rounding_first, slip
):
    """Parents from exact or from printed children are never blamed; a figure that is out by a tenth of the scale is."""
    model = framework(WIDE, aggregate=aggregate)
    row = dict(zip(LEAVES, values, strict=True))
    (unit,) = assess(model, table({"x": row}), sha256="0" * 64, options={})[0].units
    figures = {name: as_published(unit.nodes[name].score, decimals) for name in ("p", "q")}
    children = [float(figures["p"]), float(figures["q"]), row["c"]]
    mean = AGGREGATORS[aggregate](np.array([[each] for each in children]), np.array([[2.0], [3.0], [1.0]]))
    figures["index"] = as_published(float(mean[0]) if rounding_first else unit.index.value, decimals)
    if slip:
        figures[slip] = as_published(float(figures[slip]) + 10, decimals)
    assert slips(figures, row, model) == [slip] * bool(slip)
