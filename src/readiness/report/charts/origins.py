"""Where a doubt comes from: for each source what it explains alone, and with all others, each with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group

WIDTH, ROW, START, STOP = 640.0, 56.0, 0.0, 470.0


@dataclass(frozen=True, slots=True)
class Part:
    """A fraction with its interval, and how it prints."""

    value: float
    low: float
    high: float
    printed: str


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of doubt in words."""

    label: str
    alone: Part
    together: Part


def origins(rows: Sequence[Origin], *, name: str, title: str, description: str) -> Markup:
    """Two bars a source: alone above, with all others below; the thin line is the interval."""
    axis = Axis(0.0, 1.0, START, STOP)
    body = []
    for k, row in enumerate(rows):
        top = k * ROW
        body.append(el("text", row.label, x=START, y=top + 14, class_="label"))
        body.append(_bar(row.alone, top + 20, axis, "c3"))
        body.append(_bar(row.together, top + 35, axis, "c1"))
    return chart(name, (title, description), (WIDTH, ROW * len(rows)), group(*body))


def _bar(part: Part, top: float, axis: Axis, class_: str) -> Markup:
    middle = coord(top + 5)
    return group(
        el("rect", x=START, y=top, width=STOP - START, height=10, rx=2, class_="track"),
        el("rect", x=START, y=top, width=max(1.0, axis(part.value) - START), height=10, rx=2, class_=class_),
        el("path", d=f"M{coord(axis(part.low))} {middle}H{coord(axis(part.high))}", class_="range"),
        el("text", part.printed, x=STOP + 10, y=top + 9.5, class_="tick"),
    )
