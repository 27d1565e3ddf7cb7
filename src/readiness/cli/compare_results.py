"""``readiness compare A.json B.json``: what changed from one results document to the next."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli import outputs, results_source
from readiness.cli.safe import safe_json
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.change import ResultsChange
    from readiness.results.records import Results


def compare_results(
    paths: Sequence[Path], plan: Mapping[Path, str], shown: str, session: Session, *, top: int | None, fail: bool
) -> int:
    """Show or write the change; ``fail``: exit 1 where anything moved. Raises MisuseError."""
    documents = [results_source.load(path) for path in paths]
    outputs.spare(paths, plan)
    if len(paths) > 2 and "html" in (plan.values() or [shown]):
        raise MisuseError("compare_chain_page")
    found = changes_of(documents, paths, top)
    if plan:
        made = {path: content(documents, found, word, session).encode() for path, word in plan.items()}
        outputs.write(made, session)
    elif shown == "text":
        from readiness.cli.show_change import show

        show(documents, found, session)
    else:
        sys.stdout.write(content(documents, found, shown, session))
    moved = sum(change.counts.moved for change in found)
    if not fail or not moved:
        return 0
    sys.stdout.flush()
    session.hint("change.moves_one" if moved == 1 else "change.moves", n=moved)
    return 1


def changes_of(documents: Sequence[Results], paths: Sequence[Path], top: int | None = None) -> list[ResultsChange]:
    """From each to the next. Raises MisuseError, also for a document that was edited until it holds no framework."""
    from pydantic import ValidationError

    from readiness.comparing import compare_results as compare

    try:
        return compare(documents, top)
    except (ValidationError, KeyError) as error:
        detail = (str(error).splitlines() or [""])[0][:200]
        raise MisuseError("not_results", path=", ".join(map(str, paths)), detail=detail) from error


def content(documents: Sequence[Results], found: Sequence[ResultsChange], form: str, session: Session) -> str:
    """The change in one of the forms, as text; a page shows one change."""
    if form == "json":
        from readiness import __version__
        from readiness.results.change import Changes
        from readiness.results.changes import dumps

        return safe_json(dumps(Changes(f"readiness {__version__}", tuple(found))).rstrip("\n")) + "\n"
    if form in ("text", "txt"):
        from readiness.cli.show_change import plain

        return plain(documents, found, session) + "\n"
    if form == "md":
        from readiness.report.markdown import changes

        return changes(documents, found, session.lang, session.command)
    from readiness.report.site import change_html

    return change_html(documents[-1], found[-1], session.lang, session.command)
