"""One index on its scale: the bands as stretches, low to high as a line, the index as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, marker

WIDTH, HEIGHT = 640.0, 90.0
LEFT, RIGHT, LINE = 12.0, 628.0, 56.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A band on the scale: its shape, its ends and the printed number where it begins. Its words are in the legend."""

    shape: int
    from_: float
    to: float
    printed: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A number to show, and the words under it."""

    value: float
    printed: str


def scale(
    stretches: Sequence[Stretch],
    *,
    title: str,
    description: str,
    shape: int,
    index: Mark | None,
    low: float | None,
    high: float | None,
    median: Mark | None,
    end: str,
) -> Markup:
    """The dot chart at the head of a unit's page. ``end`` is the printed top of the scale."""
    axis = Axis(stretches[0].from_, stretches[-1].to, LEFT, RIGHT)
    parts = [_ground(tuple(stretches), end)]
    if median is not None:
        parts.append(_median(median, axis, None if index is None else axis(index.value)))
    if low is not None and high is not None:
        parts.append(_range(axis(low), axis(high)))
    if index is not None:
        parts.append(_dot(index, axis, shape))
    return chart("scale", (title, description), (WIDTH, HEIGHT), group(*parts))


@lru_cache(maxsize=8)
def _ground(stretches: tuple[Stretch, ...], end: str) -> Markup:
    """What the pages of all units share."""
    axis = Axis(stretches[0].from_, stretches[-1].to, LEFT, RIGHT)
    last = el("text", end, x=RIGHT, y=LINE + 25, class_="tick end")
    return group(*(_stretch(stretch, axis) for stretch in stretches), last)


def _stretch(stretch: Stretch, axis: Axis) -> Markup:
    """The bar, its shape below, and the number where it begins."""
    start, stop = axis(stretch.from_), axis(stretch.to)
    gap = 1.5 if start > LEFT else 0.0
    width = max(0.0, stop - start - gap)
    bar = el("rect", x=start + gap, y=LINE - 5, width=width, height=10, rx=2, class_=f"c{stretch.shape}")
    tick = el("text", stretch.printed, x=start, y=LINE + 25, class_="tick mid" if gap else "tick")
    return group(bar, marker(stretch.shape, (start + stop) / 2, LINE + 21, 0.9), tick)


def _range(low: float, high: float) -> Markup:
    top, middle = coord(LINE - 9), coord(LINE)
    path = f"M{coord(low)} {top}v18M{coord(low)} {middle}H{coord(high)}M{coord(high)} {top}v18"
    return el("path", d=path, class_="range")


def _median(median: Mark, axis: Axis, beside: float | None) -> Markup:
    """The word leaves room for the figure of the index."""
    x = axis(median.value)
    left = x > WIDTH / 2 if beside is None else x < beside
    anchor = "word end" if left else "word"
    line = el("path", d=f"M{coord(x)} {coord(LINE - 14)}v28", class_="median")
    near = beside is not None and abs(x - beside) < 34
    shift = (-5.0 if left else 5.0) + (0.0 if not near or beside is None else beside + (-34 if left else 34) - x)
    x = min(RIGHT, max(LEFT, x + shift))
    if left and x < 110:  # no room on this side
        anchor, x = "word", min(RIGHT, (beside or x) + 40)
    if not left and x > RIGHT - 100:
        anchor, x = "word end", max(LEFT, (beside or x) - 40)
    return line + el("text", median.printed, x=x, y=LINE - 22, class_=anchor)


def _dot(index: Mark, axis: Axis, shape: int) -> Markup:
    x = axis(index.value)
    halo = el("circle", cx=x, cy=LINE, r=11, class_="halo")
    words = el("text", index.printed, x=min(RIGHT - 20, max(LEFT + 20, x)), y=LINE - 21, class_="figure mid")
    return group(halo, marker(shape, x, LINE, 1.7), words)
