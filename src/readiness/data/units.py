"""The units and their registry. (Names and aliases are in ``names.py``.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unit:
    """What is scored. ``attributes`` holds the registry's further columns, numbers as float."""

    code: str
    name: str
    kind: str | None = None
    province: str | None = None
    attributes: Mapping[str, float | str] = field(default_factory=dict)
