"""Boundaries made small enough for a page: one coverage, so that shared borders stay shared, in whole steps of a grid.

Coverage simplification (Visvalingam–Whyatt, by GEOS) keeps every region: at worst as a triangle. The tolerance is the
finest under which all paths together fit the budget.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from readiness.data.boundaries.keys import point_of
from readiness.data.boundaries.paths import path_of
from readiness.data.boundaries.reading import Boundaries
from readiness.data.boundaries.records import Box, Frame, Outlines
from readiness.data.boundaries.shapes import only_areas, parts_of, united, without_overlaps
from readiness.data.units import Unit

BUDGET = 42_000  # characters of all paths
MARK = 3.4  # steps: the radius of the octagon that stands for a region too small to be seen
SMALLEST = 14.0  # square steps that are still seen; less is drawn as a mark
ISLET = 5.0  # square steps below which a further part of a region is left out
FINEST, COARSEST, STEPS = 0.8, 60.0, 9


def outlines(boundaries: Boundaries, units: Sequence[Unit], most: int = BUDGET) -> Outlines:
    """The finest outlines of at most ``most`` characters. The same areas in any order give the same paths."""
    frame = frame_of(boundaries, units)
    codes = list(boundaries.areas)
    coverage = _on_grid(boundaries, frame)
    fine, coarse = FINEST, COARSEST
    best = _at(coverage, codes, fine)
    if best.size > most:
        for _ in range(STEPS):
            middle = (fine * coarse) ** 0.5
            tried = _at(coverage, codes, middle)
            if tried.size > most:
                fine = middle
            else:
                coarse, best = middle, tried
        if best.size > most:
            best = _at(coverage, codes, coarse)
    return Outlines(frame, best.paths, best.boxes, best.land, best.marked, boundaries.file, boundaries.sha256)


def frame_of(boundaries: Boundaries, units: Sequence[Unit]) -> Frame:
    """What holds every area, and every point of a unit without one, with a margin of one in a hundred."""
    points = [point for unit in units if unit.code not in boundaries.areas and (point := point_of(unit))]
    boxes = [area.bounds for area in boundaries.areas.values()] + [(*point, *point) for point in points]
    wests, souths, easts, norths = zip(*boxes, strict=True)
    west, south, east, north = min(wests), min(souths), max(easts), max(norths)
    margin = max(0.01 * max(east - west, north - south), 0.01)
    return Frame(west - margin, south - margin, east + margin, north + margin)


@dataclass(frozen=True, slots=True)
class _Made:
    """What one tolerance gives."""

    paths: Mapping[str, str]
    boxes: Mapping[str, Box]
    land: str
    marked: frozenset[str]

    @property
    def size(self) -> int:
        return sum(map(len, self.paths.values())) + len(self.land)


def _on_grid(boundaries: Boundaries, frame: Frame) -> list[BaseGeometry]:
    """The areas, and as the last all other land, in steps of the grid, thinned to what a picture can hold."""
    areas = list(boundaries.areas.values())
    box = (frame.west, frame.south, frame.east, frame.north)
    land = [part for area in boundaries.land for part in parts_of(shapely.clip_by_rect(shapely.make_valid(area), *box))]
    every = shapely.transform([*areas, *land], partial(_project, frame=frame))
    thin = [_mended(area) for area in shapely.coverage_simplify(every, FINEST / 2)]
    cut, _ = without_overlaps(thin)
    return [*cut[: len(areas)], united(cut[len(areas) :]) if land else Polygon()]


def _project(points: NDArray[np.float64], frame: Frame) -> NDArray[np.float64]:
    """Degrees to steps: from the west, and down from the north."""
    return (points - [frame.west, frame.north]) * [frame.scale, -frame.scale]


def _mended(area: BaseGeometry) -> BaseGeometry:
    return area if area.is_valid else only_areas(shapely.make_valid(area, method="structure", keep_collapsed=False))


def _at(coverage: Sequence[BaseGeometry], codes: Sequence[str], tolerance: float) -> _Made:
    """The paths under one tolerance, the land's, and which regions became marks."""
    islet = max(ISLET, tolerance * tolerance / 2)
    kept = [_without_islets(area, islet) for area in coverage]
    simple = list(shapely.coverage_simplify(kept, tolerance))
    small = {at: _octagon(area) for at, area in enumerate(simple[:-1]) if area.area < SMALLEST}
    simple = _cut(simple, small)
    rings = {code: _rings(area) for code, area in zip(codes, simple, strict=False)}
    return _Made(
        {code: path_of(own) for code, own in rings.items()},
        {code: _reach(own) for code, own in rings.items()},
        path_of(_rings(simple[-1])),
        frozenset(codes[at] for at in small),
    )


