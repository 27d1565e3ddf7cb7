"""``readiness gate``: demands on published results, for CI. Nothing is scored again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.session import Session
from readiness.cli.show_gate import SHOWN
from readiness.cli.step_summary import add_to_step_summary

if TYPE_CHECKING:
    from readiness.gating import Limits, Request

SUFFIXES = {"json": "json", "xml": "junit", "md": "md", "txt": "text"}


def gate(
    ctx: typer.Context,
    *,
    results: Annotated[Path | None, typer.Argument(metavar="RESULTS")] = None,
    min_index: Annotated[str | None, typer.Option("--min-index", metavar="X")] = None,
    least: Annotated[list[str] | None, typer.Option("--min", metavar="ID=X")] = None,
    max_drop: Annotated[list[str] | None, typer.Option("--max-drop", metavar="X|ID=X")] = None,
    min_coverage: Annotated[list[str] | None, typer.Option("--min-coverage", metavar="X|ID=X")] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="RESULTS")] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|github|md|junit")] = "text",
    output: options.Outputs = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.gating import gate as judge
    from readiness.gating import limits_of

    options.language(lang)
    session: Session = ctx.obj
    shown = options.choice("--format", form, SHOWN)
    plan = {path: SUFFIXES[options.suffix(path, SUFFIXES)] for path in output or []}
    limits = {
        **limits_of([] if min_index is None else [min_index], "min"),
        **limits_of(least or [], "min", needs_node=True),
        **limits_of(max_drop or [], "max_drop"),
        **limits_of(min_coverage or [], "min_coverage"),
    }
    documents = results_source.find(session, results)
    before = _baseline(baseline, session)
    made = results_source.files(session, results)
    outputs.spare([*made, *([before] if before is not None else [])], plan)
    request = _request(limits, results, before, session)
    verdict, findings = judge(documents[-1], None if before is None else results_source.load(before), request)
    forms = {path: SHOWN[word](verdict, findings, session) for path, word in plan.items()}
    outputs.write({path: (text + "\n").encode("utf-8", "backslashreplace") for path, text in forms.items()}, session)
    add_to_step_summary(SHOWN["md"](verdict, findings, session))
    session.out(SHOWN[shown](verdict, findings, session))
    return 0 if verdict.verdict == "pass" else 1


def _baseline(named: Path | None, session: Session) -> Path | None:
    """The one named, or the project's where there is such a file; what it names and lacks is a mistake."""
    if named is None and session.project is not None:
        named = session.project.baseline
    return None if named is None else results_source.file_of(named)


def _request(limits: Limits, results: Path | None, baseline: Path | None, session: Session) -> Request:
    from readiness.gating import Request

    own = session.project.file.gate if session.project is not None else None
    read = results or (session.project.results if session.project is not None else None)
    return Request(
        options=limits,
        default=own.default.limits if own else {},
        groups=own.as_groups() if own else (),
        path="" if read is None else read.as_posix(),
        baseline_path="" if baseline is None else baseline.as_posix(),
    )
