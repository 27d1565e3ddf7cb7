"""Weights: not negative, not all zero, and adding up where the framework says so."""

from __future__ import annotations

import math
from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem

SLACK = 1e-9


def signs(draft: Draft) -> Iterator[Problem]:
    """No weight is negative; relative weights of a group are not all zero; other weights are all written."""
    how = draft.word(("weights",), "relative")
    for group in draft.groups:
        children = draft.children(group)
        weights = [draft.number((*child, "weight"), 1.0) for child in children]
        for child, weight in zip(children, weights, strict=True):
            if weight is not None and weight < 0:
                yield Problem("C050", (*child, "weight"), {"value": f"{weight:.12g}"})
            if how in ("share", "global") and not draft.has((*child, "weight")):
                yield Problem("C054", child, {"id": draft.name(child), "weights": how})
        if how == "relative" and weights and all(weight == 0 for weight in weights):
            yield Problem("C051", (*group, "criteria"), {"lines": _lines(draft, children)}, key=True)


def sums(draft: Draft) -> Iterator[Problem]:
    """``share``: siblings add up to 1 or 100. ``global``: children to their parent's weight, pillars to 100."""
    how = draft.word(("weights",), "relative")
    if how == "share":
        for group in draft.groups:
            total = _total(draft, group)
            if total is not None and min(abs(total - 1), abs(total - 100)) > SLACK:
                lines = _lines(draft, draft.children(group))
                yield Problem("C052", (*group, "criteria"), {"sum": f"{total:.12g}", "lines": lines}, key=True)
    elif how == "global":
        yield from _global(draft)


def _global(draft: Draft) -> Iterator[Problem]:
    off = {group: _off(draft, group) for group in draft.groups}
    told: set[Pointer] = set()
    for group in draft.groups:
        if group in told or abs(off[group]) <= SLACK:
            continue
        # One group's weight that is off makes two sums wrong: its parent's and its own. It is told once, there.
        blamed = [
            c for c in draft.children(group) if c in off and abs(off[group]) > SLACK and _same(off[c], -off[group])
        ]
        told.update(blamed if len(blamed) == 1 else ())
        wrong = blamed[0] if len(blamed) == 1 else group
        pointer = (*wrong, "weight") if wrong != group else (*group, "criteria")
        total, wanted = _total(draft, wrong), _wanted(draft, wrong)
        lines = _lines(draft, draft.children(wrong))
        params = {"sum": f"{total:.12g}", "wanted": f"{wanted:.12g}", "lines": lines}
        yield Problem("C053", pointer, params, key=wrong == group)


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= SLACK


def _wanted(draft: Draft, group: Pointer) -> float | None:
    return 100.0 if group == () else draft.number((*group, "weight"))


def _off(draft: Draft, group: Pointer) -> float:
    """Sum of the children minus what it should be; 0 where it cannot be judged."""
    total, wanted = _total(draft, group), _wanted(draft, group)
    return 0.0 if total is None or wanted is None else total - wanted


def _total(draft: Draft, group: Pointer) -> float | None:
    listed = draft.get((*group, "criteria"))
    children = draft.children(group)
    weights = [draft.number((*child, "weight")) for child in children]
    known = [weight for weight in weights if weight is not None]
    readable = isinstance(listed, list) and len(listed) == len(children) == len(known) and min(known, default=-1) >= 0
    return math.fsum(known) if readable else None


def _lines(draft: Draft, children: list[Pointer]) -> list[str]:
    """Each child with its weight and its line."""
    return [
        f"{draft.name(child)} {draft.number((*child, 'weight'), 1.0):.12g} (:{draft.line((*child, 'weight'))})"
        for child in children
    ]
