"""Who was chosen and how sure that is, as Markdown: short enough for a comment, whatever the number of candidates."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.framework.model import Framework
from readiness.report.beside import Beside
from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import code, inline, paragraph
from readiness.report.markdown.head import provenance, stamp, subject
from readiness.report.markdown.ranking import cut
from readiness.report.numbers import NOTHING
from readiness.report.pages.robustness import robustness
from readiness.report.pages.selection_doubt import notes, sources, where_from
from readiness.report.pages.selection_page import balance, quotas, the_line, tied, verdict
from readiness.report.pages.selection_rows import CandidateView, rows
from readiness.report.pages.selection_swaps import swaps
from readiness.report.pages.view import View
from readiness.results.records import Results, UnitResult
from readiness.results.selection import Selection

MOST = 60  # rows of one table
LONGEST = 80  # characters of a name


def selection(results: Results, chosen: Selection, lang: str, command: str = "") -> str:
    """Verdict and line, the contested, the chosen, the waiting list, quotas, balance, doubts, limits, provenance."""
    framework = Framework.model_validate(results.framework.snapshot)
    view = View(results, framework, lang, command, langs=(lang,), beside=Beside(selection=chosen))
    lines = rows(view, chosen)
    waiting = sorted((line for line in lines if line.waiting), key=lambda line: int(line.waiting))
    return document(
        [
            heading(1, view.t("select.title", top=chosen.top, of=len(lines))),
            stamp(view),
            subject(view),
            said(verdict(view, chosen)),
            said(the_line(view, chosen)),
            said(tied(view, chosen)),
            *_people(view, "contested", [line for line in lines if line.zone == "contested"]),
            *(said(_sentence(each.words, each.moves)) for each in swaps(view, chosen)),
            *_people(view, "chosen", [line for line in lines if line.chosen]),
            *_people(view, "waiting", waiting),
            *_quotas(view, chosen),
            *_balance(view, chosen),
            *_doubts(view, chosen),
            heading(2, view.t("select.limits_title")),
            *(said(view.t(f"select.limit_{key}")) for key in ("method", "people", "zone")),
            provenance(view),
            paragraph(inline(f"seed {chosen.doubt.seed} · ") + code(chosen.digest)) if chosen.digest else "",
        ]
    )


def said(words: str) -> str:
    """A sentence of the pages, escaped."""
    return paragraph(inline(words))


def _people(view: View, which: str, lines: Sequence[CandidateView]) -> list[str]:
    """One table of candidates; of many the first, and how many more there are."""
    if not lines:
        return []
    heads = [
        Head(view.t("select.place"), number=True),
        Head(view.t("col.code")),
        Head(view.t("col.name")),
        Head(view.t("col.index"), number=True),
        Head(view.t("select.ranks"), number=True),
        Head(view.t("select.chance"), number=True),
        Head(view.t("select.zone")),
        Head(view.t("select.beside")),
    ]
    title = view.t(f"select.{which}_title") if which != "chosen" else view.t("select.chosen_title", n=len(lines))
    more = len(lines) - MOST
    return [
        heading(2, title),
        table(heads, [_row(view, line) for line in lines[:MOST]]),
        said(view.t("select.more", n=more)) if more > 0 else "",
    ]


def _row(view: View, line: CandidateView) -> list[str]:
    made = line.decision
    decided = [] if made is None else [made.words + (f": {made.reason}" if made.reason else "")]
    if made is not None and made.differs:
        decided.insert(0, view.t("select.differs").rstrip("."))
    cells = (line.place, line.code, line.name, line.index, line.ranks, line.chance, view.t(f"select.{line.zone}"))
    return [inline(cut(cell, LONGEST)) for cell in cells] + [inline(cut("; ".join([*line.notes, *decided]), 240))]


def _sentence(words: str, moves: Sequence[tuple[str, str, str]]) -> str:
    moved = "; ".join(f"{node} {before} → {after}" for node, before, after in moves)
    return f"{words} {moved}." if moved else words


def _quotas(view: View, chosen: Selection) -> list[str]:
    if not chosen.quotas:
        return []
    heads = [
        Head(view.t("select.quota")),
        Head(view.t("select.candidates"), number=True),
        Head(view.t("select.chosen"), number=True),
        Head(view.t("select.binds")),
    ]
    lines = [
        [inline(q.words), str(q.candidates), str(q.chosen), view.t("word.yes" if q.binds else "word.no")]
        for q in quotas(view, chosen)
    ]
    lead = view.t("select.quotas_lead", cost=view.score(chosen.quota_cost))
    return [heading(2, view.t("select.quotas_title")), said(lead), table(heads, lines)]


def _balance(view: View, chosen: Selection) -> list[str]:
    found = balance(view, chosen)
    blocks = [heading(2, view.t("select.balance_title"))] if found else []
    for by, shares in found.items():
        heads = [
            Head(by),
            Head(view.t("select.candidates"), number=True),
            Head(view.t("select.chosen"), number=True),
        ]
        blocks.append(table(heads, [[inline(x.value), str(x.candidates), str(x.chosen)] for x in shares[:MOST]]))
    return blocks


def _doubts(view: View, chosen: Selection) -> list[str]:
    doubt = chosen.doubt
    heads = [Head(view.t("doubt.source")), Head(view.t("doubt.how")), Head(view.t("doubt.count"), number=True)]
    lead = view.t("doubt.lead", draws=view.number(float(doubt.draws), 0), seed=doubt.seed)
    blocks = [heading(2, view.t("doubt.title")), said(lead)]
    blocks.append(table(heads, [[inline(x.name), inline(x.how), x.of] for x in sources(view, doubt)]))
    for answer in where_from(view, doubt):
        columns = [Head(answer.title), *(Head(view.t(f"doubt.{key}"), number=True) for key in ("alone", "together"))]
        lines = [[inline(name), alone, together] for name, alone, _, together, _ in answer.rows]
        blocks.append(table(columns, lines))
    return [*blocks, *(said(each) for each in notes(view, chosen))]


def how_sure(view: View, unit: UnitResult) -> list[str]:
    """The same of one unit, for its own file; nothing where no selection was made."""
    found = robustness(view, unit)
    if found is None:
        return []
    heads = [Head(view.t("robust.title")), Head(NOTHING, number=True)]
    return [
        heading(2, view.t("robust.title")),
        said(found.words),
        table(heads, [[inline(words), inline(figure)] for words, figure in found.facts]),
    ]
