"""What a check of the scored data may look at: one wave's document as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from readiness.checks.context import pointers
from readiness.checks.statistics import pearson
from readiness.framework.model import Framework, Group, Indicator
from readiness.framework.places import Pointer
from readiness.results.method import effective_weights
from readiness.results.publish import published, round9
from readiness.results.records import Results
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Flags, Vector

FEWEST_UNITS = 10  # with fewer, a correlation says nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """Arrays are rows of ``plan`` × units, the index first; NaN where there is no number.

    ``scores`` of a leaf are those that rest on data, not on an estimate. ``r`` are the correlations of
    all rows; None where there are too few units for any.
    """

    framework: Framework
    plan: Plan
    names: tuple[str, ...]
    scores: Vector
    adjusted: Vector
    coverage: Vector
    observed: Flags
    r: Vector | None
    effective: dict[str, float]
    pointers: dict[str, Pointer]

    @property
    def units(self) -> int:
        """How many units were scored."""
        return len(self.names)

    def counted(self) -> list[tuple[int, Indicator]]:
        """Row numbers and indicators that carry a part of the index."""
        return [(at, leaf) for at, leaf in self.plan.leaves() if self.effective[leaf.id] > 0]

    def children(self, at: int) -> list[int]:
        """The children of a node that are counted."""
        return [kid for kid in self.plan.rows[at].children if self.plan.rows[kid].weight > 0]

    def groups(self) -> Iterator[int]:
        """Row numbers of inner nodes, the index among them."""
        return (at for at, row in enumerate(self.plan.rows) if row.children)

    def name(self, at: int) -> str:
        """The id of a row."""
        return self.plan.rows[at].id

    def pointer(self, at: int) -> Pointer:
        """Where a node stands; the index stands where its criteria begin."""
        return self.pointers[self.name(at)] if at else ("criteria",)

    def pillars(self) -> list[int]:
        """Pillars that have indicators below them."""
        return [at for at in self.children(0) if isinstance(self.plan.rows[at].node, Group)]

    def below(self, at: int) -> list[int]:
        """The counted indicators somewhere below a node."""
        inside = {at}
        for row, each in enumerate(self.plan.rows):
            if each.parent in inside:
                inside.add(row)
        return [row for row, _leaf in self.counted() if row in inside]


def seen_of(framework: Framework, results: Results) -> Seen:
    """One document laid out for the checks. Its nodes must be the framework's."""
    plan = plan_of(framework)
    shape = (len(plan.rows), len(results.units))
    names = [row.id for row in plan.rows[1:]]
    nodes = [[unit.nodes[name] for unit in results.units] for name in names]
    scores, adjusted, coverage = (np.full(shape, np.nan) for _ in range(3))
    observed = np.zeros(shape, bool)
    for at, row in enumerate(nodes, start=1):
        observed[at] = [node.status == "observed" for node in row]
        scores[at] = _floats([node.score for node in row])
        adjusted[at] = _floats([node.adjusted for node in row])
        coverage[at] = _floats([node.coverage for node in row])
    for at, _leaf in plan.leaves():
        scores[at] = np.where(observed[at], scores[at], np.nan)
    scores[0] = _floats([unit.index.value for unit in results.units])
    coverage[0] = _floats([unit.index.coverage for unit in results.units])
    r = pearson(scores, at_least=FEWEST_UNITS) if shape[1] >= FEWEST_UNITS else None
    return Seen(
        framework,
        plan,
        tuple(unit.name for unit in results.units),
        scores,
        adjusted,
        coverage,
        observed,
        None if r is None else np.round(r, 9) + 0.0,
        effective_weights(framework),
        dict(pointers(framework.criteria)),
    )


def _floats(values: Sequence[float | None]) -> Vector:
    return np.array([np.nan if value is None else value for value in values], float)


def decimals2(value: float) -> str:
    """A statistic as it is told, at two decimals; "< 0" for minus infinity.

    >>> decimals2(0.125), decimals2(-0.001), decimals2(float("-inf"))
    ('0.13', '0.00', '< 0')
    """
    return "< 0" if value == float("-inf") else published(round9(value), 2)


def percent(part: float) -> str:
    """A fraction in percent, at one decimal.

    >>> percent(0.4321)
    '43.2'
    """
    return published(part * 100, 1)
