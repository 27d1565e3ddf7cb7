"""The few words of SVG that every chart speaks.

Colours are classes, for the pages forbid inline styles; text and attributes are escaped and quoted.
"""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from readiness.report.escaping import escaped

SHAPES = ("down", "diamond", "square", "circle", "up", "star", "hexagon")
PATHS = {
    "down": "M-5-4H5L0 5z",
    "diamond": "M0-5.6 5.6 0 0 5.6-5.6 0z",
    "square": "M-4.4-4.4H4.4V4.4H-4.4z",
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "up": "M-5 4H5L0-5z",
    "star": "M0-6 1.8-2 6-1.7 2.8 1.1 3.8 5.2 0 3-3.8 5.2-2.8 1.1-6-1.7-1.8-2z",
    "hexagon": "M-5.2 0-2.6-4.5H2.6L5.2 0 2.6 4.5H-2.6z",
}
_SLOTS = {
    1: (3,),
    2: (0, 4),
    3: (0, 3, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
    6: (0, 1, 2, 3, 4, 5),
}


def slot(position: int, bands: int) -> int:
    """Which of the seven colours and shapes the band at ``position`` (from 0, the lowest) of ``bands`` has.

    >>> [slot(k, 4) for k in range(4)], slot(8, 9)
    ([0, 1, 3, 4], 6)
    """
    return _SLOTS[bands][position] if bands in _SLOTS else min(position, len(SHAPES) - 1)


def coord(value: float) -> str:
    """A coordinate with at most one decimal.

    >>> coord(12.04), coord(-0.01), coord(7.25)
    ('12', '0', '7.2')
    """
    text = f"{value:.1f}"
    return text if text[-2:] != ".0" else text[:-2] if text != "-0.0" else "0"


def el(name: str, content: str | Markup = "", /, **attributes: object) -> Markup:
    """An element; ``class_`` is class, ``_`` in a name is ``-``; a float is a coordinate; None is left out.

    >>> el("text", "<b>", x=1.25, class_='a"b')
    Markup('<text x="1.2" class="a&#34;b">&lt;b&gt;</text>')
    """
    inside = "".join(
        f'{_attribute(key)}{coord(value) if isinstance(value, float) else escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{inside}>{escaped(content)}</{name}>" if content else f"<{name}{inside}/>")


@cache
def _attribute(key: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="'


def group(*parts: str) -> Markup:
    """Elements one after another."""
    return Markup("".join(map(escaped, parts)))


def chart(name: str, words: tuple[str, str], size: tuple[float, float], body: str) -> Markup:
    """The frame: a role, and ``words`` (title, description) for who hears the page.

    ``name`` makes the ids unique; up to its first hyphen it is the class.
    """
    (title, description), (width, height) = words, size
    head = el("title", title, id=f"{name}-t") + el("desc", description, id=f"{name}-d")
    return el(
        "svg",
        head + body,
        class_=f"chart {name.partition('-')[0]}",
        viewBox=f"0 0 {coord(width)} {coord(height)}",
        role="img",
        aria_labelledby=f"{name}-t {name}-d",
    )


def marker(shape: int, x: float, y: float, size: float = 1.0, *, class_: str = "", tip: str = "") -> Markup:
    """The shape of a band, ``size`` 1 being some 11 units across."""
    at = f"translate({coord(x)} {coord(y)})" + (f" scale({size:.2f})" if size != 1 else "")
    inner = el("title", tip) if tip else ""
    classes = f"c{shape}" + (f" {class_}" if class_ else "")
    return el("path", inner, d=PATHS[SHAPES[shape]], transform=at, class_=classes)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Round numbers from low to high, both ends included where they are round.

    >>> ticks(0, 100), ticks(1, 5), ticks(0, 1)
    ([0.0, 20.0, 40.0, 60.0, 80.0, 100.0], [1.0, 2.0, 3.0, 4.0, 5.0], [0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    """
    if high <= low:
        return [low]
    step = next(s for s in _steps() if (high - low) / s <= about + 0.5)
    first = -(-low // step)
    count = int((high - first * step) / step + 1e-9) + 1
    return [round((first + k) * step, 9) for k in range(count)]


def _steps() -> list[float]:
    return [base * 10.0**power for power in range(-6, 12) for base in (1, 2, 5)]


class Axis:
    """A straight line from numbers to places; what lies outside is put at the end."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = low, high, start, end

    def __call__(self, value: float) -> float:
        """The place of a number."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        part = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, part)) * (self.end - self.start)
