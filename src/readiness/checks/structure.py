"""The shape of the tree: how many indicators carry a group, how much one carries, what is counted twice."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.checks.context import Context
from readiness.checks.remarks import Remark
from readiness.framework.model import Group, Indicator
from readiness.results.method import effective_weights

DOMINANT = 0.5  # one indicator with more than half of the index decides it alone
HEAVY = 0.25  # with more than a quarter it leads (JRC audits)
TIMES_EQUAL = 2.0  # ... where there are so few that a quarter is no more than this times an equal share, it does not
FEWEST = 3  # with fewer indicators there is nothing to combine


def dominant(context: Context) -> Iterator[Remark]:
    """One indicator that outweighs all the others together (M020), or leads them (M031)."""
    leaves = context.framework.indicators()
    effective = effective_weights(context.framework)
    for leaf in leaves if len(leaves) > 1 else ():
        part, at = effective[leaf.id], (*context.pointers[leaf.id], "weight")
        percent = f"{part * 100:.1f}"
        if part > DOMINANT:
            yield Remark("M020", at, (leaf.id,), {"indicator": leaf.id, "percent": percent})
        elif part > max(HEAVY, TIMES_EQUAL / len(leaves)) + 1e-9:
            yield Remark("M031", at, (leaf.id,), item=f"{leaf.id} ({percent} %)")


def thin_groups(context: Context) -> Iterator[Remark]:
    """Groups that rest on one counted indicator; of a chain of them, the highest is told."""
    told: set[str] = set()
    for node in context.framework.walk():
        if isinstance(node, Group) and node.id not in told:
            inner = list(_below(node))
            counted = [each.id for each in inner if isinstance(each, Indicator) and each.weight != 0]
            if len(counted) <= 1 and node.weight != 0:
                told |= {each.id for each in inner}
                yield Remark("M030", context.pointers[node.id], (node.id, *counted), item=node.id)


def _below(group: Group) -> Iterator[Group | Indicator]:
    """Everything in a group that is not weighed away by a group of weight 0 above it."""
    for node in group.criteria:
        yield node
        if isinstance(node, Group) and node.weight != 0:
            yield from _below(node)


def few_indicators(context: Context) -> Iterator[Remark]:
    """A framework of one or two indicators."""
    count = len(context.framework.indicators())
    if count < FEWEST:
        yield Remark("M034", ("criteria",), ("index",), {"count": count})


def weightless(context: Context) -> Iterator[Remark]:
    """Indicators that are shown and move nothing."""
    effective = effective_weights(context.framework)
    for leaf in context.framework.indicators():
        if effective[leaf.id] == 0:
            yield Remark("M032", (*context.pointers[leaf.id], "weight"), (leaf.id,), item=leaf.id)


def counted_twice(context: Context) -> Iterator[Remark]:
    """A denominator that is itself a counted indicator: more of it lowers the one and raises the other."""
    leaves = {leaf.id: leaf for leaf in context.framework.indicators()}
    effective = effective_weights(context.framework)
    for leaf in leaves.values():
        of = leaf.per.of if leaf.per is not None else None
        if of in leaves and effective[of] and effective[leaf.id]:
            own = leaves[of].per
            item = f"{leaf.id} / {of}" + (f", {of} / {own.of}" if own is not None else "")
            yield Remark("M033", (*context.pointers[leaf.id], "per"), (leaf.id, of), item=item)
