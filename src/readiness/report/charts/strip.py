"""A few indices on one line: who is where, and the one that the page is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, marker

WIDTH, HEIGHT = 640.0, 62.0
LEFT, RIGHT, LINE = 24.0, 616.0, 30.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One index: how it prints and the shape of its band. The words are in the table."""

    value: float
    printed: str
    shape: int


def strip(dots: Sequence[Dot], own: Dot | None, *, title: str, description: str) -> Markup:
    """The line runs from the lowest to the highest; ``own`` is larger, has its figure and lies on top."""
    everyone = [*dots, *([own] if own else [])]
    low, high = (choose(everyone, key=lambda dot: dot.value) for choose in (min, max))
    axis = Axis(low.value, high.value, LEFT, RIGHT)
    parts = [el("path", d=f"M{coord(LEFT)} {coord(LINE)}H{coord(RIGHT)}", class_="axis")]
    parts += [marker(dot.shape, axis(dot.value), LINE) for dot in dots]
    if own is not None:
        parts.append(marker(own.shape, axis(own.value), LINE, 1.7, class_="edge"))
        parts.append(el("text", own.printed, x=axis(own.value), y=LINE - 14, class_="number mid"))
    parts.append(el("text", low.printed, x=LEFT, y=LINE + 24, class_="tick mid"))
    if high.value > low.value:
        parts.append(el("text", high.printed, x=RIGHT, y=LINE + 24, class_="tick mid"))
    return chart("strip", (title, description), (WIDTH, HEIGHT), group(*parts))
