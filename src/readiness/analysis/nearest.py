"""The nearest weights, in the sum of absolute differences, under which a weighted sum reaches what it lacks.

min Σ|w - w⁰| over Σ g w ≥ lead, Σ w = 1, low ≤ w ≤ high is a linear programme with one row besides the sum, which a
walk solves exactly: share goes from where it serves least to where it serves most, until it is enough (as Dantzig
fills a knapsack: 1957, Operations Research 5). With more rows HiGHS solves it (Huangfu and Hall 2018, Mathematical
Programming Computation 10); the tests hold one against the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

Row = Sequence[float]
TOLERANCE = 1e-10


def nearest(
    shares: Row, gains: Row, held: Sequence[Row] = (), *, lead: float = 0.0, within: float | None = None
) -> list[float] | None:
    """The nearest shares with Σ gain · share ≥ ``lead``; None where there are none. Ties go by the given order.

    Each row of ``held`` is 0 at ``shares`` and stays so. A gain of -inf must lose its whole share. ``within`` bounds
    each share to (1 ± within) times what it is.

    >>> nearest([0.5, 0.5], [-20.0, 5.0])
    [0.2, 0.8]
    >>> nearest([0.5, 0.5], [-20.0, 0.0]), nearest([0.5, 0.5], [-20.0, -1.0])
    ([0.0, 1.0], None)
    >>> nearest([0.5, 0.5], [-20.0, 5.0], within=0.5) is None
    True
    """
    low = [0.0 if within is None else share * max(0.0, 1 - within) for share in shares]
    high = [math.inf if within is None else share * (1 + within) for share in shares]
    if any(gain == -math.inf and least > 0 for gain, least in zip(gains, low, strict=True)):
        return None
    need = lead - math.fsum(share * gain for share, gain in zip(shares, gains, strict=True) if gain > -math.inf)
    bounds = Bounds(low, high)
    return programme(shares, gains, held, need, bounds) if held else walk(shares, gains, need, bounds)


class Bounds(NamedTuple):
    """What each share may come down to, and rise to."""

    low: Row
    high: Row


def walk(shares: Row, gains: Row, need: float, bounds: Bounds) -> list[float] | None:
    """From the shares that serve least to those that serve most, until Σ gain · change is ``need``."""
    low, high = bounds
    found, giving, taking = list(shares), 0, 0
    givers = sorted(range(len(found)), key=lambda i: (gains[i], i))
    takers = sorted(range(len(found)), key=lambda i: (-gains[i], i))
    while True:
        giver = givers[giving]
        dead = gains[giver] == -math.inf
        if need <= 0 and not dead:
            return found
        if taking == len(takers) or gains[giver] >= gains[takers[taking]]:
            return None
        taker = takers[taking]
        step = gains[taker] if dead else gains[taker] - gains[giver]
        most = min(found[giver] - low[giver], high[taker] - found[taker])
        moved = most if dead else min(most, need / step)
        need = 0.0 if not dead and moved == need / step else need - moved * step
        emptied = moved == found[giver] - low[giver]
        found[taker] += moved
        found[giver] = low[giver] if emptied else found[giver] - moved
        giving += emptied
        taking += not emptied and moved == most


def programme(shares: Row, gains: Row, held: Sequence[Row], need: float, bounds: Bounds) -> list[float] | None:
    """The same with ``held`` rows, by HiGHS: what each share takes and gives, least in all."""
    from scipy.optimize import linprog

    (low, high), now, gain = map(np.array, bounds), np.array(shares), np.array(gains)
    dead = np.isneginf(gain)
    gain = np.where(dead, 0.0, gain)
    size = float(np.abs(gain).max()) or 1.0
    rows = np.vstack([np.ones_like(now), *map(np.array, held)])
    takes = np.where(dead, 0.0, high - now)
    gives = np.column_stack([np.where(dead, now, 0.0), now - low])
    answer = linprog(
        np.ones(2 * len(now)),
        A_ub=-np.concatenate([gain, -gain])[None] / size,
        b_ub=[-need / size],
        A_eq=np.hstack([rows, -rows]),
        b_eq=np.zeros(len(rows)),
        bounds=[*((0.0, most) for most in takes), *map(tuple, gives)],
        method="highs",
        options={"primal_feasibility_tolerance": TOLERANCE, "dual_feasibility_tolerance": TOLERANCE},
    )
    if not answer.success:
        return None
    change = answer.x[: len(now)] - answer.x[len(now) :]
    reached = float(gain @ change)
    if need > 0 and reached > 0 and not dead.any():
        change = change * (need / reached)  # to the last digit, along the same way
    found: list[float] = np.clip(now + change, low, high).tolist()
    return found
