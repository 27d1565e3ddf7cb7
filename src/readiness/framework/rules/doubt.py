"""What is in doubt: widths that say one thing, sets that exist, alternatives that can be and are named once."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.doubt import LEVELS, WIDTHS
from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import listed
from readiness.framework.rules.sets import WRITTEN

WEIGHTS = ("uncertainty", "weights")
BY_RATIOS = ("geometric", "harmonic")


def widths(draft: Draft) -> Iterator[Problem]:
    """One width at each place: not two, and not none where a mapping is begun."""
    for place in (WEIGHTS, *((*WEIGHTS, level) for level in LEVELS)):
        value = draft.get(place)
        if not isinstance(value, dict):
            continue
        written = [(*place, key) for key in WIDTHS if key in value]
        if len(written) == 2:
            yield Problem("C138", draft.later(*written), {}, key=True)
        elif not value:
            yield Problem("C138", place, {}, key=True)


def between(draft: Draft) -> Iterator[Problem]:
    """Sets of weights that exist, each once."""
    known = [WRITTEN, *(str(each[-1]) for each in draft.under(("weights_sets",)))]
    for pointer, name in _words(draft, (*WEIGHTS, "between")):
        if name not in known:
            yield Problem(
                "C136", pointer, {"name": name, "nearest": draft.nearest(name, known), "known": listed(known)}
            )
    yield from _twice(draft, (*WEIGHTS, "between"))


def alternatives(draft: Draft) -> Iterator[Problem]:
    """Each alternative once; no mean by ratios on a scale that begins below 0."""
    for key in ("normalise", "aggregate"):
        yield from _twice(draft, ("uncertainty", key))
    if draft.scale is not None and draft.scale[0] < 0:
        for pointer, name in _words(draft, ("uncertainty", "aggregate")):
            if name in BY_RATIOS:
                yield Problem("C092", pointer, {"aggregate": name, "reason": f"scale.min: {draft.scale[0]:g}"})


def _words(draft: Draft, pointer: Pointer) -> list[tuple[Pointer, str]]:
    return [(each, name) for each in draft.under(pointer) if (name := draft.word(each)) is not None]


def _twice(draft: Draft, pointer: Pointer) -> Iterator[Problem]:
    seen: set[str] = set()
    for each, name in _words(draft, pointer):
        if name in seen:
            yield Problem("C137", each, {"name": name})
        seen.add(name)
