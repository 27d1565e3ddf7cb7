"""Fronts: of each node, the choices that nothing cheaper equals; built from the leaves up to the index.

Every mean here but one is monotone: a child that scores more never makes its parent score less. So a choice within a
node that costs more than another and scores no more can be dropped, whatever is chosen elsewhere, and the front of a
parent is made of its children's fronts alone (after Nemhauser and Ullmann, 1969). A minimum condition on a node drops
the choices that do not meet it. That is exact for arithmetic, geometric, harmonic, power and ordered means and for the
minimum; nothing is linearised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from readiness.scoring.methods import AGGREGATORS
from readiness.scoring.plan import Plan, Row
from readiness.scoring.vectors import Vector

Whole = npt.NDArray[np.int64]
Lift = Callable[[Vector, float, Any], Vector]


@dataclass(frozen=True, slots=True)
class Front:
    """Choices by rising price, each scoring more than the one before: price, score (NaN: the node has none), and the
    rung of every indicator below the node, indicators × choices. ``exact`` until something was thinned."""

    price: Whole
    score: Vector
    picks: Whole
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: ``climbs`` holds prices and scores of each leaf's rungs by row, ``stays`` the scores of all
    others as they are (NaN: none); ``admits`` says by row which scores do, ``rungs`` which rungs. What is dearer than
    ``ceiling`` is dropped; of more than ``most`` pairs of choices not all are weighed.
    """

    plan: Plan
    climbs: Mapping[int, tuple[Whole, Vector]]
    stays: Sequence[float]
    admits: Mapping[int, Callable[[Vector], npt.NDArray[np.bool_]]]
    rungs: Mapping[int, npt.NDArray[np.bool_]]
    ceiling: int
    most: int


@dataclass(frozen=True, slots=True)
class _Partial:
    """Some children together: price, what they give to the mean so far, their scores (children × choices), rungs."""

    price: Whole
    value: Vector | None
    scores: Vector
    picks: Whole
    exact: bool


def _sum_of(power: Callable[[Vector, Any], Vector]) -> Lift:
    return lambda score, weight, option: weight * power(score, option)


# A mean is monotone in the sum of these over its children (or in their least); None: only in all of them at once.
LIFTS: dict[str, Lift | None] = {
    "arithmetic": _sum_of(lambda s, _: s),
    "geometric": _sum_of(lambda s, _: np.log(s)),
    "harmonic": _sum_of(lambda s, _: -1.0 / s),
    "power": _sum_of(lambda s, p: s**p if p > 0 else -(s**p)),
    "minimum": lambda score, _weight, _option: score,
    "owa": None,
    "mean_minus_sd": None,  # what is below it does not move
}


def front(choices: Choices, at: int = 0) -> Front:
    """The front of a row; empty where no choice is admitted."""
    row = choices.plan.rows[at]
    found = _group(choices, row) if row.children else _leaf(choices, at)
    if row.children and np.isnan(choices.stays[at]):  # too little data: no choice here gives it a score
        found = Front(found.price, np.full(found.price.shape, np.nan), found.picks, found.exact)
    if at in choices.admits:
        found = _taking(found, np.flatnonzero(choices.admits[at](found.score)))
    keep = _undominated(found.price, np.nan_to_num(found.score, nan=0.0))
    return _taking(found, keep[found.price[keep] <= choices.ceiling])


def _leaf(choices: Choices, at: int) -> Front:
    if at not in choices.climbs:
        return Front(np.zeros(1, np.int64), np.array([choices.stays[at]]), np.zeros((0, 1), np.int64))
    price, score = choices.climbs[at]
    here = np.flatnonzero(choices.rungs.get(at, np.ones(price.shape, bool)))
    return Front(price[here], score[here], here[None, :])


def _group(choices: Choices, row: Row) -> Front:
    none = np.zeros((0, 1))
    so_far = _Partial(np.zeros(1, np.int64), None, none, none.astype(np.int64), True)
    for kid in row.children:
        weight = choices.plan.rows[kid].weight
        so_far = _joined(choices, row, so_far, front(choices, kid), weight)
    weights = np.array([[choices.plan.rows[kid].weight] for kid in row.children])
    present = np.where(np.isnan(so_far.scores), np.nan, weights)
    option = () if row.option is None else (row.option,)
    with np.errstate(all="ignore"):
        score = AGGREGATORS[row.aggregate](so_far.scores, present, *option)
    return Front(so_far.price, score, so_far.picks, so_far.exact)


def _joined(choices: Choices, row: Row, so_far: _Partial, child: Front, weight: float) -> _Partial:
    """Every choice so far with every one of the next child; what is dominated is dropped at once."""
    lift, exact = LIFTS[row.aggregate], so_far.exact and child.exact
    if so_far.price.size * child.price.size > choices.most:
        so_far, child, exact = _thinned(so_far, choices.most), _thin(child, choices.most), False
    i, j = _pairs(so_far.price, child.price, choices.ceiling)
    price = so_far.price[i] + child.price[j]
    value, keep = so_far.value if so_far.value is None else so_far.value[i], np.arange(price.size)
    if weight > 0 and not np.isnan(child.score).all() and lift is not None:
        with np.errstate(divide="ignore"):
            own = lift(child.score, weight, row.option)[j]
        value = own if value is None else np.minimum(value, own) if row.aggregate == "minimum" else value + own
    if lift is not None:
        keep = _undominated(price, np.zeros(price.size) if value is None else value)
    i, j = i[keep], j[keep]
    return _Partial(
        price[keep],
        None if value is None else value[keep],
        np.vstack([so_far.scores[:, i], child.score[j]]),
        np.vstack([so_far.picks[:, i], child.picks[:, j]]),
        exact,
    )


def _pairs(first: Whole, second: Whole, ceiling: int) -> tuple[Whole, Whole]:
    """Indices of every pair that costs no more than the ceiling; ``second`` rises."""
    counts = np.searchsorted(second, ceiling - first, side="right")
    i = np.repeat(np.arange(first.size), counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return i, np.arange(i.size) - starts


def _undominated(price: Whole, value: Vector) -> Whole:
    """Choices by rising price that are worth more than every cheaper one; of equal ones that which spends on earlier
    indicators."""
    order = np.lexsort((-np.arange(price.size), -value, price))
    ordered = value[order]
    best = np.maximum.accumulate(ordered) if ordered.size else ordered
    rises = np.ones(ordered.size, bool)
    rises[1:] = ordered[1:] > best[:-1]
    return order[rises]


def _taking(found: Front, at: Whole) -> Front:
    return Front(found.price[at], found.score[at], found.picks[:, at], found.exact)


def _spread(size: int, most: int) -> Whole:
    """So many places, evenly over all, the first and the last among them."""
    return np.unique(np.linspace(0, size - 1, min(size, max(2, int(most**0.5)))).astype(np.int64))


def _thin(found: Front, most: int) -> Front:
    return _taking(found, _spread(found.price.size, most))


def _thinned(found: _Partial, most: int) -> _Partial:
    at = _spread(found.price.size, most)
    value = None if found.value is None else found.value[at]
    return _Partial(found.price[at], value, found.scores[:, at], found.picks[:, at], False)
