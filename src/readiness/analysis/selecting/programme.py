"""The set of highest total that keeps the quotas: greedy where that is proven, else by integer programme (HiGHS).

Candidates stand in their order. Totals are compared in whole billionths, exactly; of sets with equal totals the one
whose places add up to least is taken.
"""

from __future__ import annotations

import numpy as np

from readiness.analysis.selecting.rules import Flags, Rules, Whole

SCALE = 1e-3  # of billionths: a millionth is 1, far above the solver's tolerances on costs
NUDGE = 10.0  # billionths a place: what tells sets of equal totals apart


def choose(rules: Rules, eligible: Flags, billionths: Whole) -> Flags | None:
    """Who is chosen, as flags; None where no set keeps the quotas."""
    first = first_of(rules, eligible)
    if bool(rules.kept(first)):
        return first
    if rules.one:
        return _greedy(rules, eligible)
    found = best(rules, eligible, billionths)
    if found is None:
        return None
    nudged = best(rules, eligible, billionths, NUDGE)
    same = nudged is not None and int(billionths[nudged].sum()) == int(billionths[found].sum())
    return nudged if same else _exchanged(rules, eligible, billionths, found)


def first_of(rules: Rules, eligible: Flags) -> Flags:
    """The first in the order, whatever the quotas say."""
    chosen: Flags = eligible & (np.cumsum(eligible) <= rules.top)
    return chosen


def _greedy(rules: Rules, eligible: Flags) -> Flags | None:
    """No candidate in two quotas: first what each quota needs, then the best of all while a quota has room.

    The sets that keep such quotas are the bases of a matroid between two bounds, where the greedy set has the highest
    total under any numbers that fall along the order.
    """
    counts = np.cumsum(rules.members & eligible, axis=1)
    forced = (rules.members & eligible & (counts <= rules.least[:, None])).any(axis=0)
    full = (rules.members & (counts > rules.most[:, None])).any(axis=0)
    open_ = eligible & ~forced & ~full
    chosen: Flags = forced | (open_ & (np.cumsum(open_) <= rules.places(eligible) - int(forced.sum())))
    is_whole = int(chosen.sum()) == rules.places(eligible) and bool(rules.kept(chosen))
    return chosen if is_whole else None


def best(rules: Rules, eligible: Flags, billionths: Whole, nudge: float = 0.0) -> Flags | None:
    """By integer programme; ``nudge`` takes so many billionths off for every place further down the order."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, who = rules.places(eligible), _worth_asking(rules, eligible)
    gains = (billionths[who] - billionths[who].min(initial=0) - nudge * np.arange(len(who))) * SCALE
    counts = np.vstack([np.ones((1, len(who))), rules.members[:, who]]).astype(float)
    least, most = np.r_[n, rules.least].astype(float), np.r_[n, rules.most].astype(float)
    if len(who) < n or (least > most).any():
        return None
    if not len(who):
        return None if rules.least.any() else np.zeros(len(eligible), bool)
    solved = milp(
        -gains,
        integrality=np.ones(len(who)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(counts, least, most),
        options={"mip_rel_gap": 0.0},
    )
    if solved.x is None:
        return None
    chosen = np.zeros(len(eligible), bool)
    chosen[who[np.rint(solved.x) == 1]] = True
    return chosen


def _worth_asking(rules: Rules, eligible: Flags) -> Whole:
    """Of candidates that count for the same quotas only the first ``top`` can be in a best set."""
    kinds = np.zeros(len(eligible), np.int64)
    for row in rules.members:  # a number for each combination of quotas, renumbered so that it cannot overflow
        _, kinds = np.unique(kinds * 2 + row, return_inverse=True)
    found = [np.flatnonzero(eligible & (kinds == kind))[: rules.top] for kind in range(int(kinds.max(initial=-1)) + 1)]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _exchanged(rules: Rules, eligible: Flags, billionths: Whole, chosen: Flags) -> Flags:
    """Exchanges of one for another that raise the total, or keep it and come first, until none is left."""
    chosen, moved = chosen.copy(), True
    while moved:
        moved = False
        for out in np.flatnonzero(chosen)[::-1]:
            for into in np.flatnonzero(eligible & ~chosen):
                if (-billionths[into], into) >= (-billionths[out], out):
                    break
                chosen[[out, into]] = False, True
                if moved := bool(rules.kept(chosen)):
                    break
                chosen[[out, into]] = True, False
            if moved:
                break
    return chosen
