"""Weights from experts: every pair compared once and in agreement (AHP), every child given points (budget)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from readiness.framework.draft import Draft
from readiness.framework.pairs import (
    RANDOM_INDEX,
    Matrix,
    consistency,
    fitting,
    matrix_of,
    principal,
    times_of,
)
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import listed
from readiness.framework.rules.sets import each_set, groups_by_name

SLACK = 1e-6
MOST = max(RANDOM_INDEX)
Groups = dict[str, Pointer]


def comparisons(draft: Draft) -> Iterator[Problem]:
    """``ahp``: groups and children that exist, every pair once, and consistent as far as asked."""
    groups = groups_by_name(draft)
    for each in each_set(draft):
        for group, children in _judged(draft, groups, (*each, "ahp")):
            if not children:
                yield _no_group(draft, groups, group)
            elif len(children) > MOST:
                yield Problem("C117", group, {"group": group[-1], "count": len(children), "most": MOST}, key=True)
            else:
                problems = [*_strangers(draft, group, children)] or [*_pairs(draft, group, children)]
                yield from problems
                if not problems and _is_readable(draft, group):
                    yield from _consistent(draft, each, group, children)


def budgets(draft: Draft) -> Iterator[Problem]:
    """``budget``: every expert gives every child of the group a number, and something in all."""
    groups = groups_by_name(draft)
    for each in each_set(draft):
        for group, children in _judged(draft, groups, (*each, "budget")):
            if not children:
                yield _no_group(draft, groups, group)
                continue
            for expert in draft.under(group):
                given = draft.get(expert)
                if not isinstance(given, dict):
                    continue
                yield from _not_children(draft, draft.under(expert), str(group[-1]), children)
                missing = [child for child in children if child not in given]
                points = [draft.number(pointer) for pointer in draft.under(expert)]
                if missing:
                    yield Problem("C118", expert, {"expert": expert[-1], "missing": listed(missing)}, key=True)
                elif all(each == 0 for each in points):
                    yield Problem("C119", expert, {"expert": expert[-1], "group": group[-1]}, key=True)


def _judged(draft: Draft, groups: Groups, kind: Pointer) -> Iterator[tuple[Pointer, list[str]]]:
    """Every group that is judged, with the ids of its children; none where there is no such group."""
    for group in draft.under(kind) if isinstance(draft.get(kind), dict) else []:
        if isinstance(draft.get(group), dict):
            known = groups.get(str(group[-1]))
            yield group, [] if known is None else [draft.name(child) for child in draft.children(known)]


def _no_group(draft: Draft, groups: Groups, group: Pointer) -> Problem:
    known = list(groups)
    params = {"name": group[-1], "nearest": draft.nearest(str(group[-1]), known), "known": listed(known)}
    return Problem("C111", group, params, key=True)


def _not_children(draft: Draft, pointers: list[Pointer], group: str, children: list[str]) -> Iterator[Problem]:
    known = frozenset(children)
    for pointer in pointers:
        if pointer[-1] not in known:
            near = draft.nearest(str(pointer[-1]), children)
            params = {"name": pointer[-1], "group": group, "nearest": near, "children": listed(children)}
            yield Problem("C112", pointer, params, key=True)


def _strangers(draft: Draft, group: Pointer, children: list[str]) -> Iterator[Problem]:
    """Names of no child, and children compared with themselves."""
    rows = draft.under(group)
    yield from _not_children(draft, rows, str(group[-1]), children)
    for row in rows:
        if isinstance(draft.get(row), dict):
            yield from _not_children(draft, draft.under(row), str(group[-1]), children)
            if draft.has((*row, row[-1])):
                yield Problem("C115", (*row, row[-1]), {"name": row[-1]}, key=True)


def _pairs(draft: Draft, group: Pointer, children: list[str]) -> Iterator[Problem]:
    """Pairs that nobody compared, and pairs whose two directions say different things."""
    missing: list[str] = []
    if any(not isinstance(draft.get(row), dict) for row in draft.under(group)):
        return
    for a, b in combinations(children, 2):
        there, back = (*group, a, b), (*group, b, a)
        if not draft.has(there) and not draft.has(back):
            missing.append(f"{a}–{b}")
        one, other = _times(draft, there), _times(draft, back)
        if one is not None and other is not None and abs(one * other - 1) > SLACK:
            at = draft.later(there, back)
            first = back if at == there else there
            params = {"a": at[-2], "b": at[-1], "here": _shown(draft, at), "there": _shown(draft, first)}
            yield Problem("C114", at, {**params, "line": draft.line(first), "write": _written(1 / _at(draft, first))})
    if missing:
        a, b = missing[0].split("–")
        yield Problem("C113", group, {"group": group[-1], "pairs": listed(missing), "a": a, "b": b}, key=True)


def _is_readable(draft: Draft, group: Pointer) -> bool:
    """Whether every comparison that is written can be read."""
    rows = draft.under(group)
    cells = [cell for row in rows for cell in draft.under(row)]
    return all(isinstance(draft.get(row), dict) for row in rows) and all(
        _times(draft, cell) is not None for cell in cells
    )


def _times(draft: Draft, pointer: Pointer) -> float | None:
    word = draft.word(pointer)
    return draft.number(pointer) if word is None else times_of(word)


def _at(draft: Draft, pointer: Pointer) -> float:
    """A comparison that is known to be readable."""
    times = _times(draft, pointer)
    assert times is not None
    return times


def _consistent(draft: Draft, each: Pointer, group: Pointer, children: list[str]) -> Iterator[Problem]:
    """Saaty's rule: a consistency ratio over the limit is refused, at the pair that agrees least with the others."""
    limit = draft.number((*each, "accept_consistency_ratio"), 0.1)
    matrix = matrix_of(children, draft.get(group))
    _weights, lambda_max = principal(matrix)
    _index, ratio = consistency(lambda_max, len(children))
    if limit is None or ratio <= limit:
        return
    i, j = _least_fitting(matrix)
    at = (*group, children[i], children[j])
    if not draft.has(at):
        i, j = j, i
        at = (*group, children[i], children[j])
    params: dict[str, Any] = {"group": group[-1], "ratio": f"{ratio:.3f}", "limit": f"{limit:g}"}
    pair = {"a": children[i], "b": children[j], "value": _shown(draft, at), "fits": _written(fitting(matrix, i, j))}
    accept = f"{math.ceil(ratio * 100 - SLACK) / 100:g}"
    yield Problem("C116", at, {**params, **pair, "accept": accept})


def _least_fitting(matrix: Matrix) -> tuple[int, int]:
    """The pair whose value is furthest, as a ratio, from what the other comparisons say.

    Of equals (three children make all pairs equal) the one that the others speak of most moderately.
    """
    fits = {(i, j): fitting(matrix, i, j) for i, j in combinations(range(len(matrix)), 2)}

    def off(pair: tuple[int, int]) -> tuple[float, float]:
        fit = fits[pair]
        return round(abs(math.log(matrix[pair[0]][pair[1]] / fit)), 9), -round(abs(math.log(fit)), 9)

    return max(fits, key=off)


def _shown(draft: Draft, pointer: Pointer) -> str:
    word = draft.word(pointer)
    return f"{draft.number(pointer):g}" if word is None else word


def _written(times: float) -> str:
    """A comparison as an expert writes it: ``2.5``, ``3``, ``1/3``."""
    under = 1 / times
    if times < 1 and abs(under - round(under)) < 0.05:
        return f"1/{round(under)}"
    return f"{times:.2g}"
