"""The peers of one unit as a table, and why it is above or below the best of them."""

from __future__ import annotations

from readiness.report.markdown.blocks import Head, heading, table
from readiness.report.markdown.escape import inline, paragraph
from readiness.report.markdown.head import label
from readiness.report.pages.peers import PeerView, peers
from readiness.report.pages.view import View
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult


def peers_table(view: View, unit: UnitResult, insight: UnitInsight) -> list[str]:
    """Nothing where nobody looked for peers; one sentence where there are none."""
    found = peers(view, unit, insight, chart=False)
    if found is None:
        return []
    said = [paragraph(inline(text)) for text in (found.lead, found.why) if text]
    heads = [Head(label(view, "peers.name")), Head(label(view, "peers.distance"), number=True)]
    heads += [Head(label(view, f"peers.{size}"), number=True) for size in found.sizes]
    heads += [Head(label(view, f"peers.{key}"), number=True) for key in ("index", "difference")]
    heads += [Head(label(view, f"peers.{key}")) for key in ("ahead", "behind")]
    return [heading(2, label(view, "peers.title")), *said, table(heads, [_row(row) for row in found.rows])]


def _row(row: PeerView) -> list[str]:
    cells = (row.name, row.distance, *row.sizes, row.index, row.difference, row.ahead, row.behind)
    first, *others = (inline(cell) for cell in cells)
    return [first if row.distance else f"**{first}**", *others]
