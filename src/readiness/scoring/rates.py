"""Who moves a mean, and by how much: the rate ρ of each child between two states of a node.

For a mean M = f⁻¹(Σ wᵢ f(sᵢ)) the rate is ρᵢ = wᵢ · f[sᵢ, s′ᵢ] / f[M, M′], with the divided difference
f[a, b] = (f(b) − f(a)) / (b − a), and f′(a) where a = b. Then Σ ρᵢ (s′ᵢ − sᵢ) = M′ − M exactly. For the
geometric mean this is the logarithmic-mean split (LMDI; Ang 2004, Energy Policy 32). Arrays are
children × units; scores NaN and shares 0 where a child has no part.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from readiness.scoring.means import DUST, from_least, place_weights, spread
from readiness.scoring.vectors import Vector, in_order


class Move(NamedTuple):
    """Two states of a node: the children's shares and scores (``a`` to ``b``), its own score (``m`` to ``n``)."""

    shares: Vector
    a: Vector
    b: Vector
    m: Vector
    n: Vector


def divided(p: float, a: Vector, b: Vector) -> Vector:
    """f[a, b] of f = xᵖ (ln x where p is 0); exact in the limit a → b. An end of 0 is allowed where p > 0.

    >>> divided(-1, np.array([2.0]), np.array([4.0])).tolist()
    [-0.125]
    >>> divided(0, np.array([2.0]), np.array([2.0])).tolist()
    [0.5]
    >>> divided(2, np.array([0.0]), np.array([3.0])).round(12).tolist()
    [3.0]
    """
    # Reckoned from the end whose power is the greater one: the other cannot overflow it.
    base, other = (np.maximum(a, b), np.minimum(a, b)) if p > 0 else (np.minimum(a, b), np.maximum(a, b))
    step = other - base
    gap = np.where(step == 0, 1.0, step)
    with np.errstate(divide="ignore"):  # an end of 0 has the logarithm -inf, and its power is 0
        log = np.where(other < base / 2, np.log(other / base), np.log1p(step / base))
    if p == 0:
        return np.where(step == 0, 1 / base, log / gap)
    return np.where(step == 0, p * base ** (p - 1), base**p * np.expm1(p * log) / gap)


def power_rates(move: Move, p: float) -> Vector:
    """ρ of a power mean (0: geometric, -1: harmonic). A child that lifts the node from 0 takes all of it.

    >>> half, four = np.array([[0.5], [0.5]]), np.array([[4.0], [4.0]])
    >>> power_rates(Move(half, np.array([[0.0], [4.0]]), four, np.array([0.0]), np.array([4.0])), p=0).tolist()
    [[1.0], [0.0]]
    """
    shares, a, b, m, n = move
    unit = np.maximum(m, n) if p > 0 else np.minimum(m, n)  # rates know no unit of measure: keep xᵖ in bounds
    with np.errstate(all="ignore"):
        ratio = divided(p, a / unit, b / unit) / divided(p, m / unit, n / unit)
        alive = (shares > 0) & ((a + b > 0) if p > 0 else (a > 0) & (b > 0))
        smooth = np.where(alive, shares * ratio, 0.0)
        if p > 0:
            return smooth
        zero = (shares > 0) & (np.where(m == 0, a, b) == 0) & (a != b)
        taken = np.where(zero, shares, 0.0)
        jump = np.where(zero, taken / in_order(taken) * (n - m) / (b - a), 0.0)
    return np.where((m > 0) & (n > 0), smooth, jump)


def arithmetic_rates(move: Move) -> Vector:
    """The rate of an arithmetic node is the share."""
    return move.shares


