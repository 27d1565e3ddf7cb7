"""From one file, through an engine, to counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from readiness.survey.counted import Counted
from readiness.survey.opening import Opened
from readiness.survey.plan import Plan
from readiness.survey.raw_texts import long
from readiness.survey.table import Engine, Progress, Row, Table, TooManyPlacesError
from readiness.survey.tally import wide


def count(
    engine: Engine,
    opened: Opened,
    header_rows: int,
    plan: Plan,
    progress: Progress | None = None,
) -> Counted:
    """Reduce one file. Raises NoAnswersError, and what the engine raises."""
    table = Table(opened, header_rows, plan.columns, plan.roles.get("weight"), plan.mark)
    reduce = long if plan.layout == "long" else wide

    def run(select: str, known: Mapping[int, Collection[str]]) -> Iterable[Row]:
        return engine.rows(replace(table, known=known), select, progress)

    def run_plainly(select: str, known: Mapping[int, Collection[str]]) -> Iterable[Row]:
        del known
        return engine.rows(table, select, progress)

    try:
        found = reduce(plan, run, engine)
    except TooManyPlacesError:
        found = reduce(plan, run_plainly, engine)
    if engine.ragged:
        found.counts.rows[("", ""), "refused:ragged"] += engine.ragged
    return found
