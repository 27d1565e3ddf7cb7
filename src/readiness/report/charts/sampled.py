"""Values that come from samples, from the first to the last: each a dot with its confidence interval upright."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, ticks

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 640.0, 250.0, 46.0, 632.0, 14.0, 232.0


@dataclass(frozen=True, slots=True)
class Sampled:
    """One value; its ends are None where its interval is not known."""

    value: float
    low: float | None
    high: float | None


def sampled(
    rows: Sequence[Sampled],
    *,
    title: str,
    description: str,
    show: Callable[[float], str],
    median: float | None,
    median_words: str,
) -> Markup:
    """Side by side in the order given, on a scale cut to what is there; all intervals are one path and all dots
    another, so that hundreds stay small."""
    ends = [end for row in rows for end in (row.low, row.value, row.high) if end is not None]
    up = Axis(min(ends), max(ends), BASE, TOP)
    across = Axis(-0.5, len(rows) - 0.5, LEFT, RIGHT)
    lines = "".join(
        f"M{coord(across(k))} {coord(up(row.low))}V{coord(up(row.high))}"
        for k, row in enumerate(rows)
        if row.low is not None and row.high is not None
    )
    dots = "".join(f"M{coord(across(k))} {coord(up(row.value))}h0" for k, row in enumerate(rows))
    parts = [_grid(tick, up, show) for tick in ticks(up.low, up.high)]
    if median is not None:
        y = up(median)
        parts.append(el("path", d=f"M{coord(LEFT)} {coord(y)}H{coord(RIGHT)}", class_="median"))
        parts.append(el("text", median_words, x=RIGHT, y=y - 6, class_="word end"))
    parts += [el("path", d=lines, class_="whisker"), el("path", d=dots, class_="dots")]
    return chart("sampled", (title, description), (WIDTH, HEIGHT), group(*parts))


def _grid(tick: float, up: Axis, show: Callable[[float], str]) -> Markup:
    y = up(tick)
    line = el("path", d=f"M{coord(LEFT)} {coord(y)}H{coord(RIGHT)}", class_="grid")
    return line + el("text", show(tick), x=LEFT - 8, y=y + 4, class_="tick end")
