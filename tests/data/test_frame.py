"""A DataFrame reads like the sheet that it would be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from readiness.data.columns import Column, Layout
from readiness.data.frame import entry, grid_of, read_frame
from readiness.data.grid import Typed, shown
from readiness.data.registry import load_registry
from readiness.data.table import Reading

LAYOUT = Layout(columns=(Column("a", "number"), Column("b", "boolean", 0, 1, whole=True)), units="any")


def read(frame: pd.DataFrame, layout: Layout = LAYOUT) -> Reading:
    return read_frame(frame, layout, registry=load_registry())


def heads(frame: pd.DataFrame) -> list[str]:
    return [shown(each) for each in grid_of(frame).rows[0].entries]


def test_the_index_is_the_first_columns() -> None:
    plain = pd.DataFrame({"a": [1.5, 2]}, ["x", "y"])
    assert heads(plain) == ["code", "a"]
    assert heads(plain.rename_axis("Kode Wilayah")) == ["Kode Wilayah", "a"]
    assert heads(plain.rename_axis("entah")) == ["code", "a"]
    assert heads(pd.concat({2021: plain})) == ["wave", "code", "a"]
    assert heads(pd.concat({"x": plain}, names=["code", "wave"])) == ["code", "wave", "a"]


@pytest.mark.parametrize("column", ["code", "Kode", "name", "nama_daerah"])
def test_a_column_of_codes_or_names_takes_the_place_of_the_index(column: str) -> None:
    frame = pd.DataFrame({column: ["x", "y"], "a": [1, 2]})
    assert heads(frame) == [column, "a"]
    assert [unit.code for unit in read(frame).tables[None].units] == ["x", "y"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (1.0, "1"), (2.5, "2.5"), (np.int64(3), "3"), (np.float64(0.1), "0.1"), (True, "1"), (1e300, "1e+300")],
)
def test_numbers(value: object, text: str) -> None:
    found = entry(value)
    assert isinstance(found, Typed)
    assert (found.kind, found.text, found.value) == ("number", text, float(value))


@pytest.mark.parametrize("value", [None, np.nan, pd.NA, pd.NaT, "", float("nan")])
def test_blanks(value: object) -> None:
    assert entry(value) == ""


def test_what_is_neither_number_nor_text_is_shown() -> None:
    assert entry(pd.Timestamp("2026-11-24")) == "2026-11-24 00:00:00"
    frame = pd.DataFrame({"a": [pd.Timestamp("2026-11-24")], "b": [1]}, ["x"])
    assert [finding.code for finding in read(frame).findings] == ["D069"]


def test_long_form_and_notes() -> None:
    rows = [("x", "a", "1,5", None), ("x", "b", "tidak berlaku", "tanpa APBD"), ("y", "a", 2, None)]
    found = read(pd.DataFrame(rows, columns=["code", "indicator", "value", "note"]))
    cells = found.tables[None].cells
    assert (cells["x"]["a"].raw, cells["x"]["b"].status, cells["x"]["b"].note) == (1.5, "not_applicable", "tanpa APBD")
    assert cells["y"]["a"].raw == 2


def test_places_are_those_of_a_sheet() -> None:
    found = read(pd.DataFrame({"a": [1, "x"], "b": [1, 0]}, ["p", "q"]))
    (finding,) = found.findings
    assert (finding.path, finding.line, finding.column, finding.cell, finding.unit) == ("DataFrame", 3, 2, "B3", "q")


def test_the_digest_is_of_what_the_frame_holds() -> None:
    frame = pd.DataFrame({"a": [1.0, 2.0]}, ["x", "y"])
    (first,) = read(frame).tables[None].inputs
    assert (first.path, first.rows) == ("DataFrame", 2)
    assert read(frame.astype(int)).tables[None].inputs == (first,)
    assert read(frame + 1).tables[None].inputs != (first,)


def test_a_frame_that_is_refused_has_no_table() -> None:
    assert read(pd.DataFrame({"c": [1]}, ["x"])).tables == {}
    assert read(pd.DataFrame({"a": []})).tables == {}
