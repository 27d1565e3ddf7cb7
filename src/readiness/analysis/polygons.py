"""Convex pieces of the triangle of three shares: cut by straight lines, corner by corner; nothing is sampled."""

from __future__ import annotations

import math
from collections.abc import Sequence

from readiness.results.swaps import Point

WHOLE: tuple[Point, ...] = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
NOTHING = 1e-12  # a part of the triangle so small is a line or a point
Piece = tuple[Point, ...]


def reach(point: Point, gains: Sequence[float]) -> float:
    """Σ gain · share at a point."""
    return point[0] * gains[0] + point[1] * gains[1] + point[2] * gains[2]


def clip(piece: Piece, gains: Sequence[float]) -> Piece:
    """The part in which Σ gain · share ≥ 0; empty where it has no area (Sutherland and Hodgman 1974, CACM 17).

    >>> clip(WHOLE, (1.0, -1.0, 0.0))
    ((1.0, 0.0, 0.0), (0.5, 0.5, 0.0), (0.0, 0.0, 1.0))
    """
    sides = [reach(point, gains) for point in piece]
    if all(side >= 0 for side in sides):
        return piece
    found: list[Point] = []
    for k, (point, side) in enumerate(zip(piece, sides, strict=True)):
        last, before = piece[k - 1], sides[k - 1]
        if before * side < 0:
            found.append(_between(last, point, before / (before - side)))
        if side >= 0:
            found.append(point)
    piece = tuple(found)
    return piece if len(piece) > 2 and area(piece) > NOTHING else ()


def _between(a: Point, b: Point, part: float) -> Point:
    x, y, z = (first + part * (second - first) for first, second in zip(a, b, strict=True))
    return x, y, z


def area(piece: Piece) -> float:
    """The piece's part of the whole triangle.

    >>> area(WHOLE), area(clip(WHOLE, (1.0, -1.0, 0.0)))
    (1.0, 0.5)
    """
    return abs(math.fsum(piece[k - 1][0] * each[1] - each[0] * piece[k - 1][1] for k, each in enumerate(piece)))


def tidy(piece: Piece) -> Piece:
    """Corners to twelve decimals, from the one with the greatest first share on, none twice."""
    rounded = [(round(x, 12) + 0.0, round(y, 12) + 0.0, round(z, 12) + 0.0) for x, y, z in piece]
    corners = [point for k, point in enumerate(rounded) if point != rounded[k - 1]]
    first = corners.index(max(corners))
    return tuple(corners[first:] + corners[:first])
