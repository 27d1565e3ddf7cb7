"""What the reader must know of an indicator to read its cells honestly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Measure = Literal["number", "percent", "count", "boolean", "level", "choice", "survey"]


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator's column.

    ``minimum``/``maximum`` (inclusive) and ``whole`` refuse a cell outside; None means no bound.
    ``words`` maps accepted words (as the framework writes them; matched without case and extra
    spaces) to the raw value: choice keys and labels, answers' words, boolean words.
    """

    id: str
    measure: Measure
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    words: Mapping[str, float | str] = field(default_factory=dict)
    percent: bool = False
    outside: Literal["clip", "flag", "refuse"] = "clip"


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that the reader must know of a framework, without knowing frameworks.

    ``parents`` are ids of inner nodes and ``index``; ``extras`` data columns that some ``per`` names, ``groups``
    text columns that put units into groups.
    """

    columns: tuple[Column, ...]
    parents: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    units: Literal["indonesia-2025", "any"] = "indonesia-2025"
    duplicates: Literal["refuse", "mean", "last", "first"] = "refuse"
    groups: tuple[str, ...] = ()
