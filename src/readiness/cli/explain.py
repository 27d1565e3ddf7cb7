"""``readiness explain``: offline help on a code, a method, an indicator, a region's score, or the exit codes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, results_source, show_method
from readiness.cli.session import Session
from readiness.findings import catalogue, nearest
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results

EXIT_CODES = "exit-codes"
_PARAM = re.compile(r"\{[^{}]*\}")
_CODE = re.compile(r"[A-Z][0-9]{3}", re.IGNORECASE)


def explain(
    ctx: typer.Context,
    *,
    what: Annotated[str, typer.Argument(metavar="WHAT")],
    framework: options.Framework = None,
    results: options.ResultsPath = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    options.language(lang)
    session: Session = ctx.obj
    if what == EXIT_CODES:
        session.out(session.say("explain.exit_codes").strip("\n"))
        return 0
    if _CODE.fullmatch(what):
        session.out(code_page(what.upper(), session))
        return 0
    document = _document(session, results, asked=framework is None)
    tree = _framework(session, framework, document)
    pages = [*_node(tree, what, session), *show_method.pages(what, session)]
    if pages:
        session.out("\n\n".join(pages))
        return 0
    if document is None:
        raise MisuseError("what", what=what, nearest=nearest(what, _known(tree)))
    _unit(document, what, tree, session)
    return 0


def _node(tree: Framework | None, what: str, session: Session) -> list[str]:
    """The page of a node of the framework, where it has one of this id; a method may bear the same name."""
    if tree is None or what not in {node.id for node in tree.walk()}:
        return []
    from readiness.cli.show_node import text

    return [text(tree, what, session)]


def code_page(code: str, session: Session) -> str:
    """The page of a finding's code. Raises MisuseError for one that does not exist."""
    known = catalogue()
    if code not in known:
        raise MisuseError("code", code=code, nearest=nearest(code, known))
    entry = known[code]
    words = entry[session.lang]
    severity = session.say(f"findings.severity.{entry['severity']}")
    hints = [line for line in words.get("hint", []) if "{" not in line]
    told = "\n".join([_PARAM.sub("…", words["message"]), *hints])
    return f"{code} {entry['name']} ({severity})\n\n{told}\n\n{words['page'].strip()}"


def _document(session: Session, named: Path | None, *, asked: bool) -> Results | None:
    """The results to look a region up in: named, or the project's where it has some."""
    if named is not None:
        return results_source.load(named)
    if not asked or session.project is None:
        return None
    try:
        return results_source.find(session, None)[-1]
    except MisuseError:
        return None


def _framework(session: Session, named: str | None, document: Results | None) -> Framework | None:
    from readiness import pipeline
    from readiness.framework.model import Framework

    if named is None and document is not None:
        return Framework.model_validate(document.framework.snapshot)
    name = named or (session.project.framework if session.project else None)
    if name is None:
        return None
    return pipeline.check(pipeline.Request(name, ())).loaded.framework


def _known(tree: Framework | None) -> list[str]:
    nodes = [node.id for node in tree.walk()] if tree else [EXIT_CODES, *catalogue()]
    return [*nodes, *show_method.known()]


def _unit(document: Results, what: str, tree: Framework | None, session: Session) -> None:
    """The sum of a region. An unknown word may have meant a node as well as a region."""
    from readiness.cli import show_why
    from readiness.pipeline import find_code

    names = {unit.code: unit.name for unit in document.units}
    try:
        code = find_code(what, names)
    except MisuseError as error:
        if error.key != "unit":
            raise
        raise MisuseError("what", what=what, nearest=nearest(what, [*_known(tree), *names.values()])) from error
    show_why.show(document, next(unit for unit in document.units if unit.code == code), session)
