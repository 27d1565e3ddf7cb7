"""``readiness select``: choose so many of all, and say how sure that is."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source, show_findings
from readiness.cli.session import Session, coloured
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.project_select import Select
    from readiness.results.records import Results
    from readiness.results.selection import Selection
    from readiness.selecting import Request

FORMATS = ("json", "csv", "xlsx", "md", "html")
MOST_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The form of CSV, and the files beside the data that were read."""

    dialect: str
    read: Sequence[Path]


def select(
    ctx: typer.Context,
    *,
    results: Annotated[Path | None, typer.Argument(metavar="RESULTS")] = None,
    top: options.Top = None,
    quota: Annotated[list[str] | None, typer.Option("--quota", metavar="BY=VALUE:N")] = None,
    gates: Annotated[list[str] | None, typer.Option("--gates", metavar="all|none|ID")] = None,
    candidates: Annotated[Path | None, typer.Option("--candidates", metavar="FILE")] = None,
    where: Annotated[list[str] | None, typer.Option("--where", metavar="FILTER")] = None,
    decisions: Annotated[Path | None, typer.Option("--decisions", metavar="FILE")] = None,
    waiting: Annotated[str | None, typer.Option("--waiting", metavar="K")] = None,
    draws: Annotated[str | None, typer.Option("--draws", metavar="N|auto")] = None,
    seed: Annotated[str | None, typer.Option("--seed", metavar="S")] = None,
    threads: Annotated[str, typer.Option("--threads", metavar="T")] = "1",
    output: options.Outputs = None,
    form: Annotated[str | None, typer.Option("--format", metavar="json|csv|xlsx|md|html")] = None,
    dialect: Annotated[str, typer.Option("--csv", metavar="plain|excel-id")] = "plain",
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.selecting import Request

    options.language(lang)
    session: Session = ctx.obj
    plan = outputs.planned(output or [], form, FORMATS)
    form_of_csv = options.choice("--csv", dialect, outputs.DIALECTS)
    own = session.project.file.select if session.project is not None else None
    request = Request(
        top=_top(top, own),
        quotas=tuple(quota if quota is not None else own.quotas if own else ()),
        where=tuple(where if where is not None else own.where if own else ()),
        candidates=candidates or (session.project.candidates if session.project is not None else None),
        gates=tuple(gates if gates is not None else own.gates if own else ("all",)),
        draws=_draws(draws, own),
        seed=_seed(seed, own),
        threads=options.whole("--threads", threads, 1),
        waiting=_number("--waiting", waiting, own.waiting if own else None, 0),
        decisions=decisions,
    )
    document = results_source.find(session, results)[-1]
    made = results_source.files(session, results)
    read = [*made, *(path for path in (request.candidates, decisions) if path is not None)]
    outputs.spare(read, plan)
    return _run(document, request, plan, session, Asked(form_of_csv, read))


def _run(document: Results, request: Request, plan: dict[Path, str], session: Session, asked: Asked) -> int:
    from readiness.cli.manifest import Origin
    from readiness.cli.progress import bar
    from readiness.selecting import select as choose

    with bar(session, "select.drawing") as step:
        found = choose(document, request, step)
    told = show_findings.talk(found.findings, session, colour=coloured(sys.stderr))
    if told:
        session.tell(told)
    if found.selection is None:
        session.hint("select.nothing")
        return 3
    if plan:
        files = {path: content(document, found.selection, form, session, asked.dialect) for path, form in plan.items()}
        outputs.write(files, session, Origin([document], asked.read, scored=False))
    else:
        from readiness.cli.show_selection import show

        show(document, found.selection, session)
    return 0 if show_findings.verdict(found.findings) == "pass" else 3


def content(document: Results, selection: Selection, form: str, session: Session, dialect: str = "plain") -> bytes:
    """A selection in one of ``FORMATS``. The same selection gives the same bytes."""
    if form == "json":
        from readiness.results.selections import dumps

        return dumps(selection).encode("utf-8", "backslashreplace")
    if form == "csv":
        from readiness.report.selected import csv_text

        return csv_text(document, selection, session.lang, dialect).encode()
    if form == "xlsx":
        from readiness.report.selected_book import workbook_bytes

        return workbook_bytes(document, selection, session.lang, session.command)
    if form == "md":
        from readiness.report.markdown.selection import selection as markdown

        return markdown(document, selection, session.lang, session.command).encode()
    from readiness.report.site import selection_html

    return selection_html(document, selection, session.lang, session.command).encode("utf-8", "backslashreplace")


def _top(text: str | None, own: Select | None) -> int:
    if text is not None:
        return options.whole("--top", text, 1)
    if own is None or own.top is None:
        raise MisuseError("select_top")
    return own.top


def _draws(text: str | None, own: Select | None) -> int | None:
    """None draws until every chance is resolved."""
    from readiness.cli.project_select import MOST_DRAWS
    from readiness.selecting import AUTO, DRAWS

    asked = text if text is not None else own.draws if own is not None else None
    if asked is None:
        return DRAWS
    if asked == AUTO:
        return None
    if isinstance(asked, int):
        return asked
    if not (asked.isascii() and asked.isdigit() and len(asked) <= options.DIGITS and 1 <= int(asked) <= MOST_DRAWS):
        raise MisuseError("select_draws", value=asked, most=MOST_DRAWS)
    return int(asked)


def _seed(text: str | None, own: Select | None) -> int:
    from readiness.selecting import SEED

    found = _number("--seed", text, own.seed if own else None, 0)
    return SEED if found is None else min(found, MOST_SEED)


def _number(option: str, text: str | None, own: int | None, least: int) -> int | None:
    return own if text is None else options.whole(option, text, least)
