"""The tree laid flat: one row a node, each parent before its children, the root ("index") first.

Every array of scoring is rows × units, so that a node is a row number and the fold is a loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from readiness.framework.forms import name_of, options_of
from readiness.framework.model import Aggregate, Framework, Group, Indicator, Missing

ROOT = "index"


@dataclass(frozen=True, slots=True)
class Row:
    """One node. ``children`` are row numbers in the file's order; a leaf has none and an ``indicator``."""

    id: str
    parent: int
    weight: float
    node: Indicator | Group | None
    children: tuple[int, ...]
    aggregate: str
    option: Any  # of the aggregate: the exponent of ``power``, the list of ``owa``; None where it has none
    missing: Missing

    @property
    def indicator(self) -> Indicator | None:
        """The leaf, or None for an inner node."""
        return self.node if isinstance(self.node, Indicator) else None


@dataclass(frozen=True, slots=True)
class Plan:
    """A framework ready to be folded."""

    framework: Framework
    rows: tuple[Row, ...]

    @property
    def low(self) -> float:
        """The scale's minimum."""
        return self.framework.scale.min

    @property
    def high(self) -> float:
        """The scale's maximum."""
        return self.framework.scale.max

    def leaves(self) -> list[tuple[int, Indicator]]:
        """Row numbers and indicators, in the file's order."""
        return [(at, row.indicator) for at, row in enumerate(self.rows) if row.indicator is not None]

    def at(self) -> dict[str, int]:
        """Row numbers by node id, ``index`` among them."""
        return {row.id: at for at, row in enumerate(self.rows)}


def plan_of(framework: Framework) -> Plan:
    """Lay a framework flat, with every default resolved."""
    found: list[tuple[str, int, float, Indicator | Group | None]] = [(ROOT, -1, 1.0, None)]
    children: dict[int, list[int]] = {0: []}

    def add(nodes: list[Indicator | Group], parent: int) -> None:
        for node in nodes:
            at = len(found)
            found.append((node.id, parent, 1.0 if node.weight is None else node.weight, node))
            children[parent].append(at)
            children[at] = []
            if isinstance(node, Group):
                add(node.criteria, at)

    add(framework.criteria, 0)
    rows = [
        Row(name, parent, weight, node, tuple(children[at]), *_rules(framework, node))
        for at, (name, parent, weight, node) in enumerate(found)
    ]
    return Plan(framework, tuple(rows))


def _rules(framework: Framework, node: Indicator | Group | None) -> tuple[str, Any, Missing]:
    """Aggregate, its option, and the policy on missing children; an override holds for that node alone."""
    own: Aggregate | None = node.aggregate if isinstance(node, Group) else None
    missing = node.missing if isinstance(node, Group) else None
    chosen = own or framework.aggregate
    return name_of(chosen), options_of(chosen), missing or framework.missing
