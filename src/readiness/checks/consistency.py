"""Whether what stands together belongs together: Cronbach's alpha, principal components (OECD/JRC step 4)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from readiness.checks.remarks import Remark
from readiness.checks.seen import Seen, decimals2, percent
from readiness.checks.statistics import alpha_if_deleted, cronbach_alpha, eigenvalues
from readiness.scoring.vectors import Vector

RELIABLE = 0.6  # Nunnally; the Handbook cites .6 to .8
FEWEST = 3  # with two there is one correlation and nothing to compare it with
HALF = 0.5
CLOSER = 0.05  # by less than this no one can say to which pillar an indicator belongs


def unreliable(seen: Seen) -> Iterator[Remark]:
    """Groups whose children do not measure one thing, and the children without which they would more."""
    for at in seen.groups() if seen.r is not None else ():
        kids, r = _known(seen, seen.children(at))
        if len(kids) < FEWEST:
            continue
        alpha = cronbach_alpha(r)
        if alpha < RELIABLE:
            better = sorted(
                ((other, kid) for other, kid in zip(alpha_if_deleted(r), kids, strict=True) if other > alpha),
                key=lambda pair: (-pair[0], pair[1]),
            )
            params = {
                "group": seen.name(at),
                "alpha": decimals2(alpha),
                "children": len(kids),
                "better": [f"{seen.name(kid)} ({decimals2(other)})" for other, kid in better if other > 0],
            }
            yield Remark("M045", seen.pointer(at), (seen.name(at),), params)


def scattered(seen: Seen) -> Iterator[Remark]:
    """Pillars whose first principal component explains less than half of their indicators."""
    for at in seen.pillars() if seen.r is not None else ():
        kids, r = _known(seen, seen.below(at))
        if len(kids) < FEWEST:
            continue
        first = eigenvalues(r)[0] / len(kids)
        if first < HALF:
            yield Remark("M051", seen.pointer(at), (seen.name(at),), item=f"{seen.name(at)} ({percent(first)} %)")


def strangers(seen: Seen) -> Iterator[Remark]:
    """Indicators that go with another pillar more than with their own."""
    pillars = seen.pillars() if seen.r is not None else []
    for own in pillars:
        for at in seen.below(own):
            r = {pillar: float(seen.r[at, pillar]) for pillar in pillars}  # type: ignore[index]  # asked above
            others = [pillar for pillar in pillars if pillar != own and not np.isnan(r[pillar])]
            if not others or np.isnan(r[own]):
                continue
            other = max(others, key=lambda pillar: (r[pillar], -pillar))
            if r[other] > r[own] + CLOSER:
                names = [seen.name(each) for each in (at, own, other)]
                item = f"{names[0]} ({names[1]} {decimals2(r[own])} < {names[2]} {decimals2(r[other])})"
                yield Remark("M052", seen.pointer(at), (names[0], names[1]), item=item)


def _known(seen: Seen, rows: list[int]) -> tuple[list[int], Vector]:
    """Of these rows, those that correlate with all the others that are left; and their correlations.

    A row that is constant, or shares too few units with others, is taken out; the emptiest first.
    """
    assert seen.r is not None
    kept = list(rows)
    while kept:
        unknown = np.isnan(seen.r[np.ix_(kept, kept)]).sum(axis=1)
        if not unknown.any():
            break
        kept.pop(int(np.argmax(unknown)))
    return kept, seen.r[np.ix_(kept, kept)]
