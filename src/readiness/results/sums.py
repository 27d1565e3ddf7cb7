"""The sum behind an index: one row a node, with printed strings that add up at every level.

Made from a result and its framework alone, so that the terminal, Markdown and the pages print one and
the same sum. Rounding goes from the top down: the printed index is given, its pillars' points share it by
largest remainder, each pillar's printed points are shared by its children, and so on to the indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from readiness.framework.model import Framework, Gate, Group, Node, Text
from readiness.results.publish import largest_remainder, published
from readiness.results.records import GateResult, NodeResult, Source, Status, UnitResult

RowKind = Literal["group", "indicator", "cap", "index"]


class SumRow(NamedTuple):
    """One row of the sum.

    ``node`` is a node's id, a gate's id for a cap, ``index`` for the total. ``depth`` is 0 for pillars,
    caps and the total.
    ``score`` on the framework's scale, ``effective`` a fraction, ``points`` and ``lost`` in index points;
    the ``printed_*`` are decimal strings with a dot. Printed points of the children of a node add up to the
    node's; those of the pillars and caps to the index; the same holds for the printed lost points.
    ``product``: every node above is an arithmetic mean, so score × effective = points holds and may be
    printed; elsewhere print the points lost from the top. ``counted`` is False under a weight of 0.
    """

    node: str
    kind: RowKind
    depth: int
    label: Text
    status: Status
    score: float | None
    printed_score: str | None
    effective: float | None
    points: float | None
    printed_points: str | None
    lost: float | None
    printed_lost: str | None
    product: bool
    counted: bool
    coverage: float | None = None
    raw: float | str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class _Sum:
    """What the rows of one sum share: the printed points and lost points by node."""

    framework: Framework
    unit: UnitResult
    points: Mapping[str, str]
    lost: Mapping[str, str]


def sum_rows(framework: Framework, unit: UnitResult) -> list[SumRow]:
    """Every node, parents before children, in the framework's order; then a cap, then the index.

    Without an index the rows hold scores and no points. KeyError where the unit was scored under another framework.
    """
    before = unit.index.value_before_gates
    total = None if before is None else published(before, framework.decimals)
    points: dict[str, str] = {}
    lost: dict[str, str] = {}
    if total is not None:
        top = framework.scale.max
        missed = str(Decimal(published(top, framework.decimals)) - Decimal(total))
        given = {node_id: node.points for node_id, node in unit.nodes.items()}
        taken = {node_id: _lost(node, top) for node_id, node in unit.nodes.items()}
        _share_out(framework.criteria, total, framework.decimals, given, points)
        _share_out(framework.criteria, missed, framework.decimals, taken, lost)
    arithmetic = framework.aggregate == "arithmetic"
    rows = _rows(_Sum(framework, unit, points, lost), framework.criteria, depth=0, product=arithmetic, counted=True)
    return [*rows, *_cap_rows(framework, unit, total), _total_row(framework, unit)]


def is_product(rows: Iterable[SumRow]) -> bool:
    """Whether the whole sum may be printed as score × weight = points."""
    return all(row.product for row in rows)


def _lost(node: NodeResult, top: float) -> float | None:
    """Points lost from the top: effective × T − points; never -0.0."""
    return None if node.effective is None or node.points is None else node.effective * top - node.points + 0.0


def _share_out(
    children: list[Node], total: str, decimals: int, parts: Mapping[str, float | None], out: dict[str, str]
) -> None:
    """Prints of ``children`` that add up to ``total``, and of theirs below; into ``out``. A weight of 0 prints none."""
    known = [(c, part) for c in children if c.weight != 0 and (part := parts[c.id]) is not None]
    if not known:
        return
    for (child, _), text in zip(known, largest_remainder([p for _, p in known], total, decimals), strict=True):
        out[child.id] = text
        if isinstance(child, Group):
            _share_out(child.criteria, text, decimals, parts, out)


def _rows(shared: _Sum, children: list[Node], *, depth: int, product: bool, counted: bool) -> list[SumRow]:
    rows = []
    for child in children:
        counts = counted and child.weight != 0
        rows.append(_row(shared, child, depth=depth, product=product, counted=counts))
        if isinstance(child, Group):
            below = product and (child.aggregate or shared.framework.aggregate) == "arithmetic"
            rows += _rows(shared, child.criteria, depth=depth + 1, product=below, counted=counts)
    return rows


def _row(shared: _Sum, child: Node, *, depth: int, product: bool, counted: bool) -> SumRow:
    node = shared.unit.nodes[child.id]
    return SumRow(
        node=child.id,
        kind="group" if isinstance(child, Group) else "indicator",
        depth=depth,
        label=child.label,
        status=node.status,
        score=node.score,
        printed_score=node.published,
        effective=node.effective,
        points=node.points,
        printed_points=shared.points.get(child.id),
        lost=_lost(node, shared.framework.scale.max),
        printed_lost=shared.lost.get(child.id),
        product=product,
        counted=counted,
        coverage=node.coverage,
        raw=node.raw,
        source=node.source,
    )


def _cap_rows(framework: Framework, unit: UnitResult, total: str | None) -> list[SumRow]:
    """One row for the gate that lowers the index, where one does."""
    after, before = unit.index.value, unit.index.value_before_gates
    gate = _binding(framework, unit)
    if gate is None or total is None or after is None or before is None or unit.index.published is None:
        return []
    printed = str(Decimal(unit.index.published) - Decimal(total))
    difference = after - before
    return [
        SumRow(
            node=gate.id,
            kind="cap",
            depth=0,
            label=gate.label,
            status="observed",
            score=None,
            printed_score=None,
            effective=None,
            points=difference,
            printed_points=printed,
            lost=-difference,
            printed_lost=str(-Decimal(printed)),
            product=framework.aggregate == "arithmetic",
            counted=True,
        )
    ]


def _binding(framework: Framework, unit: UnitResult) -> Gate | None:
    """The gate whose ``cap_score`` is the index: the lowest of those not passed; None where none lowers it."""
    if unit.index.value is None or unit.index.value == unit.index.value_before_gates:
        return None
    outcome = {gate.id: gate for gate in unit.gates}
    capping = [g for g in framework.gates if g.cap_score is not None and _caps(g, outcome.get(g.id), unit)]
    return min(capping, key=lambda g: g.cap_score or 0.0, default=None)


def _caps(gate: Gate, outcome: GateResult | None, unit: UnitResult) -> bool:
    if outcome is None or outcome.passed:
        return False
    node = unit.nodes.get(gate.on)
    return node is None or node.status != "not_applicable"


def _total_row(framework: Framework, unit: UnitResult) -> SumRow:
    index = unit.index
    top = framework.scale.max
    printed = None
    if index.published is not None:
        printed = str(Decimal(published(top, framework.decimals)) - Decimal(index.published))
    return SumRow(
        node="index",
        kind="index",
        depth=0,
        label=framework.label,
        status="observed" if index.coverage else "missing",
        score=index.value,
        printed_score=index.published,
        effective=None if index.value is None else 1.0,
        points=index.value,
        printed_points=index.published,
        lost=None if index.value is None else top - index.value,
        printed_lost=printed,
        product=framework.aggregate == "arithmetic",
        counted=True,
        coverage=index.coverage,
    )
