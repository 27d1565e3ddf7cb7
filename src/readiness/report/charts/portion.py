"""A whole and its parts as one bar, small enough for a cell of a table; its figures stand beside it as words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from readiness.report.charts.svg import coord, el, group


def portion(parts: Sequence[tuple[float, str]]) -> Markup:
    """Each part a fraction of the bar with its class, from the left; what they leave is the empty track. It is hidden
    from who hears the page.

    >>> portion([(0.25, "c4")])
    Markup('<svg class="portion" aria-hidden="true"><rect width="25%" height="100%" class="c4"/></svg>')
    """
    found, start = [], 0.0
    for part, class_ in parts:
        x = f"{coord(100 * start)}%" if start else None
        if part > 0:
            found.append(el("rect", x=x, width=f"{coord(max(0.4, 100 * part))}%", height="100%", class_=class_))
        start += part
    return el("svg", group(*found), class_="portion", aria_hidden="true")
