"""The scale, its bands and the gates."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem

INDEX = "index"  # the root, which no node of the file may be called


def scale(draft: Draft) -> Iterator[Problem]:
    """The scale goes up."""
    low, high = draft.number(("scale", "min"), 0.0), draft.number(("scale", "max"), 100.0)
    if draft.has(("scale",)) and low is not None and high is not None and low >= high:
        at = draft.later(("scale", "min"), ("scale", "max"), ("scale",))
        yield Problem("C063", at, {"min": f"{low:g}", "max": f"{high:g}"})


def bands(draft: Draft) -> Iterator[Problem]:
    """Bands ascend, start where the scale starts, and stay on it."""
    starts = [(*band, "from") for band in draft.under(("bands",))]
    values = [draft.number(start) for start in starts]
    known = [value for value in values if value is not None]
    if len(known) > 1 and len(known) == len(values) and known == sorted(set(known), reverse=True):
        yield Problem("C060", starts[1], {"value": f"{known[1]:g}", "before": f"{known[0]:g}"})
        return
    highest: float | None = None
    for i, (start, value) in enumerate(zip(starts, values, strict=True)):
        if value is None:
            continue
        problem = _misplaced(draft, start, value, highest, is_first=i == 0)
        if problem:
            yield problem
        if not problem or problem.code == "C061":
            highest = value


def _misplaced(draft: Draft, start: Pointer, value: float, highest: float | None, *, is_first: bool) -> Problem | None:
    if draft.scale is not None:
        low, high = draft.scale
        if is_first and value != low:
            return Problem("C061", start, {"value": f"{value:g}", "min": f"{low:g}"})
        if not low <= value <= high:
            return Problem("C062", start, {"value": f"{value:g}", "min": f"{low:g}", "max": f"{high:g}"})
    if highest is not None and value <= highest:
        return Problem("C060", start, {"value": f"{value:g}", "before": f"{highest:g}"})
    return None


def gates(draft: Draft) -> Iterator[Problem]:
    """A gate looks at the index or at a node that exists, and caps with a band that exists."""
    nodes = {draft.name(node): node for node in draft.nodes}
    known = [name for band in draft.under(("bands",)) if (name := draft.word((*band, "id"))) is not None]
    hidden = [_hidden(draft, draft.nodes), _hidden(draft, draft.under(("bands",)))]
    for gate in draft.under(("gates",)):
        on, cap, of = draft.word((*gate, "on")), draft.word((*gate, "cap")), draft.word((*gate, "of"), "score")
        if on is not None and on not in (*nodes, INDEX) and not draft.nearest(on, hidden[0]):
            yield Problem("C070", (*gate, "on"), {"name": on, "nearest": draft.nearest(on, nodes)})
        if cap is not None and cap not in known and not draft.nearest(cap, hidden[1]):
            params = {"name": cap, "nearest": draft.nearest(cap, known), "known": known}
            yield Problem("C071", (*gate, "cap"), params)
        if of == "raw" and (on == INDEX or (on in nodes and not _has_raw_number(draft, nodes[on]))):
            yield Problem("C072", (*gate, "of"), {"name": on})
        yield from _limits(draft, gate, of)
        yield from _one_limit(draft, gate)


def _hidden(draft: Draft, owners: list[Pointer]) -> list[str]:
    """Ids that are misspelt, and told as such: who names one of them names something that exists."""
    raw = [draft.raw((*owner, "id")) if isinstance(draft.raw(owner), dict) else draft.raw(owner) for owner in owners]
    pointers = [(*owner, "id") if isinstance(draft.raw(owner), dict) else owner for owner in owners]
    return [str(name) for name, pointer in zip(raw, pointers, strict=True) if pointer in draft.wrong]


def _has_raw_number(draft: Draft, node: Pointer) -> bool:
    return not draft.is_group(node) and draft.word((*node, "measure")) != "choice"


def _limits(draft: Draft, gate: Pointer, of: str | None) -> Iterator[Problem]:
    """The numbers of a gate: a coverage is a fraction, a score lies on the scale, a raw value is free."""
    score = draft.scale
    looked_at = {"coverage": (0.0, 1.0), "score": score}.get(of or "")
    ranges = {"at_least": looked_at, "at_most": looked_at, "cap_score": score}
    for key, span in ranges.items():
        value = draft.number((*gate, key))
        if value is not None and span is not None and not span[0] <= value <= span[1]:
            params = {"key": key, "value": f"{value:g}", "min": f"{span[0]:g}", "max": f"{span[1]:g}"}
            yield Problem("C073", (*gate, key), params)


def _one_limit(draft: Draft, gate: Pointer) -> Iterator[Problem]:
    """A gate asks for something, and for something that can be."""
    low, high = (*gate, "at_least"), (*gate, "at_most")
    if isinstance(draft.get(gate), dict) and not draft.has(low) and not draft.has(high):
        name = draft.word((*gate, "id"))
        yield Problem("C127", gate, {"id": name})
    least, most = draft.number(low), draft.number(high)
    if least is not None and most is not None and least > most:
        yield Problem("C128", draft.later(low, high), {"least": f"{least:g}", "most": f"{most:g}"})
