"""Units side by side, and the first against each of the others: what makes the difference."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import inline, paragraph
from readiness.report.markdown.head import band, label, provenance, stamp, subject, view_of, words
from readiness.report.numbers import NOTHING, signed
from readiness.report.pages.marks import legend, of_pillars
from readiness.report.pages.peers import distances, lead
from readiness.report.pages.touched import marked
from readiness.report.pages.view import View
from readiness.report.pages.why import why_in_words
from readiness.results.differences import PrintedDifference, printed_difference
from readiness.results.insights import Comparison, ComparisonRow
from readiness.results.peers import Peers
from readiness.results.records import NodeResult, Results, UnitResult


def comparison(
    results: Results,
    codes: Sequence[str],
    comparisons: Sequence[Comparison],
    lang: str,
    command: str = "",
    *,
    peers: Peers | None = None,
) -> str:
    """The comparison of units of one result; ``peers`` are those of the first, where the others are its peers.
    KeyError for a code that it does not hold."""
    view = view_of(results, lang, command)
    by_code = {unit.code: unit for unit in results.units}
    units = [by_code[code] for code in codes]
    blocks = [
        heading(1, label(view, "comparison.title", names=", ".join(unit.name for unit in units))),
        stamp(view),
        subject(view),
        paragraph(inline(lead(view, peers))) if peers else "",
        _side_by_side(view, units, [] if peers is None else distances(view, codes, peers)),
        *(paragraph(inline(mark)) for mark in legend(view, of_pillars(view, units), grouped=False)),
    ]
    for one in comparisons:
        blocks += _difference(view, one, by_code[one.a], by_code[one.b])
    return document([*blocks, provenance(view)])


def _side_by_side(view: View, units: Sequence[UnitResult], apart: Sequence[str]) -> str:
    heads = [Head(label(view, "comparison.what")), *(Head(unit.name, number=True) for unit in units)]
    of = [label(view, "standings.place", rank=u.index.rank, of=u.index.of) if u.index.rank else NOTHING for u in units]
    rows = [
        [f"**{inline(label(view, 'ranking.index'))}**", *(inline(view.number(u.index.published)) for u in units)],
        [label(view, "ranking.band"), *(inline(band(view, unit)) for unit in units)],
        [label(view, "ranking.rank"), *(inline(place) for place in of)],
        [label(view, "ranking.coverage"), *(inline(view.percent(unit.index.coverage)) for unit in units)],
        [label(view, "comparison.range"), *(inline(view.low_high(unit.index)) for unit in units)],
    ]
    rows += [[label(view, "peers.distance"), *(inline(text) for text in apart)]] if apart else []
    rows += [
        [inline(view.text(pillar.label)), *(inline(_marked(view, u.nodes[pillar.id])) for u in units)]
        for pillar in view.framework.criteria
    ]
    return table(heads, rows)


def _marked(view: View, node: NodeResult) -> str:
    return marked(view.number(node.published), node)


def _difference(view: View, one: Comparison, a: UnitResult, b: UnitResult) -> list[str]:
    title = heading(2, label(view, "comparison.difference", a=a.name, b=b.name))
    printed = printed_difference(one, view.framework.decimals)
    if printed is None:
        return [title, words(view, "comparison.no_total", a=a.name, b=b.name)]
    heads = [
        Head(label(view, "levers.indicator")),
        Head(a.name, number=True),
        Head(b.name, number=True),
        Head(label(view, "comparison.part"), number=True),
    ]
    ordered = sorted((row for row in one.rows if row.part != 0), key=lambda row: -abs(row.part))
    rows = [_row(view, row, printed.parts[row.indicator]) for row in ordered]
    said = paragraph(inline(why_in_words(view, one, (a.name, b.name))))
    return [title, said, table(heads, [*rows, *_rest(view, printed), _total(view, printed, a, b)])]


def _row(view: View, row: ComparisonRow, part: str) -> list[str]:
    cells = (view.labels[row.indicator], view.score(row.a_score), view.score(row.b_score), signed(part, view.lang))
    return [inline(cell) for cell in cells]


def _rest(view: View, printed: PrintedDifference) -> list[list[str]]:
    rest = (("comparison.availability", printed.availability), ("comparison.cap", printed.cap))
    return [[words(view, key), "", "", inline(signed(part, view.lang))] for key, part in rest if part is not None]


def _total(view: View, printed: PrintedDifference, a: UnitResult, b: UnitResult) -> list[str]:
    return [
        f"**{inline(label(view, 'comparison.total'))}**",
        inline(view.number(a.index.published)),
        inline(view.number(b.index.published)),
        f"**{inline(signed(printed.total, view.lang))}**",
    ]
