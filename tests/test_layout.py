"""What the reader is told of a framework, and values under "what if"."""

from __future__ import annotations

from typing import Any

import pytest

from readiness.data.table import Cell, Source, Table
from readiness.data.units import Unit
from readiness.framework.model import Framework, Indicator
from readiness.layout import column_of, layout_of, what_if_values, with_values
from readiness.misuse import MisuseError


def leaf(**keys: Any) -> Indicator:
    return Indicator.model_validate({"id": "a", "label": "A", **keys})


def framework(*leaves: dict[str, Any], **keys: Any) -> Framework:
    bands = [{"id": "b", "from": 0, "label": "B"}]
    tree = [{"id": "p", "label": "P", "criteria": [{"label": "L", **each} for each in leaves]}]
    head = {"schema": "readiness/framework/1", "id": "f", "version": "1", "label": "F", "bands": bands}
    return Framework.model_validate({**head, "criteria": tree, **keys})


@pytest.mark.parametrize(
    ("keys", "bounds", "whole"),
    [
        ({"measure": "number", "worst": 10, "best": 0}, (None, None), False),
        ({"measure": "number", "worst": 10, "best": 0, "outside": "refuse"}, (0, 10), False),
        ({"measure": "number", "worst": 0, "best": 9, "outside": "refuse", "per": "villages"}, (None, None), False),
        ({"measure": "percent"}, (None, None), False),
        ({"measure": "percent", "outside": "refuse"}, (0, 100), False),
        ({"measure": "percent", "outside": "refuse", "best": 80}, (0, 80), False),
        ({"measure": "percent", "outside": "refuse", "best": [40, 60]}, (0, 100), False),
        ({"measure": "percent", "outside": "refuse", "best": [40, 60], "worst": [20, 90]}, (20, 90), False),
        ({"measure": "number", "outside": "refuse", "best": 7, "worst": [0, 14]}, (0, 14), False),
        ({"measure": "number", "outside": "refuse", "normalise": "minmax"}, (None, None), False),
        ({"measure": "percent", "outside": "refuse", "normalise": "minmax"}, (0, 100), False),
        ({"measure": "count"}, (0, None), True),
        ({"measure": "boolean"}, (0, 1), True),
        ({"measure": "level"}, (1, 5), True),
        ({"measure": "level", "levels": {0: "x", 4: "y"}}, (0, 4), True),
        ({"measure": "survey", "answers": {1: "x", 4: "y"}}, (1, 4), False),
        ({"measure": "survey", "answers": {1: "x", 5: "y"}, "statistic": {"share_at_least": 4}}, (0, 100), False),
        ({"measure": "choice", "choices": {"x": 1}}, (None, None), False),
    ],
)
def test_bounds(keys: dict[str, Any], bounds: tuple[float | None, float | None], whole: bool) -> None:
    column = column_of(leaf(**keys))
    assert ((column.minimum, column.maximum), column.whole) == (bounds, whole)


def test_percent_columns() -> None:
    assert column_of(leaf(measure="percent")).percent
    assert column_of(leaf(measure="survey", statistic={"share_of": ["ya"]})).percent
    assert not column_of(leaf(measure="survey")).percent


def test_words() -> None:
    assert column_of(leaf(measure="boolean")).words["tidak ada"] == 0.0
    levels = {1: {"id": "Rintisan", "en": "Initial"}, 2: {"id": "Terkelola", "en": "Managed"}}
    assert column_of(leaf(measure="level", levels=levels)).words["Managed"] == 2.0
    choice = leaf(measure="choice", choices={"ada": 1, "tak": 0}, choice_labels={"ada": {"id": "Sudah", "en": "Done"}})
    assert column_of(choice).words == {"Sudah": "ada", "Done": "ada", "ada": "ada", "tak": "tak"}
    answers = {1: {"id": "Buruk", "en": "Bad"}, 2: {"id": "Baik", "en": "Good"}}
    assert column_of(leaf(measure="survey", answers=answers)).words["Baik"] == 2.0


def test_a_word_of_two_values_is_no_answer() -> None:
    levels = {1: {"id": "ada", "en": "x"}, 2: {"id": "ada", "en": "y"}}
    assert column_of(leaf(measure="level", levels=levels)).words == {"x": 1.0, "y": 2.0}
    choices = leaf(measure="choice", choices={"a": 1, "b": 0}, choice_labels={"a": "b"})
    assert column_of(choices).words["b"] == "b", "a key is always itself"


def test_layout() -> None:
    tree = framework(
        {"id": "a", "measure": "percent"},
        {"id": "b", "measure": "count", "per": "villages", "worst": 0, "best": 1},
        {"id": "c", "measure": "count", "per": "opd", "worst": 0, "best": 1},
        {"id": "d", "measure": "count", "per": "a", "worst": 0, "best": 1},
        duplicates="mean",
    )
    layout = layout_of(tree, ("villages",))
    assert [column.id for column in layout.columns] == ["a", "b", "c", "d"]
    assert layout.parents == ("p", "index")
    assert layout.extras == ("opd",)
    assert (layout.units, layout.duplicates) == ("indonesia-2025", "mean")
    anywhere = layout_of(tree.model_copy(update={"units": "any"}), ("villages",))
    assert anywhere.extras == ("villages", "opd"), "no registry there"


SIMPLE = framework(
    {"id": "a", "measure": "percent"},
    {"id": "b", "measure": "boolean"},
    {"id": "c", "measure": "choice", "choices": {"x": 1}},
)


@pytest.mark.parametrize(
    ("name", "text", "raw"),
    [
        ("a", "87,5", 87.5),
        ("a", "87.5%", 87.5),
        ("a", "", None),
        ("a", "-", None),
        ("b", "Tidak Ada", 0.0),
        ("c", "x", "x"),
    ],
)
def test_what_if_values_are_read_as_cells_are(name: str, text: str, raw: object) -> None:
    assert what_if_values(SIMPLE, {name: text}) == {name: raw}


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("aa", "1", "set_id"),
        ("a", "1.234", "set_mark"),
        ("a", "abc", "set_value"),
        ("a", "#DIV/0!", "set_value"),
        ("a", "tidak berlaku: tanpa APBD", "set_value"),
        ("b", "mungkin", "set_value"),
        ("c", "y", "set_value"),
    ],
)
def test_what_if_values_that_are_none(name: str, text: str, key: str) -> None:
    with pytest.raises(MisuseError) as told:
        what_if_values(SIMPLE, {name: text})
    assert told.value.key == key


def test_what_if_changes_the_chosen_units_alone() -> None:
    cell = Cell("observed", 10.0, Source("d.csv", 2, 3, "10"))
    table = Table(None, (Unit("1", "A"), Unit("2", "B")), {"1": {"a": cell}, "2": {"a": cell}})
    changed = with_values(table, {"a": 50.0, "b": None}, only=["2"])
    assert changed.cells["1"] == {"a": cell}
    assert changed.cells["2"] == {"a": Cell("observed", 50.0), "b": Cell("missing")}
    assert table.cells["2"] == {"a": cell}
    assert {code: row["a"].raw for code, row in with_values(table, {"a": 1.0}).cells.items()} == {"1": 1.0, "2": 1.0}
