"""What the linter has to say, before it is known what the framework accepts.

A remark becomes a finding unless ``lint: {ignore: [...]}`` accepts it. Remarks of one code that carry an
``item`` are told together, in one finding: thirty lines that say the same are read by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from readiness.framework.places import Pointer, Problem

LISTED = 10  # items that one finding spells out


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one node or a few (``on``, at least one; ``index`` for the whole), to be told at ``pointer``.

    ``item`` is its line in the list ``into`` of a finding that gathers all remarks of its code; a remark
    without one is a finding of its own. The first remark of a code gives the finding its place.
    """

    code: str
    pointer: Pointer
    on: tuple[str, ...]
    params: Mapping[str, Any] = field(default_factory=dict)
    item: str | None = None
    into: str = "found"


def problems(remarks: Iterable[Remark]) -> list[Problem]:
    """The remarks as problems, those with an item gathered by code, in the order in which codes first appear."""
    found: list[Problem] = []
    gathered: dict[str, list[Remark]] = {}
    for remark in remarks:
        if remark.item is None:
            found.append(Problem(remark.code, remark.pointer, remark.params))
        else:
            gathered.setdefault(remark.code, []).append(remark)
    return found + [_together(each) for each in gathered.values()]


def _together(remarks: list[Remark]) -> Problem:
    first, items = remarks[0], [remark.item for remark in remarks]
    more = {"more": len(items) - LISTED} if len(items) > LISTED else {}
    return Problem(first.code, first.pointer, {**first.params, "count": len(items), first.into: items[:LISTED], **more})
