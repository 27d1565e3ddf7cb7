"""A profile of at most four units over the pillars; never alone, the table of the same numbers is beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import chart, coord, el, group, marker

SIZE, RADIUS = 640.0, 170.0
HEIGHT, CENTRE = 450.0, 215.0
MOST = 4
_SERIES = (4, 0, 3, 1)  # slots of colour and shape


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit: its name and one score for each spoke, None where it has none."""

    name: str
    scores: tuple[float | None, ...]


def radar(
    spokes: Sequence[str], profiles: Sequence[Profile], *, title: str, description: str, low: float, high: float
) -> Markup:
    """Polygons over three or more spokes; with fewer spokes or more than four units nothing is drawn."""
    if len(spokes) < 3 or not 1 <= len(profiles) <= MOST:
        return Markup("")
    parts = [_ring(len(spokes), part) for part in (0.25, 0.5, 0.75, 1.0)]
    parts += [_spoke(k, len(spokes), label) for k, label in enumerate(spokes)]
    for series, profile in enumerate(profiles):
        parts.append(_polygon(profile, _SERIES[series], low, high))
    for series, profile in enumerate(profiles):
        y = HEIGHT - 20 - 24 * (len(profiles) - 1 - series)
        parts.append(marker(_SERIES[series], 16, y - 4, 1.1) + el("text", profile.name, x=30, y=y, class_="label"))
    return chart("radar", (title, description), (SIZE, HEIGHT), group(*parts))


def _place(k: int, many: int, part: float) -> tuple[float, float]:
    angle = 2 * math.pi * k / many - math.pi / 2
    return SIZE / 2 + RADIUS * part * math.cos(angle), CENTRE + RADIUS * part * math.sin(angle)


def _ring(many: int, part: float) -> Markup:
    places = (_place(k, many, part) for k in range(many))
    return el("path", d="M" + "L".join(f"{coord(x)} {coord(y)}" for x, y in places) + "z", class_="grid")


def _spoke(k: int, many: int, label: str) -> Markup:
    (x, y), (a, b) = _place(k, many, 1.0), _place(k, many, 1.07)
    anchor = "mid" if abs(a - SIZE / 2) < 20 or b > CENTRE + 20 else ("end" if a < SIZE / 2 else "")
    shown = label if len(label) <= 26 else label[:25] + "…"
    words = el("text", shown, x=a, y=b + (16 if b > CENTRE + 20 else 0), class_=f"word {anchor}".strip())
    return el("path", d=f"M{coord(SIZE / 2)} {coord(CENTRE)}L{coord(x)} {coord(y)}", class_="grid") + words


def _polygon(profile: Profile, shape: int, low: float, high: float) -> Markup:
    many = len(profile.scores)
    places = [
        None if score is None else _place(k, many, min(1.0, max(0.0, (score - low) / (high - low))))
        for k, score in enumerate(profile.scores)
    ]
    known = [p for p in places if p is not None]
    closed = "z" if len(known) == many else ""
    path = "M" + "L".join(f"{coord(x)} {coord(y)}" for x, y in known) + closed if len(known) > 1 else ""
    outline = el("path", d=path, class_=f"outline c{shape}") if path else Markup("")
    return outline + group(*(marker(shape, x, y, 1.0) for x, y in known))
