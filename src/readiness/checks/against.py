"""A framework against the registry and the data: names that one of them must know."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.checks.context import Context
from readiness.findings import nearest
from readiness.framework.model import AppliesTo
from readiness.framework.places import Pointer, Problem


def denominators(context: Context) -> Iterator[Problem]:
    """``per`` names a column of the registry or of the data, or an indicator."""
    leaves = {leaf.id for leaf in context.framework.indicators()}
    is_any = context.framework.units == "any"
    for leaf in context.framework.indicators():
        if leaf.per is None or leaf.per.of in leaves:
            continue
        of, pointer = leaf.per.of, (*context.pointers[leaf.id], "per")
        if of in context.registry_columns:
            if is_any and of not in (context.data_columns or ()):
                yield Problem("M002", pointer, {"of": of})
        elif context.data_columns is not None and of not in context.data_columns:
            known = [] if is_any else list(context.registry_columns)
            near = nearest(of, [*known, *leaves, *context.data_columns])
            yield Problem("M001", pointer, {"of": of, "indicator": leaf.id, "nearest": near, "known": known})


def cycles(context: Context) -> Iterator[Problem]:
    """No indicator is divided by itself, directly or through others."""
    per = {leaf.id: leaf.per.of for leaf in context.framework.indicators() if leaf.per is not None}
    told: set[str] = set()
    for start in per:
        way = [start]
        while way[-1] in per and per[way[-1]] not in way:
            way.append(per[way[-1]])
        if way[-1] in per and per[way[-1]] == start and not told & set(way):
            told |= set(way)
            yield Problem("M004", (*context.pointers[start], "per"), {"cycle": " → ".join([*way, start])})


def meant_units(context: Context) -> Iterator[Problem]:
    """``applies_to`` names provinces and codes that the registry knows."""
    if context.framework.units == "any":
        return
    codes = {unit.code for unit in context.units}
    provinces = {unit.province for unit in context.units if unit.province}
    for node in context.framework.walk():
        at = (*context.pointers[node.id], "applies_to")
        for pointer, rule in _rules(node.applies_to, at):
            for key, known in (("province", provinces), ("code", codes)):
                folded = {each.casefold() for each in known}
                for number, value in enumerate(getattr(rule, key) or []):
                    if value.casefold() not in folded:
                        params = {
                            "value": value,
                            "node": node.id,
                            "what": key,
                            "nearest": nearest(value, sorted(known)),
                        }
                        yield Problem("M003", (*pointer, key, number), params)


def _rules(rule: AppliesTo | None, at: Pointer) -> Iterator[tuple[Pointer, AppliesTo]]:
    if rule is not None:
        yield at, rule
        yield from _rules(rule.not_, (*at, "not"))