def _reach(rings: Sequence[NDArray[np.int64]]) -> Box:
    points = np.concatenate(rings)
    left, top, right, bottom = map(float, (*points.min(axis=0), *points.max(axis=0)))
    return left, top, right, bottom


def _without_islets(area: BaseGeometry, islet: float) -> BaseGeometry:
    """The parts that can be seen, at least the largest, and their holes that can."""
    parts = sorted(parts_of(area), key=lambda part: (-part.area, part.wkb))
    kept = [_without_ponds(part, islet) for part in parts[:1] + [part for part in parts[1:] if part.area >= islet]]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)


def _without_ponds(part: Polygon, islet: float) -> Polygon:
    holes = [hole for hole in part.interiors if Polygon(hole).area >= islet]
    return part if len(holes) == len(part.interiors) else Polygon(part.exterior, holes)


def _octagon(area: BaseGeometry) -> Polygon:
    """A mark about the largest part of an area."""
    largest = max(parts_of(area), key=lambda part: (part.area, part.wkb))
    turns = (np.arange(8) + 0.5) * (np.pi / 4)
    return Polygon(np.column_stack([np.cos(turns), np.sin(turns)]) * MARK + [largest.centroid.x, largest.centroid.y])


def _cut(areas: list[BaseGeometry], marks: Mapping[int, Polygon]) -> list[BaseGeometry]:
    """Marks in the place of their areas, and cut out of all others, so that none covers another."""
    found = [marks.get(at, area) for at, area in enumerate(areas)]
    if not marks:
        return found
    tree = shapely.STRtree(found)
    for at, mark in marks.items():
        for other in sorted(tree.query(mark, predicate="intersects").tolist()):
            if other != at and (other not in marks or other > at):
                left = only_areas(found[other].difference(mark))
                found[other] = found[other] if left.is_empty else left
    return found


def _rings(area: BaseGeometry) -> list[NDArray[np.int64]]:
    """All rings of an area on whole steps, the largest first; what a step swallows is left out, but never all."""
    parts = sorted(parts_of(area), key=lambda part: (-part.area, part.wkb))
    rings = [ring.coords for part in parts for ring in (part.exterior, *part.interiors)]
    whole = [_whole(np.asarray(ring)) for ring in rings]
    kept = [ring for ring in whole if len(ring) > 2]
    return kept or ([_whole(np.asarray(_octagon(area).exterior.coords))] if parts else [])


def _whole(ring: NDArray[np.float64]) -> NDArray[np.int64]:
    """An open ring of whole steps without repeated corners, from its first corner in the order of reading."""
    points: NDArray[np.int64] = np.rint(ring[:-1]).astype(np.int64)
    points = points[(points != np.roll(points, 1, axis=0)).any(axis=1)]
    if len(points) < 3:
        return points
    x, y = points[:, 0], points[:, 1]
    if not (x * np.roll(y, -1) - np.roll(x, -1) * y).sum():
        return points[:0]
    return np.roll(points, -int(np.lexsort((y, x))[0]), axis=0)
