"""The first page: both languages, and what is here."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.view import View
from readiness.report.shell import render


def landing_page(views: Sequence[View]) -> str:
    """The whole page as text; the first language given is the page's own."""
    first = views[0]
    return render(
        "landing.html.j2",
        v=first,
        t=first.t,
        kind="landing",
        here="index.html",
        views=views,
        provenance=provenance(first, f"{first.lang}/method.html"),
        foot=foot(first),
    )
