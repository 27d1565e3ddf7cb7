"""What is printed adds up, at every level, whatever the tree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from readiness.analysis.compare import compare
from readiness.framework.model import Framework, Group
from readiness.results.differences import printed_difference
from readiness.results.records import Results
from readiness.results.sums import SumRow, is_product, sum_rows
from tests.analysis.builders import framework, group, leaf, results, scored


def rows_of(of: Framework, document: Results) -> dict[str, SumRow]:
    return {row.node: row for row in sum_rows(of, document.units[0])}


def printed(rows: dict[str, SumRow], names: list[str], column: str) -> Decimal:
    return sum((Decimal(getattr(rows[name], column) or "0") for name in names if name in rows), Decimal(0))


@settings(max_examples=60, deadline=None)
@given(scored())
def test_printed_points_and_lost_points_add_up_at_every_level(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    rows = rows_of(of, document)
    if document.units[0].index.published is None:
        assert all(row.printed_points is None and row.printed_lost is None for row in rows.values())
        return
    pillars = [pillar.id for pillar in of.criteria]
    for column in ("printed_points", "printed_lost"):
        assert printed(rows, pillars, column) == Decimal(getattr(rows["index"], column))
        for node in of.walk():
            if isinstance(node, Group) and getattr(rows[node.id], column) is not None:
                children = [child.id for child in node.criteria]
                assert printed(rows, children, column) == Decimal(getattr(rows[node.id], column))


@settings(max_examples=60, deadline=None)
@given(scored())
def test_a_printed_part_is_never_far_from_the_exact_one(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    step = 10.0**-of.decimals
    depth = 3  # a level may move a part by one step at most
    for row in sum_rows(of, document.units[0]):
        if row.printed_points is not None and row.points is not None:
            assert abs(float(row.printed_points) - row.points) <= depth * step


@settings(max_examples=40, deadline=None)
@given(scored())
def test_the_product_holds_where_it_is_said(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    for row in sum_rows(of, document.units[0]):
        if row.product and row.kind == "indicator" and row.points is not None:
            assert row.score is not None and row.effective is not None
            assert row.score * row.effective == pytest.approx(row.points, abs=1e-9)


def test_product_needs_every_mean_above_to_be_arithmetic() -> None:
    of = framework(group("p", leaf("x"), aggregate="geometric"), group("q", leaf("y")))
    rows = rows_of(of, results(of, {"a": {"x": 50.0, "y": 70.0}}))
    assert {name: rows[name].product for name in ("p", "x", "q", "y")} == {"p": True, "x": False, "q": True, "y": True}
    assert not is_product(rows.values())


def test_lost_points_of_a_geometric_index_are_told_from_the_top() -> None:
    of = framework(group("p", leaf("x"), leaf("y")), aggregate="geometric")
    rows = rows_of(of, results(of, {"a": {"x": 25.0, "y": 100.0}}))
    assert (rows["index"].printed_points, rows["index"].printed_lost) == ("50.0", "50.0")
    assert (rows["x"].printed_lost, rows["y"].printed_lost) == ("50.0", "0.0")


def test_a_cap_has_its_own_row_and_the_sum_still_adds_up() -> None:
    gates = [
        {"id": "soft", "on": "y", "at_least": 99, "label": "x"},
        {"id": "hard", "on": "x", "at_least": 50, "cap_score": 40, "label": {"id": "Batas", "en": "Limit"}},
        {"id": "mild", "on": "x", "at_least": 50, "cap_score": 60, "label": "x"},
    ]
    of = framework(group("p", leaf("x")), group("q", leaf("y")), gates=gates)
    rows = rows_of(of, results(of, {"a": {"x": 33.3, "y": 97.0}}))
    caps = [row for row in rows.values() if row.kind == "cap"]
    assert [(row.node, row.label.en) for row in caps] == [("hard", "Limit")]
    assert caps[0].points == pytest.approx(40 - 65.15)
    assert printed(rows, ["p", "q", "hard"], "printed_points") == Decimal("40.0")
    assert printed(rows, ["p", "q", "hard"], "printed_lost") == Decimal("60.0")


def test_a_cap_that_does_not_bind_has_no_row() -> None:
    gate = {"id": "g", "on": "x", "at_least": 50, "cap_score": 90, "label": "x"}
    of = framework(group("p", leaf("x")), gates=[gate])
    assert "g" not in rows_of(of, results(of, {"a": {"x": 10.0}}))


def test_what_is_not_counted_prints_no_points_and_stays_visible() -> None:
    of = framework(group("p", leaf("x"), leaf("y", weight=0)), group("q", leaf("z"), weight=0))
    rows = rows_of(of, results(of, {"a": {"x": 33.3, "y": 66.6, "z": 10.0}}))
    assert {name: (rows[name].printed_points, rows[name].counted) for name in ("x", "y", "q", "z")} == {
        "x": ("33.3", True),
        "y": (None, False),
        "q": (None, False),
        "z": (None, False),
    }
    assert rows["y"].printed_score == "66.6"


def test_without_an_index_scores_stay_and_points_do_not() -> None:
    of = framework(group("p", leaf("x"), leaf("y"), leaf("z")))
    rows = rows_of(of, results(of, {"a": {"x": 10.0, "y": None, "z": None}}))
    assert rows["x"].printed_score == "10.0"
    assert rows["index"].printed_points is None
    assert all(row.printed_points is None for row in rows.values())


def test_parents_stand_before_children_and_the_index_last() -> None:
    of = framework(group("p", leaf("x"), group("g", leaf("y"))), group("q", leaf("z")))
    document = results(of, {"a": {"x": 1.0, "y": 2.0, "z": 3.0}})
    rows = sum_rows(of, document.units[0])
    assert [(row.node, row.depth) for row in rows] == [
        ("p", 0), ("x", 1), ("g", 1), ("y", 2), ("q", 0), ("z", 1), ("index", 0),
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(scored(codes=("a", "b")))
def test_a_printed_difference_adds_up_to_what_the_reader_subtracts(drawn: tuple[Framework, Results]) -> None:
    of, document = drawn
    a, b = document.units
    made = printed_difference(compare(of, a, b), of.decimals)
    if a.index.published is None or b.index.published is None:
        assert made is None
        return
    assert made is not None
    rest = [Decimal(part) for part in (made.availability, made.cap) if part is not None]
    total = sum([Decimal(part) for part in made.parts.values()] + rest, Decimal(0))
    assert total == Decimal(made.total) == Decimal(b.index.published) - Decimal(a.index.published)
