"""The workbook of a selection: the chosen and all others, the waiting list, quotas, decisions, and how it was made."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from decimal import Decimal

from readiness.framework.model import Framework
from readiness.report.beside import Beside
from readiness.report.pages.selection_doubt import sources
from readiness.report.pages.selection_page import the_line, verdict
from readiness.report.pages.view import View
from readiness.report.selected import Column, Line, columns, lines, shown
from readiness.report.sheets import plain, table, workbook
from readiness.report.taken import Cell, number, whole
from readiness.results.records import Results
from readiness.results.selection import Selection

WAITING = ("waiting", "place", "code", "name", "index", "chance", "zone", "rank_low", "rank_high", "why")
DECISIONS = ("code", "name", "place", "chosen", "decision", "differs", "decision_reason", "decision_by", "zone")


def workbook_bytes(results: Results, selection: Selection, lang: str, command: str = "") -> bytes:
    """An XLSX file with headings in ``id`` or ``en``. The same selection gives the same bytes."""
    framework = Framework.model_validate(results.framework.snapshot)
    view = View(results, framework, lang, command, beside=Beside(selection=selection))
    buffer = io.BytesIO()
    book = workbook(buffer, view.t("select.title", top=selection.top, of=len(selection.candidates)), selection.digest)
    found, every = columns(view), lines(view, selection)
    named = {column.key: column for column in found}

    def sheet(title: str, keys: Sequence[str], wanted: Callable[[Line], bool] | None = None) -> None:
        chosen = [named[key] for key in keys]
        body = [[shown(column, line) for column in chosen] for line in every if wanted is None or wanted(line)]
        table(book, view.t(title), [_head(view, c) for c in chosen], body, [c.form for c in chosen], frozen=3)

    sheet("sheet.selection", list(named))
    sheet("sheet.waiting", WAITING, lambda line: line.candidate.waiting is not None)
    if selection.quotas:
        heads = [view.t("select.quota"), view.t("made.least"), view.t("made.most")]
        heads += [view.t(f"select.{key}") for key in ("candidates", "chosen", "binds")]
        table(book, view.t("sheet.quotas"), heads, _quotas(view, selection), ["@", *["0"] * 4, "@"], frozen=1)
    if any(line.candidate.decision for line in every):
        sheet("sheet.decisions", DECISIONS, lambda line: line.candidate.decision is not None)
    plain(book, view.t("sheet.method"), _method(view, selection))
    book.close()
    return buffer.getvalue()


def _head(view: View, column: Column) -> str:
    return view.t(f"field.{column.key}")


def _quotas(view: View, selection: Selection) -> list[list[Cell]]:
    return [
        [
            f"{view.t(f'select.by_{each.by}')}: {each.value}",
            whole(each.at_least),
            whole(each.at_most),
            whole(each.candidates),
            whole(each.chosen),
            view.t("word.yes" if each.binds else "word.no"),
        ]
        for each in selection.quotas
    ]


def _method(view: View, selection: Selection) -> list[list[Cell]]:
    """What was chosen from what, how it was drawn, and how to make it again."""
    doubt = selection.doubt
    rows: list[list[Cell]] = [
        [view.t("made.verdict"), verdict(view, selection)],
        [view.t("made.line"), the_line(view, selection)],
        [view.t("made.framework"), f"{selection.framework.id} {selection.framework.version}"],
        [view.t("made.wave"), selection.wave],
        [view.t("made.simulated"), view.t("made.simulated_yes") if selection.synthetic else None],
        [view.t("made.seed"), whole(doubt.seed)],
        [view.t("made.draws"), whole(doubt.draws)],
        [view.t("made.ties"), "; ".join(view.t(f"select.tie_{rule}") for rule in selection.ties)],
        [view.t("made.cost"), number(selection.quota_cost, 9)],
        [view.t("made.results"), selection.results],
        [view.t("made.digest"), selection.digest],
        [view.t("made.tool"), selection.tool],
        [view.t("made.command"), view.command or None],
    ]
    rows += [[each.name, each.how, each.of] for each in sources(view, doubt)]
    rows += [[key, str(selection.options[key])] for key in sorted(selection.options)]
    rows += [[view.t("made.input"), each.path, each.sha256, Decimal(each.rows)] for each in selection.inputs]
    return [row for row in rows if row[1] is not None]
