"""Rings as arrays: what GeoJSON writes as nested lists, in two columns, without heights."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]  # (n, 2): longitude, latitude
Polygons = list[list[Ring]]  # of each polygon the shell, then its holes
FEWEST_CORNERS = 3


def from_coordinates(kind: str, coordinates: Any) -> Polygons:
    """The polygons of GeoJSON's ``coordinates``; a part that is no ring of finite numbers is left out."""
    parts = [coordinates] if kind == "Polygon" else coordinates
    return rings_of(parts if isinstance(parts, list) else [])


def rings_of(parts: list[Any]) -> Polygons:
    """Polygons from lists of rings; one without a shell is left out, and so is a hole that is no ring."""
    found: Polygons = []
    for part in parts:
        rings = [ring_of(ring) for ring in part] if isinstance(part, list) else []
        if rings and rings[0] is not None:
            found.append([ring for ring in rings if ring is not None])
    return found


def ring_of(points: Any) -> Ring | None:
    """An array of at least three corners, closed, or None. Heights and measures are dropped."""
    try:
        array = np.array([point[:2] for point in points], dtype=np.float64)
    except (TypeError, ValueError, OverflowError, KeyError, IndexError):
        return None
    if array.ndim != 2 or array.shape[1] != 2 or not np.isfinite(array).all():
        return None
    if (array[0] != array[-1]).any():
        array = np.concatenate([array, array[:1]])
    return array if len(array) > FEWEST_CORNERS else None
