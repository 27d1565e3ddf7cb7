"""TopoJSON: borders written once as arcs, in steps on a grid, and polygons as lists of arcs.

Rules: the TopoJSON Format Specification 1.0, §2.1.2 (transforms), §2.1.3 (arcs), §2.1.4 (arc indexes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readiness.data.boundaries.rings import Polygons, rings_of

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arcs:
    """The arcs of a topology in degrees; None for one that cannot be read."""

    arcs: Sequence[Points | None]

    @classmethod
    def read(cls, document: dict[str, Any]) -> Arcs:
        """Decode all arcs: with a ``transform`` they are steps from point to point on a grid."""
        written = document.get("arcs")
        transform = document.get("transform")
        grid = _grid(transform) if transform is not None else None
        broken = transform is not None and grid is None
        arcs = written if isinstance(written, list) and not broken else []
        return cls([_arc(arc, grid) for arc in arcs])

    def polygons(self, kind: str, written: Any) -> Polygons:
        """The polygons of a geometry's ``arcs``."""
        parts = [written] if kind == "Polygon" else written
        if not isinstance(parts, list):
            return []
        return rings_of([[self._ring(ring) for ring in part] if isinstance(part, list) else [] for part in parts])

    def _ring(self, indexes: Any) -> Any:
        """Arcs end to end; ``~i`` is arc i backwards. None where an arc is not there."""
        joined: list[Points] = []
        for index in indexes if isinstance(indexes, list) else ():
            at = ~index if isinstance(index, int) and index < 0 else index
            arc = self.arcs[at] if isinstance(at, int) and at < len(self.arcs) else None
            if arc is None:
                return None
            own = arc[::-1] if index < 0 else arc
            joined.append(own[1:] if joined else own)
        return np.concatenate(joined) if joined else None


def _grid(transform: Any) -> tuple[Points, Points] | None:
    try:
        scale, translate = (np.array(transform[key], dtype=np.float64) for key in ("scale", "translate"))
    except (TypeError, ValueError, KeyError):
        return None
    return (scale, translate) if scale.shape == translate.shape == (2,) else None


def _arc(written: Any, grid: tuple[Points, Points] | None) -> Points | None:
    try:
        points = np.array([point[:2] for point in written], dtype=np.float64)
    except (TypeError, ValueError, OverflowError, KeyError, IndexError):
        return None
    if points.ndim != 2 or points.shape[1] != 2:
        return None
    return points if grid is None else np.cumsum(points, axis=0) * grid[0] + grid[1]
