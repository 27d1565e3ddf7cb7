"""How a framework weighs and treats each of its nodes, every default resolved, and how many cells a wave touched.

For views that print a method and may not ask scoring: what is said here is meaning of the framework, and
``scoring`` acts by the same rules (a test holds the two side by side).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness.framework.forms import Aggregate
from readiness.framework.model import Framework, Group, Indicator, Missing, Node
from readiness.framework.ways import WITH_GOALPOSTS, normaliser_of, own_ends
from readiness.results.records import Results, UnitResult

Ends = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One node. ``weight`` as written; ``share`` within the parent and ``effective`` in the index are fractions, those
    of a unit without gaps. ``aggregate`` and ``missing`` are a group's, own or inherited, None for an indicator."""

    node: Node
    depth: int
    weight: float
    share: float
    effective: float
    aggregate: Aggregate | None
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class Touched:
    """Cells of a wave: of ``units`` to which an indicator applies, how many are estimated and how many treated."""

    units: int
    imputed: int
    treated: int


def rules(framework: Framework) -> tuple[Rule, ...]:
    """Every node, each parent before its children, in the framework's order."""
    return tuple(_rules(framework, framework.criteria, 0, 1.0))


def effective_weights(framework: Framework) -> dict[str, float]:
    """Each node's weight in the index where every node has a score: the product of the shares down to it."""
    return {rule.node.id: rule.effective for rule in rules(framework)}


def _rules(framework: Framework, nodes: list[Node], depth: int, above: float) -> Iterator[Rule]:
    weights = [1.0 if node.weight is None else node.weight for node in nodes]
    total = sum(weights)
    for node, weight in zip(nodes, weights, strict=True):
        share = weight / total if total else 0.0
        group = node if isinstance(node, Group) else None
        aggregate = (group.aggregate or framework.aggregate) if group else None
        missing = (group.missing or framework.missing) if group else None
        yield Rule(node, depth, weight, share, above * share, aggregate, missing)
        if group:
            yield from _rules(framework, group.criteria, depth + 1, above * share)


def goalposts_of(leaf: Indicator) -> tuple[Ends, Ends] | None:
    """Worst and best after ``per``, two numbers where the best lies in the middle; None where there are none.

    What is not written is the measure's own: 0 and 100 per cent, the lowest and the highest level.
    """
    if normaliser_of(leaf) not in WITH_GOALPOSTS:
        return None
    low, high = (() if end is None else (end,) for end in own_ends(leaf))
    target = getattr(leaf.normalise, "distance_to_target", None)
    best = _ends(leaf.best) or (high if target is None else (float(target.target),))
    two_sided = len(best) == 2 and leaf.worst is None
    return _ends(leaf.worst) or ((*low, *high) if two_sided else low), best


def _ends(written: float | list[float] | None) -> Ends:
    return () if written is None else tuple(written) if isinstance(written, list) else (written,)


def touched(results: Results, node_id: str) -> Touched:
    """How many cells of one indicator are estimated and treated, over all units."""
    nodes = [unit.nodes[node_id] for unit in results.units]
    return Touched(
        units=sum(node.status != "not_applicable" for node in nodes),
        imputed=sum(node.imputed is not None for node in nodes),
        treated=sum(node.treated is not None for node in nodes),
    )


def touched_in(unit: UnitResult) -> tuple[int, int]:
    """How many values of one unit are estimated, and how many treated."""
    nodes = unit.nodes.values()
    return sum(node.imputed is not None for node in nodes), sum(node.treated is not None for node in nodes)
