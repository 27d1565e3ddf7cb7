"""What a unit could do, as Markdown: plans with their steps, levers, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.framework.model import Framework
from readiness.report.markdown.blocks import Head, document, heading, table
from readiness.report.markdown.escape import inline, paragraph
from readiness.report.markdown.head import provenance, stamp, subject
from readiness.report.pages import improvement as pages
from readiness.report.pages.view import View
from readiness.results.improvement import ImprovementOf
from readiness.results.records import Results

STEP = ("step", "label", "now", "then", "adds", "index", "cost", "owner", "action")
LEVER = ("label", "now", "then", "gain", "owner", "action")
NUMBERS = ("step", "now", "then", "adds", "gain", "index", "cost")


def improvement(results: Results, found: ImprovementOf, lang: str, command: str = "") -> str:
    """Where the unit stands, each plan, its levers, notes, provenance."""
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, langs=(lang,))
    seen = found.improvement
    levers = pages.levers(view, seen)
    return document(
        [
            heading(1, view.t("improve.title", name=found.name)),
            stamp(view),
            subject(view),
            _said(pages.standing(view, seen.now)),
            *(block for plan in pages.plans(view, seen) for block in _plan(view, plan)),
            *([heading(2, view.t("improve.levers"))] if levers else []),
            _table(view, LEVER, [(e.label, e.now, e.then, e.gain, e.owner, e.action) for e in levers]),
            *(_said(note) for note in pages.notes(view, seen)),
            provenance(view),
        ]
    )


def _plan(view: View, plan: pages.PlanView) -> list[str]:
    cells = [(s.at, s.label, s.now, s.then, s.adds, s.index, s.cost, s.owner, s.action) for s in plan.steps]
    return [heading(2, plan.title), *(_said(each) for each in plan.said), _table(view, STEP, cells)]


def _table(view: View, keys: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    heads = [Head(text, number=key in NUMBERS) for key, text in zip(keys, pages.heads(view, keys), strict=True)]
    return table(heads, [[inline(cell) for cell in row] for row in rows])


def _said(words: str) -> str:
    return paragraph(inline(words))
