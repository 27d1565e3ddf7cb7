"""What a page draws: outlines of regions as text, on a grid of whole steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GRID = 2000  # steps from west to east

Box = tuple[float, float, float, float]  # left, top, right, bottom, in steps


@dataclass(frozen=True, slots=True)
class Frame:
    """A window of the earth in degrees, drawn square: a degree of longitude is as long as one of latitude."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Steps a degree."""
        return GRID / (self.east - self.west)


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines of regions on a grid ``GRID`` steps wide.

    ``paths`` are in the grammar of SVG's ``d``, relative whole numbers, by code, and ``boxes`` what they reach;
    ``land`` is all other land, one path. ``marked`` are the codes that are drawn larger than they are.
    ``file`` and ``sha256`` say where they are from.
    """

    frame: Frame
    paths: Mapping[str, str]
    boxes: Mapping[str, Box]
    land: str
    marked: frozenset[str]
    file: str
    sha256: str

    @property
    def height(self) -> float:
        """Steps from north to south."""
        return (self.frame.north - self.frame.south) * self.frame.scale

    @property
    def size(self) -> int:
        """Characters of all paths."""
        return sum(map(len, self.paths.values())) + len(self.land)

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies, in steps from the left and from the top."""
        return (longitude - self.frame.west) * self.frame.scale, (self.frame.north - latitude) * self.frame.scale
