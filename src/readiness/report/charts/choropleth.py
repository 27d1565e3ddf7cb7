"""Units as areas in the colour of their band, from outlines that were simplified to fit a page.

Colours of neighbouring bands differ little, so borders part the areas, the legend gives word and shape of every
colour, and the table of ranks holds all that is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from readiness.data.boundaries.records import GRID, Outlines
from readiness.report.charts.inset import Box, bottom_of, draw_inset, find_inset, once_more
from readiness.report.charts.map import MARKS, WIDTH, dot
from readiness.report.charts.svg import chart, el, group

PIXEL = GRID / WIDTH  # steps of the grid
BORDER = 0.8 * PIXEL  # its width


@dataclass(frozen=True, slots=True)
class Ground:
    """A unit on the map: its code, shape of its band (None: no index), the part (island) it lies in, and its point."""

    code: str
    shape: int | None
    part: str = ""
    point: tuple[float, float] | None = None


def choropleth(units: Sequence[Ground], outlines: Outlines, *, title: str, description: str) -> Markup:
    """All units in the order given, which is that of the rows of the table: one mark each, so that a script knows them.

    A unit without an outline is the mark of its band at its point, or an empty mark where that is unknown.
    """
    height = outlines.height
    marks = [
        el("g", group(*(_mark(unit, outlines) for unit in run)), class_="none" if shape is None else f"c{shape}")
        for shape, run in groupby(units, key=lambda unit: unit.shape)
    ]
    boxes = {unit.code: box for unit in units if (box := _box(unit, outlines)) is not None}
    inset = find_inset(boxes, {unit.code: unit.part for unit in units if unit.part}, float(GRID))
    land = el("path", d=outlines.land, class_="land") if outlines.land else Markup("")
    drawn = el("g", el("g", land + group(*marks), id=MARKS), stroke_width=f"{BORDER:.1f}")
    body = _hatch() + drawn + draw_inset(inset, once_more(inset, MARKS, BORDER), PIXEL)
    size = (float(GRID), bottom_of(inset, height))
    return chart("map-areas", (title, description), size, body)


def _mark(unit: Ground, outlines: Outlines) -> Markup:
    path = outlines.paths.get(unit.code)
    if path is not None:
        return Markup('<path d="{}"/>').format(path)
    if unit.point is None:
        return el("g")
    return dot(unit.shape, *outlines.at(*unit.point), 0.8 * PIXEL)


def _box(unit: Ground, outlines: Outlines) -> Box | None:
    if unit.code in outlines.boxes:
        return outlines.boxes[unit.code]
    return None if unit.point is None else (*outlines.at(*unit.point), *outlines.at(*unit.point))


def _hatch() -> Markup:
    """The ground of units without an index: lines, for no colour is one of theirs."""
    lines = el("path", d="M0 14 14 0")
    return el("pattern", lines, id="hatch", width="14", height="14", patternUnits="userSpaceOnUse")
