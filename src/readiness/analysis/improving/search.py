"""The search itself: the cheapest choice that meets a demand, and the best that a budget buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from readiness import scoring
from readiness.analysis.improving.conditions import conditions, provable
from readiness.analysis.improving.demands import Demand, met
from readiness.analysis.improving.fronts import Choices, Front, front
from readiness.analysis.improving.ladders import Ladder, at_rungs
from readiness.framework.model import Framework, Gate
from readiness.results.publish import round9
from readiness.results.records import UnitResult
from readiness.scoring.plan import plan_of

FEW_PAIRS = 2_500  # a quick look first: what it finds is a ceiling for the exact search
MANY_PAIRS = 4_000_000  # weighed in one go; beyond, choices are thinned and nothing is proven
DEAREST = 2**62  # prices are whole numbers of 64 bits


@dataclass(frozen=True, slots=True)
class Problem:
    """One unit and its ladders. Prices are ``cost × scale × big + steps``: the cheapest is that of least cost and, of
    equal cost, of fewest steps. Raises ValueError (from ``problem``) where costs are too great to be added exactly."""

    framework: Framework
    unit: UnitResult
    ladders: Sequence[Ladder]
    scale: int
    big: int

    def price(self, cost: Decimal, steps: int) -> int:
        """A cost and a number of steps as one number."""
        return int(cost * self.scale) * self.big + steps


@dataclass(frozen=True, slots=True)
class Found:
    """A rung for each ladder, and whether it is proven that none is better."""

    picks: list[int]
    proven: bool


def problem(framework: Framework, unit: UnitResult, ladders: Sequence[Ladder]) -> Problem:
    """Make costs whole numbers. Raises ValueError."""
    costs = [rung.cost for each in ladders for rung in each.rungs]
    digits = max((-min(0, int(cost.normalize().as_tuple().exponent)) for cost in costs), default=0)
    big = sum(len(each.rungs) for each in ladders) + 1
    if sum(costs, Decimal(0)) * 10**digits * big >= DEAREST:
        raise ValueError("costs are too great, or have too many decimals, to be added exactly")
    return Problem(framework, unit, ladders, 10**digits, big)


def cheapest(given: Problem, wanted: Demand) -> Found | None:
    """The choice of least cost, then fewest steps, that meets a demand; None where none does.

    Each answer is scored again as a whole before it is believed.
    """
    rough = _first(given, wanted, _front(given, wanted.gates, DEAREST, FEW_PAIRS))
    if rough is not None and rough.proven:  # nothing had to be left unweighed
        return rough
    ceiling = DEAREST if rough is None else _price_of(given, rough.picks)
    return _first(given, wanted, _front(given, wanted.gates, ceiling, MANY_PAIRS)) or rough


def _first(given: Problem, wanted: Demand, found: Front) -> Found | None:
    """The first choice of a front that is enough; scores rise with prices."""
    low, high = 0, found.price.size
    while low < high:
        middle = (low + high) // 2
        if wanted.enough(_number(found.score[middle])):
            high = middle
        else:
            low = middle + 1
    for at in range(low, found.price.size):  # the first one, but for the last bits of two sums
        picks = found.picks[:, at].tolist()
        if met(_scored(given, picks), wanted):
            return Found(picks, found.exact and provable(given.framework, wanted.gates))
    return None


def dearest(given: Problem, budget: Decimal) -> Found:
    """The choice of greatest index (at 9 decimals, after minimum conditions) that costs no more than the budget; of
    equal ones the cheapest, then that of fewest steps."""
    ceiling = min(DEAREST, given.price(budget, given.big - 1))
    caps = sorted({gate.cap_score for gate in given.framework.gates if gate.cap_score is not None})
    best, best_key = Found([0] * len(given.ladders), True), (_index(given.unit), 0)
    for level in [None, *reversed(caps)]:  # above each cap: the conditions that would cap lower must be met
        must = [g for g in given.framework.gates if _caps_below(given.unit, g, level)]
        found = _front(given, must, ceiling, MANY_PAIRS)
        if not found.price.size or np.isnan(found.score[-1]):
            continue
        top = round9(min(float(found.score[-1]), np.inf if level is None else level))
        at = int(np.argmax(np.round(found.score, 9) >= top))
        key = (top, -int(found.price[at]))
        best = replace(best, proven=best.proven and found.exact and provable(given.framework, must))
        if key > best_key:
            best, best_key = Found(found.picks[:, at].tolist(), best.proven), key
    return best


def _caps_below(unit: UnitResult, gate: Gate, level: float | None) -> bool:
    applies = gate.on not in unit.nodes or unit.nodes[gate.on].status != "not_applicable"
    return applies and gate.cap_score is not None and (level is None or gate.cap_score < level)


def _index(unit: UnitResult) -> float:
    return -np.inf if unit.index.value is None else round9(unit.index.value)


def _front(given: Problem, must: Sequence[Gate], ceiling: int, most: int) -> Front:
    """The front of the index under these conditions."""
    plan = plan_of(given.framework)
    rows, nodes = plan.at(), given.unit.nodes
    scores = [given.unit.index.value_before_gates, *(nodes[row.id].score for row in plan.rows[1:])]
    climbs = {}
    for each in given.ladders:
        spent = [sum((r.cost for r in each.rungs[: n + 1]), Decimal(0)) for n in range(len(each.rungs))]
        prices = np.array([given.price(cost, n) for n, cost in enumerate(spent)], np.int64)
        climbs[rows[each.leaf.id]] = prices, np.array([rung.score for rung in each.rungs])
    stays = [np.nan if score is None else score for score in scores]
    return front(Choices(plan, climbs, stays, *conditions(given.unit, given.ladders, must, rows), ceiling, most))


def _price_of(given: Problem, picks: Sequence[int]) -> int:
    return given.price(cost_of(given.ladders, picks), sum(picks))


def cost_of(ladders: Sequence[Ladder], picks: Sequence[int]) -> Decimal:
    """What a choice costs."""
    return sum((r.cost for each, pick in zip(ladders, picks, strict=True) for r in each.rungs[: pick + 1]), Decimal(0))


def _scored(given: Problem, picks: Sequence[int]) -> UnitResult:
    return scoring.units_of(given.framework, given.unit, [at_rungs(list(given.ladders), list(picks))])[0]


def _number(score: float) -> float | None:
    return None if np.isnan(score) else float(score)
