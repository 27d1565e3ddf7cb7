"""Where each candidate may stand, a lane to a row of a table: rank as a shape, the middle nine tenths of the draws as a
bar with their median.

Places along a lane are per cents: it fits any width while the words beside it keep their size, and a sheet of paper
parts it between rows.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import coord, el, group, ticks


@dataclass(frozen=True, slots=True)
class Lane:
    """One candidate: ``rank`` (None: it has none), where 90 of 100 draws put it, and the ``mark`` of its zone, the id
    of a shape on the page."""

    rank: int | None
    low: int
    median: float
    high: int
    mark: str


def symbols(of: int) -> Markup:
    """What every lane of ranks 1 to ``of`` uses, once a page: the grid ``lane-grid`` and the tick ``lane-median``."""
    lines = (el("line", x1=_at(mark, of), x2=_at(mark, of), y2="100%") for mark in _marks(of))
    grid = el("symbol", group(*lines), id="lane-grid", class_="grid")
    median = el("path", d="M0-5V5", id="lane-median", class_="tickmark")
    return el("svg", el("defs", grid + median), class_="symbols", width=0, height=0, aria_hidden="true")


def scale(of: int) -> Markup:
    """The ranks above the lanes."""
    numbers = (el("text", str(mark), x=_at(mark, of), y="1em", class_="tick mid") for mark in _marks(of))
    return el("svg", group(*numbers), aria_hidden="true")


def lane(place: Lane, of: int) -> Markup:
    """One row. It is hidden from who hears the page: the figures stand beside it as words."""
    low, high = _part(place.low, of), _part(place.high, of)
    parts = [
        el("use", href="#lane-grid"),
        el("rect", x=_percent(low), y="50%", width=_percent(high - low), height=2),
        el("use", href="#lane-median", x=_at(place.median, of), y="50%"),
    ]
    if place.rank is not None:
        parts.append(el("use", href=f"#{place.mark}", x=_at(place.rank, of), y="50%"))
    return el("svg", group(*parts), aria_hidden="true")


def _marks(of: int) -> list[int]:
    """Rank 1 and round numbers behind it; one that would touch the first is left out."""
    return [1, *(int(tick) for tick in ticks(0, of, 7) if tick > max(1, of / 20))]


def _part(rank: float, of: int) -> float:
    """The middle of a rank's own part of the lane.

    >>> _part(1, 10), _part(10, 10)
    (0.05, 0.95)
    """
    return (rank - 0.5) / of


def _percent(part: float) -> str:
    return coord(100 * part) + "%"


def _at(rank: float, of: int) -> str:
    return _percent(_part(rank, of))
