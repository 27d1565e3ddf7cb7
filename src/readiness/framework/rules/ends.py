"""Where goalposts stand: written, or the measure's own; and where the best lies in the middle, four ends in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from readiness.framework.draft import Draft
from readiness.framework.model import Measure
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import normaliser

_KEYS = ("worst", "best")
_CODE = re.compile(r"-?[0-9]{1,15}")  # what is no code is told elsewhere
# Measures between whose values something can lie.
_GRADED = ("number", "percent", "count", "level", "survey")
WITH_GOALPOSTS = ("goalposts", "distance_to_target")
Ends = tuple[float, float]
OpenEnds = tuple[float | None, float | None]


def end_keys(draft: Draft, leaf: Pointer) -> tuple[Pointer, Pointer]:
    """Where worst and best are written; a target stands for the best."""
    is_target = normaliser(draft, leaf) == "distance_to_target"
    best = ("normalise", "distance_to_target", "target") if is_target else ("best",)
    return (*leaf, "worst"), (*leaf, *best)


def own_ends(draft: Draft, leaf: Pointer) -> OpenEnds:
    """Worst and best that the measure itself gives (method: defaults by measure)."""
    measure = draft.word((*leaf, "measure"))
    if measure == "percent":
        return 0.0, 100.0
    if measure == "boolean":
        return 0.0, 1.0
    if measure == "level":
        return span(draft, (*leaf, "levels")) if draft.has((*leaf, "levels")) else (1.0, 5.0)
    if measure == "survey":
        is_share = isinstance(draft.get((*leaf, "statistic")), dict)
        return (0.0, 100.0) if is_share else span(draft, (*leaf, "answers"))
    return None, None


def span(draft: Draft, pointer: Pointer) -> OpenEnds:
    """The lowest and the highest code of a rubric or of answers."""
    keys = draft.get(pointer)
    codes = [int(key) for key in keys if _CODE.fullmatch(key)] if isinstance(keys, dict) else []
    return (float(min(codes)), float(max(codes))) if codes else (None, None)


def is_two_sided(draft: Draft, leaf: Pointer) -> bool:
    """Whether either goalpost is written with two ends."""
    return any(isinstance(draft.raw((*leaf, key)), list) for key in _KEYS)


def two_sided(draft: Draft) -> Iterator[Problem]:
    """Both goalposts say where the middle is, ascend, and the worst ends enclose the best."""
    for leaf in draft.leaves:
        how, measure = normaliser(draft, leaf), draft.word((*leaf, "measure"))
        lists = [key for key in _KEYS if isinstance(draft.get((*leaf, key)), list)]
        if not lists or measure not in get_args(Measure) or how not in WITH_GOALPOSTS:
            continue
        if how != "goalposts" or measure not in _GRADED:
            what = f"measure: {measure}" if measure not in _GRADED else f"normalise: {how}"
            yield Problem("C102", (*leaf, lists[0]), {"key": lists[0], "what": what})
        elif problem := _half(draft, leaf, lists) or _order(draft, leaf):
            yield problem


def _half(draft: Draft, leaf: Pointer, lists: list[str]) -> Problem | None:
    """One goalpost with two ends, the other without what it takes."""
    worst, best = ((*leaf, key) for key in _KEYS)
    if "worst" not in lists and draft.has(worst):
        return Problem("C101", worst, {"key": "worst", "other": "best", "write": "worst: [0, 100]"})
    if "worst" not in lists and None in own_ends(draft, leaf):
        return Problem("C101", best, {"key": "best", "other": "worst", "write": "worst: [0, 100]"})
    if not draft.has(best):
        return Problem("C101", worst, {"key": "worst", "other": "best", "write": "best: [40, 60]"})
    return None


def _order(draft: Draft, leaf: Pointer) -> Problem | None:
    """worst[0] < best[0] ≤ best[1] < worst[1], told at the list that is upside down, else at the later one."""
    worst, best = (ends_at(draft, (*leaf, key)) for key in _KEYS)
    low, high = own_ends(draft, leaf)
    if not draft.has((*leaf, "worst")) and low is not None and high is not None:
        worst = low, high
    if worst is None or best is None or worst[0] < best[0] <= best[1] < worst[1]:
        return None
    params = {"worst": _shown(worst), "best": _shown(best)}
    for key, (low, high) in zip(_KEYS, (worst, best), strict=True):
        if low > high:
            return Problem("C100", (*leaf, key), {**params, "write": f"{key}: {_shown((high, low))}"})
    return Problem("C100", draft.later(*((*leaf, key) for key in _KEYS)), params)


def ends_at(draft: Draft, pointer: Pointer) -> Ends | None:
    """The two ends of a goalpost, the same twice for one number; None where they cannot be read."""
    value = draft.get(pointer)
    parts = draft.under(pointer) if isinstance(value, list) else [pointer, pointer]
    numbers = [draft.number(part) for part in parts]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return numbers[0], numbers[1]


def _shown(ends: Ends) -> str:
    return f"{ends[0]:g}" if ends[0] == ends[1] else f"[{ends[0]:g}, {ends[1]:g}]"
