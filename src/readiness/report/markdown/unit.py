"""One unit: the index in words, the sum, levers, standings, change, and what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.framework.model import Indicator
from readiness.framework.ways import is_relative
from readiness.report.markdown import behind
from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.report.markdown.head import index_in_words, label, provenance, stamp, subject, view_of, words
from readiness.report.markdown.lever_table import levers
from readiness.report.markdown.peers_table import peers_table
from readiness.report.markdown.selection import how_sure
from readiness.report.markdown.standing_table import change, standings, strengths
from readiness.report.numbers import NOTHING
from readiness.report.pages.marks import legend
from readiness.report.pages.opinions import in_a_line
from readiness.report.pages.touched import GROUPED, marked
from readiness.report.pages.view import View
from readiness.results.insights import UnitInsight
from readiness.results.records import Results, Source, UnitResult
from readiness.results.selection import Selection
from readiness.results.sums import SumRow, is_product, sum_rows

INDENT = "\u2003"  # an em space: Markdown drops ordinary ones, and a table cell has no other way to show depth


def unit(
    results: Results,
    code_: str,
    insights: Mapping[str, UnitInsight],
    lang: str,
    command: str = "",
    *,
    chosen: Selection | None = None,
) -> str:
    """The report of one unit; ``chosen`` is the selection made from the result, where there is one. KeyError where the
    result has no such code."""
    found = next((one for one in results.units if one.code == code_), None)
    if found is None:
        raise KeyError(code_)
    return unit_in(view_of(results, lang, command, chosen), found, insights.get(code_, UnitInsight(code_)))


def unit_in(view: View, found: UnitResult, insight: UnitInsight) -> str:
    """The same for one of many units: a view is made once."""
    return document(
        [
            heading(1, f"{found.name} ({found.code})"),
            stamp(view),
            subject(view),
            index_in_words(view, found),
            paragraph(inline(in_a_line(view, found))),
            *the_sum(view, found),
            *behind.touched(view, found),
            *behind.gates(view, found),
            *levers(view, insight),
            *standings(view, insight),
            *peers_table(view, found, insight),
            *how_sure(view, found),
            *strengths(view, insight),
            *change(view, insight),
            *behind.not_counted(view, found),
            *behind.precision(view, found),
            behind.evidence(view, found),
            provenance(view),
        ]
    )


def the_sum(view: View, found: UnitResult) -> list[str]:
    """The sum as a table whose printed points add up, and one line on how to read it."""
    rows = sum_rows(view.framework, found)
    product = is_product(rows)
    heads = [
        Head(label(view, "sum.node")),
        Head(label(view, "sum.score"), number=True),
        Head(label(view, "sum.weight"), number=True),
        Head(label(view, "sum.points" if product else "sum.lost"), number=True),
        Head(label(view, "sum.raw"), number=True),
        Head(label(view, "sum.source")),
    ]
    top = view.number(f"{view.framework.scale.max:g}")
    note = words(view, "sum.product") if product else words(view, "sum.lost_note", top=top)
    body = [_sum_row(view, row, found, product=product) for row in rows]
    marks = [paragraph(inline(mark)) for mark in legend(view, found.nodes.values())]
    return [heading(2, label(view, "sum.title")), table(heads, body), note if found.index.published else "", *marks]


def _sum_row(view: View, row: SumRow, found: UnitResult, *, product: bool) -> list[str]:
    name = inline(view.text(row.label))
    if row.kind == "index":
        name = f"**{inline(label(view, 'sum.index'))}**"
    elif row.kind == "cap":
        name = words(view, "sum.cap", gate=view.text(row.label))
    elif row.kind == "group":
        name = f"**{name}**"
    elif isinstance(leaf := view.nodes[row.node], Indicator) and is_relative(leaf):
        name = f"{name} {GROUPED}"
    weight = view.percent(row.effective, 2) if row.kind in ("group", "indicator") else ""
    return [
        INDENT * row.depth + name,
        "" if row.kind == "cap" else _score(view, row, found),
        weight,
        _number(view, row.printed_points if product else row.printed_lost),
        _raw(view, row),
        code(_place(row.source)),
    ]


def _number(view: View, printed: str | None) -> str:
    return NOTHING if printed is None else inline(view.number(printed))


def _score(view: View, row: SumRow, found: UnitResult) -> str:
    """With the mark of what it rests on."""
    printed = _number(view, row.printed_score)
    return printed if row.kind == "index" else marked(printed, found.nodes[row.node])


def _raw(view: View, row: SumRow) -> str:
    node = view.nodes.get(row.node)
    if not isinstance(node, Indicator):
        return ""
    if row.status == "not_applicable":
        return words(view, "status.not_applicable")
    if row.raw is None:
        return words(view, "status.imputed" if row.status == "imputed" else "status.missing")
    return inline(view.raw(node, row.raw))


def _place(source: Source | None) -> str:
    return source.place if source else ""
