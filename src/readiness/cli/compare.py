"""``readiness compare``: why one region stands above another."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.safe import safe_json
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.insights import Comparison
    from readiness.results.records import Results

FORMATS = ("text", "json", "md", "html")
SUFFIXES = ("json", "md", "html", "txt")
SCHEMA = "readiness/comparison/1"
FEWEST, MOST = 2, 10


def compare(
    ctx: typer.Context,
    *,
    units: Annotated[list[str], typer.Argument(metavar="REGION")],
    results: options.ResultsPath = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|md|html")] = "text",
    output: options.Outputs = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    shown = options.choice("--format", form, FORMATS)
    plan = {path: shown if path == options.STDOUT else options.suffix(path, SUFFIXES) for path in output or []}
    if any(unit.lower().endswith(".json") for unit in units):
        raise MisuseError("compare_files")
    if not FEWEST <= len(units) <= MOST:
        raise MisuseError("compare_count", fewest=FEWEST, most=MOST)
    document = results_source.find(session, results)[-1]
    codes = codes_of(document, units)
    from readiness import pipeline

    found = pipeline.compare(document, codes)
    if plan:
        contents = {path: content(document, codes, found, word, session).encode() for path, word in plan.items()}
        outputs.write(contents, session)
    elif shown == "text":
        from readiness.cli.show_comparison import show

        show(document, codes, found, session)
    else:
        sys.stdout.write(content(document, codes, found, shown, session))
    return 0


def codes_of(document: Results, texts: Sequence[str]) -> list[str]:
    """Codes of units named by code or name, each once. Raises MisuseError."""
    from readiness.pipeline import find_code

    names = {unit.code: unit.name for unit in document.units}
    codes = list(dict.fromkeys(find_code(text, names) for text in texts))
    if len(codes) < FEWEST:
        raise MisuseError("compare_same", text=texts[0])
    return codes


def content(document: Results, codes: Sequence[str], found: Sequence[Comparison], form: str, session: Session) -> str:
    """The comparison in one of the forms, as text."""
    if form == "json":
        return as_json(document, codes, found)
    if form in ("text", "txt"):
        from readiness.cli.show_comparison import plain

        return plain(document, codes, found, session) + "\n"
    if form == "md":
        from readiness.report.markdown import comparison

        return comparison(document, codes, found, session.lang, session.command)
    from readiness.report.site import comparison_html

    return comparison_html(document, codes, found, session.lang, session.command)


def as_json(document: Results, codes: Sequence[str], found: Sequence[Comparison]) -> str:
    """Keys sorted, LF, doubles as Python writes them."""
    units = {unit.code: unit for unit in document.units}
    body = {
        "schema": SCHEMA,
        "framework": {"id": document.framework.id, "version": document.framework.version},
        "wave": document.wave,
        "synthetic": document.synthetic,
        "digest": document.digest,
        "units": [{"code": code, "name": units[code].name, "index": asdict(units[code].index)} for code in codes],
        "comparisons": [asdict(comparison) for comparison in found],
    }
    return safe_json(json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"
