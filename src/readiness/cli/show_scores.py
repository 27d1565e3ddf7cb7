"""The result for people: one row a unit in the order of rank, and under it what must be known to read it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from readiness.cli import grid, show_opinions
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, percent, published, raw
from readiness.cli.session import Session, is_terminal

if TYPE_CHECKING:
    from readiness.framework.model import Framework
    from readiness.results.records import Results, UnitResult

_SHORT = (("Kabupaten Administrasi ", "Kab. Adm. "), ("Kota Administrasi ", "Kota Adm. "), ("Kabupaten ", "Kab. "))


def show(
    results: Sequence[Results],
    session: Session,
    *,
    only: Sequence[str] | None,
    top: int | None,
    before: Sequence[Results] = (),
) -> None:
    """Print the table and its footnotes. Several waves are one table, the last wave ranks. ``before``: the same
    without what was supposed."""
    from readiness.framework.model import Framework

    current = results[-1]
    framework = Framework.model_validate(current.framework.snapshot)
    units = chosen(current, only, top)
    session.out(_title(results, framework, session))
    session.out("")
    if len(results) > 1:
        headings, rows = _history(results, units, framework, session)
    else:
        headings, rows = _wide(current, units, framework, session)
    grid.show(headings, rows, strong=3 if len(results) == 1 else len(headings) - 2)
    _opinions(headings, current, units, session)
    if before:
        from readiness.cli.show_what_if import show as show_what_if

        show_what_if(before[-1], current, units, framework, session)
    notes = _notes(current, units, framework, session)
    if notes:
        session.out("")
        grid.notes(notes)


def chosen(results: Results, only: Sequence[str] | None, top: int | None) -> list[UnitResult]:
    """The units to show, by rank, those without an index last; the choice never moves a rank."""
    units = [unit for unit in results.units if only is None or unit.code in only]
    units.sort(key=lambda unit: (unit.index.rank is None, unit.index.rank or 0, unit.code))
    return units[:top]


def short_name(name: str) -> str:
    """The name as a table cell has it.

    >>> short_name("Kabupaten Banyuasin")
    'Kab. Banyuasin'
    """
    for long, short in _SHORT:
        if name.startswith(long):
            return short + name.removeprefix(long)
    return name


def _title(results: Sequence[Results], framework: Framework, session: Session) -> str:
    current = results[-1]
    title = f"{framework.label.in_(session.lang)} ({current.framework.id} {current.framework.version})"
    waves = ", ".join(document.wave for document in results if document.wave)
    parts = [title, *([session.say("score.wave", wave=waves)] if waves else [])]
    if any(document.synthetic for document in results):
        parts.append(session.say("score.synthetic"))
    return session.safe(" · ".join(parts))


def _opinions(shown: Sequence[Heading], current: Results, units: Sequence[UnitResult], session: Session) -> None:
    """A short table of second opinions, where the large one had no room for them."""
    headings, cells = show_opinions.columns(current, units, session)
    if not headings or headings[0] in shown:
        return
    columns = (
        Heading(session.say("score.columns.rank"), right=True),
        Heading(session.say("score.columns.name"), folds=True),
    )
    rows = [
        [str(unit.index.rank or NOTHING), short_name(unit.name), *ranks]
        for unit, ranks in zip(units, cells, strict=True)
    ]
    session.out("")
    grid.show([*columns, *headings], rows)


def _wide(
    results: Results, units: Sequence[UnitResult], framework: Framework, session: Session
) -> tuple[list[Heading], list[list[str]]]:
    """Rank, code, name, index, band, coverage, and second opinions and the pillars as far as there is room."""
    say, lang = session.say, session.lang
    bands = {band.id: band.label.in_(lang) for band in framework.bands}
    headings = [
        Heading(say("score.columns.rank"), right=True),
        Heading(say("score.columns.code")),
        Heading(say("score.columns.name"), folds=True),
        Heading(say("score.columns.index"), right=True),
        Heading(say("score.columns.band"), folds=True),
        Heading(say("score.columns.coverage"), right=True),
    ]
    rows = [
        [
            str(unit.index.rank or NOTHING),
            unit.code,
            short_name(unit.name),
            published(unit.index.published, lang),
            bands.get(unit.index.band or "", NOTHING) + ("*" if unit.index.lowered else ""),
            percent(unit.index.coverage),
        ]
        for unit in units
    ]
    for more, cells in (show_opinions.columns(results, units, session), _pillars(units, framework, session)):
        wide = [[*row, *each] for row, each in zip(rows, cells, strict=True)]
        if not grid.fits([*headings, *more], wide):
            break
        headings, rows = [*headings, *more], wide
    return headings, rows


def _pillars(
    units: Sequence[UnitResult], framework: Framework, session: Session
) -> tuple[list[Heading], list[list[str]]]:
    """On a terminal the pillars are numbered and named below, for their names are long."""
    numbered = is_terminal(sys.stdout)
    headings = [
        Heading(f"P{number}" if numbered else node.label.in_(session.lang), right=True)
        for number, node in enumerate(framework.criteria, start=1)
    ]
    cells = [[published(unit.nodes[node.id].published, session.lang) for node in framework.criteria] for unit in units]
    return headings, cells


def _history(
    results: Sequence[Results], units: Sequence[UnitResult], framework: Framework, session: Session
) -> tuple[list[Heading], list[list[str]]]:
    """Rank and band of the last wave, and the index in each."""
    say, lang = session.say, session.lang
    bands = {band.id: band.label.in_(lang) for band in framework.bands}
    waves = [{unit.code: unit for unit in document.units} for document in results]
    headings = [
        Heading(say("score.columns.rank"), right=True),
        Heading(say("score.columns.code")),
        Heading(say("score.columns.name"), folds=True),
        *(Heading(document.wave or NOTHING, right=True) for document in results),
        Heading(say("score.columns.band"), folds=True),
    ]
    rows = [
        [
            str(unit.index.rank or NOTHING),
            unit.code,
            short_name(unit.name),
            *(published(wave[unit.code].index.published if unit.code in wave else None, lang) for wave in waves),
            bands.get(unit.index.band or "", NOTHING) + ("*" if unit.index.lowered else ""),
        ]
        for unit in units
    ]
    return headings, rows


def _notes(results: Results, units: Sequence[UnitResult], framework: Framework, session: Session) -> list[str]:
    """What the numbers do not say by themselves."""
    say, notes = session.say, []
    if is_terminal(sys.stdout) and len(framework.criteria) > 1:
        names = [f"P{n} {node.label.in_(session.lang)}" for n, node in enumerate(framework.criteria, start=1)]
        notes.append(session.safe(" · ".join(names)))
    if len(units) < len(results.units):
        notes.append(say("score.shown", n=len(units), of=len(results.units)))
    without = sum(unit.index.value is None for unit in results.units)
    if without:
        notes.append(say("score.without_index", n=without))
    if any(unit.index.lowered for unit in units):
        notes.append(say("score.capped"))
    notes += show_opinions.notes(results, session)
    notes += _weights(results, framework, session)
    if results.options.get("set"):
        supposed = ", ".join(f"{key} = {raw(value, session.lang)}" for key, value in results.options["set"].items())
        notes.append(say("score.what_if", values=supposed))
    return notes


def _weights(results: Results, framework: Framework, session: Session) -> list[str]:
    """Which set of weights was chosen, and whether the units scored made it."""
    name = results.options.get("weights")
    if not isinstance(name, str):  # none, or numbers of a Python program
        return []
    chosen = framework.weights_sets.get(name)
    if chosen is None or chosen.from_data is None:
        return [session.say("score.weights", name=name)]
    method = session.say(f"weights.methods.{chosen.from_data}")
    return [session.say("score.weights_from_data", name=name, method=method)]
