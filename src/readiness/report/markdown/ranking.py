"""The ranking of units as a table: all of them in a file, a few in a summary."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import band, label, provenance, stamp, subject, view_of, words
from readiness.report.numbers import NOTHING
from readiness.report.pages.opinions import opinions, ranks
from readiness.report.pages.touched import marked
from readiness.report.pages.view import View
from readiness.results.records import Results, UnitResult

MARK = "*"  # beside a band that a minimum condition lowered
MOST_PILLARS = 8  # columns that a screen still shows


def ranking(results: Results, lang: str, command: str = "") -> str:
    """Every unit in the order of rank, those without an index last."""
    view = view_of(results, lang, command)
    return document(
        [
            heading(1, label(view, "ranking.title")),
            stamp(view),
            subject(view),
            counts(view),
            ranking_table(view, [*view.ranked, *view.unranked]),
            mark_note(view, view.ranked),
            provenance(view),
        ]
    )


def counts(view: View) -> str:
    """How many are ranked, and how many have too little data for an index."""
    n, without = len(view.ranked), len(view.unranked)
    said = words(view, "summary.ranked", n=view.number(str(n)))
    return f"{said} {words(view, 'summary.without', n=view.number(str(without)))}" if without else said


def ranking_table(view: View, units: Sequence[UnitResult], longest: int | None = None) -> str:
    """Rank, code, name, index, band, data coverage and pillars. ``longest`` cuts names and labels, with an ellipsis."""
    pillars = view.framework.criteria[:MOST_PILLARS]
    heads = [
        Head(label(view, "ranking.rank"), number=True),
        Head(label(view, "ranking.code")),
        Head(label(view, "ranking.name")),
        Head(label(view, "ranking.index"), number=True),
        *(Head(one.short, number=True) for one in opinions(view)),
        Head(label(view, "ranking.band")),
        Head(label(view, "ranking.coverage"), number=True),
        *(Head(cut(view.labels[pillar.id], longest), number=True) for pillar in pillars),
    ]
    return table(heads, [_row(view, one, [p.id for p in pillars], longest) for one in units])


def _row(view: View, one: UnitResult, pillars: Sequence[str], longest: int | None) -> list[str]:
    return [
        str(one.index.rank or NOTHING),
        inline(cut(one.code, longest)),
        inline(cut(one.name, longest)),
        inline(view.number(one.index.published)),
        *ranks(view, one),
        inline(cut(band(view, one), longest) + (MARK if one.index.lowered else "")),
        inline(view.percent(one.index.coverage)),
        *(inline(marked(view.number(one.nodes[pillar].published), one.nodes[pillar])) for pillar in pillars),
    ]


def mark_note(view: View, units: Sequence[UnitResult]) -> str:
    """What the mark means, where any of the units bears it."""
    return f"\\{MARK} {words(view, 'ranking.mark')}" if any(one.index.lowered for one in units) else ""


def cut(text: str, longest: int | None) -> str:
    """The text, or its beginning and an ellipsis.

    >>> cut("Kabupaten Banyuasin", 10), cut("Siak", 10), cut("Siak", None)
    ('Kabupaten…', 'Siak', 'Siak')
    """
    return text if longest is None or len(text) <= longest else text[: longest - 1].rstrip() + "…"
