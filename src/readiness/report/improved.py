"""An improvement as a table: one row a step of a plan, with typed cells, as CSV and as a workbook."""

from __future__ import annotations

import io
from decimal import Decimal

from readiness.framework.model import Framework, Indicator
from readiness.report.pages import improvement as pages
from readiness.report.pages.view import View
from readiness.report.sheets import plain, table, workbook
from readiness.report.tables import csv_of
from readiness.report.taken import Cell
from readiness.results.improvement import ImprovementOf, Plan, Step
from readiness.results.publish import published
from readiness.results.records import Results

HEADS = (
    *("plan", "step", "indicator", "label", "now", "then", "now_level", "then_level"),
    *("alone", "index", "cost", "effort", "owner", "action"),
)
SHEET = ("step", "label", "now", "then", "adds", "index", "cost", "owner", "action")
DECIMALS = 9


def rows(view: View, found: ImprovementOf) -> list[list[Cell]]:
    """One row a step: ids and numbers as they are, words of the framework in the reader's language."""
    return [
        _row(view, plan, at, step) for plan in found.improvement.plans for at, step in enumerate(plan.steps, start=1)
    ]


def csv_text(results: Results, found: ImprovementOf, lang: str, dialect: str = "plain") -> str:
    """CSV with ids as heads. KeyError for an unknown dialect."""
    return csv_of([list(HEADS), *rows(_view(results, lang), found)], dialect)


def workbook_bytes(results: Results, found: ImprovementOf, lang: str, command: str = "") -> bytes:
    """An XLSX file: a sheet a plan, and what is said of them. The same improvement gives the same bytes."""
    view, buffer = _view(results, lang, command), io.BytesIO()
    book = workbook(buffer, view.t("improve.title", name=found.name), found.results)
    heads = pages.heads(view, SHEET)
    forms = ["0", "@", "", "", "General", "General", "General", "@", ""]
    told: list[list[Cell]] = [[view.t("improve.title", name=found.name), pages.standing(view, found.improvement.now)]]
    if found.synthetic:
        told.append([view.t("improve.simulated"), None])
    for number, (plan, shown) in enumerate(
        zip(found.improvement.plans, pages.plans(view, found.improvement), strict=True), start=1
    ):
        body = [_shown(view, plan, at, step) for at, step in enumerate(plan.steps)]
        table(book, view.t("improve.sheet", n=number), heads, body, forms, frozen=2)
        told += [[shown.title, said] for said in shown.said]
    told += [[None, note] for note in pages.notes(view, found.improvement)]
    plain(book, view.t("sheet.method"), told)
    book.close()
    return buffer.getvalue()


def _shown(view: View, plan: Plan, at: int, step: Step) -> list[Cell]:
    row = dict(zip(HEADS, _row(view, plan, at + 1, step), strict=True))
    decimals = view.framework.decimals
    index = None if step.index is None else Decimal(published(step.index, decimals))
    alone = None if step.alone is None else Decimal(published(step.alone, decimals))
    return [*(row[key] for key in ("step", "label", "now", "then")), alone, index] + [
        row[key] for key in ("cost", "owner", "action")
    ]


def _row(view: View, plan: Plan, at: int, step: Step) -> list[Cell]:
    leaf = view.nodes[step.indicator]
    assert isinstance(leaf, Indicator)
    target = plan.target
    name = f"{target.kind}:{target.id}" if target.id else f"{target.kind}:{_plain(target.value)}"
    return [
        *(name, Decimal(at), leaf.id, view.labels[leaf.id], _value(step.now), _value(step.then)),
        *(_level(step.now_level), _level(step.then_level), _plain(step.alone), _plain(step.index), _plain(step.cost)),
        *(step.effort, view.text(leaf.owner) or None),
        pages.action(view, leaf, step.now_level, step.then_level) or None,
    ]


def _value(raw: float | str) -> Cell:
    return raw if isinstance(raw, str) else _plain(raw)


def _level(level: int | None) -> Cell:
    return None if level is None else Decimal(level)


def _plain(value: float | None) -> Decimal | None:
    if value is None:
        return None
    text = published(value, DECIMALS)
    return Decimal(text.rstrip("0").rstrip("."))


def _view(results: Results, lang: str, command: str = "") -> View:
    return View(results, Framework.model_validate(results.framework.snapshot), lang, command)
