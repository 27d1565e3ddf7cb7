"""Quotas as rows of numbers, and whether they can be kept at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from readiness.analysis.selecting.classes import Classes
from readiness.results.selection import Quota

Flags = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """``top`` places; ``members`` quotas × candidates; of each quota at least ``least`` and at most ``most``.

    ``one``: the quotas are all on one attribute, so that no candidate is in two of them.
    """

    top: int
    members: Flags
    least: Whole
    most: Whole

    @property
    def one(self) -> bool:
        """Whether no candidate counts for two quotas."""
        return not len(self.members) or int(self.members.sum(axis=0).max(initial=0)) <= 1

    def without(self, quota: int) -> Rules:
        """The rules with one quota dropped."""
        kept = np.arange(len(self.members)) != quota
        return Rules(self.top, self.members[kept], self.least[kept], self.most[kept])

    def places(self, eligible: Flags) -> int:
        """How many are to be chosen: all that can be, where they are fewer than the places."""
        return min(self.top, int(eligible.sum()))

    def kept(self, chosen: Flags) -> Flags:
        """Whether sets (… × candidates) keep every quota."""
        counts = chosen.astype(np.int64) @ self.members.T.astype(np.int64)
        return np.asarray(((counts >= self.least) & (counts <= self.most)).all(axis=-1))


def rules_of(top: int, quotas: Sequence[Quota], classes: Sequence[Classes]) -> Rules:
    """The rules for candidates of these classes."""
    members = np.array([[row[q.by] == q.value for row in classes] for q in quotas], bool).reshape(-1, len(classes))
    least = np.array([q.at_least or 0 for q in quotas], np.int64)
    most = np.array([len(classes) if q.at_most is None else q.at_most for q in quotas], np.int64)
    return Rules(top, members, least, most)


def feasible(rules: Rules, eligible: Flags) -> bool:
    """Whether some set keeps all quotas."""
    if rules.one:
        n, counts = rules.places(eligible), (rules.members & eligible).sum(axis=1)
        free = int(eligible.sum() - counts.sum())
        return bool((counts >= rules.least).all() and (rules.least <= rules.most).all()) and (
            int(rules.least.sum()) <= n <= int(np.minimum(counts, rules.most).sum()) + free
        )
    from readiness.analysis.selecting.programme import best

    return best(rules, eligible, np.zeros(len(eligible), np.int64)) is not None


def conflict(rules: Rules, eligible: Flags) -> list[tuple[int, str]]:
    """Bounds that cannot be kept together, though they could without any one of them: ``(quota, "least" or "most")``.

    A deletion filter (Chinneck 2008, Feasibility and Infeasibility in Optimization): each bound in turn is dropped for
    good where the rest is still impossible.
    """
    open_least, open_most = np.zeros_like(rules.least), np.full_like(rules.most, len(eligible))
    left = replace(rules)
    found: list[tuple[int, str]] = []
    for at in range(len(rules.least)):
        for name, bound, free in (("least", rules.least, open_least), ("most", rules.most, open_most)):
            if bound[at] == free[at]:
                continue
            values = getattr(left, name).copy()
            values[at] = free[at]
            looser = replace(left, **{name: values})
            if feasible(looser, eligible):
                found.append((at, name))
            else:
                left = looser
    return found
