"""How values are spread: goalposts, constants, outliers, zeros (OECD/JRC steps 3, 5 and 6)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from readiness.checks.remarks import Remark
from readiness.checks.seen import FEWEST_UNITS, Seen, decimals2
from readiness.framework.model import Indicator
from readiness.framework.ways import is_relative, normaliser_of
from readiness.scoring.moments import kurtosis, skewness
from readiness.scoring.recipes import bounds_of, ends_of
from readiness.scoring.vectors import Vector

CLIPPED = 0.05  # beyond this part the goalposts, not the units, make the score
SKEW, KURTOSIS = 2.0, 3.5  # both, in absolute size (JRC, COIN tool)
CONTINUOUS = ("number", "percent", "count", "survey")  # a level or a yes has no outliers


def clipped(seen: Seen) -> Iterator[Remark]:
    """Goalposts inside the data: more than 5 % of the values of an indicator are clipped."""
    for at, leaf in seen.counted():
        if leaf.outside != "clip" or seen.units < FEWEST_UNITS:
            continue
        sides = _beyond(leaf, seen.adjusted[at, seen.observed[at]])
        total, count = int(seen.observed[at].sum()), sum(number for number, _sign, _end, _key in sides)
        if total and count / total > CLIPPED:
            told = ", ".join(f"{number} {sign} {end:.10g}" for number, sign, end, _key in sides if number)
            key = max(sides, key=lambda side: side[0])[3]
            yield Remark("M047", (*seen.pointer(at), key), (leaf.id,), item=f"{leaf.id} ({told}; n = {total})")


def _beyond(leaf: Indicator, values: Vector) -> list[tuple[int, str, float, str]]:
    """Below and above the goalposts: how many, the sign, the goalpost, its key. Beyond a target is where one
    should be; where the best lies in the middle, both goalposts are the worst."""
    bounds, ends = bounds_of(leaf), ends_of(leaf)
    if bounds is None:
        return []
    keys = ("worst", "worst") if ends is None else ("worst", "best") if ends[0] < ends[1] else ("best", "worst")
    sides = [
        (int((values < bounds[0]).sum()), "<", bounds[0], keys[0]),
        (int((values > bounds[1]).sum()), ">", bounds[1], keys[1]),
    ]
    return [side for side in sides if side[3] == "worst" or normaliser_of(leaf) != "distance_to_target"]


def constant(seen: Seen) -> Iterator[Remark]:
    """Indicators that tell no unit from another. (Under a relative normaliser scoring itself warns: M105.)"""
    for at, leaf in seen.counted():
        known = seen.scores[at][~np.isnan(seen.scores[at])]
        if known.size >= FEWEST_UNITS and known.min() == known.max() and not is_relative(leaf):
            yield Remark("M048", seen.pointer(at), (leaf.id,), item=f"{leaf.id} ({decimals2(float(known[0]))})")


def zeros(seen: Seen) -> Iterator[Remark]:
    """Scores of 0 that make a geometric or harmonic mean 0 whatever the others are."""
    for at in seen.groups():
        row = seen.plan.rows[at]
        if row.aggregate in ("geometric", "harmonic") or (row.aggregate == "power" and row.option < 0):
            for kid in seen.children(at):
                count = int((seen.scores[kid] == 0).sum())
                if count:
                    where = (*seen.pointer(at), "aggregate") if at else ("aggregate",)
                    item = f"{row.id} ({row.aggregate}): {seen.name(kid)} ({count})"
                    yield Remark("M049", where, (seen.name(kid), row.id), item=item)


def outliers(seen: Seen) -> Iterator[Remark]:
    """Scores that a few extreme units pull: skewness and excess kurtosis both beyond the limits."""
    for at, leaf in seen.counted():
        scores = seen.scores[at][~np.isnan(seen.scores[at])]
        if leaf.measure not in CONTINUOUS or scores.size < FEWEST_UNITS:
            continue
        skew, kurt = skewness(scores), kurtosis(scores)
        if abs(skew) > SKEW and kurt > KURTOSIS:
            yield Remark("M050", seen.pointer(at), (leaf.id,), item=f"{leaf.id} ({decimals2(skew)}; {decimals2(kurt)})")
