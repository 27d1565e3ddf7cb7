"""What if, beside what is: of each region shown, what was supposed and what it moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, published, raw
from readiness.cli.session import Session
from readiness.cli.show_scores import short_name

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results, UnitResult

MOST = 20  # regions; a longer list is for a file


def show(before: Results, after: Results, units: Sequence[UnitResult], framework: Framework, session: Session) -> None:
    """Print a table: each value, index, band and rank as it is and as it would be. Nothing where nothing moves."""
    was = {unit.code: unit for unit in before.units}
    supposed = [leaf for leaf in framework.indicators() if leaf.id in after.options.get("set", {})]
    bands = {band.id: band.label.in_(session.lang) for band in framework.bands}

    def row(then: UnitResult, now: UnitResult) -> list[str]:
        values = [(raw(unit.nodes[leaf.id].raw, session.lang) for unit in (now, then)) for leaf in supposed]
        index = (published(unit.index.published, session.lang) for unit in (now, then))
        band = (bands.get(unit.index.band or "", NOTHING) for unit in (now, then))
        rank = (str(unit.index.rank or NOTHING) for unit in (now, then))
        return [short_name(then.name), *(" → ".join(pair) for pair in (*values, index, band, rank))]

    names = [session.safe(leaf.label.in_(session.lang)) for leaf in supposed]
    headings = [Heading(session.say("score.columns.name"), folds=True), *(Heading(name, folds=True) for name in names)]
    headings += [Heading(session.say(f"score.columns.{key}")) for key in ("index", "band", "rank")]
    rows = [row(unit, was[unit.code]) for unit in units if unit.code in was and _moved(unit, was[unit.code])]
    if rows:
        session.out("")
        session.out(session.say("score.beside"))
        session.out("")
        grid.show(headings, rows[:MOST])
        if len(rows) > MOST:
            session.out(session.say("score.beside_more", n=len(rows) - MOST))


def _moved(then: UnitResult, now: UnitResult) -> bool:
    """Whether a value, the index or the rank of a region is another one."""
    values = any(node.raw != now.nodes[key].raw for key, node in then.nodes.items())
    return values or (then.index.value, then.index.rank) != (now.index.value, now.index.rank)
