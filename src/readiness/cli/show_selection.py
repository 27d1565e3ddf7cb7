"""A selection for people: the verdict, the chosen, the contested, who waits, and where doubt comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.session import Session
from readiness.cli.show_scores import short_name

if TYPE_CHECKING:
    from readiness.report.pages.selection_rows import CandidateView
    from readiness.report.pages.view import View
    from readiness.results.records import Results
    from readiness.results.selection import Selection

BAR = 20  # columns of a bar


def show(document: Results, selection: Selection, session: Session) -> None:
    """Print it."""
    from readiness.framework.model import Framework
    from readiness.report.pages.selection_page import the_line, verdict
    from readiness.report.pages.selection_rows import rows
    from readiness.report.pages.view import View

    view = View(document, Framework.model_validate(document.framework.snapshot), session.lang)
    lines = rows(view, selection)
    session.out(_title(view, selection, session))
    session.out("")
    grid.notes([session.safe(verdict(view, selection)), session.safe(the_line(view, selection))])
    chosen = [line for line in lines if line.chosen]
    waiting = sorted((line for line in lines if line.waiting), key=lambda line: int(line.waiting))
    contested = [line for line in lines if line.zone == "contested"]
    _table(session, session.say("select.chosen", n=len(chosen)), *_people(view, chosen, session))
    _table(session, session.say("select.contested", n=len(contested)), *_chances(view, contested, session))
    _table(session, session.say("select.waiting", n=len(waiting)), *_people(view, waiting, session, waiting=True))
    _table(session, session.say("select.quotas"), *_quotas(view, selection, session))
    _table(session, session.say("select.sources"), *_sources(view, selection, session))
    session.out("")
    grid.notes(_notes(view, selection, session))


def _title(view: View, selection: Selection, session: Session) -> str:
    framework = view.framework
    parts = [view.t("select.title", top=selection.top, of=len(selection.candidates))]
    parts.append(f"{framework.label.in_(session.lang)} ({framework.id} {framework.version})")
    parts += [session.say("score.wave", wave=selection.wave)] if selection.wave else []
    parts += [session.say("score.synthetic")] if selection.synthetic else []
    return session.safe(" · ".join(parts))


def _table(session: Session, title: str, headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> None:
    """Nothing where there are no rows."""
    if rows:
        session.out("")
        session.out(title)
        session.out("")
        grid.show(headings, rows)


def _people(
    view: View, lines: Sequence[CandidateView], session: Session, *, waiting: bool = False
) -> tuple[list[Heading], list[list[str]]]:
    """Those of one list; columns that say nothing of any of them are left out."""
    own = [Heading(session.say("select.columns.waiting"), right=True)] if waiting else []
    headings = [
        *own,
        Heading(view.t("select.place"), right=True),
        Heading(session.say("score.columns.code")),
        Heading(session.say("score.columns.name"), folds=True),
        Heading(session.say("score.columns.index"), right=True),
        Heading(view.t("select.ranks"), right=True),
        Heading(view.t("select.chance"), right=True),
        Heading(view.t("select.zone"), folds=True),
    ]
    told = [_beside(view, line) for line in lines]
    more = [Heading(view.t("select.beside"), folds=True)] if any(told) else []
    rows = [
        [
            *([line.waiting] if waiting else []),
            line.place,
            line.code,
            short_name(line.name),
            line.index,
            line.ranks,
            line.chance,
            view.t(f"select.{line.zone}"),
            *([beside] if more else []),
        ]
        for line, beside in zip(lines, told, strict=True)
    ]
    return [*headings, *more], rows


def _beside(view: View, line: CandidateView) -> str:
    made = line.decision
    decided = [] if made is None else [made.words + (f": {made.reason}" if made.reason else "")]
    differs = [view.t("select.differs").rstrip(".")] if made is not None and made.differs else []
    return "; ".join([*line.notes, *differs, *decided])


def _chances(view: View, lines: Sequence[CandidateView], session: Session) -> tuple[list[Heading], list[list[str]]]:
    """The contested with a bar of their chance."""
    headings = [
        Heading(view.t("select.place"), right=True),
        Heading(session.say("score.columns.name"), folds=True),
        Heading(""),
        Heading(view.t("select.chance"), right=True),
        Heading(session.say("select.columns.bounds"), right=True),
        Heading(view.t("select.result"), folds=True),
    ]
    rows = [
        [
            line.place,
            short_name(line.name),
            bar(line.bar),
            line.chance,
            line.bounds,
            view.t("select.in" if line.chosen else "select.not_in"),
        ]
        for line in lines
    ]
    return headings, rows


def bar(hundredths: int) -> str:
    """A share as a bar of fixed width.

    >>> bar(50)
    '██████████░░░░░░░░░░'
    """
    filled = round(BAR * hundredths / 100)
    return "█" * filled + "░" * (BAR - filled)


def _quotas(view: View, selection: Selection, session: Session) -> tuple[list[Heading], list[list[str]]]:
    from readiness.report.pages.selection_page import quotas

    headings = [
        Heading(view.t("select.quota"), folds=True),
        Heading(view.t("select.candidates"), right=True),
        Heading(view.t("select.chosen"), right=True),
        Heading(view.t("select.binds")),
    ]
    rows = [
        [
            session.safe(each.words),
            str(each.candidates),
            str(each.chosen),
            view.t(f"word.{'yes' if each.binds else 'no'}"),
        ]
        for each in quotas(view, selection)
    ]
    return headings, rows


def _sources(view: View, selection: Selection, session: Session) -> tuple[list[Heading], list[list[str]]]:
    """What was drawn, and how much of what changes the chosen set comes from it."""
    shares = {each.source: each.total for each in selection.doubt.sensitivity if each.of == "membership"}
    headings = [
        Heading(view.t("doubt.source"), folds=True),
        Heading(view.t("doubt.how"), folds=True),
        Heading(view.t("doubt.count"), right=True, folds=True),
    ]
    headings += [Heading(session.say("select.columns.share"), right=True, folds=True)] if any(shares.values()) else []
    rows = []
    for each in selection.doubt.sources:
        row = [view.t(f"doubt.{each.source}"), session.safe(each.how), view.number(float(each.of), 0)]
        if any(shares.values()):
            found = shares.get(each.source)
            row.append(view.percent(max(0.0, found.value)) if found else "–")
        rows.append(row)
    return headings, rows


def _notes(view: View, selection: Selection, session: Session) -> list[str]:
    """What the numbers do not say by themselves."""
    doubt, notes = selection.doubt, []
    if selection.tied:
        notes.append(session.safe(view.t("select.tied", names=", ".join(selection.tied))))
    if selection.quotas and selection.quota_cost:
        notes.append(view.t("select.quotas_lead", cost=view.score(selection.quota_cost)))
    if (fewer := selection.options.get("draws_chosen_in")) is not None and fewer < doubt.draws:
        notes.append(session.say("select.fewer", n=view.number(float(fewer), 0)))
    notes.append(session.say("select.draws", n=view.number(float(doubt.draws), 0), seed=doubt.seed))
    if doubt.settled is False:
        notes.append(session.say("select.unsettled"))
    notes += [view.t(f"select.limit_{key}") for key in ("zone", "people")]
    return notes