def minimum_rates(move: Move) -> Vector:
    """The fraction of the straight way from ``a`` to ``b`` on which a child is the lowest; ties by share.

    >>> half, a, b = np.array([[0.5], [0.5]]), np.array([[1.0], [2.0]]), np.array([[3.0], [2.0]])
    >>> minimum_rates(Move(half, a, b, np.array([1.0]), np.array([2.0]))).tolist()
    [[0.5], [0.5]]
    """
    shares, a, b, _m, _n = move
    here = (shares > 0) & ~np.isnan(a) & ~np.isnan(b)
    start, slope = np.where(here, a, np.inf), np.where(here, b - a, 0.0)
    rates, at = np.zeros_like(start), np.zeros(start.shape[1])
    low = start.min(axis=0)  # the lowest line now: its start and its slope
    steep = np.where(start == low, slope, np.inf).min(axis=0)
    for _ in range(len(start)):
        with np.errstate(all="ignore"):
            meets = np.where(slope < steep, (start - low) / (steep - slope), np.inf)
        until = np.clip(meets.min(axis=0), at, 1.0)
        same = here & (start == low) & (slope == steep)
        total = in_order(np.where(same, shares, 0.0))
        rates = rates + np.where(same, shares / np.where(total > 0, total, 1.0) * (until - at), 0.0)
        next_steep = np.where((meets <= until) & here, slope, np.inf).min(axis=0)
        more = np.isfinite(next_steep)
        follows = (meets <= until) & (slope == next_steep)
        low = np.where(more, np.where(follows, start, np.inf).min(axis=0), low)
        steep = np.where(more, next_steep, steep)
        at = until
    return rates


def owa_rates(move: Move, places: Sequence[float]) -> Vector:
    """The weight that a child's place gives it, on average over the straight way from ``a`` to ``b``.

    Between two crossings of the children's lines the order stands still; there are at most n(n − 1)/2 of them.

    >>> half, a, b = np.array([[0.5], [0.5]]), np.array([[1.0], [2.0]]), np.array([[3.0], [2.0]])
    >>> owa_rates(Move(half, a, b, np.array([1.25]), np.array([2.25])), [1, 3]).tolist()
    [[0.5], [0.5]]
    """
    shares, a, b, _m, _n = move
    here = (shares > 0) & ~np.isnan(a) & ~np.isnan(b)
    counted = np.where(here, shares, 0.0)
    total = in_order(counted)
    even = counted / np.where(total > 0, total, 1.0)
    start, end = np.where(here, a, 0.0), np.where(here, b, 0.0)
    stops = [np.zeros_like(total), *_crossings(start, end), np.ones_like(total)]
    rates = np.zeros_like(start)
    for since, until in pairwise(np.sort(stops, axis=0)):
        if (until > since).any():
            halfway = (since + until) / 2
            rates = rates + (until - since) * place_weights(start + halfway * (end - start), even, places)
    return rates * total


def _crossings(start: Vector, end: Vector) -> Iterator[Vector]:
    """Where on the way two lines change places, one vector a pair that does; 1 in units where it does not."""
    for one, other in combinations(range(len(start)), 2):
        before, after = start[one] - start[other], end[one] - end[other]
        crosses = ((before > 0) != (after > 0)) & (np.minimum(np.abs(before), np.abs(after)) > DUST)
        if crosses.any():
            yield np.where(crosses, before / np.where(crosses, before - after, 1.0), 1.0)


def mean_minus_sd_rates(move: Move, times: float) -> Vector:
    """wᵢ (1 − λ (cᵢ + c′ᵢ)/(σ + σ′)), c being the differences from the mean: exact, for Δσ² = (σ + σ′) Δσ.

    >>> half, a, b = np.array([[0.5], [0.5]]), np.array([[20.0], [80.0]]), np.array([[40.0], [80.0]])
    >>> mean_minus_sd_rates(Move(half, a, b, np.array([20.0]), np.array([40.0])), 1).tolist()
    [[1.0], [0.0]]
    """
    shares, a, b, _m, _n = move
    counted = np.where(np.isnan(a) | np.isnan(b), 0.0, shares)
    total = in_order(counted)
    even = counted / np.where(total > 0, total, 1.0)
    (_, before, sd), (_, after, sd_after) = (spread(from_least(each, counted)[1], even) for each in (a, b))
    both = sd + sd_after
    return counted * (1 - times * (before + after) / np.where(both > 0, both, 1.0))
