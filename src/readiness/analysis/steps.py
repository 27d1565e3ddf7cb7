"""One step up: the next value of an indicator that is worth striving for.

A level rises by one line of its rubric, a choice to the next better one, a boolean to its better word,
a threshold to the next step. Where a scale has no steps of its own, the next fifth of the way from
worst to best is taken: small enough to plan for, the same everywhere, and no value is invented.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from readiness.framework.model import Indicator, Scale
from readiness.results.records import NodeResult
from readiness.scoring.recipes import ends_of

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
        posts = ends_of(leaf)
        if posts is None:
            return None
        ends = posts
    low, high = (_to_raw(leaf, node, end) for end in ends)
    return None if low is None or high is None else (low, high)


def next_value(leaf: Indicator, node: NodeResult, scale: Scale) -> Raw:
    """The raw value one step up; None where the unit stands at the top or no step can be told."""
    if isinstance(node.raw, str):
        return _next_choice(leaf, node.raw)
    if node.raw is None or node.score is None:
        return None
    if leaf.measure == "level":
        return _next_level(leaf, node.raw)
    if leaf.thresholds:
        return _to_raw(leaf, node, _next_threshold(leaf, node.score))
    posts = ends_of(leaf)
    if posts is None:
        return None
    if leaf.measure == "boolean":
        return posts[1] if node.raw != posts[1] else None
    return _to_raw(leaf, node, _next_fifth(leaf, node.score, scale, posts))


def _next_choice(leaf: Indicator, key: str) -> str | None:
    choices = leaf.choices or {}
    better = [other for other, score in choices.items() if key in choices and score > choices[key]]
    return min(better, key=lambda other: choices[other], default=None)


def _next_level(leaf: Indicator, raw: float) -> float | None:
    keys = _levels(leaf)
    posts = ends_of(leaf)
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
    if fifth >= 1:
        return posts[1]
    # An axis that is transformed has fifths that nobody would write down: rounded, on the better side.
    found = back(low + fifth * (high - low))
    return found if leaf.transform == "none" else round_beyond(found, posts)


def round_beyond(value: float, posts: tuple[float, float], digits: int = 3) -> float:
    """Three digits, rounded towards the best: a target that can be named, and is no less than the step.

    >>> round_beyond(2511.886, (1000, 100000)), round_beyond(39810.7, (100000, 1000))
    (2520.0, 39800.0)
    """
    if value == 0:
        return value
    unit = 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)
    up = posts[1] > posts[0]
    rounded = (math.ceil(value / unit - SLACK) if up else math.floor(value / unit + SLACK)) * unit
    return float(rounded)


def _to_raw(leaf: Indicator, node: NodeResult, value: float | None) -> float | None:
    """Back through ``per``; a count is a whole number, rounded towards the better side."""
    if value is None:
        return None
    if leaf.per is not None:
        if node.denominator is None:
            return None
        value = value * node.denominator / leaf.per.times
        posts = ends_of(leaf)
        if leaf.measure != "count" and posts is not None:
            return round_beyond(value, posts, digits=4)
    if leaf.measure == "count":
        posts = ends_of(leaf)
        less_is_better = posts is not None and posts[0] > posts[1]
        return float(math.floor(value + SLACK) if less_is_better else math.ceil(value - SLACK))
    return value
