"""Every stage of the scoring of one wave as a plain table, to be compared with another engine's or with a hand's.

| table | what stands in it |
|---|---|
| 01-raw | the value as read; a choice as its key; nothing where there is none or where it does not apply |
| 02-per | after the denominator; still without the gaps |
| 03-impute | with gaps filled |
| 04-treat | with outliers treated |
| 05-clip | within worst and best, where the indicator is clipped |
| 06-transform | after log, log10 or sqrt |
| 07-normalise | on the framework's scale |
| 08-score | of every node, the index first; under ``missing: worst`` with the gaps at the scale's minimum |
| 09-share | of every node within its parent, over the children that have a score |
| imputed | each value that was put into a gap: how, and on what it rests |
| treated | each value that treatment moved: before, after, how and why |

A number that does not exist is None. Units stand in the order of their codes, indicators in the framework's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from readiness.data.table import Table
from readiness.framework.model import Framework
from readiness.scoring.leaves import NO_METHODS, Methods, clipped, group_of
from readiness.scoring.methods import TRANSFORMS
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.raw import Raws
from readiness.scoring.run import Scored, scored_wave
from readiness.scoring.vectors import Vector

Cell = str | float | None
Sheet = list[list[Cell]]
UNIT: tuple[Cell, ...] = ("code", "name")
IMPUTED: tuple[Cell, ...] = (*UNIT, "indicator", "value", "how", "basis")
TREATED: tuple[Cell, ...] = (*UNIT, "indicator", "before", "after", "how", "why")


def stages(
    framework: Framework, table: Table, waves: Sequence[Table] = (), methods: Methods = NO_METHODS
) -> dict[str, Sheet]:
    """The tables by name, each with its header first. Arguments as those of ``assess``; what is refused is absent."""
    plan = plan_of(framework)
    scored, _told = scored_wave(plan, table, waves, methods)
    at = [row for row, _leaf in plan.leaves()]
    every = list(range(len(plan.rows)))
    return {
        **{name: _sheet(plan, scored, column, at) for name, column in _columns(plan, scored).items()},
        "08-score": _sheet(plan, scored, scored.scores.folded.score, every),
        "09-share": _sheet(plan, scored, scored.scores.folded.share, every[1:]),
        **_touched(plan, scored),
    }


def _columns(plan: Plan, scored: Scored) -> dict[str, Vector | Raws]:
    """The stages of the leaves, rows × units."""
    prepared = scored.prepared
    values = prepared.values
    treated = np.where(values.known, values.adjusted, np.nan)
    bounded, bent = np.full_like(treated, np.nan), np.full_like(treated, np.nan)
    for at, leaf in plan.leaves():
        bounded[at] = clipped(leaf, treated[at], group_of(scored.reference, at, leaf))
        bent[at] = TRANSFORMS[leaf.transform](bounded[at])
    return {
        "01-raw": values.raw,
        "02-per": np.where(values.observed, prepared.per, np.nan),
        "03-impute": np.where(values.known, prepared.filled, np.nan),
        "04-treat": treated,
        "05-clip": bounded,
        "06-transform": bent,
        "07-normalise": scored.leaves.score,
    }


def _sheet(plan: Plan, scored: Scored, column: Vector | Raws, at: Sequence[int]) -> Sheet:
    head: list[Cell] = [*UNIT, *(plan.rows[row].id for row in at)]
    units = scored.prepared.table.units
    return [head, *([unit.code, unit.name, *map(_cell, column[at, j].tolist())] for j, unit in enumerate(units))]


def _cell(value: str | float | None) -> Cell:
    """A double as it is, but 0.0 for -0.0 and nothing for NaN."""
    if value is None or isinstance(value, str):
        return value
    return None if np.isnan(value) else value + 0.0


def _touched(plan: Plan, scored: Scored) -> dict[str, Sheet]:
    prepared = scored.prepared
    made = {place: (one.value, one.how, one.basis) for place, one in prepared.imputed.items()}
    moved = {place: (one.before, one.after, one.how, one.why) for place, one in prepared.treated.items()}
    return {"imputed": _list(plan, scored, IMPUTED, made), "treated": _list(plan, scored, TREATED, moved)}


def _list(plan: Plan, scored: Scored, head: Iterable[Cell], said: Mapping[tuple[int, int], tuple[Cell, ...]]) -> Sheet:
    units = scored.prepared.table.units
    rows = ([units[j].code, units[j].name, plan.rows[at].id, *said[at, j]] for at, j in sorted(said))
    return [list(head), *rows]
