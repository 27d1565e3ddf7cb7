"""Which pages a site has beside those of its units, and the words that lead to them: one line a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readiness.report.pages.view import View


@dataclass(frozen=True, slots=True)
class Link:
    """A page that stands at the head of every other: its kind, its file, and its words."""

    kind: str
    file: str
    words: str


_PAGES: dict[str, tuple[str, Callable[[View], bool]]] = {
    "index": ("nav.all", lambda _: True),
    "matrix": ("nav.matrix", lambda view: len(view.results.units) > 1),
    "compare": ("nav.compare", lambda view: view.side_by_side),
    "change": ("change.nav", lambda view: view.beside.change is not None),
    "selection": ("select.nav", lambda view: view.selection is not None),
    "method": ("nav.method", lambda _: True),
    "quality": ("nav.quality", lambda _: True),
}


def navigation(view: View) -> list[Link]:
    """The pages of this very site, in the order of reading; none beside a page that goes alone."""
    if view.alone:
        return []
    return [Link(kind, f"{kind}.html", view.t(words)) for kind, (words, has) in _PAGES.items() if has(view)]
