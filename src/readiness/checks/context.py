"""What a check may look at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from readiness.data.units import Unit
from readiness.framework.model import Framework, Group, Indicator
from readiness.framework.places import Pointer


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at. ``data_columns`` is None where no data were read."""

    framework: Framework
    registry_columns: Collection[str]
    units: tuple[Unit, ...]
    data_columns: Collection[str] | None
    pointers: dict[str, Pointer] = field(default_factory=dict)


def pointers(nodes: Iterable[Group | Indicator], at: Pointer = ()) -> Iterator[tuple[str, Pointer]]:
    """The way to every node in its file, by id."""
    for number, node in enumerate(nodes):
        here = (*at, "criteria", number)
        yield node.id, here
        if isinstance(node, Group):
            yield from pointers(node.criteria, here)
