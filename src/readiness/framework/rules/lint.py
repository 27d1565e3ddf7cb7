"""What the method linter is told to be silent about."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.findings import catalogue
from readiness.framework.draft import Draft
from readiness.framework.places import Pointer, Problem
from readiness.framework.rules.sets import INDEX


def ignored(draft: Draft) -> Iterator[Problem]:
    """What is ignored is a remark that exists, of a node that exists, and no error; each once."""
    nodes = [draft.name(node) for node in draft.nodes]
    remarks = [code for code, entry in catalogue().items() if code[0] == "M" and entry["severity"] != "error"]
    first: dict[tuple[str, str | None], Pointer] = {}
    for entry in draft.under(("lint", "ignore")):
        code, on = draft.word((*entry, "code")), draft.word((*entry, "on"))
        if on is not None and on not in (INDEX, *nodes):
            yield Problem("C110", (*entry, "on"), {"name": on, "nearest": draft.nearest(on, nodes)})
        if code is None:
            continue
        seen = first.setdefault((code, on), entry)
        if code not in catalogue():
            yield Problem("C124", (*entry, "code"), {"name": code, "nearest": draft.nearest(code, remarks)})
        elif code not in remarks:
            yield Problem("C125", (*entry, "code"), {"name": code})
        elif seen != entry:
            yield Problem("C126", (*entry, "code"), {"name": code, "first": draft.line(seen)})
