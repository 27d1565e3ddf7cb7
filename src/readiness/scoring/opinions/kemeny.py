"""The ranking with which the pairs agree most (Kemeny 1959; Condorcet, Young and Levenglick 1978).

Whether a majority puts one unit before another splits the units into strong components: between components every
pair gets its majority, so only within one is there anything to find. Up to ``EXACT`` units dynamic programming over
subsets finds the best; a larger one takes the better of two starts improved by insertion, and the ranking then
counts as proven only where it reaches the bound.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from readiness.scoring.opinions.pairs import WHOLE, Judged, Support, support
from readiness.scoring.vectors import Vector

EXACT = 13


class Part(NamedTuple):
    """Units whose order is settled together: what no order of theirs exceeds, and who may follow who is left.

    ``nexts`` takes the positions that are left as bits. ``ways``: how many orders are equally good, where known.
    """

    units: list[int]
    bound: int
    ways: int | None
    nexts: Callable[[int], list[int]]


class Ranking(NamedTuple):
    """Units from best to worst; its total support and the most that any could have."""

    order: list[int]
    score: int
    bound: int
    ways: int | None


def kemeny(scores: Vector, weights: Vector, _option: Any = None) -> Judged:
    """How many units the ranking of most support puts below each.

    Where several rankings have it, the one whose first unit comes first in the order given, then its second, and so on.
    """
    found = best_ranking(support(scores, weights))
    below = np.empty(len(found.order))
    below[found.order] = np.arange(len(found.order) - 1, -1, -1)
    return Judged(below, found.score == found.bound, found.score / WHOLE, found.bound / WHOLE)


def best_ranking(wins: Support) -> Ranking:
    """The ranking of greatest Σ ``wins[a, b]`` over all a before b. ``ways`` is known up to ``EXACT`` units.

    >>> best_ranking(np.array([[0, 2, 1], [1, 0, 2], [2, 1, 0]]))
    Ranking(order=[0, 1, 2], score=5, bound=5, ways=3)
    """
    count = len(wins)
    label = np.zeros(count, int) if count <= EXACT else _components(wins > wins.T)
    parts = [_part(wins, np.flatnonzero(label == name).tolist()) for name in range(label.max(initial=-1) + 1)]
    order = _merged(wins, label, parts)
    apart = np.triu(label[:, None] != label[None, :])
    bound = sum(part.bound for part in parts) + int(np.maximum(wins, wins.T)[apart].sum())
    return Ranking(order, _total(wins, order), bound, parts[0].ways if len(parts) == 1 else None)


def _total(wins: Support, order: list[int]) -> int:
    return int(np.triu(wins[np.ix_(order, order)], 1).sum())


def _components(beats: Any) -> Any:
    """The number of each unit's strong component in the graph of strict majorities."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    return connected_components(csr_matrix(beats), connection="strong")[1]


def _part(wins: Support, units: list[int]) -> Part:
    """One component: exact where small, else one good order of it."""
    inner = wins[np.ix_(units, units)]
    if len(units) <= EXACT:
        return _exact(inner, units)
    order = _improved(inner)
    bound = int(np.triu(np.maximum(inner, inner.T), 1).sum())
    return Part(units, bound, None, lambda left: [order[len(order) - left.bit_count()]])


def _exact(inner: Support, units: list[int]) -> Part:
    """Best support within every subset, the one who leads it taken off: 2ⁿ subsets."""
    size = len(units)
    gains = [_subset_sums(row) for row in inner]
    best, ways = [0] * (1 << size), [1] * (1 << size)

    def worth(left: int, leader: int) -> int:
        return gains[leader][left & ~(1 << leader)] + best[left & ~(1 << leader)]

    def nexts(left: int) -> list[int]:
        return [leader for leader in range(size) if left >> leader & 1 and worth(left, leader) == best[left]]

    for left in range(1, 1 << size):
        best[left] = max(worth(left, leader) for leader in range(size) if left >> leader & 1)
        ways[left] = sum(ways[left & ~(1 << leader)] for leader in nexts(left))
    return Part(units, best[-1], ways[-1], nexts)


def _subset_sums(row: Support) -> list[int]:
    """The sum of a row over every subset of its columns, by the subset's bits."""
    sums = np.zeros(1, np.int64)
    for value in row:
        sums = np.concatenate([sums, sums + value])
    found: list[int] = sums.tolist()
    return found


def _improved(inner: Support) -> list[int]:
    """The better of two orders (by Borda and by Copeland), each improved until no unit is better elsewhere."""
    starts = inner.sum(axis=1), np.sign(inner - inner.T).sum(axis=1)
    orders = [_inserted(inner - inner.T, np.argsort(-start, kind="stable").tolist()) for start in starts]
    return max(orders, key=lambda order: _total(inner, order))


def _inserted(lead: Support, order: list[int]) -> list[int]:
    """Move single units to their best place, again and again; every move gains, so it ends."""
    moved = True
    while moved:
        moved = False
        for unit in list(order):
            here = order.index(unit)
            others = order[:here] + order[here + 1 :]
            passed = np.concatenate([[0], np.cumsum(lead[unit, others])])  # what is lost behind the first of them
            place = int(np.argmin(passed))
            if passed[place] < passed[here]:
                order, moved = [*others[:place], unit, *others[place:]], True
    return order


def _merged(wins: Support, label: Any, parts: list[Part]) -> list[int]:
    """One order of all: time and again the first unit that its own part and the majorities between parts allow."""
    count = len(wins)
    outside = (wins > wins.T) & (label[:, None] != label[None, :])
    waits, allowed = outside.sum(axis=0), np.zeros(count, bool)
    left = [(1 << len(part.units)) - 1 for part in parts]
    for part, rest in zip(parts, left, strict=True):
        allowed[[part.units[at] for at in part.nexts(rest)]] = True
    order: list[int] = []
    for _ in range(count):
        unit = int(np.flatnonzero(allowed & (waits == 0))[0])
        order.append(unit)
        waits = waits - outside[unit]
        name = int(label[unit])
        part = parts[name]
        left[name] &= ~(1 << part.units.index(unit))
        allowed[part.units] = False
        allowed[[part.units[at] for at in part.nexts(left[name])] if left[name] else []] = True
    return order
