"""Means that do not bear every score: a power of 0, and scores below 0 under a geometric mean and its kin."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import normaliser

POSITIVE_ONLY = ("geometric", "harmonic", "power")


def power(draft: Draft) -> Iterator[Problem]:
    """An exponent of 0 is no power mean; its limit has a name of its own."""
    for group in draft.groups:
        pointer = (*group, "aggregate", "power")
        if draft.number(pointer) == 0:
            yield Problem("C091", pointer)


def below_zero(draft: Draft) -> Iterator[Problem]:
    """Geometric, harmonic and power means are refused where a score below them can be below 0."""
    default = _aggregate(draft, ())
    means = {
        group: (_aggregate(draft, group) if draft.has((*group, "aggregate")) else default, _written(draft, group))
        for group in draft.groups
    }
    if draft.scale is not None and draft.scale[0] < 0:
        for group, (mean, at) in means.items():
            if mean in POSITIVE_ONLY and (group == () or at != ("aggregate",)):
                later = draft.later(at, ("scale", "min"))
                yield Problem("C092", later, {"aggregate": mean, "reason": f"scale.min: {draft.scale[0]:g}"})
        return
    for leaf in draft.leaves:
        cause = _cause(draft, leaf)
        above = [means[leaf[:size]] for size in range(len(leaf)) if leaf[:size] in means]
        guilty = [(mean, at) for mean, at in above if mean in POSITIVE_ONLY]
        if cause and guilty:
            mean, at = guilty[-1]
            reason = "outside: flag" if cause[-1] == "outside" else "zscore"
            # The mean may serve many: the finding stands on the indicator, unless the mean was written after it.
            yield Problem(
                "C092", draft.later(cause, at), {"aggregate": mean, "reason": f"{draft.name(leaf)}: {reason}"}
            )


def _written(draft: Draft, group: Pointer) -> Pointer:
    own = (*group, "aggregate")
    return own if draft.has(own) else ("aggregate",)


def _aggregate(draft: Draft, group: Pointer) -> str | None:
    value = draft.get((*group, "aggregate"))
    if value is None:
        return None if draft.has((*group, "aggregate")) else "arithmetic"
    if isinstance(value, dict):
        return "power" if draft.number((*group, "aggregate", "power")) is not None else None
    return value if isinstance(value, str) else None


def _cause(draft: Draft, leaf: Pointer) -> Pointer | None:
    """The key that lets the scores of an indicator fall below the scale."""
    how = normaliser(draft, leaf)
    if how == "zscore":
        return (*leaf, "normalise")
    if how == "goalposts" and draft.word((*leaf, "outside")) == "flag":
        return (*leaf, "outside")
    return None
