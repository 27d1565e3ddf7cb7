"""``readiness improve``: what a region could do, at least cost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.manifest import Origin
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.results.improvement import ImprovementOf
    from readiness.results.records import Results

FORMATS = ("text", "json", "csv", "md")
SUFFIXES = ("json", "csv", "xlsx", "md", "txt")


def improve(
    ctx: typer.Context,
    *,
    unit: Annotated[str, typer.Argument(metavar="REGION")],
    results: options.ResultsPath = None,
    target: Annotated[str | None, typer.Option("--target", metavar="BAND|X|gate:ID")] = None,
    budget: Annotated[str | None, typer.Option("--budget", metavar="X")] = None,
    costs: Annotated[Path | None, typer.Option("--costs", metavar="FILE")] = None,
    draws: Annotated[str, typer.Option("--draws", metavar="N")] = "2000",
    seed: Annotated[str, typer.Option("--seed", metavar="S")] = "1",
    form: Annotated[str, typer.Option("--format", metavar="text|json|csv|md")] = "text",
    output: options.Outputs = None,
    dialect: Annotated[str, typer.Option("--csv", metavar="plain|excel-id")] = "plain",
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.improving import Request
    from readiness.improving import improve as plan_for

    options.language(lang)
    session: Session = ctx.obj
    shown = options.choice("--format", form, FORMATS)
    plan = {path: shown if path == options.STDOUT else options.suffix(path, SUFFIXES) for path in output or []}
    form_of_csv = options.choice("--csv", dialect, outputs.DIALECTS)
    request = Request(
        unit,
        target,
        budget,
        costs,
        draws=options.whole("--draws", draws, 0),
        seed=options.whole("--seed", seed, 0),
    )
    outputs.spare([path for path in (results, costs) if path is not None and path.exists()], plan)
    document = results_source.find(session, results)[-1]
    found = plan_for(document, request)
    if plan:
        files = {path: content(document, found, word, session, form_of_csv) for path, word in plan.items()}
        read = [*results_source.files(session, results), *([costs] if costs else [])]
        outputs.write(files, session, Origin([document], read, scored=False))
    elif shown == "text":
        from readiness.cli.show_improvement import show

        show(document, found, session)
    else:
        sys.stdout.write(content(document, found, shown, session, form_of_csv).decode())
    return 0


def content(document: Results, found: ImprovementOf, form: str, session: Session, dialect: str = "plain") -> bytes:
    """An improvement in one of the forms. The same improvement gives the same bytes."""
    if form == "json":
        from readiness.results.improvements import dumps

        return dumps(found).encode()
    if form == "csv":
        from readiness.report.improved import csv_text

        return csv_text(document, found, session.lang, dialect).encode()
    if form == "xlsx":
        from readiness.report.improved import workbook_bytes

        return workbook_bytes(document, found, session.lang, session.command)
    if form == "md":
        from readiness.report.markdown.improvement import improvement

        return improvement(document, found, session.lang, session.command).encode()
    from readiness.cli.show_improvement import plain

    return (plain(document, found, session) + "\n").encode()
