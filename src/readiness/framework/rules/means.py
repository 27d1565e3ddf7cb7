"""Means that cannot be: a power of 0, ordered weights of nothing, and scores below 0 under a geometric mean.

What can fall below the scale: standard scores, differences from a reference, a function of one's own, values
beyond the goalposts that are kept, and a group's mean less its spread. Ratios cannot: they compare amounts, and a
value below 0 has no score there.
"""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import method, normaliser, takes_outside

POSITIVE_ONLY = ("geometric", "harmonic", "power")


def power(draft: Draft) -> Iterator[Problem]:
    """An exponent of 0 is no power mean; its limit has a name of its own."""
    for group in draft.groups:
        pointer = (*group, "aggregate", "power")
        if draft.number(pointer) == 0:
            yield Problem("C091", pointer)


def owa(draft: Draft) -> Iterator[Problem]:
    """Ordered weights give something to at least one place."""
    for group in draft.groups:
        pointer = (*group, "aggregate", "owa")
        places = [draft.number(place) for place in draft.under(pointer)] if draft.has(pointer) else []
        if places and all(place == 0 for place in places):
            yield Problem("C129", pointer)


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
    for node in draft.nodes:
        cause, reason = _of_group(means[node]) if node in means else _of_leaf(draft, node)
        above = [means[node[:size]] for size in range(len(node)) if node[:size] in means]
        guilty = [(mean, at) for mean, at in above if mean in POSITIVE_ONLY]
        if cause and guilty:
            mean, at = guilty[-1]
            # The mean may serve many: the finding stands on the cause, unless the mean was written after it.
            params = {"aggregate": mean, "reason": f"{draft.name(node)}: {reason}"}
            yield Problem("C092", draft.later(cause, at), params)


def _written(draft: Draft, group: Pointer) -> Pointer:
    own = (*group, "aggregate")
    return own if draft.has(own) else ("aggregate",)


def _aggregate(draft: Draft, group: Pointer) -> str | None:
    if not draft.has((*group, "aggregate")):
        return "arithmetic"
    name = method(draft, (*group, "aggregate"))
    return None if name == "power" and draft.number((*group, "aggregate", "power")) is None else name


def _of_group(mean: tuple[str | None, Pointer]) -> tuple[Pointer | None, str]:
    """A mean less its spread: where the children differ enough it falls below the lowest of them."""
    name, at = mean
    return (at, "mean_minus_sd") if name == "mean_minus_sd" else (None, "")


def _of_leaf(draft: Draft, leaf: Pointer) -> tuple[Pointer | None, str]:
    """The key that lets the scores of an indicator fall below the scale, and what it says."""
    how, written = normaliser(draft, leaf), (*leaf, "normalise")
    if how in ("zscore", "custom"):
        return written, how
    if how == "distance_to_reference" and draft.word((*written, how, "by")) == "difference":
        return written, "distance_to_reference, by: difference"
    if takes_outside(draft, how) and how != "distance_to_target" and draft.word((*leaf, "outside")) == "flag":
        return (*leaf, "outside"), "outside: flag"
    return None, ""
