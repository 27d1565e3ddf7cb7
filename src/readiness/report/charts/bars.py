"""Bars: a score on its scale with the median, and a change to either side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group

WIDTH, ROW, START, STOP = 640.0, 46.0, 0.0, 580.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: words, the number and how it prints; ``median`` of all as a tick; None: no bar, only its words."""

    label: str
    value: float | None
    printed: str
    shape: int | None
    median: float | None = None


def bars(rows: Sequence[Bar], *, name: str, title: str, description: str, low: float, high: float) -> Markup:
    """Scores one under another, the label above its bar so that it may be long."""
    axis = Axis(low, high, START, STOP)
    body = group(*(_bar(row, k, axis) for k, row in enumerate(rows)))
    return chart(name, (title, description), (WIDTH, ROW * len(rows)), body)


def _bar(row: Bar, k: int, axis: Axis) -> Markup:
    top = k * ROW
    parts = [
        el("text", row.label, x=START, y=top + 15, class_="label"),
        el("rect", x=START, y=top + 22, width=STOP - START, height=12, rx=2, class_="track"),
    ]
    if row.value is not None:
        width = max(2.0, axis(row.value) - START)
        shape = "" if row.shape is None else f"c{row.shape}"
        parts.append(el("rect", x=START, y=top + 22, width=width, height=12, rx=2, class_=shape))
    if row.median is not None:
        parts.append(el("path", d=f"M{coord(axis(row.median))} {coord(top + 18)}v20", class_="median"))
    parts.append(el("text", row.printed, x=WIDTH, y=top + 33, class_="number end"))
    return group(*parts)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a difference, above or below zero."""

    label: str
    value: float
    printed: str


def diverging(rows: Sequence[Part], *, name: str, title: str, description: str) -> Markup:
    """Parts of a difference to the left and right of a line."""
    reach = max((abs(row.value) for row in rows), default=0.0) or 1.0
    axis = Axis(-reach, reach, 70.0, 570.0)
    body: list[Markup] = []
    for k, row in enumerate(rows):
        top, zero, end = k * 40.0, axis(0.0), axis(row.value)
        body.append(el("text", row.label, x=320.0, y=top + 13, class_="label mid"))
        side = "c4" if row.value >= 0 else "c0"
        body.append(
            el("rect", x=min(zero, end), y=top + 19, width=max(1.0, abs(end - zero)), height=12, rx=1, class_=side)
        )
        body.append(el("path", d=f"M{coord(zero)} {coord(top + 17)}v16", class_="axis"))
        anchor = "number" if row.value >= 0 else "number end"
        body.append(el("text", row.printed, x=end + (6 if row.value >= 0 else -6), y=top + 29.5, class_=anchor))
    return chart(name, (title, description), (WIDTH, 40.0 * len(rows) + 2), group(*body))
