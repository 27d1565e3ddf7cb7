"""The crowded part of a map once more, larger: where many units lie close together, none can be told from the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.svg import el, group

Box = tuple[float, float, float, float]  # left, top, right, bottom

FEWEST = 20  # units that make a part crowded
LARGEST = 0.25  # of the map's width: a larger part gains too little
WIDTH = 0.62  # of the map's width, for the part once more
MOST = 4.0  # times enlarged


@dataclass(frozen=True, slots=True)
class Inset:
    """A window on the map, in the map's measure, and where it is shown once more."""

    label: str
    window: Box
    place: Box

    @property
    def times(self) -> float:
        """How much larger it is shown."""
        return (self.place[2] - self.place[0]) / (self.window[2] - self.window[0])

    def moved(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the map lies in the part that is shown once more."""
        (left, top, *_), (to_left, to_top, *_) = self.window, self.place
        return to_left + (x - left) * self.times, to_top + (y - top) * self.times

    def holds(self, x: float, y: float) -> bool:
        """Whether a point of the map lies in the window."""
        left, top, right, bottom = self.window
        return left <= x <= right and top <= y <= bottom


def find_inset(boxes: Mapping[str, Box], parts: Mapping[str, str], width: float) -> Inset | None:
    """Of the parts that are small on the map the one with the most units; None where none is crowded.

    ``boxes`` by code; ``parts`` is the name of the part (an island) by code; ``width`` is the map's.
    It stands at the left, right below whatever lies above it.
    """
    found = []
    for name in sorted(set(parts.values())):
        own = [box for code, box in boxes.items() if parts.get(code) == name]
        if FEWEST <= len(own) < len(boxes):
            window = _around(own, 0.008 * width)
            if 0 < window[2] - window[0] <= LARGEST * width:
                found.append((len(own), name, window))
    if not found:
        return None
    _, name, window = max(found, key=lambda part: part[0])
    times = min(MOST, WIDTH * width / (window[2] - window[0]))
    wide, high = ((end - start) * times for start, end in ((window[0], window[2]), (window[1], window[3])))
    gap = 0.02 * width
    top = max(box[3] for box in boxes.values() if box[0] < wide + gap) + gap
    return Inset(name, window, (0.0, top, wide, top + high))


def draw_inset(inset: Inset | None, content: Markup, measure: float) -> Markup:
    """``content`` seen through the window, with a frame about both. ``measure`` is what a pixel is on the map."""
    if inset is None:
        return Markup("")
    (left, top, right, bottom), (x, y, x1, y1) = inset.window, inset.place
    at = f"translate({x1 + 8 * measure:.0f} {y1 - 4 * measure:.0f})scale({measure:.2f})"
    line = {"class_": "window", "stroke_width": f"{measure:.1f}", "stroke_dasharray": f"{2 * measure:.0f}"}
    return group(
        el("rect", x=left, y=top, width=right - left, height=bottom - top, **line),
        el("rect", x=x, y=y, width=x1 - x, height=y1 - y, **line),
        content,
        el("text", inset.label, transform=at, class_="tick"),
    )


def once_more(inset: Inset | None, marks: str, line: float) -> Markup:
    """All that has the id ``marks``, moved and enlarged so that only the window of the inset is seen.

    ``line`` is the width of the borders on the map; they are no wider here.
    """
    if inset is None:
        return Markup("")
    (left, top, right, bottom), (x, y, x1, y1) = inset.window, inset.place
    seen = f"{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}"
    use = el("use", href=f"#{marks}", stroke_width=f"{line / inset.times:.2f}")
    return el("svg", use, x=x, y=y, width=x1 - x, height=y1 - y, viewBox=seen, overflow="hidden")


def bottom_of(inset: Inset | None, height: float) -> float:
    """The height of the map with its inset."""
    return height if inset is None else max(height, inset.place[3] + 1)


def _around(boxes: list[Box], margin: float) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left) - margin, min(top) - margin, max(right) + margin, max(bottom) + margin
