"""From rings to areas: valid polygons, whatever a file holds. shapely does the geometry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from readiness.data.boundaries.rings import Polygons

OVERLAP = 0.02  # of the smaller: less is how two surveys of one border differ


def area_of(polygons: Polygons) -> tuple[BaseGeometry | None, bool]:
    """The area, and whether it had to be mended; None where nothing is left of it."""
    made = [Polygon(shell, holes) for shell, *holes in polygons]
    area: BaseGeometry = made[0] if len(made) == 1 else MultiPolygon(made)
    mended = not area.is_valid
    if mended:
        area = only_areas(shapely.make_valid(area, method="structure", keep_collapsed=False))
    return (area, mended) if area.area > 0 else (None, mended)


def only_areas(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons in a geometry, without the lines and points that mending may leave."""
    parts = parts_of(geometry)
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def parts_of(geometry: BaseGeometry) -> list[Polygon]:
    """Every polygon of a geometry, however deep."""
    if isinstance(geometry, Polygon):
        return [] if geometry.is_empty else [geometry]
    return [part for one in getattr(geometry, "geoms", ()) for part in parts_of(one)]


def united(areas: Iterable[BaseGeometry]) -> BaseGeometry:
    """Several areas as one; their order does not matter."""
    found = sorted(areas, key=lambda area: area.wkb)
    return found[0] if len(found) == 1 else only_areas(shapely.union_all(found))


def without_overlaps(areas: Sequence[BaseGeometry]) -> tuple[list[BaseGeometry], list[int]]:
    """Where two overlap the smaller keeps the ground, so that what is enclosed stays; and which were cut."""
    found, cut = list(areas), []
    pairs = shapely.STRtree(found).query(found, predicate="intersects").T.tolist()
    size = [area.area for area in found]
    ordered = sorted((pair for pair in pairs if (size[pair[0]], pair[0]) > (size[pair[1]], pair[1])), key=tuple)
    for large, small in ordered:
        if areas[large].intersection(areas[small]).area > OVERLAP * size[small]:
            left = only_areas(found[large].difference(areas[small]))
            if not left.is_empty:
                found[large] = left
                cut.append(large)
    return found, sorted(set(cut))
