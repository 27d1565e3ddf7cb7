"""Units as marks where they lie, the larger the more people live there; no boundary file is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.inset import bottom_of, draw_inset, find_inset
from readiness.report.charts.svg import Axis, chart, coord, el, group

WIDTH, MARGIN = 960.0, 14.0
LARGE, SMALL = 1.6, 1.0  # what people add to a mark: less where marks crowd
MARKS = "marks"  # the id of what is drawn, for the script and for the part that is shown once more


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on the map: degrees, people, shape of its band (None: no index), and the part (island) it lies in."""

    latitude: float
    longitude: float
    people: float
    shape: int | None
    part: str = ""
    row: int = 0


def dots(places: Sequence[Place], *, title: str, description: str) -> Markup:
    """All places, the largest first so that none is hidden under a larger one. Degrees are drawn square.

    A page that shows it holds the shapes of the bands as ``#b0``, ``#b1``, ...; ``data-rows`` tells the script which
    row of the table each mark is.
    """
    if not places:
        return Markup("")
    west, east = min(p.longitude for p in places) - 0.4, max(p.longitude for p in places) + 0.4
    south, north = min(p.latitude for p in places) - 0.4, max(p.latitude for p in places) + 0.4
    height = min(WIDTH, max(120.0, (north - south) / max(east - west, 0.1) * (WIDTH - 2 * MARGIN) + 2 * MARGIN))
    x, y = Axis(west, east, MARGIN, WIDTH - MARGIN), Axis(south, north, height - MARGIN, MARGIN)
    boxes = {str(p.row): (x(p.longitude), y(p.latitude), x(p.longitude), y(p.latitude)) for p in places}
    inset = find_inset(boxes, {str(p.row): p.part for p in places if p.part}, WIDTH)
    order = sorted(places, key=lambda p: (-p.people, p.longitude, p.latitude, p.row))
    sizes = _sizes(order, SMALL if inset else LARGE)
    marks = [dot(p.shape, x(p.longitude), y(p.latitude), size) for p, size in zip(order, sizes, strict=True)]
    body = el("g", group(*marks), id=MARKS, data_rows=_rows(order))
    if inset is not None:
        again = [(p, size) for p, size in zip(order, sizes, strict=True) if inset.holds(x(p.longitude), y(p.latitude))]
        larger = [dot(p.shape, *inset.moved(x(p.longitude), y(p.latitude)), 1.5 * size) for p, size in again]
        body += draw_inset(inset, el("g", group(*larger), data_rows=_rows([p for p, _ in again])), 1.0)
    return chart("map", (title, description), (WIDTH, bottom_of(inset, height)), body)


def _sizes(places: Sequence[Place], most: float) -> list[float]:
    """The area of a mark grows as the people do."""
    largest = max((place.people for place in places), default=0.0) or 1.0
    return [0.5 + most * math.sqrt(max(0.0, place.people) / largest) for place in places]


def _rows(places: Sequence[Place]) -> str:
    return " ".join(str(place.row) for place in places)


def dot(shape: int | None, x: float, y: float, size: float) -> Markup:
    """The mark of a band at a place, or a ring where there is none; ``size`` 1 is some 11 units across."""
    at = f"translate({coord(x)} {coord(y)})scale({size:.2f})"
    if shape is None:
        return el("circle", r="4.5", transform=at, class_="none")
    return el("use", href=f"#b{shape}", transform=at)
