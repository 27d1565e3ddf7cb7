"""From one index to another: a line a unit, its name and numbers at both ends.

Ends that would lie on one another are spread; a thin line leads from each label to its true place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group

WIDTH, TOP, ROW = 640.0, 40.0, 28.0
LEFT, RIGHT, LEAD, END = 326.0, 480.0, 40.0, 628.0
LOOSE = 1.35  # how much taller than its labels the chart is, so that most stand where they belong
LONGEST = 25  # characters of a name that fit; the whole name stands in the tip and in the table


@dataclass(frozen=True, slots=True)
class Slope:
    """One line: its name, both values, and how these and the change print."""

    label: str
    before: float
    after: float
    printed: tuple[str, str, str]


def slope(rows: Sequence[Slope], heads: tuple[str, str], *, title: str, description: str) -> Markup:
    """All lines on one scale, cut to what is there. Rising and falling differ in direction, sign and stroke."""
    height = TOP + ROW * LOOSE * max(2, len(rows)) + 8
    values = [value for row in rows for value in (row.before, row.after)]
    up = Axis(min(values), max(values), height - ROW / 2 - 8, TOP + ROW / 2) if values else Axis(0, 1, height, TOP)
    ends = [_spread([up(value) for value in side], TOP + ROW / 2, height - ROW / 2 - 8) for side in _sides(rows)]
    axes = (el("path", d=f"M{coord(x)} {coord(TOP - 10)}V{coord(height - 8)}", class_="axis") for x in (LEFT, RIGHT))
    body = [_head(heads), *axes]
    body += [_line(row, up, left, right) for row, left, right in zip(rows, *ends, strict=True)]
    return chart("slope", (title, description), (WIDTH, height), group(*body))


def _sides(rows: Sequence[Slope]) -> tuple[list[float], list[float]]:
    return [row.before for row in rows], [row.after for row in rows]


def _head(heads: tuple[str, str]) -> Markup:
    left = el("text", _cut(heads[0]), x=LEFT, y=18.0, class_="tick mid")
    return left + el("text", _cut(heads[1]), x=RIGHT, y=18.0, class_="tick mid")


def _line(row: Slope, up: Axis, left: float, right: float) -> Markup:
    """The label on the left, the line, and the number with its change on the right."""
    before, after = up(row.before), up(row.after)
    way = "rise" if row.after >= row.before else "fall"
    start, end = LEFT - LEAD, RIGHT + LEAD
    words = el("title", f"{row.label}: {row.printed[0]} → {row.printed[1]} ({row.printed[2]})")
    parts = [
        words,
        el("path", d=f"M{coord(start)} {coord(left)}L{coord(LEFT)} {coord(before)}", class_="grid"),
        el("path", d=f"M{coord(RIGHT)} {coord(after)}L{coord(end)} {coord(right)}", class_="grid"),
        el("path", d=f"M{coord(LEFT)} {coord(before)}L{coord(RIGHT)} {coord(after)}", class_=way),
        el("text", f"{_cut(row.label)}  {row.printed[0]}", x=start - 4, y=left + 4.5, class_="end"),
        el("text", row.printed[1], x=end + 4, y=right + 4.5, class_="number"),
        el("text", row.printed[2], x=END, y=right + 4.5, class_="tick end"),
    ]
    return el("g", group(*parts))


def _cut(text: str) -> str:
    """A name as long as fits.

    >>> _cut("Kabupaten Siak"), _cut("Kabupaten Kepulauan Siau Tagulandang Biaro")
    ('Kab. Siak', 'Kab. Kepulauan Siau Tagu…')
    """
    short = text.replace("Kabupaten ", "Kab. ", 1)
    return short if len(short) <= LONGEST else short[: LONGEST - 1].rstrip() + "…"


def _spread(places: Sequence[float], low: float, high: float) -> list[float]:
    """The same places in the same order, a row apart and within the chart, moved as little as can be: those that
    would touch stand around their own mean.

    >>> _spread([10.0, 12.0, 80.0], 0.0, 100.0)
    [0.0, 28.0, 80.0]
    """
    order = sorted(range(len(places)), key=lambda k: (places[k], k))
    blocks: list[tuple[float, int]] = []  # mean of the places less what the rows before take, and how many
    for nth, k in enumerate(order):
        mean, count = places[k] - nth * ROW, 1
        while blocks and blocks[-1][0] > mean:
            other, more = blocks.pop()
            mean, count = (mean * count + other * more) / (count + more), count + more
        blocks.append((mean, count))
    starts = [min(max(mean, low), high - (len(places) - 1) * ROW) for mean, count in blocks for _ in range(count)]
    found = [0.0] * len(places)
    for nth, k in enumerate(order):
        found[k] = starts[nth] + nth * ROW
    return found
