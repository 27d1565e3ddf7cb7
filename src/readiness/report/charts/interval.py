"""One value on its own scale: a dot, and its confidence interval as a line. Small enough for a cell of a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, ticks

WIDTH, HEIGHT = 280.0, 38.0
LEFT, RIGHT, LINE = 4.0, 276.0, 11.0


@dataclass(frozen=True, slots=True)
class End:
    """An end of the scale, and how it prints."""

    value: float
    printed: str


def interval(
    value: float, low: float, high: float, scale: tuple[End, End], *, name: str, title: str, description: str
) -> Markup:
    """``name`` is unique on the page; ``title`` and ``description`` say the chart to who hears it."""
    axis = _axis(scale)
    start, stop = coord(axis(low)), coord(axis(high))
    top, bottom = coord(LINE - 7), coord(LINE + 7)
    parts = [
        _ground(scale),
        el("path", d=f"M{start} {top}V{bottom}M{start} {coord(LINE)}H{stop}M{stop} {top}V{bottom}", class_="range"),
        el("circle", cx=axis(value), cy=LINE, r=3.5, class_="c3"),
    ]
    return chart(f"dot-{name}", (title, description), (WIDTH, HEIGHT), group(*parts))


def _axis(scale: tuple[End, End]) -> Axis:
    return Axis(scale[0].value, scale[1].value, LEFT, RIGHT)


@lru_cache(maxsize=256)
def _ground(scale: tuple[End, End]) -> Markup:
    """The line, its ticks and its ends: the same for every value on the same scale."""
    (first, last), axis = scale, _axis(scale)
    marks = "".join(f"M{coord(axis(tick))} {coord(LINE)}v5" for tick in ticks(first.value, last.value))
    return group(
        el("path", d=f"M{coord(LEFT)} {coord(LINE)}H{coord(RIGHT)}{marks}", class_="axis"),
        el("text", first.printed, x=LEFT, y=HEIGHT - 4, class_="tick"),
        el("text", last.printed, x=RIGHT, y=HEIGHT - 4, class_="tick end"),
    )
