"""Whose row it is: by code, or by name where there is no code; never by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from readiness.data.grid import Entry, Grid, Row, Typed, blank, shown
from readiness.data.header import Header
from readiness.data.registry import Registry
from readiness.data.safe import brief
from readiness.data.units import Unit
from readiness.findings import Finding

_BROKEN = re.compile(
    r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+|[0-9]{1,2}[-/][A-Za-z]{3}|[A-Za-z]{3}[-/][0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}.*"
)
_EXAMPLES = 5


@dataclass
class Identifier:
    """Finds the unit of each row of one grid, remembers what it met and tells it once."""

    grid: Grid
    header: Header
    registry: Registry | None
    allow_unknown: bool = False
    findings: list[Finding] = field(default_factory=list)
    refused: list[tuple[Row, str]] = field(default_factory=list)
    strange_names: list[tuple[Row, str]] = field(default_factory=list)

    def unit(self, row: Row) -> Unit | None:
        """The row's unit; None after telling why there is none."""
        index = self._index(row)
        entry: Entry = row.entries[index] if index is not None else ""
        text = brief(shown(entry))
        if index is None or not text:
            return self._refuse(row, index, "D046", f"?{row.line}")
        if isinstance(entry, Typed):
            return self._refuse(row, index, "D044", text, text=text, kind=entry.kind)
        if _BROKEN.fullmatch(text):
            return self._refuse(row, index, "D045", text, text=text)
        if self.registry is None:
            return Unit(text, self._aside("name", row) or text, self._kind(row), self._aside("province", row) or None)
        return self._registered(row, index, text, self.registry)

    def _registered(self, row: Row, index: int, text: str, registry: Registry) -> Unit | None:
        match = registry.find(text)
        if match.unit is not None:
            return self._agreeing(row, match.unit, registry) if index == self.header.roles.get("code") else match.unit
        if match.candidates:
            both = [f"{unit.code} {unit.name}" for unit in match.candidates]
            return self._refuse(row, index, "D043", text, text=text, candidates=both)
        if self.allow_unknown:
            self.findings.append(self.grid.finding("D042", row, index, text, text=text, nearest=match.suggestion))
            return None
        return self._refuse(row, index, "D047", text, text=text, nearest=match.suggestion)

    def _agreeing(self, row: Row, unit: Unit, registry: Registry) -> Unit | None:
        """The unit, where the name beside its code does not say another one."""
        name = self._aside("name", row)
        if not name or name == unit.name:
            return unit
        match = registry.find(name)
        if match.unit is not None and match.unit is not unit:
            index = self.header.roles["name"]
            params = {"written": unit.code, "name": name, "registered": unit.name, "other": match.unit.code}
            return self._refuse(row, index, "D048", unit.code, **params)
        if match.unit is None and unit not in match.candidates:
            self.strange_names.append((row, name))
        return unit

    def tell_names(self) -> list[Finding]:
        """One warning for all names that the registry does not know."""
        if not self.strange_names:
            return []
        row = self.strange_names[0][0]
        names = list(dict.fromkeys(name for _, name in self.strange_names))
        params = {"count": len(names), "examples": names[:_EXAMPLES]}
        return [self.grid.finding("D049", row, self.header.roles["name"], **params)]

    def _index(self, row: Row) -> int | None:
        roles = self.header.roles
        places = [roles[role] for role in ("code", "name") if role in roles]
        return next((i for i in places if not blank(row.entries[i])), places[0] if places else None)

    def _aside(self, role: str, row: Row) -> str:
        index = self.header.roles.get(role)
        return "" if index is None else shown(row.entries[index])

    def _kind(self, row: Row) -> str | None:
        return self._aside("kind", row).casefold() or None

    def _refuse(self, row: Row, index: int | None, code: str, written: str, /, **params: object) -> Unit | None:
        """Tell, remember the row's unit as written, and give nobody."""
        self.findings.append(self.grid.finding(code, row, index, written, **params))
        self.refused.append((row, written))
        return None
