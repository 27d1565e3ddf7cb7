"""Second opinions: each once, with bounds that can hold."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import method

SLACK = 1e-9
_BOUNDS = {"min_share": 0.0, "max_share": 1.0}


def opinions(draft: Draft) -> Iterator[Problem]:
    """Each opinion once; bounds that the shares of all indicators can keep."""
    first: dict[str, Pointer] = {}
    for pointer in draft.under(("opinions",)):
        name = method(draft, pointer)
        if name is None:
            continue
        seen = first.setdefault(name, pointer)
        if seen != pointer:
            yield Problem("C122", pointer, {"name": name, "first": draft.line(seen)})
        elif draft.has((*pointer, "benefit_of_the_doubt")):
            yield from _bounds(draft, (*pointer, "benefit_of_the_doubt"))


def _bounds(draft: Draft, pointer: Pointer) -> Iterator[Problem]:
    """min ≤ max, and shares between them that sum to 1 over all indicators."""
    least, most = (draft.number((*pointer, key), default) for key, default in _BOUNDS.items())
    written = [(*pointer, key) for key in _BOUNDS if draft.has((*pointer, key))]
    count = len(draft.leaves)
    if least is None or most is None or not written or not count:
        return
    low, high = (*pointer, "min_share"), (*pointer, "max_share")
    shown = {"min": f"{least:g}", "max": f"{most:g}", "count": count}
    if least > most:
        yield Problem("C123", draft.later(*written), {**shown, "crossed": f"{least:g} > {most:g}"})
    elif count * least > 1 + SLACK:
        yield Problem("C123", low, {**shown, "most": f"{1 / count:.3g}", "key": "min_share"})
    elif count * most < 1 - SLACK:
        yield Problem("C123", high, {**shown, "least": f"{1 / count:.3g}", "key": "max_share"})
