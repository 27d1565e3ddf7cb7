"""The same choice in every draw: with that draw's indices, minimum conditions and quotas.

Indices that are equal in a draw are ordered by what orders them in the result, data coverage and weakest pillar; where
these are equal too, by lot and not by code, so that no chance comes from a code.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from readiness.analysis.selecting.pool import Merit
from readiness.analysis.selecting.programme import best
from readiness.analysis.selecting.rules import Flags, Rules, Whole
from readiness.results.publish import DECIMALS
from readiness.scoring.vectors import Vector

CHUNK = 1024  # draws at a time
MOST_PROGRAMMES = 1_000  # draws that an integer programme is asked about, where quotas are on several attributes
LOTS = 0x5E1EC7  # parts the stream of lots from those of the draws


def chosen_in(
    rules: Rules, merits: Sequence[Merit], index: Vector, eligible: Flags, *, seed: int, most: int = MOST_PROGRAMMES
) -> Flags:
    """Who is chosen, draws × candidates in the order of ``rules``; nobody where no set keeps the quotas. ``index`` is
    NaN where there is none.

    Fewer draws than were given come back where integer programmes ran out: ``most`` are asked. Where no candidate is in
    two quotas none is needed.
    """
    found: list[Flags] = []
    asked: dict[bytes, npt.NDArray[np.int64] | None] = {}
    for start in range(0, len(index), CHUNK):
        part = slice(start, start + CHUNK)
        who = order_in_draws(merits, index[part], eligible[part], np.random.default_rng([seed, LOTS, start]))
        chosen, sure = _at_once(rules, who, np.take_along_axis(eligible[part], who, axis=1))
        open_ = np.flatnonzero(~sure)
        if open_.size > most:
            chosen, who, open_ = chosen[: open_[most]], who[: open_[most]], open_[:most]
        most -= open_.size
        for row in open_.tolist():
            chosen[row] = _by_programme(rules, who[row], index[start + row], eligible[start + row], asked)
        found.append(np.zeros_like(chosen))
        np.put_along_axis(found[-1], who, chosen, axis=1)
        if len(chosen) < len(index[part]):
            break
    return np.concatenate(found)


def order_in_draws(merits: Sequence[Merit], index: Vector, eligible: Flags, lots: np.random.Generator) -> Whole:
    """Who stands where, draws × places: by index, then as the module says; who cannot be chosen stands last."""
    lay = np.tile(np.array(sorted(range(len(merits)), key=lambda at: merits[at]), np.int64), (len(index), 1))
    start = 0
    for stop in range(1, len(merits) + 1):
        if stop == len(merits) or merits[lay[0, stop]] != merits[lay[0, start]]:
            if stop - start > 1:
                lay[:, start:stop] = lots.permuted(lay[:, start:stop], axis=1)
            start = stop
    key = np.where(eligible, np.rint(-index * 10.0**DECIMALS), np.inf)
    places = np.argsort(np.take_along_axis(key, lay, axis=1), axis=1, kind="stable")
    found: Whole = np.take_along_axis(lay, places, axis=1)
    return found


def _at_once(rules: Rules, who: Whole, eligible: Flags) -> tuple[Flags, Flags]:
    """The choice as draws × places, and in which draws it is proven to be the best.

    Where no candidate is in two quotas that is all of them, by the greedy rule; else those whose first keep the quotas.
    """
    n = np.minimum(rules.top, eligible.sum(axis=1))[:, None]
    chosen = eligible & (np.cumsum(eligible, axis=1) <= n)
    kept, forced, full = np.ones(len(who), bool), np.zeros_like(eligible), np.zeros_like(eligible)
    for members, least, most in zip(rules.members, rules.least, rules.most, strict=True):
        within = members[who]
        count = np.cumsum(within & eligible, axis=1)
        got = (within & chosen).sum(axis=1)
        kept &= (got >= least) & (got <= most)
        forced |= within & eligible & (count <= least)
        full |= within & (count > most)
    if kept.all() or not rules.one:
        return chosen, kept
    open_ = eligible & ~forced & ~full
    greedy = forced | (open_ & (np.cumsum(open_, axis=1) <= n - forced.sum(axis=1, keepdims=True)))
    whole = greedy.sum(axis=1) == n[:, 0]
    for members, least, most in zip(rules.members, rules.least, rules.most, strict=True):
        got = (members[who] & greedy).sum(axis=1)
        whole &= (got >= least) & (got <= most)
    return np.where(kept[:, None], chosen, greedy & whole[:, None]), np.ones(len(who), bool)


def _by_programme(
    rules: Rules, who: Whole, index: Vector, eligible: Flags, asked: dict[bytes, npt.NDArray[np.int64] | None]
) -> Flags:
    """One draw, as flags by place; the same indices are asked about once."""
    billionths = np.rint(np.where(eligible, index, 0.0) * 10.0**DECIMALS).astype(np.int64)
    case = np.where(eligible, billionths, np.iinfo(np.int64).min).tobytes()
    if case not in asked:
        ordered = Rules(rules.top, rules.members[:, who], rules.least, rules.most)
        found = best(ordered, eligible[who], billionths[who])
        asked[case] = None if found is None else who[found]
    chosen = asked[case]
    return np.zeros(len(who), bool) if chosen is None else np.isin(who, chosen)
