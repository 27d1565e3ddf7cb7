"""Who is surely ahead of whom: claims that hold all together in at least 95 of 100 draws, and tiers made from them.

In each draw and for each unit there is a first place of the order from which on everyone is behind it. A claim is a
bound on that place. All bounds are taken at one and the same share of the draws, the least at which they hold
together in 95 of 100: an error over the family as a whole, balanced over its members, as in Romano and Wolf
(Econometrica 73, 2005) and, for ranks, Mogstad, Romano, Shaikh and Wilhelm (Review of Economic Studies 91, 2024), with
draws in the place of samples.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.ranks import Ranks
from readiness.scoring.vectors import Vector

TOGETHER = 0.95
BLOCK = 1_024  # draws looked at together
Order = npt.NDArray[np.intp]
Places = npt.NDArray[Any]


def behind_from(ranks: Ranks, order: Order) -> Places:
    """By draw and place of the order (from 0), the first place from which on everyone is behind; their number where
    nobody is.

    >>> behind_from(np.array([[1, 2, 3], [2, 1, 3]]), np.arange(3)).tolist()
    [[1, 2, 3], [2, 2, 3]]
    """
    found = np.empty_like(ranks)
    for start in range(0, len(ranks), BLOCK):
        found[start : start + BLOCK] = _behind_from(ranks[start : start + BLOCK][:, order])
    return found


def _behind_from(inside: Ranks) -> Places:
    draws, n = inside.shape
    best = np.minimum.accumulate(inside[:, ::-1], axis=1)[:, ::-1]  # of all from here on
    flat = np.arange(draws)[:, None] * (n + 1) + best
    below = np.bincount(flat.ravel(), minlength=draws * (n + 1)).reshape(draws, n + 1).cumsum(axis=1)
    found: Places = np.take_along_axis(below, inside.astype(np.intp), axis=1)
    return found


def claims_of(first: Places) -> tuple[Order, Vector]:
    """By place of the order, the place from which on everyone is claimed to be behind (their number: no claim), and
    the share of draws in which that holds. ``first``: ``behind_from``.

    >>> first = np.array([[1, 2]] * 98 + [[2, 2]] * 2)
    >>> [each.tolist() for each in claims_of(first)]
    [[1, 2], [0.98, 1.0]]
    >>> claims_of(first[90:])[0].tolist()
    [2, 2]
    """
    draws, n = first.shape
    until, broken = np.empty((n, n + 1), np.int64), np.full(draws, -1)
    for at in range(n):
        until[at] = np.bincount(first[:, at], minlength=n + 1).cumsum()
        # a bound breaks in a draw where it is set at no more than the share of draws that do better
        np.maximum(broken, np.concatenate([[0], until[at, :-1]])[first[:, at]], out=broken)
    allowed = int(np.floor((1 - TOGETHER) * draws + 1e-9))
    line = np.sort(broken)[draws - 1 - allowed]
    place = (until > line).argmax(axis=1)
    return place, until[np.arange(n), place] / draws


def tiers_of(place: Order) -> list[int]:
    """The tier of each place of the order, from 1. A tier holds its first unit and all of whom that one is not
    claimed to be ahead.

    >>> tiers_of(np.array([2, 3, 4, 4]))
    [1, 1, 2, 2]
    """
    found: list[int] = []
    end = 0
    for at in range(len(place)):
        if at == end:
            found.append(found[-1] + 1 if found else 1)
            end = int(place[at])
        else:
            found.append(found[-1])
    return found
