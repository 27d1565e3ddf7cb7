"""The steps of a plan, in the order in which they bring most for their cost, each with what it brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from readiness import scoring
from readiness.analysis.improving.ladders import Ladder
from readiness.analysis.improving.search import Problem
from readiness.results.improvement import Step

Supposed = dict[str, float | str | None]
Alone = Mapping[tuple[str, int], float | None]


def steps_of(given: Problem, picks: Sequence[int]) -> tuple[Step, ...]:
    """The chosen steps, first what brings most for its cost; the steps of one indicator stay in their order."""
    alone = _alone(given, picks)
    order = _order([each for each, pick in zip(given.ladders, picks, strict=True) if pick], picks, given, alone)
    standing: Supposed = {}
    supposed: list[Supposed] = []
    for each, n in order:
        standing = {**standing, each.leaf.id: each.rungs[n].raw}
        supposed.append(standing)
    running = scoring.indices_of(given.framework, given.unit, supposed) if supposed else []
    return tuple(_step(each, n, alone[each.leaf.id, n], now) for (each, n), now in zip(order, running, strict=True))


def _alone(given: Problem, picks: Sequence[int]) -> Alone:
    """What each chosen step adds to the index if only its own indicator moves."""
    chosen = [(each, n) for each, pick in zip(given.ladders, picks, strict=True) for n in range(1, pick + 1)]
    supposed = [{each.leaf.id: each.rungs[n].raw} for each, n in chosen]
    found = scoring.indices_of(given.framework, given.unit, supposed) if supposed else []
    index = {(each.leaf.id, n): value for (each, n), value in zip(chosen, found, strict=True)}
    now = given.unit.index.value
    before = {key: now if key[1] == 1 else index[key[0], key[1] - 1] for key in index}
    return {key: _difference(before[key], value) for key, value in index.items()}


def _difference(before: float | None, after: float | None) -> float | None:
    if before is None or after is None:
        return None
    return 0.0 if abs(after - before) < 1e-12 else after - before


def _order(moving: Sequence[Ladder], picks: Sequence[int], given: Problem, alone: Alone) -> list[tuple[Ladder, int]]:
    last = {each.leaf.id: pick for each, pick in zip(given.ladders, picks, strict=True)}
    at = {each.leaf.id: 1 for each in moving}
    order = []
    while open_ := [each for each in moving if at[each.leaf.id] <= last[each.leaf.id]]:
        best = max(open_, key=lambda each: _worth(each, at[each.leaf.id], alone))  # max keeps the first of equal ones
        order.append((best, at[best.leaf.id]))
        at[best.leaf.id] += 1
    return order


def _worth(each: Ladder, n: int, alone: Alone) -> tuple[bool, Fraction]:
    """Gain for cost; what costs nothing comes first."""
    gain, cost = Fraction(round(alone[each.leaf.id, n] or 0.0, 9)), each.rungs[n].cost
    return cost == 0, gain / Fraction(cost) if cost else gain


def _step(each: Ladder, n: int, alone: float | None, index: float | None) -> Step:
    before, after = each.rungs[n - 1], each.rungs[n]
    return Step(
        indicator=each.leaf.id,
        now=before.raw,
        then=after.raw,
        now_level=before.level,
        then_level=after.level,
        cost=float(after.cost),
        alone=alone,
        index=index,
        effort=each.leaf.effort,
    )
