"""A small line over the waves, every point with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, marker

WIDTH, HEIGHT, TOP, BASE = 640.0, 170.0, 44.0, 128.0


@dataclass(frozen=True, slots=True)
class Point:
    """One wave: its name, the number and how it prints; None: no index in that wave, and the line breaks."""

    wave: str
    value: float | None
    printed: str
    shape: int | None


def line(points: Sequence[Point], *, title: str, description: str) -> Markup:
    """The index from wave to wave, the scale cut to what is there."""
    known = [p.value for p in points if p.value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = (high - low) * 0.1 or 1.0
    across = Axis(0.0, float(max(1, len(points) - 1)), 60.0, WIDTH - 60)
    up = Axis(low - room, high + room, BASE, TOP)
    parts = [el("path", d=f"M40 {coord(BASE + 10)}H{coord(WIDTH - 40)}", class_="axis")]
    parts += [
        el("path", d=f"M{_at(k, a, across, up)}L{_at(k + 1, b, across, up)}", class_="line")
        for k, (a, b) in enumerate(pairwise(points))
        if a.value is not None and b.value is not None
    ]
    for k, point in enumerate(points):
        x = across(k)
        parts.append(el("text", point.wave, x=x, y=BASE + 30, class_="tick mid"))
        y = BASE if point.value is None else up(point.value)
        if point.value is not None and point.shape is not None:
            parts.append(marker(point.shape, x, y, 1.25, class_="edge"))
        parts.append(el("text", point.printed, x=x, y=y - 14, class_="number mid"))
    return chart("line", (title, description), (WIDTH, HEIGHT), group(*parts))


def _at(k: int, point: Point, across: Axis, up: Axis) -> str:
    assert point.value is not None
    return f"{coord(across(k))} {coord(up(point.value))}"
