"""What a measure needs to become a score: goalposts, steps, choices, answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from readiness.framework.draft import Draft
from readiness.framework.model import Measure
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.ends import WITH_GOALPOSTS, end_keys, is_two_sided, own_ends, span
from readiness.framework.rules.keys import normaliser

NO_RUBRIC = range(1, 6)  # the answers of an indicator that writes none
STEPS = (("thresholds",), ("normalise", "percentile_steps"))


def goalposts(draft: Draft) -> Iterator[Problem]:
    """Worst and best are written where no measure gives them, and differ."""
    for leaf in draft.leaves:
        measure = draft.word((*leaf, "measure"))
        if measure not in get_args(Measure) or measure == "choice" or normaliser(draft, leaf) not in WITH_GOALPOSTS:
            continue
        if is_two_sided(draft, leaf):
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


def _told_elsewhere(draft: Draft, leaf: Pointer) -> bool:
    """Answers or a statistic that have a finding of their own say nothing of the goalposts."""
    return any((*leaf, key) in draft.wrong for key in ("answers", "statistic", "levels"))


def domains(draft: Draft) -> Iterator[Problem]:
    """Goalposts and steps lie where the transform is defined: above 0 for a logarithm, 0 or above for a root."""
    for leaf in draft.leaves:
        transform = draft.word((*leaf, "transform"), "none")
        if transform not in ("log", "log10", "sqrt"):
            continue
        ends: list[tuple[Pointer, float | None]] = []
        if normaliser(draft, leaf) in WITH_GOALPOSTS:
            for at, own in zip(end_keys(draft, leaf), own_ends(draft, leaf), strict=True):
                parts = draft.under(at) if isinstance(draft.get(at), list) else [at]
                ends += [(part, own) for part in parts]
        if normaliser(draft, leaf) == "thresholds":
            ends += [((*step, "from"), None) for step in draft.under((*leaf, "thresholds"))]
        for pointer, own in ends:
            end = draft.number(pointer, own)
            if end is not None and (end < 0 or (end == 0 and transform != "sqrt")):
                at = pointer if draft.has(pointer) else (*leaf, "transform")
                bound = "≥ 0" if transform == "sqrt" else "> 0"
                key = next(str(part) for part in reversed(pointer) if isinstance(part, str))
                params = {"key": key, "value": f"{end:g}", "transform": transform, "bound": bound}
                yield Problem("C087", at, params)


def steps(draft: Draft) -> Iterator[Problem]:
    """Scores of choices and steps lie on the scale, and steps ascend."""
    for leaf in draft.leaves:
        written = [(*leaf, *key) for key in STEPS]
        thresholds = [step for each in written if isinstance(draft.get(each), list) for step in draft.under(each)]
        scores = [(*step, "score") for step in thresholds] + draft.under((*leaf, "choices"))
        for score in scores:
            value = draft.number(score)
            if value is not None and draft.scale and not draft.scale[0] <= value <= draft.scale[1]:
                low, high = draft.scale
                yield Problem("C083", score, {"value": f"{value:g}", "min": f"{low:g}", "max": f"{high:g}"})
        before: float | None = None
        for step in thresholds:
            value = draft.number((*step, "from"))
            if value is not None and "normalise" in step and not 0 <= value <= 100:
                yield Problem("C132", (*step, "from"), {"value": f"{value:g}"})
            elif value is not None and before is not None and value <= before:
                yield Problem("C084", (*step, "from"), {"value": f"{value:g}", "before": f"{before:g}"})
            elif value is not None:
                before = value


def survey(draft: Draft) -> Iterator[Problem]:
    """Items stand once, those turned round are items, and a statistic speaks of answers that exist."""
    for leaf in draft.leaves:
        for key in ("items", "reverse"):
            seen: set[str] = set()
            for pointer in draft.under((*leaf, key)):
                item = draft.word(pointer)
                if item in seen:
                    yield Problem("C097", pointer, {"name": item})
                seen.add(item or "")
        yield from _reverse(draft, leaf)
        yield from _no_answer(draft, leaf)
        yield from _statistic(draft, leaf)


def _reverse(draft: Draft, leaf: Pointer) -> Iterator[Problem]:
    items = [draft.word(pointer) or "" for pointer in draft.under((*leaf, "items"))]
    for pointer in draft.under((*leaf, "reverse")) if items else ():
        name = draft.word(pointer)
        if name is not None and name not in items:
            params = {"name": name, "of": "items", "nearest": draft.nearest(name, items), "known": items}
            yield Problem("C089", pointer, params)


def _no_answer(draft: Draft, leaf: Pointer) -> Iterator[Problem]:
    """A code cannot be an answer and none."""
    answers = draft.get((*leaf, "answers"))
    known = [str(code) for code in (answers if isinstance(answers, dict) else NO_RUBRIC)]
    for pointer in draft.under((*leaf, "no_answer")):
        code = draft.get(pointer)
        if str(code) in known:
            yield Problem("C135", pointer, {"code": code})


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
            near = draft.nearest(str(name), known)
            yield Problem("C089", pointer, {"name": name, "of": "answers", "nearest": near, "known": list(answers)})
    at_least, (low, high) = draft.number((*leaf, "statistic", "share_at_least")), span(draft, (*leaf, "answers"))
    if None not in (at_least, low, high) and not low <= at_least <= high:  # type: ignore[operator]
        params = {"name": f"{at_least:g}", "of": "answers", "known": list(answers)}
        yield Problem("C089", (*leaf, "statistic", "share_at_least"), params)
