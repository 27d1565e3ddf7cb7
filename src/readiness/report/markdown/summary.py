"""The summary of a run: short enough for a comment on a Git host, whatever the number of units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import inline, paragraph
from readiness.report.markdown.head import label, provenance, stamp, subject, view_of, words
from readiness.report.markdown.ranking import counts, cut, mark_note, ranking_table
from readiness.report.numbers import signed
from readiness.report.pages.marks import counted_in_all
from readiness.report.pages.opinions import opinions
from readiness.report.pages.view import View, median
from readiness.results.differences import printed_parts
from readiness.results.insights import UnitInsight
from readiness.results.records import Results

LIMIT = 60_000  # characters; GitHub takes 65,536 in a comment
SHOWN = 10  # at either end
MOVERS = 5
LONGEST = 80  # characters of a name or label
MOST_INPUTS = 20
MOST_BANDS = 20


def summary(results: Results, insights: Mapping[str, UnitInsight], lang: str, command: str = "") -> str:
    """The verdict in a sentence, bands, changes, both ends of the ranking, and a pointer to the rest."""
    view = view_of(_shortened(results), lang, command)
    blocks = [
        heading(1, cut(label(view, "summary.title", framework=view.text(view.framework.label)), 2 * LONGEST)),
        stamp(view),
        cut(subject(view), 4 * LONGEST),
        _verdict(view),
        _bands(view),
        *_moves(view, insights),
        *_ends(view),
        *second_opinions(view),
        paragraph(inline(counted_in_all(view))),
        _told(view),
        provenance(view),
    ]
    text = document(blocks)
    while len(text) > LIMIT and len(blocks) > 4:  # a framework with labels as long as a page: less, but whole blocks
        del blocks[-1]
        text = document([*blocks, words(view, "summary.too_long")])
    return text if len(text) <= LIMIT else document([words(view, "summary.too_long")])


def _shortened(results: Results) -> Results:
    """Inputs that do not fit are left to the results file."""
    return replace(results, inputs=results.inputs[:MOST_INPUTS])


def _verdict(view: View) -> str:
    """Counts, the median and who stands first."""
    ranked = view.ranked
    middle = median([one.index.value for one in ranked if one.index.value is not None])
    if not ranked or middle is None:
        return counts(view)
    first = [one for one in ranked if one.index.rank == 1]
    name = cut(first[0].name, LONGEST) if len(first) == 1 else label(view, "summary.tied", n=len(first))
    said = words(
        view, "summary.verdict", median=view.score(middle), first=name, index=view.number(first[0].index.published)
    )
    return f"{counts(view)} {said}"


def _bands(view: View) -> str:
    """How many units stand in each band, the best first."""
    found = [one.index.band for one in view.ranked]
    heads = [Head(label(view, "ranking.band")), Head(label(view, "summary.units"), number=True)]
    heads.append(Head(label(view, "summary.share"), number=True))
    bands = list(view.bands.values())[::-1][:MOST_BANDS]
    rows = [
        [
            inline(cut(band.label, LONGEST)),
            inline(view.number(str(found.count(band.id)))),
            inline(view.percent(found.count(band.id) / len(found))),
        ]
        for band in bands
        if found
    ]
    return table(heads, rows)


def _moves(view: View, insights: Mapping[str, UnitInsight]) -> list[str]:
    """The greatest rises and falls since the wave before; nothing where there is none."""
    names = view.names
    changes = {code: one.change.unit for code, one in insights.items() if one.change and code in names}
    moved = [(unit.total, code) for code, unit in changes.items() if unit.total is not None]
    if not moved:
        return []
    rises = sorted((pair for pair in moved if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))[:MOVERS]
    falls = sorted((pair for pair in moved if pair[0] < 0), key=lambda pair: (pair[0], pair[1]))[:MOVERS]
    heads = [Head(label(view, "ranking.name")), Head(label(view, "summary.change"), number=True)]
    rows = [
        [inline(cut(names[code], LONGEST)), inline(signed(change.total, view.lang))]
        for _, code in [*rises, *falls[::-1]]
        for change in [printed_parts(changes[code], view.framework.decimals)]
        if change.total is not None
    ]
    said = words(
        view,
        "summary.moved",
        up=view.number(str(sum(total > 0 for total, _ in moved))),
        down=view.number(str(sum(total < 0 for total, _ in moved))),
    )
    return [heading(2, label(view, "summary.changes")), said, table(heads, rows)]


def _ends(view: View) -> list[str]:
    """Both ends of the ranking, or all of it where that is as short."""
    ranked = view.ranked
    if len(ranked) <= 2 * SHOWN:
        shown = [*ranked, *view.unranked[: 2 * SHOWN]]
        return [heading(2, label(view, "ranking.title")), ranking_table(view, shown, LONGEST), mark_note(view, shown)]
    return [
        heading(2, label(view, "summary.top", n=SHOWN)),
        ranking_table(view, ranked[:SHOWN], LONGEST),
        heading(2, label(view, "summary.bottom", n=SHOWN)),
        ranking_table(view, ranked[-SHOWN:], LONGEST),
        mark_note(view, [*ranked[:SHOWN], *ranked[-SHOWN:]]),
        words(view, "summary.pointer", n=view.number(str(len(ranked) - 2 * SHOWN))),
    ]


def second_opinions(view: View) -> list[str]:
    """How far other methods agree with the ranks; nothing where the framework asks for none."""
    keys = ("method", "agreement", "units", "proof")
    heads = [Head(view.t(f"opinion.{key}"), number=key == "units") for key in keys]
    body = [[inline(part) for part in (one.label, one.agreement, one.units, one.proof)] for one in opinions(view)]
    return [heading(2, view.t("opinion.title")), table(heads, body)] if body else []


def _told(view: View) -> str:
    """How many findings the check of the data made; their words stand in the results file."""
    severities: Sequence[str] = [finding.severity for finding in view.results.findings]
    if not severities:
        return words(view, "summary.no_findings")
    counted = {severity: view.number(str(severities.count(severity))) for severity in ("error", "warning", "note")}
    return words(view, "summary.findings", **counted)
