"""Where every key and value of a file stands, and what is wrong there.

A pointer is the way to a value: ``("criteria", 0, "weight")``. Lines and columns count from 1;
columns count characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from readiness.findings import Finding

Pointer = tuple[str | int, ...]
LONGEST_EXCERPT = 500


class Mark(NamedTuple):
    """The place of a value and of its key, and a scalar's text as written."""

    line: int
    column: int
    key_line: int
    key_column: int
    text: str | None = None


class Problem(NamedTuple):
    """A finding before it has a path: it stands on a value, or on the value's key."""

    code: str
    pointer: Pointer
    params: Mapping[str, Any] = {}
    key: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one file. A pointer that the file lacks stands where its nearest parent stands."""

    marks: Mapping[Pointer, Mark] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def mark(self, pointer: Pointer) -> Mark:
        """The mark of a pointer, or of the nearest parent that the file has."""
        while pointer and pointer not in self.marks:
            pointer = pointer[:-1]
        return self.marks.get(pointer, Mark(1, 1, 1, 1))

    def at(self, pointer: Pointer, *, key: bool = False) -> tuple[int, int]:
        """``(line, column)`` of a value, or of its key."""
        mark = self.mark(pointer)
        return (mark.key_line, mark.key_column) if key and pointer in self.marks else (mark.line, mark.column)

    def text(self, pointer: Pointer) -> str | None:
        """A scalar as it is written in the file: ``35.10``, where its value is 35.1."""
        return self.marks[pointer].text if pointer in self.marks else None

    def excerpt(self, line: int) -> str:
        """The source line; empty where the file has no such line."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def renamed(self, names: Mapping[Pointer, Pointer]) -> Places:
        """The same places, where what stands under an old pointer is found under its new one too."""
        more: dict[Pointer, Mark] = {}
        for pointer, mark in self.marks.items() if names else ():
            for size in range(1, len(pointer) + 1):
                if new := names.get(pointer[:size]):
                    more[new + pointer[size:]] = mark
        return Places({**self.marks, **more}, self.lines) if more else self

    def finding(self, path: str, problem: Problem) -> Finding:
        """The problem as a finding at its place, with the source line."""
        line, column = self.at(problem.pointer, key=problem.key)
        return Finding(
            problem.code, path, line, column, dict(problem.params), excerpt=self.excerpt(line)[:LONGEST_EXCERPT]
        )

    def findings(self, path: str, problems: Iterable[Problem]) -> list[Finding]:
        """All problems as findings."""
        return [self.finding(path, problem) for problem in problems]
