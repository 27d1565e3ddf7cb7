"""The nearest weights that would swap two units, for pairs on which a decision turns.

The question is asked of the pillars' weights, or of all indicators' where every node has the same mean; of weights
under which as much of each node's weight has data as now. What is found is scored anew a hair's breadth before and
beyond, and claimed only where the order turns there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readiness.analysis.margin import Margin, margin, written
from readiness.analysis.nearest import nearest
from readiness.framework.model import Framework
from readiness.results.publish import round9
from readiness.results.records import Results, UnitResult
from readiness.results.swaps import Level, Standing, WeightSwap
from readiness.scoring.again import index_of
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.weights import with_weights

HAIR = 1e-6  # how far before and beyond, as a part of the present lead; more where the lead itself is a hair
SEEN = 1e-8  # on the scale: a lead that survives the rounding by which ranks are compared


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two units, the one ahead first, and the margin between them."""

    plan: Plan
    units: Sequence[UnitResult]
    margin: Margin

    def named(self, shares: Sequence[float]) -> dict[str, float]:
        """Shares by node id."""
        return {self.plan.rows[part].id: share for part, share in zip(self.margin.parts, shares, strict=True)}

    def standing(self, shares: Sequence[float]) -> Standing:
        """Both indices under other weights, minimum conditions and all."""
        tree = with_weights(self.plan.framework, written(self.plan, self.margin.parts, shares))
        return Standing(*(index_of(tree, unit, {}) for unit in self.units))


def swaps(
    framework: Framework,
    results: Results,
    pairs: Iterable[tuple[str, str]],
    level: Level = "pillars",
    within: float | None = None,
) -> tuple[WeightSwap, ...]:
    """The nearest weights that swap each pair of codes, given in either order: ``ahead`` is who leads now.

    ``framework`` carries the weights under which ``results`` were scored. ``within`` 0.25 lets each share move by a
    quarter of itself at most. KeyError for a code that was not scored, ValueError for a unit paired with itself.
    """
    plan, by_code = plan_of(framework), {unit.code: unit for unit in results.units}
    found = []
    for one, other in pairs:
        if one == other:
            raise ValueError(f"'{one}' cannot change places with itself")
        two = sorted((by_code[one], by_code[other]), key=_from_the_best)
        found.append(_swap(plan, replace(results, units=tuple(two)), level, within))
    return tuple(found)


def _from_the_best(unit: UnitResult) -> float:
    return math.inf if unit.index.value is None else -unit.index.value


def _swap(plan: Plan, two: Results, level: Level, within: float | None) -> WeightSwap:
    a, b = two.units
    now = Standing(a.index.value, b.index.value)
    asked = WeightSwap(a.code, b.code, level, None, now, within=within)
    if now.ahead is None or now.behind is None:
        return replace(asked, why="unscored")
    if round9(now.ahead) == round9(now.behind):
        return replace(asked, why="level")
    if any(unit.index.value != unit.index.value_before_gates for unit in two.units):
        return replace(asked, why="capped")
    found = margin(plan, two, level)
    if isinstance(found, str):
        return replace(asked, why="method", node=found)
    pair = _Pair(plan, two.units, found)
    hair = min(0.5, max(HAIR, SEEN / (now.ahead - now.behind)))
    return _solved(pair, replace(asked, shares=pair.named(found.shares)), hair)


def _solved(pair: _Pair, asked: WeightSwap, hair: float) -> WeightSwap:
    """The nearest weights, and those a hair beyond that put the other ahead."""
    margin = pair.margin
    if margin.differs is None and max(margin.gains) <= 0:
        return replace(asked, possible=False, why="dominated")
    weighed = (share * gain for share, gain in zip(margin.shares, margin.gains, strict=True))
    lead = hair * (abs(math.fsum(each for each in weighed if each > -math.inf)) or 1.0)
    target = nearest(margin.shares, margin.gains, margin.held, within=asked.within)
    past = nearest(margin.shares, margin.gains, margin.held, lead=lead, within=asked.within)
    if target is not None and past is not None:
        return _tried(pair, asked, hair, (target, past))
    if margin.differs is not None:
        return replace(asked, why="gaps", node=margin.differs)
    if target is None and asked.within is not None:
        return replace(asked, possible=False, why="bounds")
    return replace(asked, why="unproven")


def _tried(pair: _Pair, asked: WeightSwap, hair: float, found: tuple[list[float], list[float]]) -> WeightSwap:
    """Claimed only where scoring anew bears it out."""
    now, (target, past) = pair.margin.shares, found
    short = [share + (1 - hair) * (then - share) for share, then in zip(now, target, strict=True)]
    before, beyond = pair.standing(short), pair.standing(past)
    a, b, c, d = before.ahead, before.behind, beyond.ahead, beyond.behind
    if a is None or b is None or c is None or d is None:
        return replace(asked, why="coverage")
    if not (round9(a) > round9(b) and round9(c) < round9(d)):
        return replace(asked, why="unproven")
    return replace(
        asked,
        possible=True,
        swapped=pair.named(target),
        distance=math.fsum(abs(then - share) for share, then in zip(now, target, strict=True)),
        before=before,
        beyond=beyond,
    )
