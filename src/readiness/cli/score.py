"""``readiness score``: the numbers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, show_findings
from readiness.cli import trace as stages
from readiness.cli.manifest import Origin
from readiness.cli.session import Session, coloured
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.pipeline import Request, Scored

GLANCE = 20  # codes of refused regions that are named; all stand in the results and in ``validate``


def score(
    ctx: typer.Context,
    *,
    data: Annotated[list[Path] | None, typer.Argument(metavar="DATA")] = None,
    framework: options.Framework = None,
    wave: options.Wave = None,
    stage: options.Stage = None,
    weights: Annotated[str | None, typer.Option("--weights", metavar="NAME")] = None,
    what_if: Annotated[list[str] | None, typer.Option("--set", metavar="ID=VALUE")] = None,
    only: options.Only = None,
    top: options.Top = None,
    why: Annotated[bool, typer.Option("--why")] = False,
    trace: Annotated[Path | None, typer.Option("--trace", metavar="DIR")] = None,
    decimal: options.Decimal = None,
    skip_rows: options.SkipRows = "0",
    allow_unknown: options.AllowUnknown = False,
    output: options.Outputs = None,
    form: Annotated[str | None, typer.Option("--format", metavar="json|csv|xlsx|md")] = None,
    dialect: Annotated[str, typer.Option("--csv", metavar="plain|excel-id")] = "plain",
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.asked import criteria_of

    options.language(lang)
    session: Session = ctx.obj
    plan = outputs.planned(output or [], form, outputs.SCORE_FORMATS)
    form_of_csv = options.choice("--csv", dialect, outputs.DIALECTS)
    limit = None if top is None else options.whole("--top", top, 1)
    asked = {"wave": wave, "stage": stage, "weights": weights, "what_if": what_if or [], "only": only or []}
    reading = _reading(decimal, skip_rows, allow_unknown, trace)
    request = request_of(session, data or [], framework, **asked, **reading)
    scored = run(request, session)
    if not scored.results:
        session.hint("score.nothing")
        return 3
    files = _files(scored, plan, session, limit, form_of_csv)
    outputs.spare(request.data, [path for path in files if path != options.STDOUT])
    if not (data or framework or what_if or stage or weights or allow_unknown):
        files |= _project_results(scored, session)
    if trace is not None:
        stages.write(session.target(trace), scored, session)
    outputs.write(files, session, Origin(scored.results, framework=criteria_of(request.framework)))
    _tell(scored, plan, session, limit, why)
    return exit_code(scored)


def _reading(decimal: str | None, skip_rows: str, allow_unknown: bool, trace: Path | None) -> dict[str, object]:
    """How the files are read, and whether every stage is kept. Raises MisuseError."""
    skipped = options.whole("--skip-rows", skip_rows, 0)
    return {"decimal": decimal, "skip_rows": skipped, "allow_unknown": allow_unknown, "trace": trace is not None}


def _tell(scored: Scored, plan: dict[Path, str], session: Session, limit: int | None, why: bool) -> None:
    """On screen: the table where no file was asked for, and the sums that ``--why`` asks for."""
    if not plan:
        _screen(scored, session, limit, why)
    elif why and options.STDOUT not in plan:
        _whys(scored, session, limit)


def request_of(session: Session, data: list[Path], framework: str | None, **given: object) -> Request:
    """The request that options and project file make together. Raises MisuseError."""
    from readiness.pipeline import Request

    project = session.project if framework is None or not data else None
    framework = framework or (project.framework if project else None)
    paths = tuple(data) or (project.data if project else ())
    if framework is None:
        raise MisuseError("no_framework", known=_bundled())
    if not paths:
        raise MisuseError("no_data")
    wave = given.pop("wave", None) or (project.file.wave if project and not data else None)
    if given.get("decimal") is not None:
        given["decimal"] = options.choice("--decimal", str(given["decimal"]), (".", ","))
    given["what_if"] = dict(_pair(text) for text in given.pop("what_if", []))  # type: ignore[attr-defined]
    given["only"] = tuple(given.pop("only", ()))  # type: ignore[arg-type]
    return Request(framework, paths, wave=wave, **given)  # type: ignore[arg-type]


def run(request: Request, session: Session) -> Scored:
    """Score, and tell the findings on stderr."""
    from readiness.pipeline import score as score_request

    scored = score_request(request)
    told = show_findings.talk(scored.findings, session, colour=coloured(sys.stderr))
    if told:
        session.tell(told)
    refused = sorted({finding.unit for finding in scored.findings if finding.unit and finding.severity == "error"})
    if refused and scored.results:
        session.hint("score.refused", n=len(refused), units=_some(refused, session))
    return scored


def _some(codes: Sequence[str], session: Session) -> str:
    """So many codes as can be read at a glance, and how many more."""
    shown = ", ".join(codes[:GLANCE])
    return shown if len(codes) <= GLANCE else session.say("score.and_more", shown=shown, n=len(codes) - GLANCE)


def exit_code(scored: Scored) -> int:
    """3 where a unit, a file or the framework was refused."""
    return 0 if show_findings.verdict(scored.findings) == "pass" and scored.results else 3


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise MisuseError("set_form", text=text)
    return name.strip(), value.strip()


def _bundled() -> list[str]:
    from readiness.resources import framework_ids

    return framework_ids()


def _files(scored: Scored, plan: dict[Path, str], session: Session, top: int | None, dialect: str) -> dict[Path, bytes]:
    several = len(scored.results) > 1
    if several and options.STDOUT in plan:
        raise MisuseError("stdout_waves", known=[document.wave for document in scored.results])
    return {
        path if path == options.STDOUT else outputs.per_wave(path, document.wave, several): outputs.content(
            document, form, session, only=scored.only, top=top, dialect=dialect
        )
        for path, form in plan.items()
        for document in scored.results
    }


def _project_results(scored: Scored, session: Session) -> dict[Path, bytes]:
    """Inside a project the results are kept where ``report`` and ``compare`` look for them."""
    if session.project is None:
        return {}
    path = session.project.results
    if session.moved is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    several = len(scored.results) > 1
    return {
        outputs.per_wave(path, document.wave, several): outputs.content(document, "json", session, only=None, top=None)
        for document in scored.results
    }


def _screen(scored: Scored, session: Session, top: int | None, why: bool) -> None:
    from readiness.cli.show_scores import show

    if not why:
        show(scored.results, session, only=scored.only, top=top, before=scored.before)
        return
    _whys(scored, session, top)


def _whys(scored: Scored, session: Session, top: int | None) -> None:
    """The sums of the chosen units; without a choice, of the first ones, for 514 sums help nobody."""
    from readiness.cli import show_why
    from readiness.cli.show_scores import chosen

    limit = top or (None if scored.only else 1)
    for document in scored.results:
        for number, unit in enumerate(chosen(document, scored.only, limit)):
            if number:
                session.out("")
            show_why.show(document, unit, session)
