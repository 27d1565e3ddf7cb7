"""``readiness validate``: every mistake in project file, criteria and data, in one pass."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from readiness.cli import options, show_findings
from readiness.cli.session import Session, coloured
from readiness.findings import Finding, catalogue, nearest
from readiness.misuse import MisuseError

FORMATS = ("text", "concise", "json", "github")
SUFFIXES = {"json": "json", "txt": "text", "xlsx": "xlsx"}


def validate(
    ctx: typer.Context,
    *,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH")] = None,
    framework: options.Framework = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|concise|json|github")] = "text",
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
    mark = None if decimal is None else options.choice("--decimal", decimal, (".", ","))
    skipped = options.whole("--skip-rows", skip_rows, 0)
    found = [
        finding
        for finding in gather(session, paths or [], framework, decimal=mark, skip_rows=skipped, allow=allow_unknown)
        if finding.code not in ignored
    ]
    if formats:
        from readiness.files import write_all

        write_all({path: content(found, SUFFIXES[word], session, strict) for path, word in formats.items()})
    session.out(rendered(found, form, session, strict=strict, colour=coloured(sys.stdout)))
    return 0 if show_findings.verdict(found, strict=strict) == "pass" else 1


def gather(
    session: Session,
    paths: list[Path],
    framework: str | None,
    *,
    decimal: str | None = None,
    skip_rows: int = 0,
    allow: bool = False,
) -> list[Finding]:
    """All findings of what is named, or of the project where nothing is. Raises MisuseError."""
    from readiness import pipeline
    from readiness.cli.project import BadProjectError

    for path in paths:
        if not path.exists():
            raise MisuseError("path", path=path)
    try:
        project = session.project
    except BadProjectError as error:
        if not paths:
            return error.findings
        project = None
    found = list(project.findings) if project and not paths else []
    criteria = [path for path in paths if path.suffix.lower() in pipeline.CRITERIA_SUFFIXES]
    data = tuple(path for path in paths if path not in criteria)
    if not paths and project is None and framework is None:
        raise MisuseError("nothing_to_validate")
    if not paths and project:
        found += project.missing()
        data = tuple(path for path in project.data if path.exists())
    for path in criteria:
        found += _criteria(path)
    chosen = framework or _single_framework(criteria) or (project.framework if project else None)
    if data or not paths:
        if chosen is None:
            raise MisuseError("no_framework")
        request = pipeline.Request(chosen, data, decimal=decimal, skip_rows=skip_rows, allow_unknown=allow)  # type: ignore[arg-type]
        found += pipeline.check(request).findings
    return found


def _criteria(path: Path) -> list[Finding]:
    """A YAML file: a project file or a framework."""
    from readiness import pipeline
    from readiness.cli.language import PROJECT_FILE
    from readiness.cli.project import read_project

    if path.name == PROJECT_FILE:
        return read_project(path.read_bytes(), path.as_posix())[1]
    return list(pipeline.check(pipeline.Request(path.as_posix(), ())).findings)


def _single_framework(criteria: list[Path]) -> str | None:
    from readiness.cli.language import PROJECT_FILE

    frameworks = [path for path in criteria if path.name != PROJECT_FILE]
    return frameworks[0].as_posix() if len(frameworks) == 1 else None


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
    return show_findings.text(found, session, colour=colour, short=form == "concise")


def content(found: list[Finding], form: str, session: Session, strict: bool) -> bytes:
    """What ``-o`` writes."""
    if form == "xlsx":
        from readiness.cli.findings_book import findings_book

        return findings_book(found, session)
    return (rendered(found, form, session, strict=strict) + "\n").encode()
