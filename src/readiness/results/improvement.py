"""What could be done about one unit, as records (``schema: readiness/improvement/1``).

All amounts of index are doubles on the framework's scale, unrounded, next to the string that is printed. Costs are in
the unit of measure of whoever wrote them: effort counted 1, 2, 4, or money. None is "no number", never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readiness.results.doubt import Chance
from readiness.results.insights import Lever

SCHEMA = "readiness/improvement/1"
Kind = Literal["band", "gate", "index", "budget"]
CostsFrom = Literal["effort", "file"]
Reason = Literal["group", "denominator", "mean", "cost"]


@dataclass(frozen=True, slots=True)
class Target:
    """What is wanted: ``id`` names the band or gate, ``value`` is where it begins (the index wanted, or the budget)."""

    kind: Kind
    id: str | None
    value: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step up of one indicator, at its place in the plan.

    ``now`` and ``then`` are raw values, ``now_level`` and ``then_level`` lines of the rubric where there is one; what
    to do is written in the framework, at the line of ``now_level`` or at the indicator. ``alone`` is what the step adds
    to the index if it is the only one (after the earlier steps of the same indicator); ``index`` is the index after it
    and all steps before it. Both are exact re-scorings.
    """

    indicator: str
    now: float | str
    then: float | str
    now_level: int | None
    then_level: int | None
    cost: float
    alone: float | None
    index: float | None
    effort: Literal["low", "medium", "high"] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The index as it is, after a plan, or with every step taken; ``unmet`` are the minimum conditions that fail."""

    value: float | None
    published: str | None
    band: str | None
    unmet: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The cheapest steps to a target, or what a budget buys most of.

    ``proven``: no cheaper steps reach it (no other ones bring more). ``steps`` stand in the order in which they bring
    most for their cost; without ``reached`` there are none. ``blocked``: minimum conditions that stand in the way and
    that no step meets. ``certainty`` is the share of draws that reach the target, everything in doubt moved at once,
    where it was asked for.
    """

    target: Target
    steps: tuple[Step, ...]
    cost: float
    after: Outcome
    reached: bool
    proven: bool
    blocked: tuple[str, ...] = ()
    certainty: Chance | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An indicator that no plan touches, and why.

    ``group``: its score depends on the other units; ``denominator``: other indicators are divided by it; ``mean``: a
    mean above it may fall while it rises; ``cost``: nobody has said what a step costs.
    """

    indicator: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Costs:
    """Where costs come from; ``supposed``: indicators without an effort, counted as medium."""

    source: CostsFrom
    supposed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Improvement:
    """One unit: where it stands, its levers, plans, and what these rest on.

    ``best`` is the index with every step taken of every indicator that a plan may touch; gaps stay gaps.
    """

    code: str
    now: Outcome
    best: Outcome
    levers: tuple[Lever, ...]
    plans: tuple[Plan, ...]
    costs: Costs
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ImprovementOf:
    """An improvement with the results that it was made from: framework, wave, and ``results``, their digest.
    ``draws`` and ``seed`` are those of every certainty (0 draws: none was asked for)."""

    tool: str
    framework: str
    version: str
    wave: str | None
    synthetic: bool
    results: str
    name: str
    improvement: Improvement
    draws: int = 0
    seed: int = 1
    schema: str = SCHEMA
