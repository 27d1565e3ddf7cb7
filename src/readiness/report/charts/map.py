"""Units as marks where they lie, the larger the more people live there; no boundary file is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, el, group, marker

WIDTH, MARGIN = 960.0, 14.0


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on the map: degrees, people, shape of its band (None: no index) and what the pointer shows."""

    latitude: float
    longitude: float
    people: float
    shape: int | None
    tip: str


def dots(places: Sequence[Place], *, title: str, description: str) -> Markup:
    """All places, the largest first so that none is hidden under a larger one. Degrees are drawn square."""
    if not places:
        return Markup("")
    west, east = min(p.longitude for p in places) - 0.4, max(p.longitude for p in places) + 0.4
    south, north = min(p.latitude for p in places) - 0.4, max(p.latitude for p in places) + 0.4
    height = min(WIDTH, max(120.0, (north - south) / max(east - west, 0.1) * (WIDTH - 2 * MARGIN) + 2 * MARGIN))
    x, y = Axis(west, east, MARGIN, WIDTH - MARGIN), Axis(south, north, height - MARGIN, MARGIN)
    most = max((p.people for p in places), default=0.0) or 1.0
    order = sorted(places, key=lambda p: (-p.people, p.longitude, p.latitude))
    marks = []
    for place in order:
        size = 0.5 + 1.6 * math.sqrt(max(0.0, place.people) / most)
        if place.shape is None:
            tip = el("title", place.tip)
            marks.append(el("circle", tip, cx=x(place.longitude), cy=y(place.latitude), r=4.5 * size, class_="none"))
        else:
            marks.append(marker(place.shape, x(place.longitude), y(place.latitude), size, tip=place.tip))
    return chart("map", (title, description), (WIDTH, height), group(*marks))
