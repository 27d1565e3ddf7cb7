"""Levers: what one step up in one indicator would bring to the index, exactly.

Every gain is a re-scoring of the whole unit with that one value changed, gates and caps included.
Nothing is estimated from weights, so a geometric group or a cap is told as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness import scoring
from readiness.analysis.steps import extremes, level_stood_on, next_value
from readiness.framework.model import Framework, Group, Indicator, Node
from readiness.framework.ways import stands_alone
from readiness.results.insights import Lever
from readiness.results.records import NodeResult, UnitResult

EFFORTS = ("low", "medium", "high", None)
GAPS = ("missing", "imputed")  # an estimate is no data: what counts is what will be found


def levers(framework: Framework, unit: UnitResult) -> list[Lever]:
    """Every lever of a unit: by gain, then effort (low first), then the framework's order; gaps last, widest first.

    Gains are in index points; under a mean that takes imbalance off one can be below 0, and is told. Left out are
    indicators that do not apply, are not counted, stand at the top, or whose score depends on the other units
    (``left_out`` names those).
    """
    steps = list(_steps(framework, unit))
    supposed = [{step.leaf.id: value} for step in steps for value in step.values]
    found = iter(scoring.indices_of(framework, unit, supposed) if supposed else ())
    levers = [_lever(step, unit, [next(found) for _ in step.values]) for step in steps]
    return sorted(levers, key=_order)  # sorted is stable: equal ones stay in the framework's order


@dataclass(frozen=True, slots=True)
class _Step:
    """What is supposed of one indicator: its next value, or the worst and the best for a gap."""

    leaf: Indicator
    node: NodeResult
    gap: bool
    values: tuple[float | str | None, ...]


def _steps(framework: Framework, unit: UnitResult) -> Iterator[_Step]:
    for leaf in counted(framework):
        node = unit.nodes[leaf.id]
        if node.status == "not_applicable" or not stands_alone(framework, leaf):
            continue
        if node.status in GAPS:
            yield _Step(leaf, node, True, extremes(leaf, node) or ())
            continue
        then = next_value(leaf, node, framework.scale)
        if then is not None and then != node.raw:
            yield _Step(leaf, node, False, (then,))


def left_out(framework: Framework, unit: UnitResult) -> list[str]:
    """Counted, applicable indicators without a lever because their scores rest on the other units too: under a
    relative normaliser, and where outliers are treated."""
    return [
        leaf.id
        for leaf in counted(framework)
        if unit.nodes[leaf.id].status != "not_applicable" and not stands_alone(framework, leaf)
    ]


def counted(framework: Framework) -> list[Indicator]:
    """The leaves that enter the index: no weight of 0 on their path."""
    return list(_counted(framework.criteria))


def _counted(nodes: list[Node]) -> Iterator[Indicator]:
    for node in nodes:
        if node.weight == 0:
            continue
        if isinstance(node, Group):
            yield from _counted(node.criteria)
        else:
            yield node


def _order(lever: Lever) -> tuple[bool, float, int]:
    width = (lever.high or 0.0) - (lever.low or 0.0)
    size = width if lever.gain is None else lever.gain
    return lever.kind == "fill_gap", -round(size, 9), EFFORTS.index(lever.effort)


def _lever(step: _Step, unit: UnitResult, indices: list[float | None]) -> Lever:
    leaf, node = step.leaf, step.node
    if step.gap:  # a gap promises nothing: only the index at the worst and at the best value is told
        low, high = indices or (None, None)
        return Lever(leaf.id, "fill_gap", node.raw, None, None, leaf.effort, low=low, high=high)
    now, after, then, level = unit.index.value, indices[0], step.values[0], leaf.measure == "level"
    return Lever(
        indicator=leaf.id,
        kind="next_level" if level else "next_step",
        now=node.raw,
        then=then,
        gain=None if after is None or now is None else _no_dust(after - now),
        effort=leaf.effort,
        now_level=level_stood_on(leaf, node.raw) if level else None,
        then_level=level_stood_on(leaf, then) if level else None,
    )


def _no_dust(difference: float) -> float:
    """A difference that is only the noise of doubles is none."""
    return 0.0 if abs(difference) < 1e-12 else difference
