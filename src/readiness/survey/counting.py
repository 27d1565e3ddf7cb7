"""From one file, through an engine, to counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from readiness.survey.counted import Counted
from readiness.survey.opening import Opened
from readiness.survey.plan import Plan
from readiness.survey.raw_texts import long
from readiness.survey.table import Engine, LargeWeightsError, Progress, Row, Table, TooManyPlacesError
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
    found = _attempt(engine, table, plan, progress)
    if engine.ragged:
        found.counts.rows[("", ""), "refused:ragged"] += engine.ragged
    return found


def _attempt(
    engine: Engine, table: Table, plan: Plan, progress: Progress | None, *, looked_for: bool = True
) -> Counted:
    """Try the fastest way first. ``looked_for``: the rows where something is wrong."""

    def run(select: str, known: Mapping[int, Collection[str]]) -> Iterable[Row]:
        return engine.rows(replace(table, known=known if looked_for else {}), select, progress)

    try:
        return (long if plan.layout == "long" else wide)(plan, run, engine)
    except LargeWeightsError:
        if plan.large:
            raise
        return _attempt(engine, table, replace(plan, large=True), progress, looked_for=looked_for)
    except TooManyPlacesError:
        if not looked_for:
            raise
        return _attempt(engine, table, plan, progress, looked_for=False)
