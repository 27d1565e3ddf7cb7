"""A criteria file as far as it can be read, for the rules: a mistake in one place hides no other.

What already has a finding is "wrong" and answers None, so that no rule complains of it a second time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from typing import Any

from readiness.findings import nearest
from readiness.framework.model import kind_of_node
from readiness.framework.places import Places, Pointer

NOT_WRITTEN = object()
MOST_SUGGESTIONS = 25


def holds(value: Any, part: str | int) -> bool:
    """Whether a mapping has this key, or a list this index."""
    if isinstance(value, list):
        return isinstance(part, int) and 0 <= part < len(value)
    return isinstance(value, dict) and part in value


@dataclass(frozen=True)
class Draft:
    """Plain values, their places, and the pointers that hold no usable value."""

    value: dict[str, Any]
    places: Places
    wrong: frozenset[Pointer] = field(default_factory=frozenset)
    kids: dict[Pointer, list[Pointer]] = field(default_factory=dict, compare=False, repr=False)
    asked: Iterator[int] = field(default_factory=count, compare=False, repr=False)

    def raw(self, pointer: Pointer) -> Any:
        """The value, wrong or not; NOT_WRITTEN where there is none."""
        here: Any = self.value
        for part in pointer:
            if not holds(here, part):
                return NOT_WRITTEN
            here = here[part]
        return here

    def has(self, pointer: Pointer) -> bool:
        """Whether the key is written, whatever its value."""
        return self.raw(pointer) is not NOT_WRITTEN

    def get(self, pointer: Pointer) -> Any:
        """The value; None where it is not written or wrong."""
        value = None if pointer in self.wrong else self.raw(pointer)
        return None if value is NOT_WRITTEN else value

    def number(self, pointer: Pointer, default: float | None = None) -> float | None:
        """A finite number; the default where nothing is written, None where it is no number."""
        if not self.has(pointer):
            return default
        value = self.get(pointer)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if is_number and math.isfinite(value) else None

    def word(self, pointer: Pointer, default: str | None = None) -> str | None:
        """A text; the default where nothing is written, None where it is no text."""
        if not self.has(pointer):
            return default
        value = self.get(pointer)
        return value if isinstance(value, str) else None

    def under(self, pointer: Pointer) -> list[Pointer]:
        """The pointers of a list's or mapping's members that are mappings themselves or plain values."""
        value = self.get(pointer)
        if isinstance(value, dict):
            return [(*pointer, key) for key in value]
        return [(*pointer, i) for i in range(len(value))] if isinstance(value, list) else []

    def later(self, *pointers: Pointer) -> Pointer:
        """Of the keys that are written, the one that stands last in the file."""
        return max((p for p in pointers if self.has(p)), key=lambda p: self.places.at(p, key=True))

    def line(self, pointer: Pointer) -> int:
        """The line of a value."""
        return self.places.at(pointer)[0]

    @cached_property
    def nodes(self) -> list[Pointer]:
        """Every node that is a mapping, each parent before its children, in the file's order."""
        return list(self._walk(()))

    def _walk(self, parent: Pointer) -> Iterator[Pointer]:
        for child in self.children(parent):
            yield child
            yield from self._walk(child)

    def children(self, parent: Pointer) -> list[Pointer]:
        """The nodes right under a group, or under the framework (``()``)."""
        if parent not in self.kids:
            self.kids[parent] = [p for p in self.under((*parent, "criteria")) if isinstance(self.raw(p), dict)]
        return self.kids[parent]

    def is_group(self, node: Pointer) -> bool:
        """Whether a node has criteria of its own."""
        return node == () or kind_of_node(self.raw(node)) == "<group>"

    @cached_property
    def groups(self) -> list[Pointer]:
        """The framework and every group."""
        return [(), *(node for node in self.nodes if self.is_group(node))]

    @cached_property
    def leaves(self) -> list[Pointer]:
        """Every indicator."""
        return [node for node in self.nodes if not self.is_group(node)]

    def name(self, node: Pointer) -> str:
        """A node's id as far as it is readable."""
        value, last = self.raw((*node, "id")), node[-1]
        return value if isinstance(value, str) else f"#{last + 1}" if isinstance(last, int) else last

    def nearest(self, name: str, known: Iterable[str]) -> str | None:
        """The known name closest to a mistyped one, for the first mistakes of a file: the search is slow."""
        return nearest(name, known) if next(self.asked) < MOST_SUGGESTIONS else None

    @cached_property
    def scale(self) -> tuple[float, float] | None:
        """``(min, max)``; None where it cannot be read or is upside down."""
        low, high = self.number(("scale", "min"), 0.0), self.number(("scale", "max"), 100.0)
        if ("scale",) in self.wrong or low is None or high is None or low >= high:
            return None
        return low, high
