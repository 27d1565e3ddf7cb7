"""Weights that would change the answer: the nearest ones that swap two units, and who leads under which weights.

Plain frozen records. Weights are shares of the nodes named, fractions that sum to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SCHEMA = "readiness/swaps/1"
Level = Literal["pillars", "indicators"]
WhyNot = Literal[
    "dominated", "bounds", "level", "unscored", "capped", "method", "gaps", "coverage", "unproven"
]  # the first two prove that there are none; the others say why none are known
LeftOut = Literal["pillar", "coverage", "capped", "unscored"]
Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Standing:
    """The indices of the two units of a pair under some weights; None: no index."""

    ahead: float | None
    behind: float | None


@dataclass(frozen=True, slots=True)
class WeightSwap:
    """The nearest weights under which ``behind`` draws level with ``ahead``; beyond them it stands before it.

    ``shares`` are those of now and ``swapped`` the nearest ones, by node id: pillars, or indicators with their
    weight in the index where all have data; those of weight 0 are not among them. ``distance`` is the sum of the
    absolute differences of the two. ``possible`` is True only where scoring anew has shown it (``before`` and
    ``beyond`` are what it gave a hair's breadth on either side), False where no weights do it as long as the same
    data count, None where the question has no answer here; ``why`` then says why, ``node`` where. ``within``: how
    far, as a fraction of itself, each share was allowed to move; None: anywhere from 0 to 1.
    """

    ahead: str
    behind: str
    level: Level
    possible: bool | None
    now: Standing
    why: WhyNot | None = None
    node: str | None = None
    shares: Mapping[str, float] = field(default_factory=dict)
    swapped: Mapping[str, float] | None = None
    distance: float | None = None
    before: Standing | None = None
    beyond: Standing | None = None
    within: float | None = None

    @property
    def moved(self) -> float | None:
        """The share of the whole weight that changes hands."""
        return None if self.distance is None else self.distance / 2


@dataclass(frozen=True, slots=True)
class TriangleRegion:
    """A convex piece of the triangle in which a unit holds its place: corners in turn, each the three shares.

    ``area`` is its part of the whole triangle: the chance of the place, were all weights equally likely.
    ``level_with``: codes with the very same pillar scores, level with it under any weights.
    """

    who: str
    polygon: tuple[Point, ...]
    area: float
    level_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeightTriangle:
    """All weights of three pillars, and who is among the first ``top`` under which (1: who leads).

    ``present`` are the framework's own shares. ``codes`` are those compared, ``left_out`` those that could not be,
    and why. Where ``top`` is above 1 the regions are pieces of one unit's. Minimum conditions do not enter.
    """

    pillars: tuple[str, str, str]
    present: Point
    regions: tuple[TriangleRegion, ...]
    codes: tuple[str, ...]
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    top: int = 1

    def areas(self) -> dict[str, float]:
        """Each unit's part of the triangle, of those that have one, the greatest first."""
        found: dict[str, float] = {}
        for region in self.regions:
            found[region.who] = found.get(region.who, 0.0) + region.area
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
