"""What changed between two results, for people: the verdict, who moved most, and what the framework says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.session import Session
from readiness.cli.show_scores import short_name

if TYPE_CHECKING:
    from readiness.report.pages.view import View
    from readiness.results.change import ResultsChange
    from readiness.results.records import Results

SHOWN = 20  # units and differences on screen; the other forms hold all


@dataclass(frozen=True, slots=True)
class Part:
    """A title, sentences below it, and a table, which may be empty."""

    title: str
    said: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    rows: tuple[Sequence[str], ...] = ()


def show(results: Sequence[Results], found: Sequence[ResultsChange], session: Session) -> None:
    """Print each change of the chain."""
    for number, part in enumerate(parts(results, found, session)):
        if number:
            session.out("")
        session.out(session.safe(part.title))
        grid.notes([session.safe(line) for line in part.said])
        if part.rows:
            session.out("")
            grid.show(part.headings, part.rows)


def plain(results: Sequence[Results], found: Sequence[ResultsChange], session: Session) -> str:
    """The same for a file."""
    texts = []
    for part in parts(results, found, session):
        texts.append("\n".join(session.safe(line) for line in (part.title, *part.said)))
        texts += [grid.plain(part.headings, part.rows)] if part.rows else []
    return "\n\n".join(texts)


def parts(results: Sequence[Results], found: Sequence[ResultsChange], session: Session) -> list[Part]:
    """All that is shown of a chain: ``found`` leads from each of ``results`` to the next."""
    from readiness.framework.model import Framework
    from readiness.report.pages.view import View

    told: list[Part] = []
    for after, change in zip(results[1:], found, strict=True):
        view = View(after, Framework.model_validate(after.framework.snapshot), session.lang)
        told += _parts(view, change, session)
    return told


def _parts(view: View, change: ResultsChange, session: Session) -> Iterator[Part]:
    from readiness.report.pages import changed, changed_rows

    title = changed.title(view, change)
    if view.results.synthetic:
        title += " · " + session.say("score.synthetic")
    yield Part(title, tuple(changed.verdict(view, change)))
    units = _units(view, change, session)
    yield from [units] if units.rows else []
    differences = changed_rows.difference_rows(view, change, counts=True)
    if differences:
        names = changed.side_names(view, change)
        heads = (view.t("change.node"), view.t("change.key"), *names)
        rows = tuple((row.node, row.key, row.before, row.after) for row in differences[:SHOWN])
        headings = tuple(Heading(head, folds=True) for head in heads)
        yield Part(view.t("change.framework"), _more(session, len(differences)), headings, rows)


def _units(view: View, change: ResultsChange, session: Session) -> Part:
    """Who moved most; what is printed adds up."""
    from readiness.report.pages import changed, changed_rows

    names = changed.side_names(view, change)
    moved = changed_rows.most_moved(change, len(change.units))
    keys = ("difference", "data", "by_framework", "both")
    headings = [Heading(view.t("col.code")), Heading(view.t("col.name"), folds=True)]
    headings += [Heading(name, right=True) for name in names]
    headings += [Heading(view.t(f"change.{key}"), right=True) for key in keys]
    rows = [
        (row.code, short_name(row.name), row.before, row.after, row.total, row.data, row.framework, row.both)
        for row in (changed_rows.unit_row(view, unit) for unit in moved[:SHOWN])
    ]
    return Part(view.t("change.most"), _more(session, len(moved)), tuple(headings), tuple(rows))


def _more(session: Session, count: int) -> tuple[str, ...]:
    return (session.say("change.more", shown=SHOWN, n=count),) if count > SHOWN else ()
