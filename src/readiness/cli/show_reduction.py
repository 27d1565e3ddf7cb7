"""A reduction for people: what became of the rows, and the figures with their precision."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readiness.cli import grid
from readiness.cli.grid import Heading
from readiness.cli.numbers import NOTHING, published, rounded
from readiness.cli.session import Session, is_terminal

if TYPE_CHECKING:
    from readiness.survey.records import Reduction, Rows
    from readiness.survey.reduce import Request

DECIMALS = 2


def summary(reduction: Reduction, session: Session) -> str:
    """What became of every row, in a few lines."""
    say, log = session.say, reduction.log
    lines = [
        say(
            "reduce.rows",
            read=published(str(log.rows.read), session.lang),
            used=published(str(log.rows.used), session.lang),
        )
    ]
    lines += [f"  {line}" for line in _reasons(log.rows, session)]
    lines += [
        say("reduce.file", path=file.path, tool=say(f"reduce.tools.{file.tool}"), layout=say(f"reduce.{file.layout}"))
        for file in log.files
    ]
    for each in log.reliability:
        alpha, n = rounded(each.alpha, DECIMALS, session.lang), published(str(each.n), session.lang)
        lines.append(say("reduce.alpha", indicator=each.indicator, alpha=alpha, items=each.items, n=n))
    return "\n".join(lines)


def _reasons(rows: Rows, session: Session) -> Iterator[str]:
    for kind, reasons in (("refused", rows.refused), ("skipped", rows.skipped)):
        for reason, n in reasons.items():
            yield session.say(
                f"reduce.{kind}", n=published(str(n), session.lang), reason=session.say(f"reduce.reasons.{reason}")
            )


def show(reduction: Reduction, request: Request, session: Session) -> None:
    """Print a table: one row a unit and indicator."""
    lang, say = session.lang, session.say
    labels = {leaf.id: leaf.label.in_(lang) for leaf in request.framework.indicators()}
    waves = any(figure.wave for figure in reduction.figures)
    headings = [Heading(say("reduce.columns.wave"))] if waves else []
    headings += [Heading(say("reduce.columns.unit"), folds=True), Heading(say("reduce.columns.indicator"), folds=True)]
    headings += [Heading(say(f"reduce.columns.{key}"), right=True) for key in ("value", "interval", "n", "deff")]
    rows = []
    for figure in reduction.figures:
        found = figure.estimate
        unit = request.registry.units.get(figure.code) if request.registry else None
        rows.append(
            [
                *([figure.wave] if waves else []),
                f"{figure.code} {unit.name}" if unit else figure.code,
                labels[figure.indicator],
                rounded(found.value, DECIMALS, lang),
                _interval(found.low, found.high, lang),
                f"{found.n}{'*' if figure.small else ''}",
                rounded(found.deff, DECIMALS, lang),
            ]
        )
    grid.show(headings, rows, strong=len(headings) - 4)
    session.out("")
    notes = [say("reduce.interval")]
    if any(figure.small for figure in reduction.figures):
        notes.append(say("reduce.small", least=request.least))
    grid.notes(notes)


def _interval(low: float | None, high: float | None, lang: str) -> str:
    if low is None or high is None:
        return NOTHING
    return f"{rounded(low, DECIMALS, lang)}\u2013{rounded(high, DECIMALS, lang)}"


@contextmanager
def progress(session: Session) -> Iterator[Callable[[str, int, float], None] | None]:
    """While a person looks, how many rows of a file are read and how fast; nothing into a log."""
    if not is_terminal(sys.stderr):
        yield None
        return
    started: dict[str, float] = {}

    def step(path: str, about: int, fraction: float) -> None:
        seconds = time.monotonic() - started.setdefault(path, time.monotonic())
        done = round(about * fraction)
        rate = round(done / seconds) if seconds > 0 else 0
        percent = round(100 * fraction)
        rows, rate_shown = (published(str(number), session.lang) for number in (done, rate))
        text = session.say("reduce.progress", path=path, percent=percent, rows=rows, rate=rate_shown)
        sys.stderr.write(f"\r\x1b[2K{text}")
        sys.stderr.flush()

    try:
        yield step
    finally:
        if started:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
