"""What is done to values before they are scored: ``impute``, ``treat`` and ``reference_wave``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from readiness.framework.draft import Draft
from readiness.framework.model import RELATIVE
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.keys import BELONGS, LISTED, listed, method, normaliser

BENDING = ("log", "box_cox")
FIXED = ("goalposts", "distance_to_target", "thresholds")
# What has no outliers: a rare answer is an answer. A treatment of the framework passes it over.
CATEGORIES = ("boolean", "level", "choice")
_STRAIGHT = {
    "log": "transform: log",
    "box_cox": "treat: {winsorise: {points: 3}}",
    "auto": "treat: {auto: {fallback: none}}",
}


def _bends(draft: Draft, pointer: Pointer) -> bool:
    """Whether a treatment leaves the unit of measure: a logarithm, a power, or ``auto`` with one to fall back on."""
    name = method(draft, pointer)
    if name == "auto":
        return draft.word((*pointer, "auto", "fallback"), "log") in BENDING
    return name in BENDING


def treatments(draft: Draft) -> Iterator[Problem]:
    """A treatment that bends values goes with neither fixed goalposts, a transform, nor another wave's ends."""
    yield from _winsorise(draft, ("treat",))
    default = _bends(draft, ("treat",))
    heirs = {leaf: True for leaf in draft.leaves if default and _inherits(draft, leaf, "treat")}
    fixed = [leaf for leaf in heirs if normaliser(draft, leaf) in FIXED]
    if fixed:
        yield _at_fixed(draft, ("treat",), fixed)
    for leaf in draft.leaves:
        own = (*leaf, "treat")
        if draft.word((*leaf, "measure")) not in BELONGS["treat"]:
            continue
        yield from _winsorise(draft, own)
        is_fixed = normaliser(draft, leaf) in FIXED
        if _bends(draft, own) and is_fixed:
            yield _at_fixed(draft, own, [leaf])
        elif not is_fixed and (_bends(draft, own) or leaf in heirs):
            yield from _bent_already(draft, leaf, own if draft.has(own) else ("treat",))


def _inherits(draft: Draft, leaf: Pointer, key: str) -> bool:
    """Whether the framework's own way holds for an indicator."""
    measure = draft.word((*leaf, "measure"))
    passed_over = CATEGORIES if key == "treat" else ("choice",)
    return not draft.has((*leaf, key)) and measure is not None and measure not in passed_over


def _at_fixed(draft: Draft, treat: Pointer, leaves: list[Pointer]) -> Problem:
    name = str(method(draft, treat))
    names = [draft.name(leaf) for leaf in leaves]
    write = _STRAIGHT[name] if len(treat) > 1 or name == "auto" else None
    return Problem("C104", treat, {"treat": name, "indicators": listed(names), "write": write})


def _bent_already(draft: Draft, leaf: Pointer, treat: Pointer) -> Iterator[Problem]:
    name, transform = method(draft, treat), draft.word((*leaf, "transform"), "none")
    if transform in ("log", "log10", "sqrt"):
        at = draft.later(treat, (*leaf, "transform"))
        yield Problem("C105", at, {"treat": name, "transform": transform, "id": draft.name(leaf)})
    if draft.word(("reference_wave",)) is not None:
        yield Problem("C134", draft.later(treat, ("reference_wave",)), {"treat": name, "id": draft.name(leaf)})


def _winsorise(draft: Draft, treat: Pointer) -> Iterator[Problem]:
    """Exactly one of ``points`` and ``percentile``."""
    option = (*treat, "winsorise")
    if not isinstance(draft.get(option), dict):
        return
    written = [(*option, key) for key in ("points", "percentile") if draft.has((*option, key))]
    if len(written) == 2:
        yield Problem("C106", draft.later(*written), {}, key=True)
    elif not written:
        yield Problem("C106", option, {}, key=True)


def gaps(draft: Draft) -> Iterator[Problem]:
    """A regression looks at other indicators, and at numbers."""
    nodes = {draft.name(node): node for node in draft.nodes}
    numbers = Counter(leaf[:-2] for leaf in draft.leaves if draft.word((*leaf, "measure")) != "choice")
    for owner in [(), *draft.leaves]:
        listed = (*owner, "impute", "regression")
        seen: set[str] = set()
        for pointer in draft.under(listed) if draft.has(listed) else []:
            name = draft.word(pointer)
            if name is not None and (reason := _no_predictor(draft, nodes, name, owner, seen)):
                yield Problem("C107", pointer, {"name": name, **reason})
            seen.add(name or "")
        # Alone in its group: it is the only number there.
        if owner and draft.word((*owner, "impute")) == "regression" and numbers[owner[:-2]] < 2:
            yield Problem("C108", (*owner, "impute"), {"id": draft.name(owner)})


def _no_predictor(
    draft: Draft, nodes: dict[str, Pointer], name: str, owner: Pointer, seen: Collection[str]
) -> dict[str, Any] | None:
    """Why nothing can be predicted from this name, as parameters; None where something can."""
    if name not in nodes:
        free = (leaf for leaf in draft.leaves if leaf != owner and draft.word((*leaf, "measure")) != "choice")
        others = [draft.name(leaf) for leaf in islice(free, LISTED)]
        return {"nearest": draft.nearest(name, nodes), "indicators": others}
    if nodes[name] == owner:
        return {"itself": name}
    if draft.is_group(nodes[name]):
        return {"group": name}
    if draft.word((*nodes[name], "measure")) == "choice":
        return {"choice": name}
    return {"again": name} if name in seen else None


def idle(draft: Draft) -> Iterator[Problem]:
    """What the framework says of all indicators and none of them takes."""
    ways = [normaliser(draft, leaf) for leaf in draft.leaves]
    if not draft.leaves or None in ways:
        return
    if draft.word(("reference_wave",)) is not None and not any(way in RELATIVE for way in ways):
        yield Problem("C109", ("reference_wave",), {"key": "reference_wave", "relative": list(RELATIVE)}, key=True)
    for key in ("impute", "treat"):
        if method(draft, (key,)) in (None, "none") or any(_inherits(draft, leaf, key) for leaf in draft.leaves):
            continue
        yield Problem("C109", (key,), {"key": key, "own": key}, key=True)
