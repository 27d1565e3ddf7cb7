"""``readiness validate``: every mistake in project file, criteria and data, in one pass."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli import options, outputs, show_findings
from readiness.cli.checking import findings_of, read_by
from readiness.cli.session import Session, coloured
from readiness.findings import Finding, catalogue, nearest
from readiness.misuse import MisuseError

FORMATS = ("text", "concise", "json", "github", "sarif", "junit")
SUFFIXES = {"json": "json", "txt": "text", "xlsx": "xlsx", "sarif": "sarif", "xml": "junit"}


def validate(
    ctx: typer.Context,
    *,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH")] = None,
    framework: options.Framework = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|concise|json|github|sarif|junit")] = "text",
    strict: Annotated[bool, typer.Option("--strict")] = False,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODE")] = None,
    decimal: options.Decimal = None,
    skip_rows: options.SkipRows = "0",
    allow_unknown: options.AllowUnknown = False,
    output: options.Outputs = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    form = options.choice("--format", format_, FORMATS)
    ignored = _ignored(ignore or [])
    formats = {path: options.suffix(path, SUFFIXES) for path in output or []}
    session: Session = ctx.obj
    reading = {
        "decimal": None if decimal is None else options.choice("--decimal", decimal, (".", ",")),
        "skip_rows": options.whole("--skip-rows", skip_rows, 0),
        "allow_unknown": allow_unknown,
    }
    outputs.spare(read_by(session, paths or []), formats)
    found = [
        finding for finding in findings_of(session, paths or [], framework, reading) if finding.code not in ignored
    ]
    if formats:
        made = {path: content(found, SUFFIXES[word], session, strict) for path, word in formats.items()}
        _write(outputs.headed(made, session))
    session.out(rendered(found, form, session, strict=strict, colour=coloured(sys.stdout)))
    return 0 if show_findings.verdict(found, strict=strict) == "pass" else 1


def _write(files: dict[Path, bytes]) -> None:
    """Whole or not at all."""
    from readiness.files import write_all
    from readiness.marks import spare_others

    for path, data in files.items():
        spare_others(path, data)
    write_all(files)


def _ignored(codes: list[str]) -> set[str]:
    """Codes of warnings and notes. An error cannot be ignored: ``score`` would refuse it all the same."""
    known = catalogue()
    for code in codes:
        if code not in known:
            raise MisuseError("code", code=code, nearest=nearest(code, known))
        if known[code]["severity"] == "error":
            raise MisuseError("ignore_error", code=code)
    return set(codes)


def rendered(found: list[Finding], form: str, session: Session, *, strict: bool, colour: bool = False) -> str:
    """The findings in one of ``FORMATS``."""
    if form == "json":
        return show_findings.as_json(found, strict=strict)
    if form == "github":
        return show_findings.as_github(found, session)
    if form == "sarif":
        from readiness.cli.findings_sarif import sarif

        return sarif(found, session)
    if form == "junit":
        from readiness.cli.findings_junit import findings_junit

        return findings_junit(found, session, strict=strict)
    return show_findings.text(found, session, colour=colour, short=form == "concise")


def content(found: list[Finding], form: str, session: Session, strict: bool) -> bytes:
    """What ``-o`` writes."""
    if form == "xlsx":
        from readiness.cli.findings_book import findings_book

        return findings_book(found, session)
    return (rendered(found, form, session, strict=strict) + "\n").encode()
