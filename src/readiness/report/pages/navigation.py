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
    "compare": ("nav.compare", lambda view: view.side_by_side),
    "selection": ("select.nav", lambda view: view.selection is not None),
    "method": ("nav.method", lambda _: True),
}


def navigation(view: View) -> list[Link]:
    """The pages of this very site, in the order of reading."""
    return [Link(kind, f"{kind}.html", view.t(words)) for kind, (words, has) in _PAGES.items() if has(view)]
