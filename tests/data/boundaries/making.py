"""A country made of its units' own points: cells with ragged shared borders, islands, and cities that a regency encloses.

It is no map of anything; it has what a real one has: shared borders, enclaves, regions of many islands, and far more
points than a page can hold.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import Polygon

from readiness.data.registry import load_registry
from readiness.data.units import Unit

Point = tuple[float, float]
# cities that a regency encloses
ENCLOSED = ("32.71", "32.72", "33.71", "33.73", "35.71", "35.72", "35.75", "35.76", "35.77", "13.75", "12.76", "74.71")
ROUGH = 5  # halvings of a border


@lru_cache(maxsize=1)
def country() -> dict[str, tuple[list[list[Point]], ...]]:
    """By code the coarse polygons, each a shell and its holes, without the closing corner."""
    units = load_registry().units
    free = [unit for code, unit in units.items() if code not in ENCLOSED]
    points = [_point(unit) for unit in free]
    ground = shapely.union_all([shapely.Point(point).buffer(1.1, quad_segs=3) for point in points]).buffer(
        -0.75, quad_segs=2
    )
    cells = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=ground, ordered=True).geoms
    areas = {unit.code: shapely.intersection(cell, ground) for unit, cell in zip(free, cells, strict=True)}
    for code in ENCLOSED:
        city = shapely.Point(_point(units[code])).buffer(0.02, quad_segs=2)
        home = min(areas, key=lambda other: (-areas[other].intersection(city).area, other))
        radius = 0.8 * areas[home].boundary.distance(shapely.Point(_point(units[code])))
        city = shapely.Point(_point(units[code])).buffer(min(0.06, radius), quad_segs=2)
        areas[home] = areas[home].difference(city)
        areas[code] = city
    return {code: tuple(_corners(part) for part in _parts(areas[code])) for code in units}


def geojson(codes: Iterable[str] | None = None, *, key: str = "kode", shuffled: int | None = None) -> dict[str, Any]:
    """A FeatureCollection; ``shuffled`` seeds another order of features and of the properties."""
    features = [
        {
            "type": "Feature",
            "properties": {"nama": load_registry().units[code].name, key: code},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[_closed(_ragged(ring)) for ring in part] for part in country()[code]],
            },
        }
        for code in codes or country()
    ]
    if shuffled is not None:
        random.Random(shuffled).shuffle(features)
    return {"type": "FeatureCollection", "features": features}


def topojson(codes: Iterable[str] | None = None, *, steps: int = 200_000) -> dict[str, Any]:
    """The same as a Topology: every border once, on a grid, in steps."""
    scale, translate = (46 / steps, 20 / steps), (95.0, -12.0)
    arcs: list[list[list[int]]] = []
    index: dict[tuple[Point, Point], int] = {}

    def arc(start: Point, end: Point) -> int:
        if (end, start) in index:
            return ~index[end, start]
        if (start, end) not in index:
            index[start, end] = len(arcs)
            grid = [
                [round((v - t) / s) for v, s, t in zip(p, scale, translate, strict=True)]
                for p in (*_border(start, end), end)
            ]
            arcs.append([grid[0], *([b - a for a, b in zip(p, q, strict=True)] for p, q in pairwise(grid))])
        return index[start, end]

    geometries = [
        {
            "type": "MultiPolygon",
            "properties": {"kode": code},
            "arcs": [
                [[arc(a, b) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)] for ring in part]
                for part in country()[code]
            ],
        }
        for code in codes or country()
    ]
    return {
        "type": "Topology",
        "transform": {"scale": scale, "translate": translate},
        "objects": {"daerah": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": arcs,
    }


def written(folder: Path, document: Any, name: str = "peta.geojson") -> Path:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def square(west: float, south: float, side: float = 1.0) -> dict[str, Any]:
    """A GeoJSON polygon."""
    east, north = west + side, south + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def units(codes: Iterable[str] | None = None) -> list[Unit]:
    known = load_registry().units
    return [known[code] for code in codes or known]


def _point(unit: Unit) -> Point:
    return float(unit.attributes["longitude"]), float(unit.attributes["latitude"])


def _parts(area: Any) -> list[Polygon]:
    return [part for part in getattr(area, "geoms", [area]) if isinstance(part, Polygon) and not part.is_empty]


def _corners(part: Polygon) -> list[list[Point]]:
    return [[(round(x, 5), round(y, 5)) for x, y in ring.coords[:-1]] for ring in (part.exterior, *part.interiors)]


def _ragged(ring: Sequence[Point]) -> list[Point]:
    return [point for a, b in zip(ring, [*ring[1:], ring[0]], strict=True) for point in _border(a, b)]


def _closed(points: list[Point]) -> list[Point]:
    return [*points, points[0]]


@cache
def _border(start: Point, end: Point) -> tuple[Point, ...]:
    """From start up to the end, without it, halved again and again, each middle moved aside; from both sides the same."""
    if start > end:
        return (start, *reversed(_border(end, start)[1:]))
    seed = hashlib.sha256(repr((start, end)).encode()).digest()
    return tuple(_halved(start, end, ROUGH, random.Random(seed)))


def _halved(a: Point, b: Point, depth: int, chance: random.Random) -> list[Point]:
    if not depth:
        return [a]
    aside = chance.uniform(-0.06, 0.06)
    middle = (round((a[0] + b[0]) / 2 - aside * (b[1] - a[1]), 6), round((a[1] + b[1]) / 2 + aside * (b[0] - a[0]), 6))
    return [*_halved(a, middle, depth - 1, chance), *_halved(middle, b, depth - 1, chance)]


def drawn(path: str) -> Any:
    """The polygons of a path, as a browser fills them (even where rings lie in rings: the inner one is a hole)."""
    rings: list[Polygon] = []
    at = (0, 0)
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            points.append(at)
        at = points[0]
        rings.append(Polygon(points))
    area = shapely.Polygon()
    for ring_ in rings:
        area = area.symmetric_difference(shapely.make_valid(ring_))
    return area
