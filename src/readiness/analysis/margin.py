"""The margin between two units as one sum over weights: gains · shares, with what must hold for it to be one.

A node's mean is taken over the children that have a score. As long as the part of its weight that these carry stays
what it is, in both units, a part's weight in the index is its share times a number that no weight moves; so the
margin is straight in the shares, gaps or none. Each such "stays what it is" is one row of ``held``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from readiness.analysis.straight import bent, exponent_of
from readiness.results.records import Results
from readiness.results.swaps import Level
from readiness.scoring.fold import Folded, down, fold, full_weights
from readiness.scoring.means import DUST
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Vector
from readiness.scoring.weights import leaves_of


@dataclass(frozen=True, slots=True)
class Margin:
    """``behind`` over ``ahead`` in f of their indices is Σ gain · share, while Σ coefficient · share is 0 in each row
    of ``held``. ``parts`` are row numbers of the plan; ``differs`` the first node that weighs otherwise in one unit
    than in the other, for want of data."""

    parts: tuple[int, ...]
    shares: tuple[float, ...]
    gains: tuple[float, ...]
    held: tuple[tuple[float, ...], ...]
    differs: str | None


def margin(plan: Plan, two: Results, level: Level) -> Margin | str:
    """Of two units with an index, the one ahead first; the id of a node instead where its mean forbids it."""
    folded, whole = fold(plan, leaves_of(plan, two)), full_weights(plan)[1]
    effective = np.nan_to_num(down(plan, np.where(np.isnan(folded.score), np.nan, folded.share)))
    nodes = [0] if level == "pillars" else [at for at, row in enumerate(plan.rows) if row.children]
    crooked = _crooked(plan, nodes, effective)
    if crooked is not None:
        return crooked
    every = plan.rows[0].children if level == "pillars" else [at for at, _leaf in plan.leaves()]
    parts = [at for at in every if whole[at] > 0]
    p = exponent_of(plan.rows[0])
    assert p is not None
    looked = range(len(plan.rows)) if level == "indicators" else every
    return Margin(
        tuple(parts),
        tuple(float(whole[at]) for at in parts),
        tuple(_gains(folded.score[parts], effective[parts] / whole[parts][:, None], p)),
        tuple(dict.fromkeys(_held(plan, nodes, parts, whole, folded))),
        next((plan.rows[at].id for at in looked if effective[at, 0] != effective[at, 1]), None),
    )


def _crooked(plan: Plan, nodes: Sequence[int], effective: Vector) -> str | None:
    """The first node whose mean is not straight in the weights, or not under the f of the root."""
    root = exponent_of(plan.rows[0])
    for at in nodes:
        counted = [kid for kid in plan.rows[at].children if (effective[kid] > 0).any()]
        if root is None or (len(counted) > 1 and exponent_of(plan.rows[at]) != root):
            return plan.rows[at].id
    return None


def _gains(scores: Vector, factors: Vector, p: float) -> list[float]:
    """What each share brings to the one behind; 0 where the two differ by dust."""
    values = bent(scores, p)
    with np.errstate(invalid="ignore"):
        each = np.where(factors > 0, factors * values, 0.0)
        level = (factors[:, 0] == factors[:, 1]) & ~(np.abs(scores[:, 1] - scores[:, 0]) > DUST)
        found: list[float] = np.where(level, 0.0, each[:, 1] - each[:, 0]).tolist()
    return found


def _held(
    plan: Plan, nodes: Sequence[int], parts: Sequence[int], whole: Vector, folded: Folded
) -> Iterator[tuple[float, ...]]:
    """For each node and unit: the weight of the children without a score stays the same part of the node's."""
    above = {part: _path(plan, part) for part in parts}
    for at in nodes:
        kids = [kid for kid in plan.rows[at].children if whole[kid] > 0]
        for j in range(2):
            scored = {kid for kid in kids if not np.isnan(folded.score[kid, j])}
            if not 0 < len(scored) < len(kids):
                continue
            part_scored = float(sum(whole[kid] for kid in kids if kid in scored) / sum(whole[kid] for kid in kids))
            yield tuple(
                0.0 if at not in above[part] else (1 - part_scored if scored & above[part] else -part_scored)
                for part in parts
            )


def _path(plan: Plan, at: int) -> set[int]:
    """A row and all above it."""
    found = {at}
    while at:
        at = plan.rows[at].parent
        found.add(at)
    return found


def written(plan: Plan, parts: Sequence[int], shares: Sequence[float]) -> dict[str, float]:
    """Weights by node id that give the parts these shares. The children of a node of weight 0 keep their own."""
    sums = np.zeros(len(plan.rows))
    for part, share in zip(parts, shares, strict=True):
        for at in sorted(_path(plan, part)):
            sums[at] += share
    touched = {kid for part in parts for kid in _path(plan, part)} - {0}
    return {plan.rows[at].id: float(sums[at]) for at in sorted(touched) if sums[plan.rows[at].parent] > 0}
