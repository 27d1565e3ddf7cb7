"""Named sets of weights: one kind each, of nodes that exist, and no group without any weight."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import listed
from readiness.framework.sets import KINDS

WRITTEN = "written"  # the name that chooses the weights of the file itself
INDEX = "index"


def each_set(draft: Draft) -> list[Pointer]:
    """Every set of weights that is a mapping."""
    return [each for each in draft.under(("weights_sets",)) if isinstance(draft.get(each), dict)]


def sets(draft: Draft) -> Iterator[Problem]:
    """A set says one thing, under a name that is free."""
    nodes = {draft.name(node): node for node in draft.nodes}
    for each in each_set(draft):
        if each[-1] == WRITTEN:
            yield Problem("C041", each, {"id": WRITTEN}, key=True)
        given = [kind for kind in KINDS if draft.has((*each, kind))]
        if len(given) != 1:
            at = draft.later(*((*each, kind) for kind in given)) if given else each
            yield Problem("C120", at, {"name": each[-1], "given": given}, key=True)
        limit = (*each, "accept_consistency_ratio")
        if given and "ahp" not in given and draft.has(limit):
            yield Problem("C094", limit, {"key": limit[-1], "wanted": "ahp"}, key=True)
        yield from _named(draft, (*each, "weights"), nodes)


def _named(draft: Draft, weights: Pointer, nodes: dict[str, Pointer]) -> Iterator[Problem]:
    """Weights by node: each exists, and no group is left without any."""
    zeros: dict[Pointer, list[Pointer]] = {}
    for pointer in draft.under(weights) if isinstance(draft.get(weights), dict) else []:
        name = str(pointer[-1])
        if name not in nodes:
            yield Problem("C110", pointer, {"name": name, "nearest": draft.nearest(name, nodes)}, key=True)
        elif draft.number(pointer) == 0:
            zeros.setdefault(nodes[name][:-2], []).append(pointer)
    for group, named in zeros.items():
        children = draft.children(group)
        if all(_weight(draft, weights, child) == 0 for child in children):
            names = [draft.name(child) for child in children]
            yield Problem("C121", draft.later(*named), {"group": group_name(draft, group), "children": listed(names)})


def _weight(draft: Draft, weights: Pointer, child: Pointer) -> float | None:
    """The weight of a child under a set: the set's own, else that of the file."""
    own = (*weights, draft.name(child))
    return draft.number(own) if draft.has(own) else draft.number((*child, "weight"), 1.0)


def group_name(draft: Draft, group: Pointer) -> str:
    """The id of a group; ``index`` for the framework itself."""
    return INDEX if group == () else draft.name(group)


def groups_by_name(draft: Draft) -> dict[str, Pointer]:
    """Every group by its id, the framework as ``index``."""
    return {group_name(draft, group): group for group in draft.groups}
