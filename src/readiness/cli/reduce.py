"""``readiness reduce``: from the answers of respondents to indicator values per unit."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, reduce_files, show_findings
from readiness.cli.session import Session, coloured
from readiness.findings import Finding, has_errors
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.manifest import Origin
    from readiness.framework.load import Loaded
    from readiness.survey.mapping import UserMapping
    from readiness.survey.questions import Questionnaire
    from readiness.survey.reduce import Engines, Request
    from readiness.survey.tables import Part

FORMATS = ("csv", "json")
ENGINES = ("duckdb", "spark")
LEAST = "30"
Column = Annotated[str | None, typer.Option(metavar="COL")]


def reduce(
    ctx: typer.Context,
    *,
    responses: Annotated[list[Path], typer.Argument(metavar="RESPONSES")],
    framework: options.Framework = None,
    tool: Annotated[str, typer.Option("--from", metavar="TOOL")] = "auto",
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
    write_mapping: Annotated[Path | None, typer.Option("--write-mapping", metavar="FILE")] = None,
    unit: Column = None,
    weight: Column = None,
    strata: Column = None,
    cluster: Column = None,
    fpc: Column = None,
    respondent: Column = None,
    wave: options.Wave = None,
    decimal: options.Decimal = None,
    min_n: Annotated[str, typer.Option("--min-n", metavar="N")] = LEAST,
    engine: Annotated[str, typer.Option("--engine", metavar="duckdb|spark")] = "duckdb",
    spark_master: Annotated[str, typer.Option("--spark-master", metavar="URL")] = "local[2]",
    partial: Annotated[Path | None, typer.Option("--partial", metavar="FILE")] = None,
    merge: Annotated[bool, typer.Option("--merge")] = False,
    output: options.Outputs = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    plan = _plan(output or [], partial, responses)
    for path in [*(path for path in plan if path != options.STDOUT), *([partial] if partial is not None else [])]:
        reduce_files.spare(session.target(path))  # now, not after millions of rows
    given = _given(tool, decimal, wave, min_n)
    given["digests"] = partial is not None
    given["chosen"] = _named(unit=unit, weight=weight, stratum=strata, cluster=cluster, fpc=fpc, respondent=respondent)
    engines = _engines(options.choice("--engine", engine, ENGINES), spark_master, session)
    loaded, name = _framework(session, framework)
    if loaded.framework is None:
        session.hint("reduce.nothing")
        return 3
    asked = _asked(loaded, name)
    table = _mapping(mapping, asked, session) if mapping else None
    if mapping and table is None:
        return 3
    request = _request(loaded, asked, responses, table, given)
    if write_mapping is not None:
        return _propose(request, write_mapping, session)
    part = _merged(responses, loaded) if merge else _counted(request, engines, session)
    origin = reduce_files.origin_of(loaded, name, [*responses, *([mapping] if mapping else [])])
    return _finish(request, part, plan, partial, session=session, origin=origin)


def _plan(output: Sequence[Path], partial: Path | None, responses: Sequence[Path]) -> dict[Path, str]:
    """The form of each output. Raises MisuseError for a suffix that says none, and for a file that is read here."""
    plan = {path: "csv" if path == options.STDOUT else options.suffix(path, FORMATS) for path in output}
    written = [path for path in plan if path != options.STDOUT]
    if partial is not None:
        options.suffix(partial, ("json",))
        written.append(partial)
    outputs.spare(responses, written)
    return plan


def _given(tool: str, decimal: str | None, wave: str | None, min_n: str) -> dict[str, object]:
    """What the options say of the reduction. Raises MisuseError."""
    from readiness.survey.source import TOOLS

    return {
        "tool": options.choice("--from", tool, ("auto", *TOOLS)),
        "mark": None if decimal is None else options.choice("--decimal", decimal, (".", ",")),
        "wave": wave or "",
        "least": options.whole("--min-n", min_n, 1),
    }


def _named(**headings: str | None) -> dict[str, str]:
    """The roles whose column was named."""
    return {role: heading for role, heading in headings.items() if heading is not None}


def _finish(
    request: Request, part: Part, plan: dict[Path, str], partial: Path | None, *, session: Session, origin: Origin
) -> int:
    """Estimate, tell, write, show; the exit code."""
    from readiness.cli import show_reduction
    from readiness.survey.partial import partial_json
    from readiness.survey.reduce import reduced

    reduction = reduced(request, part)
    _tell(reduction.findings, session)
    if part.counts.rows:
        session.tell(show_reduction.summary(reduction, session))
    if not reduction.figures:
        session.hint("reduce.nothing")
        return 3
    files = reduce_files.contents(reduction, plan)
    if partial is not None:
        files[partial] = partial_json(part, request.framework.id, request.sha256)
    outputs.write(files, session, origin)
    if not files:
        show_reduction.show(reduction, request, session)
    return 3 if has_errors(reduction.findings) else 0


def _tell(findings: Sequence[Finding], session: Session) -> None:
    told = show_findings.talk(tuple(findings), session, colour=coloured(sys.stderr), rest="-o, *.log.json")
    if told:
        session.tell(told)


def _framework(session: Session, name: str | None) -> tuple[Loaded, str]:
    """The framework named, or the project's, with its mistakes told. Raises MisuseError."""
    from readiness.asked import load_framework
    from readiness.resources import framework_ids

    project = session.project if name is None else None
    name = name or (project.framework if project else None)
    if name is None:
        raise MisuseError("no_framework", known=framework_ids())
    loaded = load_framework(name)
    _tell([finding for finding in loaded.findings if finding.severity == "error"], session)
    return loaded, name


