"""How indicators move together, and with the index (OECD/JRC steps 4 and 8)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from readiness.checks.remarks import Remark
from readiness.checks.seen import Seen, decimals2
from readiness.scoring.vectors import Vector

COLLINEAR = 0.92  # beyond it two indicators say the same (JRC audits)
SURE = 2.0  # a correlation beyond this / √n is hardly chance (about 1 in 20)


def same_thing(seen: Seen) -> Iterator[Remark]:
    """Pairs of counted indicators that say the same, the closest first."""
    if seen.r is None:
        return
    pairs = [(seen.r[a, b], a, b) for (a, _), (b, _) in combinations(seen.counted(), 2)]
    for r, a, b in sorted(pairs, key=lambda pair: (-abs(pair[0]), pair[1:])):
        if abs(r) > COLLINEAR:
            yield Remark("M043", seen.pointer(b), (seen.name(a), seen.name(b)), item=_pair(seen, a, b, r))


def against_each_other(seen: Seen) -> Iterator[Remark]:
    """Siblings whose scores go in opposite directions, more than by chance: in their mean they cancel out."""
    if seen.r is None:
        return
    for at in seen.groups():
        for a, b in combinations(seen.children(at), 2):
            r = float(seen.r[a, b])
            if r < -SURE / math.sqrt(_together(seen.scores, a, b)):
                item = f"{seen.name(at)}: {_pair(seen, a, b, r)}"
                yield Remark("M044", seen.pointer(b), (seen.name(a), seen.name(b), seen.name(at)), item=item)


def silent(seen: Seen) -> Iterator[Remark]:
    """Counted indicators that do not rise with the index: their weight buys nothing."""
    for at, leaf in seen.counted() if seen.r is not None else ():
        r = float(seen.r[0, at])  # type: ignore[index]  # asked above
        if r <= 0:
            yield Remark("M046", seen.pointer(at), (leaf.id,), item=f"{leaf.id} ({decimals2(r)})")


def _pair(seen: Seen, a: int, b: int, r: float) -> str:
    return f"{seen.name(a)}–{seen.name(b)} ({decimals2(r)})"


def _together(scores: Vector, a: int, b: int) -> int:
    """How many units have both; at least 1."""
    both = (scores[a] == scores[a]) & (scores[b] == scores[b])  # NaN is not itself
    return max(1, int(both.sum()))
