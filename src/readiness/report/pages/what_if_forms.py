"""How each value of a what-if is asked for, and how it becomes a score."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from readiness.framework.model import Indicator
from readiness.framework.ways import normaliser_of, own_ends
from readiness.report.numbers import plain, span
from readiness.report.pages.inlined import Json, known, short
from readiness.report.pages.view import View
from readiness.results.method import goalposts_of

# Characters of rubrics that a page can spare; with more, only the line of the next level is told: its row has it.
WORDS = 4_000


class Forms:
    """The ways from a value to a score, and how each is asked for; what many indicators share is written once."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.found: list[Json] = []
        self._places: dict[str, int] = {}
        rubrics = sum(len(view.text(level)) for leaf in view.leaves for level in (leaf.levels or {}).values())
        self._spoken = rubrics <= WORDS

    def of(self, leaf: Indicator) -> int:
        """The place of an indicator's form."""
        form = known(self._asked(leaf) | _scored(leaf))
        place = self._places.setdefault(json.dumps(form), len(self.found))
        if place == len(self.found):
            self.found.append(form)
        return place

    def _asked(self, leaf: Indicator) -> Json:
        """The words of a list of answers, or the unit of measure and the range of a number."""
        view = self.view
        if leaf.measure == "level":
            levels: Mapping[int, Any] = leaf.levels or dict.fromkeys(range(1, 6))
            told = self._spoken and leaf.levels is not None
            return {"levels": [[key, view.text(levels[key])] if told else [key] for key in sorted(levels)]}
        if leaf.measure == "boolean":
            return {"words": [[1, view.t("word.yes")], [0, view.t("word.no")]]}
        if leaf.choices is not None:
            return {"words": [[key, view.raw(leaf, key)] for key in leaf.choices]}
        unit = "%" if leaf.measure == "percent" else view.text(leaf.unit_of_measure)
        limits = _limits(leaf)
        return {
            "unit": unit or None,
            "limits": limits,
            "range": _range(view, leaf),
            "whole": leaf.measure == "count" or None,
        }


def _limits(leaf: Indicator) -> list[float | None] | None:
    """What a value must lie in to be taken at all."""
    low, high = own_ends(leaf) if leaf.measure == "survey" else (0.0 if leaf.measure == "count" else None, None)
    posts = _posts(leaf)
    if posts and leaf.outside == "refuse" and leaf.per is None:
        low, high = posts[0], posts[-1]
    return None if low is None and high is None else [short(low), short(high)]


def _range(view: View, leaf: Indicator) -> str | None:
    """From the worst to the best, or the reverse, as a hint; after ``per`` they are in another unit of measure."""
    posts = [] if leaf.per is not None else _posts(leaf)
    return span(plain(posts[0], view.lang), plain(posts[-1], view.lang)) if posts else None


def _posts(leaf: Indicator) -> list[float]:
    """The goalposts from low to high, two or (with the best in the middle) four; none without."""
    return sorted(end for ends in goalposts_of(leaf) or () for end in ends)


def _scored(leaf: Indicator) -> Json:
    """How a value becomes a score."""
    name = normaliser_of(leaf)
    if name == "choices":
        return {"choices": leaf.choices}
    bent = {"bend": None if leaf.transform == "none" else leaf.transform}
    if name == "thresholds":
        steps = [[step.from_, step.score] for step in leaf.thresholds or []]
        return {**bent, "steps": steps, "linear": leaf.interpolate == "linear" or None}
    worst, best = goalposts_of(leaf) or ((0.0,), (1.0,))
    between = [min(worst), min(best), max(best), max(worst)]
    posts = between if len(worst) + len(best) > 2 else [*worst, *best]
    flags = {"clip": leaf.outside == "clip" or None, "held": name == "distance_to_target" or None}
    return {**bent, **flags, "posts": [short(post) for post in posts]}
