"""Where a unit stands: ranks within its kind, province and island, medians, and what stands out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from readiness.framework.model import Framework
from readiness.results.insights import Scope, Standing, Strength
from readiness.results.publish import round9
from readiness.results.records import UnitResult

SCOPES: dict[Scope, Callable[[UnitResult], str | None]] = {
    "all": lambda _: "",
    "kind": lambda unit: unit.kind,
    "province": lambda unit: unit.province,
    "island": lambda unit: str(unit.attributes["island"]) if unit.attributes.get("island") else None,
}


def standings(units: Sequence[UnitResult]) -> dict[str, tuple[Standing, ...]]:
    """By code, one standing a scope of ``SCOPES`` that the unit belongs to; competition ranks (1, 2, 2, 4)."""
    found: dict[str, list[Standing]] = {unit.code: [] for unit in units}
    for scope, group_of in SCOPES.items():
        groups: dict[str, list[UnitResult]] = {}
        for unit in units:
            name = group_of(unit)
            if name is not None:
                groups.setdefault(name, []).append(unit)
        for name, members in groups.items():
            values = sorted(round9(unit.index.value) for unit in members if unit.index.value is not None)
            middle = median(values) if values else None
            for unit in members:
                found[unit.code].append(Standing(scope, name, _rank(unit.index.value, values), len(values), middle))
    return {code: tuple(places) for code, places in found.items()}


def _rank(value: float | None, ascending: Sequence[float]) -> int | None:
    """1 + how many are greater, compared at 9 decimals."""
    return None if value is None else len(ascending) - bisect_right(ascending, round9(value)) + 1


def scores_by_node(units: Sequence[UnitResult]) -> dict[str, list[float]]:
    """Ascending scores (at 9 decimals) of every node, and of ``index``, over the units that have one."""
    found: dict[str, list[float]] = {}
    for unit in units:
        if unit.index.value is not None:
            found.setdefault("index", []).append(round9(unit.index.value))
        for node_id, node in unit.nodes.items():
            if node.score is not None:
                found.setdefault(node_id, []).append(round9(node.score))
    return {node_id: sorted(scores) for node_id, scores in found.items()}


def medians(scores: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median of each node's scores."""
    return {node_id: median(values) for node_id, values in scores.items()}


def strengths(
    framework: Framework, unit: UnitResult, scores: Mapping[str, Sequence[float]], middles: Mapping[str, float]
) -> list[Strength]:
    """Pillars and indicators above the median of all units, the greatest difference first.

    ``scores`` as ``scores_by_node`` gives them, ``middles`` their medians.
    """
    ids = [node.id for node in framework.criteria]
    ids += [leaf.id for leaf in framework.indicators() if leaf.id not in ids]
    found = []
    for node_id in ids:
        score = unit.nodes[node_id].score
        if score is None or round9(score - middles[node_id]) <= 0:
            continue
        ascending = scores[node_id]
        rank = len(ascending) - bisect_right(ascending, round9(score)) + 1
        found.append(Strength(node_id, score, middles[node_id], score - middles[node_id], rank, len(ascending)))
    return sorted(found, key=lambda strength: -round9(strength.difference))


def share_below(value: float, ascending: Sequence[float]) -> float:
    """The fraction of scores that are lower.

    >>> share_below(2.0, [1.0, 2.0, 3.0, 4.0])
    0.25
    """
    return bisect_left(ascending, round9(value)) / len(ascending) if ascending else 0.0
