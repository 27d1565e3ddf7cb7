"""``readiness weights``: what each node weighs, as written and in fact."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source, show_findings
from readiness.cli.session import Session, coloured
from readiness.findings import Finding, has_errors, nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results
    from readiness.results.weighting import Influence

FORMATS = ("text", "json", "csv", "md")
SUFFIXES = ("json", "csv", "xlsx", "md")


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at: a framework, the units scored under it if any, and the set of weights it carries already."""

    framework: Framework | None
    document: Results | None = None
    carries: str | None = None
    code: int = 0


def weights(
    ctx: typer.Context,
    *,
    data: Annotated[list[Path] | None, typer.Argument(metavar="DATA")] = None,
    framework: options.Framework = None,
    results: options.ResultsPath = None,
    wave: options.Wave = None,
    name: Annotated[str | None, typer.Option("--weights", metavar="NAME")] = None,
    form: Annotated[str, typer.Option("--format", metavar="text|json|csv|md")] = "text",
    output: options.Outputs = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    shown = options.choice("--format", form, FORMATS)
    plan = {path: _form(path, shown) for path in output or []}
    looked = _look(session, data or [], framework, results, wave)
    if looked.framework is None:
        session.hint("score.nothing")
        return 3
    chosen = _chosen(looked, name)
    found, findings = influence_of(looked, chosen, compare=name is None)
    told = show_findings.talk(findings, session, colour=coloured(sys.stderr))
    if told:
        session.tell(told)
    if found is None:
        return 3
    _print(looked, found, plan, shown, session)
    return looked.code


def _form(path: Path, shown: str) -> str:
    """The form of one ``-o``; stdout takes the one of ``--format``."""
    if path != options.STDOUT:
        return options.suffix(path, SUFFIXES)
    return "json" if shown == "text" else shown


def _print(looked: Looked, found: Influence, plan: dict[Path, str], shown: str, session: Session) -> None:
    from readiness.cli import weights_files

    assert looked.framework is not None
    if plan:
        contents = {
            path: weights_files.content(looked.framework, looked.document, found, word, session)
            for path, word in plan.items()
        }
        outputs.write(contents, session)
    elif shown == "text":
        from readiness.cli.show_weights import show

        show(looked.framework, looked.document, found, session)
    else:
        text = weights_files.content(looked.framework, looked.document, found, shown, session).decode()
        sys.stdout.write(text)


def _look(session: Session, data: list[Path], framework: str | None, results: Path | None, wave: str | None) -> Looked:
    """Results as named, data scored now, else the framework alone or with the project's own results."""
    named = _named_results(data, results)
    if named is not None:
        if framework is not None:
            raise MisuseError("weights_framework")
        from readiness.framework.model import Framework

        document = results_source.load(named)
        held, carries = Framework.model_validate(document.framework.snapshot), document.options.get("weights")
        # a Python program may have scored under numbers of its own, which have no name
        return Looked(held, document, carries if isinstance(carries, str) and carries in held.weights_sets else None)
    tree, code = _framework(session, framework, told=not data)
    if tree is None:
        return Looked(None)
    if data:
        from readiness.cli.score import exit_code, request_of, run

        scored = run(request_of(session, data, framework, wave=wave), session)
        if not scored.results:
            return Looked(None)
        return Looked(tree, scored.results[-1], code=exit_code(scored))
    document_ = _of_project(session, wave) if framework is None else None
    return Looked(tree, document_, code=code)


def _named_results(data: list[Path], results: Path | None) -> Path | None:
    documents = [path for path in data if path.suffix.lower() == ".json"]
    if (documents and len(data) > 1) or (results is not None and data):
        raise MisuseError("results_and_data")
    return results or (documents[0] if documents else None)


def _framework(session: Session, named: str | None, *, told: bool) -> tuple[Framework | None, int]:
    """The framework named, or the project's, with its mistakes told; and the exit code that they mean."""
    from readiness.pipeline import load_framework

    name = named or (session.project.framework if session.project else None)
    if name is None:
        from readiness.resources import framework_ids

        raise MisuseError("no_framework", known=framework_ids())
    loaded = load_framework(name)
    if told or loaded.framework is None:
        text = show_findings.talk(loaded.findings, session, colour=coloured(sys.stderr))
        if text:
            session.tell(text)
    return loaded.framework, 3 if has_errors(loaded.findings) else 0


def _of_project(session: Session, wave: str | None) -> Results | None:
    """The project's results, where it has some and they are still those of its framework and data."""
    if session.project is None:
        return None
    try:
        documents = results_source.find(session, None)
    except MisuseError:
        return None
    if results_source.is_stale(documents, session.project):
        return None
    return next((each for each in reversed(documents) if wave in (None, each.wave)), None)


def _chosen(looked: Looked, name: str | None) -> str:
    """The set to show. Raises MisuseError for one that is not there, or that results under another set cannot show."""
    from readiness.results.weighting import WRITTEN

    assert looked.framework is not None
    known = [WRITTEN, *looked.framework.weights_sets]
    if name is not None and name not in known:
        raise MisuseError("weights", name=name, nearest=nearest(name, known), known=known)
    if looked.carries is None:
        return name or WRITTEN
    if name not in (None, looked.carries):
        raise MisuseError("weights_of_results", name=name, carries=looked.carries)
    return looked.carries


def influence_of(looked: Looked, name: str, *, compare: bool) -> tuple[Influence | None, tuple[Finding, ...]]:
    """The weights of a set with what they do, the other sets beside them, and what must be told.

    None where the data cannot give the weights. Raises MisuseError where there are no data and the set needs some.
    """
    from readiness.analysis.influence import influence, set_weights
    from readiness.scoring.weights import asks_data, resolve_with

    framework, document = looked.framework, looked.document
    assert framework is not None
    if document is None and asks_data(framework, name):
        raise MisuseError("weights_need_data", name=name)
    weighted = resolve_with(framework, name, lambda: _given(document))
    if has_errors(weighted.findings):
        return None, weighted.findings
    # results that were scored under a set carry its very numbers
    tree = framework if looked.carries is not None else weighted.framework
    found = influence(tree, weighted.report, document)
    if compare and looked.carries is None and framework.weights_sets:
        found = replace(found, sets=set_weights(framework, None if document is None else lambda: _given(document)))
    return found, weighted.findings


def _given(document: Results | None) -> Results:
    assert document is not None
    return document