def _asked(loaded: Loaded, name: str) -> Questionnaire:
    """What is asked of respondents. Raises MisuseError where nothing is."""
    from readiness.data.registry import load_registry
    from readiness.layout import layout_of
    from readiness.survey.questions import parts_of, questionnaire

    assert loaded.framework is not None
    if "survey" not in parts_of(loaded.framework):
        raise MisuseError("reduce_no_survey", framework=name)
    return questionnaire(loaded.framework, "survey", layout_of(loaded.framework, load_registry().columns))


def _mapping(path: Path, asked: Questionnaire, session: Session) -> UserMapping | None:
    """The user's mapping; None after telling what is wrong in it. Raises MisuseError where there is none."""
    from readiness.survey.mapping import read_mapping

    if not path.is_file():
        raise MisuseError("path", path=path)
    found, findings = read_mapping(path.read_bytes(), path.as_posix(), list(asked.questions()))
    _tell(findings, session)
    return found


def _request(
    loaded: Loaded, asked: Questionnaire, paths: list[Path], mapping: UserMapping | None, given: dict[str, object]
) -> Request:
    from readiness.data.registry import load_registry
    from readiness.survey.reduce import Request

    framework = loaded.framework
    assert framework is not None
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise MisuseError("path", path=path)
    registry = load_registry() if framework.units != "any" else None
    return Request(framework, loaded.sha256, asked, paths, registry, mapping=mapping, **given)  # type: ignore[arg-type]


def _engines(name: str, master: str, session: Session) -> Engines:
    """The way to an engine. Raises MisuseError where it is not installed, and where a manifest asks for another
    program or machine."""
    if name == "spark":
        if session.moved is not None:
            raise MisuseError("engine_again", engine=name)
        from readiness.survey.engines import spark

        if not spark.installed():
            raise MisuseError("no_engine", engine=name, extra=name)
        return spark.on(master)
    from readiness.survey.engines.duckdb import engine

    return engine


def _counted(request: Request, engines: Engines, session: Session) -> Part:
    from readiness.cli.show_reduction import progress
    from readiness.survey.reduce import counted

    with progress(session) as step:
        return counted(request, engines, step)


def _merged(paths: Sequence[Path], loaded: Loaded) -> Part:
    """The partial tables of others, joined: the sum does not depend on their order. Raises MisuseError."""
    from readiness.survey.merging import merged

    tables: dict[str, bytes] = {}
    seen: dict[bytes, Path] = {}
    for path in paths:
        if not path.is_file():
            raise MisuseError("path", path=path)
        if (other := seen.setdefault(data := path.read_bytes(), path)) is not path:
            raise MisuseError("reduce_twice", path=path, other=other)
        tables[path.as_posix()] = data
    return merged(tables, loaded.sha256)


def _propose(request: Request, path: Path, session: Session) -> int:
    """Write a mapping to complete. What is there is never replaced. Raises MisuseError."""
    from readiness.survey.reduce import proposed

    if path.exists():
        raise MisuseError("exists", paths=path.as_posix())
    text, findings = proposed(request, session.lang)
    _tell([finding for finding in findings if text is None or finding.severity != "error"], session)
    if text is None:
        return 3
    outputs.write({path: text.encode()}, session)
    return 0
