"""Everything that can be said about improving one unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from readiness import scoring
from readiness.analysis.improving.demands import Demand, demand
from readiness.analysis.improving.ladders import at_rungs, ladders
from readiness.analysis.improving.prices import Prices
from readiness.analysis.improving.search import Found, Problem, cheapest, cost_of, dearest, problem
from readiness.analysis.improving.steps_taken import Supposed, steps_of
from readiness.analysis.levers import counted, levers
from readiness.framework.model import Framework
from readiness.results.doubt import Chance
from readiness.results.improvement import Costs, Improvement, Outcome, Plan, Target
from readiness.results.records import UnitResult

Certainty = Callable[[Supposed, Target], Chance | None]


def improvement(
    framework: Framework,
    unit: UnitResult,
    targets: Sequence[Target],
    prices: Prices | None = None,
    certainty: Certainty | None = None,
) -> Improvement:
    """Levers of a unit, and one plan a target. ``framework`` is the one that scored it.

    ``certainty`` gives the probability that a target is reached under some supposed raw values. Raises ValueError where
    costs cannot be added exactly; KeyError for a band or gate that the framework does not have.
    """
    prices = prices or Prices()
    climbs, left_out = ladders(framework, unit, prices)
    given = problem(framework, unit, climbs)
    top = scoring.units_of(framework, unit, [at_rungs(climbs, [len(each.rungs) - 1 for each in climbs])])[0]
    return Improvement(
        code=unit.code,
        now=outcome(unit),
        best=outcome(top),
        levers=tuple(levers(framework, unit)),
        plans=tuple(_plan(given, target, top, certainty) for target in targets),
        costs=_costs(framework, unit, prices),
        left_out=tuple(left_out),
    )


def outcome(unit: UnitResult) -> Outcome:
    """Where a unit stands: the index as it is printed and ranked, the band, the minimum conditions that fail."""
    unmet = tuple(gate.id for gate in unit.gates if gate.passed is False)
    return Outcome(unit.index.value, unit.index.published, unit.index.band, unmet)


def next_band(framework: Framework, unit: UnitResult) -> Target | None:
    """The band above that of a unit; None at the top, and without an index."""
    return next((found for found in band_targets(framework) if found.id == _above(framework, unit)), None)


def _above(framework: Framework, unit: UnitResult) -> str | None:
    bands = [band.id for band in framework.bands]
    return None if unit.index.band in (None, bands[-1]) else bands[bands.index(unit.index.band or "") + 1]


def band_targets(framework: Framework) -> list[Target]:
    """Every band as a target."""
    return [Target("band", band.id, band.from_) for band in framework.bands]


def _costs(framework: Framework, unit: UnitResult, prices: Prices) -> Costs:
    if prices.written is not None:
        return Costs("file")
    open_ = [leaf for leaf in counted(framework) if unit.nodes[leaf.id].status == "observed"]
    return Costs("effort", tuple(leaf.id for leaf in open_ if leaf.effort is None))


def _plan(given: Problem, target: Target, top: UnitResult, certainty: Certainty | None) -> Plan:
    if target.kind == "budget":
        return _made(given, target, dearest(given, Decimal(repr(target.value))), certainty)
    wanted = demand(given.framework, given.unit, target)
    found = cheapest(given, wanted)
    if found is not None:
        return _made(given, target, found, certainty)
    return Plan(target, (), 0.0, outcome(given.unit), False, _settled(wanted), _blocked(wanted, top))


def _blocked(wanted: Demand, top: UnitResult) -> tuple[str, ...]:
    passed = {gate.id for gate in top.gates if gate.passed}
    return tuple(gate.id for gate in wanted.gates if gate.id not in passed)


def _settled(wanted: Demand) -> bool:
    """Whether it is proven that no steps reach it: even all of them do not, unless a condition sets a ceiling."""
    return all(gate.at_most is None for gate in wanted.gates)


def _made(given: Problem, target: Target, found: Found, certainty: Certainty | None) -> Plan:
    framework, unit = given.framework, given.unit
    taken = at_rungs(list(given.ladders), found.picks)
    after = scoring.units_of(framework, unit, [taken])[0]
    return Plan(
        target=target,
        steps=steps_of(given, found.picks),
        cost=float(cost_of(given.ladders, found.picks)),
        after=outcome(after),
        reached=True,
        proven=found.proven,
        certainty=None if certainty is None else certainty(taken, target),
    )
