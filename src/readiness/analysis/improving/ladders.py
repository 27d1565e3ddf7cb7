"""How far each indicator of a unit can rise, one step after the other, and what each step costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from readiness import scoring
from readiness.analysis.improving.prices import Prices
from readiness.analysis.levers import counted
from readiness.analysis.steps import level_stood_on, next_value
from readiness.framework.model import Framework, Group, Indicator, name_of
from readiness.framework.ways import stands_alone
from readiness.results.improvement import LeftOut
from readiness.results.records import NodeResult, UnitResult
from readiness.scoring.methods import UNBOUNDED

MOST_RUNGS = 100  # no rubric is longer; a guard against steps that never end


@dataclass(frozen=True, slots=True)
class Rung:
    """One value of an indicator: raw, its line of the rubric, its score, and the cost of the step onto it."""

    raw: float | str
    level: int | None
    score: float
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Ladder:
    """The values that an indicator can take, from where it stands (cost 0) to its top; each scores more."""

    leaf: Indicator
    rungs: tuple[Rung, ...]


def ladders(framework: Framework, unit: UnitResult, prices: Prices) -> tuple[list[Ladder], list[LeftOut]]:
    """The ladders of every indicator that a plan may touch, in the framework's order, and those that it may not.

    Gaps have none and are in neither list: what will be found there, nobody knows. A ladder ends where a step has no
    cost; an indicator whose first step has none is left out.
    """
    why_not = dict(_forbidden(framework))
    climbing = {
        leaf.id: [_rung(leaf, node, Decimal(0))]
        for leaf in framework.indicators()
        if (node := unit.nodes[leaf.id]).status == "observed" and node.score is not None and leaf.id not in why_not
    }
    unpriced = _climb(framework, unit, prices, climbing)
    leaves = {leaf.id: leaf for leaf in framework.indicators()}
    found = [Ladder(leaves[name], tuple(rungs)) for name, rungs in climbing.items() if len(rungs) > 1]
    why_not |= {name: LeftOut(name, "cost") for name in unpriced if len(climbing[name]) == 1}
    shown = [leaf.id for leaf in counted(framework) if unit.nodes[leaf.id].status == "observed"]
    return found, [why_not[name] for name in shown if name in why_not]


def _climb(framework: Framework, unit: UnitResult, prices: Prices, climbing: dict[str, list[Rung]]) -> list[str]:
    """Put rung upon rung, all indicators at once (no score of theirs moves another); who stopped for want of a cost."""
    leaves = {leaf.id: leaf for leaf in framework.indicators() if leaf.id in climbing}
    standing, open_, unpriced = unit, list(climbing), []
    for _ in range(MOST_RUNGS):
        wanted: dict[str, tuple[float | str, Decimal]] = {}
        for name in open_:
            leaf, node = leaves[name], standing.nodes[name]
            then = next_value(leaf, node, framework.scale)
            if then is None or then == node.raw:
                continue
            cost = prices.of(leaf, _level(leaf, then))
            if cost is None:
                unpriced.append(name)
            else:
                wanted[name] = (then, cost)
        if not wanted:
            break
        taken = {name: then for name, (then, _cost) in wanted.items()}
        standing = scoring.units_of(framework, standing, [taken])[0]
        open_ = []
        for name, (_then, cost) in wanted.items():
            rung = _rung(leaves[name], standing.nodes[name], cost)
            if rung.score > climbing[name][-1].score:
                climbing[name].append(rung)
                open_.append(name)
    return unpriced


def _rung(leaf: Indicator, node: NodeResult, cost: Decimal) -> Rung:
    assert node.raw is not None and node.score is not None
    return Rung(node.raw, _level(leaf, node.raw), node.score, cost)


def _level(leaf: Indicator, raw: float | str) -> int | None:
    return level_stood_on(leaf, raw) if leaf.measure == "level" else None


def _forbidden(framework: Framework) -> Iterator[tuple[str, LeftOut]]:
    """Indicators that no plan may touch, whatever the unit."""
    divisors = {leaf.per.of for leaf in framework.indicators() if leaf.per is not None}
    unsteady = set(_under_unsteady(framework, framework.criteria, name_of(framework.aggregate) in UNBOUNDED))
    for leaf in framework.indicators():
        if not stands_alone(framework, leaf):
            yield leaf.id, LeftOut(leaf.id, "group")
        elif leaf.id in divisors:
            yield leaf.id, LeftOut(leaf.id, "denominator")
        elif leaf.id in unsteady:
            yield leaf.id, LeftOut(leaf.id, "mean")


def _under_unsteady(framework: Framework, nodes: list[Group | Indicator], unsteady: bool) -> Iterator[str]:
    """The indicators below a mean that may fall while a child rises."""
    for node in nodes:
        if isinstance(node, Group):
            own = name_of(node.aggregate or framework.aggregate) in UNBOUNDED
            yield from _under_unsteady(framework, node.criteria, unsteady or own)
        elif unsteady:
            yield node.id


def at_rungs(ladders: list[Ladder], picks: list[int]) -> dict[str, float | str | None]:
    """The raw values under a choice of rungs, as a supposition; what stays where it is, is not in it."""
    return {each.leaf.id: each.rungs[pick].raw for each, pick in zip(ladders, picks, strict=True) if pick}
