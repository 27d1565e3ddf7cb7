"""All weights of three pillars as a triangle: each corner is a pillar that weighs everything, each piece an answer.

Every piece is numbered, and the numbers stand with their names in the table beside it: colour only helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import chart, coord, el, group

Shares = tuple[float, float, float]
WIDTH, HEIGHT = 460.0, 420.0
LEFT, RIGHT, TOP, BASE = 30.0, 430.0, 34.0, 380.4  # equal sides
MOST = 7  # colours
LETTERS = 24  # of a pillar's name
_SLOTS = (4, 0, 3, 1, 5, 2, 6)
_SEEN = 0.004  # a piece smaller than this has no room for its number


@dataclass(frozen=True, slots=True)
class Area:
    """One answer: its name, its part of the triangle as printed, and its convex pieces by their corners' shares."""

    name: str
    printed: str
    pieces: tuple[tuple[Shares, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A row of the table twin: the number in the chart, the class of its colour, name, part as printed."""

    number: str
    colour: str
    name: str
    printed: str


def triangle(
    pillars: tuple[str, str, str],
    areas: Sequence[Area],
    present: Shares | None,
    *,
    name: str,
    title: str,
    description: str,
) -> Markup:
    """``areas`` in the order of the table, the greatest first; those after the seventh share a colour.

    ``present`` is where the framework's own weights lie. ``name`` makes the ids unique on a page.
    """
    parts = [_drawn(area, _class(k, len(area.pieces))) for k, area in enumerate(areas)]
    parts.append(el("path", d=_path(((1, 0, 0), (0, 1, 0), (0, 0, 1))), class_="axis"))
    parts += [_number(k, area) for k, area in enumerate(areas[:MOST]) if _reach(area) >= _SEEN]
    parts += [_corner(k, label) for k, label in enumerate(pillars)]
    if present is not None:
        parts.append(_here(*_place(present)))
    return chart(f"triangle-{name}", (title, description), (WIDTH, HEIGHT), group(*parts))


def _slot(k: int) -> str:
    return f"c{_SLOTS[k]}" if k < MOST else "track"


def _class(k: int, pieces: int) -> str:
    """A line round an answer of one piece; the pieces of one answer are not parted."""
    return _slot(k) + (" edge" if pieces == 1 else "")


def _place(shares: Shares) -> tuple[float, float]:
    """The first pillar at the top, the second at the lower left, the third at the lower right."""
    top, left, right = shares
    return top * (LEFT + RIGHT) / 2 + left * LEFT + right * RIGHT, top * TOP + (left + right) * BASE


def _path(piece: Sequence[Shares]) -> str:
    return "M" + "L".join(f"{coord(x)} {coord(y)}" for x, y in map(_place, piece)) + "z"


def _drawn(area: Area, class_: str) -> Markup:
    words = el("title", f"{area.name} {area.printed}".strip())
    return el("path", words, d="".join(map(_path, area.pieces)), class_=class_)


def _size(piece: tuple[Shares, ...]) -> float:
    return abs(sum(piece[k - 1][0] * each[1] - each[0] * piece[k - 1][1] for k, each in enumerate(piece)))


def _reach(area: Area) -> float:
    return max(map(_size, area.pieces), default=0.0)


def _number(k: int, area: Area) -> Markup:
    """At the middle of the greatest piece, on a disc, so that it reads on any colour."""
    greatest = max(area.pieces, key=_size)
    places = list(map(_place, greatest))
    x, y = (sum(place[axis] for place in places) / len(places) for axis in (0, 1))
    return _disc(k, x, y)


def _disc(k: int, x: float, y: float) -> Markup:
    return el("circle", cx=x, cy=y, r=10, class_="halo") + el("text", str(k + 1), x=x, y=y + 5, class_="number mid")


def _corner(k: int, label: str) -> Markup:
    places = (((LEFT + RIGHT) / 2, TOP - 12, " mid"), (LEFT - 22, BASE + 24, ""), (RIGHT + 22, BASE + 24, " end"))
    x, y, anchor = places[k]
    return el("text", _short(label), x=x, y=y, class_=f"label{anchor}")


def _short(label: str) -> str:
    return label if len(label) <= LETTERS else label[: LETTERS - 1] + "…"


def _here(x: float, y: float) -> Markup:
    """Where the present weights lie: a ring with a cross."""
    cross = f"M{coord(x - 9)} {coord(y)}h18M{coord(x)} {coord(y - 9)}v18"
    return el("circle", cx=x, cy=y, r=6, class_="halo") + el("path", d=cross, class_="range")


def keys(areas: Sequence[Area]) -> tuple[Key, ...]:
    """The table twin."""
    return tuple(Key(str(k + 1), _slot(k), area.name, area.printed) for k, area in enumerate(areas))
