"""One step up: the next value of an indicator that is worth striving for.

A level rises by one line of its rubric, a choice to the next better one, a boolean to its better word,
a threshold to the next step. Where a scale has no steps of its own, the next fifth of the way from
worst to best is taken: small enough to plan for, the same everywhere, and no value is invented.
Where the best lies in the middle, the way is that of the side on which the unit stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from readiness.framework.model import Indicator, Scale
from readiness.results.records import NodeResult
from readiness.scoring.recipes import ends_of, optimum_of

FIFTHS = 5
SLACK = 1e-9
Raw = float | str | None
_INVERSE: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "none": (float, float),
    "log": (math.log, math.exp),
    "log10": (math.log10, lambda y: 10.0**y),
    "sqrt": (math.sqrt, lambda y: y * y),
}


def _levels(leaf: Indicator) -> list[int]:
    return sorted(leaf.levels) if leaf.levels else [1, 2, 3, 4, 5]


def level_stood_on(leaf: Indicator, raw: Raw) -> int | None:
    """The line of the rubric that holds at a value: of 3.5 it is 3, for levels are cumulative.

    None below the first line.
    """
    return max((key for key in _levels(leaf) if isinstance(raw, float | int) and key <= raw), default=None)


def extremes(leaf: Indicator, node: NodeResult) -> tuple[Raw, Raw] | None:
    """The raw values at which the score is worst and best; None where they cannot be told."""
    if leaf.choices:
        ranked = sorted(leaf.choices, key=lambda key: (leaf.choices or {})[key])
        return ranked[0], ranked[-1]
    if leaf.thresholds:
        ranked_steps = sorted(leaf.thresholds, key=lambda step: step.score)
        ends = ranked_steps[0].from_, ranked_steps[-1].from_
    else:
        posts = _posts(leaf, node)
        if posts is None:
            return None
        ends = posts
    low, high = (_to_raw(leaf, node, end) for end in ends)
    return None if low is None or high is None else (low, high)


def next_value(leaf: Indicator, node: NodeResult, scale: Scale) -> Raw:
    """The raw value one step up; None where the unit stands at the top or no step can be told."""
    if isinstance(node.raw, str):
        return _next_choice(leaf, node.raw)
    if node.raw is None or node.score is None or _in_optimum(leaf, node):
        return None
    if leaf.measure == "level":
        return _next_level(leaf, node, node.raw)
    if leaf.thresholds:
        return _to_raw(leaf, node, _next_threshold(leaf, node.score))
    posts = _posts(leaf, node)
    if posts is None:
        return None
    if leaf.measure == "boolean":
        return posts[1] if node.raw != posts[1] else None
    then, best = (_to_raw(leaf, node, end) for end in (_next_fifth(leaf, node.score, scale, posts), posts[1]))
    return None if then is None or best is None else _nameable(node.raw, then, best)


def _posts(leaf: Indicator, node: NodeResult) -> tuple[float, float] | None:
    """``(worst, best)`` after ``per``, as this unit meets them: of an optimum those of its own side, the lower one
    where it has no value."""
    optimum = optimum_of(leaf)
    if optimum is None:
        return ends_of(leaf)
    if node.adjusted is not None and node.adjusted > optimum.high:
        return optimum.worst_high, optimum.high
    return optimum.worst_low, optimum.low


def _in_optimum(leaf: Indicator, node: NodeResult) -> bool:
    optimum = optimum_of(leaf)
    return optimum is not None and node.adjusted is not None and optimum.low <= node.adjusted <= optimum.high


def _next_choice(leaf: Indicator, key: str) -> str | None:
    choices = leaf.choices or {}
    better = [other for other, score in choices.items() if key in choices and score > choices[key]]
    return min(better, key=lambda other: choices[other], default=None)


def _next_level(leaf: Indicator, node: NodeResult, raw: float) -> float | None:
    keys = _levels(leaf)
    posts = _posts(leaf, node)
    if posts and posts[0] > posts[1]:
        return max((float(key) for key in keys if key < raw), default=None)
    return min((float(key) for key in keys if key > raw), default=None)


def _next_threshold(leaf: Indicator, score: float) -> float | None:
    better = [step for step in leaf.thresholds or [] if step.score > score + SLACK]
    return min(better, key=lambda step: step.score).from_ if better else None


def _next_fifth(leaf: Indicator, score: float, scale: Scale, posts: tuple[float, float]) -> float | None:
    """The value, after ``per``, at the next fifth of the scale."""
    reached = (score - scale.min) / (scale.max - scale.min)
    fifth = (math.floor(reached * FIFTHS + SLACK) + 1) / FIFTHS
    if fifth > 1 + SLACK:
        return None
    there, back = _INVERSE[leaf.transform]
    try:
        low, high = there(posts[0]), there(posts[1])
    except ValueError:
        return None
    return posts[1] if fifth >= 1 else back(low + fifth * (high - low))


def _nameable(now: float, then: float, best: float) -> float:
    """The same step as a number that can be written down: as few digits as move it by a tenth of the way or less.

    It is rounded towards the best and never beyond it, so it is no less than the step; its gain is still exact.

    >>> _nameable(1000, 2511.886, 100_000), _nameable(50, 39.81, 0), _nameable(0, 20, 100)
    (2600.0, 39.0, 20.0)
    """
    up = best >= then
    for digits in range(2, 10):
        exponent = (math.floor(math.log10(abs(then))) if then else 0) - digits + 1
        scaled = then / 10.0**exponent
        whole = math.ceil(scaled - SLACK) if up else math.floor(scaled + SLACK)
        named = float(f"{whole}e{exponent}")
        if abs(named - then) <= abs(then - now) / 10:
            return min(named, best) if up else max(named, best)
    return then


def _to_raw(leaf: Indicator, node: NodeResult, value: float | None) -> float | None:
    """Back through ``per``; a count is a whole number, rounded towards the better side."""
    if value is None:
        return None
    if leaf.per is not None:
        if node.denominator is None:
            return None
        value = value * node.denominator / leaf.per.times
    if leaf.measure == "count":
        posts = _posts(leaf, node)
        less_is_better = posts is not None and posts[0] > posts[1]
        return float(math.floor(value + SLACK) if less_is_better else math.ceil(value - SLACK))
    return value
