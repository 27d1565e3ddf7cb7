"""Where two results of the same question differ first: for whoever made them again and got something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from readiness.results.plain import plain
from readiness.results.records import Results, UnitResult

_APART = ("source",)  # where a value stood says nothing of what it is


@dataclass(frozen=True, slots=True)
class Difference:
    """``unit`` and ``node`` name the place, as far as it is one; ``key`` what differs there, then and now."""

    unit: str | None
    name: str | None
    node: str | None
    key: str
    then: Any
    now: Any


def first_difference(then: Results, now: Results) -> Difference | None:
    """The framework before units, units by code, the index after the nodes it is made of; None where all is the same.

    Doubles are compared at nine decimals, as everything that is published.
    """
    if then.framework.snapshot != now.framework.snapshot:
        return Difference(None, None, None, "framework", then.framework.version, now.framework.version)
    if then.wave != now.wave:
        return Difference(None, None, None, "wave", then.wave, now.wave)
    units = {unit.code: unit for unit in then.units}, {unit.code: unit for unit in now.units}
    for code in sorted({*units[0], *units[1]}):
        a, b = units[0].get(code), units[1].get(code)
        if a is None or b is None:
            present = a or b
            return Difference(code, present.name if present else None, None, "unit", a is not None, b is not None)
        found = _of_unit(a, b)
        if found is not None:
            return found
    return None


def _of_unit(a: UnitResult, b: UnitResult) -> Difference | None:
    for node in [*a.nodes, *(extra for extra in b.nodes if extra not in a.nodes)]:
        then, now = (_said(unit.nodes.get(node)) for unit in (a, b))
        for key in dict.fromkeys(["raw", *then, *now]):
            if _same(then.get(key)) != _same(now.get(key)):
                return Difference(a.code, a.name, node, key, then.get(key), now.get(key))
    for key, value in _said(a.index).items():
        other = _said(b.index).get(key)
        if _same(value) != _same(other):
            return Difference(a.code, a.name, "index", key, value, other)
    rest = [(key, getattr(a, key), getattr(b, key)) for key in ("name", "kind", "province", "attributes", "gates")]
    differ = [(key, then, now) for key, then, now in rest if _same(plain(then)) != _same(plain(now))]
    return Difference(a.code, a.name, None, *differ[0]) if differ else None


def _said(record: Any) -> dict[str, Any]:
    return {} if record is None else {key: value for key, value in plain(record).items() if key not in _APART}


def _same(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 9) + 0.0
    if isinstance(value, dict):
        return {key: _same(each) for key, each in value.items()}
    return [_same(each) for each in value] if isinstance(value, list) else value
