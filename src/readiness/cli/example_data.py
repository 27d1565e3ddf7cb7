"""Simulated values of any framework, for an example that runs; marked as simulated in every row.

Plain arithmetic instead of a random generator: the same project on every machine.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from readiness.framework.model import Framework, Group, Indicator, ShareAtLeast, ShareOf
from readiness.layout import layout_of

if TYPE_CHECKING:
    from readiness.data.units import Unit
    from readiness.framework.model import AppliesTo, Node

Row = dict[str, float | str]
_DENOMINATOR = 1000.0


def example_csv(framework: Framework, units: Sequence[Unit]) -> str:
    """A wide table of these units: code, name, simulasi, then every indicator."""
    from readiness.data.registry import load_registry

    extras = layout_of(framework, load_registry().columns).extras
    leaves = list(_leaves(framework.criteria, ()))
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["code", "name", "simulasi", *extras, *(leaf.id for leaf, _ in leaves)])
    for number, unit in enumerate(units):
        row: Row = dict.fromkeys(extras, _DENOMINATOR)
        for place, (leaf, conditions) in enumerate(leaves):
            if all(c.matches(code=unit.code, kind=unit.kind, province=unit.province) for c in conditions):
                row[leaf.id] = _value(leaf, _fraction(number, place), unit, row)
        cells = [_text(row.get(name)) for name in (*extras, *(leaf.id for leaf, _ in leaves))]
        writer.writerow([unit.code, unit.name, "ya", *cells])
    return buffer.getvalue()


def _leaves(nodes: list[Node], above: tuple[AppliesTo, ...]) -> Iterator[tuple[Indicator, tuple[AppliesTo, ...]]]:
    """The leaves with every condition on the way to them."""
    for node in nodes:
        conditions = (*above, node.applies_to) if node.applies_to else above
        if isinstance(node, Group):
            yield from _leaves(node.criteria, conditions)
        else:
            yield node, conditions


def _fraction(unit: int, place: int) -> float:
    """Between 0.2 and 0.9, different for each unit and indicator."""
    return 0.2 + 0.7 * ((unit * 7 + place * 11 + unit * place) % 17) / 16


def _value(leaf: Indicator, fraction: float, unit: Unit, row: Row) -> float | str:
    match leaf.measure:
        case "boolean":
            return "ya" if fraction > 0.5 else "tidak"
        case "level":
            keys = sorted(leaf.levels or range(1, 6))
            return float(keys[min(len(keys) - 1, int(fraction * len(keys)))])
        case "choice":
            keys_of_choice = list(leaf.choices or {})
            return keys_of_choice[int(fraction * len(keys_of_choice))]
        case "survey" if not isinstance(leaf.statistic, ShareAtLeast | ShareOf):
            answers = sorted(leaf.answers or range(1, 6))
            return round(answers[0] + fraction * (answers[-1] - answers[0]), 2)
        case _:
            return _number(leaf, fraction, unit, row)


def _number(leaf: Indicator, fraction: float, unit: Unit, row: Row) -> float:
    """Between worst and best, made larger by the denominator where the framework divides."""
    worst, best = _span(leaf)
    value = worst + fraction * (best - worst)
    if leaf.per is not None:
        below = row.get(leaf.per.of, unit.attributes.get(leaf.per.of, _DENOMINATOR))
        value = value * float(below) / leaf.per.times if not isinstance(below, str) else value
    return float(round(value)) if leaf.measure == "count" or abs(value) >= 1000 else round(value, 2)


def _span(leaf: Indicator) -> tuple[float, float]:
    """From worst to best; across both worst ends where the best lies in the middle."""
    worst, best = leaf.worst, leaf.best
    if isinstance(worst, list) or isinstance(best, list):
        ends = worst if isinstance(worst, list) else [0.0, 100.0]
        return min(ends), max(ends)
    return 0.0 if worst is None else worst, 100.0 if best is None else best


def _text(value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return f"{value:.15g}"
