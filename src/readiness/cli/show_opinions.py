"""Second opinions on the screen: the rank by each method, and how far it agrees with the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, rounded
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.results.records import OpinionResult, Results, UnitResult


def columns(results: Results, units: Sequence[UnitResult], session: Session) -> tuple[list[Heading], list[list[str]]]:
    """A column of ranks for each opinion; none where the framework asks for none."""
    opinions = results.opinions or ()
    headings = [Heading(session.say(f"score.opinions.short.{each.method}"), right=True) for each in opinions]
    return headings, [[_rank(opinion, unit.code) for opinion in opinions] for unit in units]


def notes(results: Results, session: Session) -> list[str]:
    """What the columns are, and how far each agrees with the ranks of the index."""
    opinions = results.opinions or ()
    if not opinions:
        return []
    return [session.say("score.opinions.note", agreements=" · ".join(_agreement(each, session) for each in opinions))]


def _rank(opinion: OpinionResult, code: str) -> str:
    return str(opinion.units[code].rank) if code in opinion.units else NOTHING


def _agreement(opinion: OpinionResult, session: Session) -> str:
    name = session.say(f"score.opinions.names.{opinion.method}")
    said = f"{name} {rounded(opinion.agreement, 2, session.lang)}"
    if opinion.optimal is not False:
        return said
    reached, most = (rounded(value, 2, session.lang) for value in (opinion.score, opinion.bound))
    return f"{said} ({session.say('score.opinions.unproven', score=reached, bound=most)})"
