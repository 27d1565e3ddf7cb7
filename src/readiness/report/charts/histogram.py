"""How the indices of all units are spread, with the median."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from readiness.report.charts.svg import Axis, chart, coord, el, group, ticks

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BASE = 480.0, 250.0, 34.0, 470.0, 34.0, 216.0
LINE = 17.0  # from the words of one post to those of the next


def bins(values: Sequence[float], low: float, high: float, count: int = 20) -> list[tuple[float, float, int]]:
    """From, to and how many in each of ``count`` equal stretches; the last holds its end.

    >>> bins([0, 1, 9.9, 10], 0, 10, 2)
    [(0.0, 5.0, 2), (5.0, 10.0, 2)]
    """
    width = (high - low) / count
    found = [0] * count
    for value in values:
        found[min(count - 1, max(0, int((value - low) / width + 1e-9)))] += 1
    return [(low + k * width, low + (k + 1) * width, n) for k, n in enumerate(found)]


def histogram(
    rows: Sequence[tuple[float, float, int]],
    *,
    title: str,
    description: str,
    shape_at: Callable[[float], int],
    show: Callable[[float], str],
    median: float | None,
    median_words: str,
    posts: Sequence[tuple[float, str]] = (),
    marks: Sequence[float] | None = None,
) -> Markup:
    """Counts as columns, coloured by the band in the middle of each stretch; ``posts`` are lines with words above
    them, ``marks`` the numbers under the columns, where round ones will not do."""
    low, high, most = rows[0][0], rows[-1][1], max((n for _, _, n in rows), default=0) or 1
    top = TOP + LINE * len(posts)
    axis, up = Axis(low, high, LEFT, RIGHT), Axis(0.0, float(most), BASE, top)
    parts = [_line(tick, up) for tick in ticks(0.0, float(most), 4) if tick == int(tick)]
    for start, end, n in rows:
        x, y = axis(start), up(n)
        if n:
            width = axis(end) - x - 1.5
            parts.append(
                el("rect", x=x + 0.7, y=y, width=width, height=BASE - y, class_=f"c{shape_at((start + end) / 2)}")
            )
    parts.append(el("path", d=f"M{coord(LEFT)} {coord(BASE)}H{coord(RIGHT)}", class_="axis"))
    parts += [
        el("text", show(tick), x=axis(tick), y=BASE + 20, class_="tick mid") for tick in marks or ticks(low, high)
    ]
    parts += [_post(axis(place), LINE * k, words) for k, (place, words) in enumerate(posts)]
    if median is not None:
        x = axis(median)
        anchor = "word end" if x > (LEFT + RIGHT) / 2 else "word"
        parts.append(el("path", d=f"M{coord(x)} {coord(top - 14)}V{coord(BASE)}", class_="median"))
        parts.append(el("text", median_words, x=x + (-6 if anchor != "word" else 6), y=top - 8, class_=anchor))
    return chart("hist", (title, description), (WIDTH, HEIGHT), group(*parts))


def _post(x: float, y: float, words: str) -> Markup:
    """Each has a line of its own for its words, so that two never meet."""
    anchor = "word end" if x > (LEFT + RIGHT) / 2 else "word"
    line = el("path", d=f"M{coord(x)} {coord(y)}V{coord(BASE)}", class_="post")
    return line + el("text", words, x=x + (6 if anchor == "word" else -6), y=y + 12, class_=anchor)


def _line(tick: float, up: Axis) -> Markup:
    y = up(tick)
    line = el("path", d=f"M{coord(LEFT)} {coord(y)}H{coord(RIGHT)}", class_="grid") if tick else Markup("")
    return line + el("text", f"{tick:g}", x=LEFT - 7, y=y + 4, class_="tick end")
