"""Tables on a terminal: what does not fit beside goes below, and nothing is cut."""

from __future__ import annotations

import pytest

from readiness.cli import grid
from readiness.cli.grid import Heading

HEADINGS = [Heading("Node"), *(Heading(f"set {n}", right=True) for n in range(5))]
ROWS = [[f"node {row}", *("12.5%" for _ in range(5))] for row in range(2)]


def test_a_table_that_fits_stays_one() -> None:
    assert grid.blocks(HEADINGS, ROWS) == [(HEADINGS, ROWS)]


@pytest.mark.parametrize(("room", "expected"), [(60, [5]), (20, [2, 2, 1]), (5, [1, 1, 1, 1, 1])])
def test_else_as_many_columns_as_fit_beside_the_first(
    monkeypatch: pytest.MonkeyPatch, room: int, expected: list[int]
) -> None:
    monkeypatch.setattr(grid, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(grid, "width", lambda: room)
    found = grid.blocks(HEADINGS, ROWS)
    assert [len(headings) - 1 for headings, _ in found] == expected
    assert [heading.text for headings, _ in found for heading in headings[1:]] == [h.text for h in HEADINGS[1:]]
    assert all(
        headings[0].text == "Node" and [row[0] for row in rows] == ["node 0", "node 1"] for headings, rows in found
    )
