"""What a measure needs to become a score: goalposts, steps, choices, answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from readiness.findings import nearest
from readiness.framework.draft import Draft
from readiness.framework.model import Measure
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import normaliser

WITH_GOALPOSTS = ("goalposts", "distance_to_target")
Ends = tuple[float | None, float | None]


def goalposts(draft: Draft) -> Iterator[Problem]:
    """Worst and best are written where no measure gives them, and differ."""
    for leaf in draft.leaves:
        measure = draft.word((*leaf, "measure"))
        if measure not in get_args(Measure) or measure == "choice" or normaliser(draft, leaf) not in WITH_GOALPOSTS:
            continue
        keys, default = end_keys(draft, leaf), own_ends(draft, leaf)
        own = zip(keys, default, strict=True)
        # A target that is missing has been told: the shape of 'distance_to_target' requires it.
        absent = [str(key[-1]) for key, end in own if end is None and not draft.has(key) and key[-1] != "target"]
        if absent and not _told_elsewhere(draft, leaf):
            code = "C088" if measure == "survey" else "C080"
            yield Problem(code, (*leaf, "measure"), {"measure": measure, "id": draft.name(leaf), "missing": absent})
        worst, best = (draft.number(key, end) for key, end in zip(keys, default, strict=True))
        if worst is not None and worst == best and any(draft.has(key) for key in keys):
            yield Problem("C081", draft.later(*keys), {"value": f"{worst:g}"})


def end_keys(draft: Draft, leaf: Pointer) -> tuple[Pointer, Pointer]:
    """Where worst and best are written; a target stands for the best."""
    is_target = normaliser(draft, leaf) == "distance_to_target"
    best = ("normalise", "distance_to_target", "target") if is_target else ("best",)
    return (*leaf, "worst"), (*leaf, *best)


def _told_elsewhere(draft: Draft, leaf: Pointer) -> bool:
    """Answers or a statistic that have a finding of their own say nothing of the goalposts."""
    return any((*leaf, key) in draft.wrong for key in ("answers", "statistic", "levels"))


def own_ends(draft: Draft, leaf: Pointer) -> Ends:
    """Worst and best that the measure itself gives (method: defaults by measure)."""
    measure = draft.word((*leaf, "measure"))
    if measure == "percent":
        return 0.0, 100.0
    if measure == "boolean":
        return 0.0, 1.0
    if measure == "level":
        return _span(draft, (*leaf, "levels")) if draft.has((*leaf, "levels")) else (1.0, 5.0)
    if measure == "survey":
        is_share = isinstance(draft.get((*leaf, "statistic")), dict)
        return (0.0, 100.0) if is_share else _span(draft, (*leaf, "answers"))
    return None, None


def _span(draft: Draft, pointer: Pointer) -> Ends:
    keys = draft.get(pointer)
    codes = [int(key) for key in keys if key.lstrip("-").isdecimal()] if isinstance(keys, dict) else []
    return (float(min(codes)), float(max(codes))) if codes else (None, None)


def domains(draft: Draft) -> Iterator[Problem]:
    """Goalposts and steps lie where the transform is defined: above 0 for a logarithm, 0 or above for a root."""
    for leaf in draft.leaves:
        transform = draft.word((*leaf, "transform"), "none")
        if transform not in ("log", "log10", "sqrt"):
            continue
        ends: list[tuple[Pointer, float | None]] = []
        if normaliser(draft, leaf) in WITH_GOALPOSTS:
            ends += zip(end_keys(draft, leaf), own_ends(draft, leaf), strict=True)
        if normaliser(draft, leaf) == "thresholds":
            ends += [((*step, "from"), None) for step in draft.under((*leaf, "thresholds"))]
        for pointer, own in ends:
            end = draft.number(pointer, own)
            if end is not None and (end < 0 or (end == 0 and transform != "sqrt")):
                at = pointer if draft.has(pointer) else (*leaf, "transform")
                bound = "≥ 0" if transform == "sqrt" else "> 0"
                params = {"key": pointer[-1], "value": f"{end:g}", "transform": transform, "bound": bound}
                yield Problem("C087", at, params)


def steps(draft: Draft) -> Iterator[Problem]:
    """Scores of choices and steps lie on the scale, and steps ascend."""
    for leaf in draft.leaves:
        thresholds = draft.under((*leaf, "thresholds"))
        is_list = isinstance(draft.get((*leaf, "thresholds")), list)
        scores = [(*step, "score") for step in thresholds if is_list] + draft.under((*leaf, "choices"))
        for score in scores:
            value = draft.number(score)
            if value is not None and draft.scale and not draft.scale[0] <= value <= draft.scale[1]:
                low, high = draft.scale
                yield Problem("C083", score, {"value": f"{value:g}", "min": f"{low:g}", "max": f"{high:g}"})
        before: float | None = None
        for step in thresholds:
            value = draft.number((*step, "from"))
            if value is not None and before is not None and value <= before:
                yield Problem("C084", (*step, "from"), {"value": f"{value:g}", "before": f"{before:g}"})
            elif value is not None:
                before = value


def survey(draft: Draft) -> Iterator[Problem]:
    """Items stand once, and a statistic speaks of answers that exist."""
    for leaf in draft.leaves:
        seen: set[str] = set()
        for pointer in draft.under((*leaf, "items")):
            item = draft.word(pointer)
            if item in seen:
                yield Problem("C097", pointer, {"name": item})
            seen.add(item or "")
        yield from _statistic(draft, leaf)


def _statistic(draft: Draft, leaf: Pointer) -> Iterator[Problem]:
    answers = draft.get((*leaf, "answers"))
    if not isinstance(answers, dict) or not isinstance(draft.raw((*leaf, "statistic")), dict):
        return
    words = [
        word for answer in answers.values() for word in (answer.values() if isinstance(answer, dict) else [answer])
    ]
    known = [*answers, *(word for word in words if isinstance(word, str))]
    for pointer in draft.under((*leaf, "statistic", "share_of")):
        name = draft.get(pointer)
        if name is not None and str(name) not in known:
            near = nearest(str(name), known)
            yield Problem("C089", pointer, {"name": name, "of": "answers", "nearest": near, "known": list(answers)})
    at_least, (low, high) = draft.number((*leaf, "statistic", "share_at_least")), _span(draft, (*leaf, "answers"))
    if None not in (at_least, low, high) and not low <= at_least <= high:  # type: ignore[operator]
        params = {"name": f"{at_least:g}", "of": "answers", "known": list(answers)}
        yield Problem("C089", (*leaf, "statistic", "share_at_least"), params)
