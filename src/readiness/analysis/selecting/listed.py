"""Lists that people write: candidates, and decisions on them. CSV, XLSX, or plain text with one unit a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readiness.data.grid import Entry, Grid, Row, Typed, blank, shown
from readiness.data.headings import ROLES, heading
from readiness.data.names import name_key
from readiness.data.reader import open_grid
from readiness.data.registry import load_registry
from readiness.findings import Finding, nearest
from readiness.results.records import Input, UnitResult

WHO = ("code", "name")


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows that name a unit, in the file's order; what the file is; what must be told of it; and its first row."""

    rows: tuple[tuple[Row, UnitResult], ...]
    grid: Grid | None
    columns: Mapping[str, int]
    input: Input | None
    findings: tuple[Finding, ...]
    heads: tuple[str, ...] = ()

    def entry(self, row: Row, role: str) -> Entry:
        """What a row says under a column, blank where there is none."""
        at = self.columns.get(role)
        return row.entries[at] if at is not None and at < len(row.entries) else ""


def read_list(path: Path, units: Sequence[UnitResult], roles: Mapping[str, Sequence[str]]) -> Listed:
    """Read a list. ``roles``: further columns by what they are called, which a list without headings cannot have."""
    grid, sha256, findings = open_grid(path)
    if grid is None:
        return Listed((), None, {}, None, tuple(findings))
    filled = [row for row in grid.rows if not all(map(blank, row.entries))]
    columns = _columns(filled[0], {**{role: ROLES[role] for role in WHO}, **roles}) if filled else {}
    headed = not columns.keys().isdisjoint(WHO)
    body = filled[1:] if headed else filled
    if not headed:
        columns = {"code": 0}
    found: list[tuple[Row, UnitResult]] = []
    finder = _Finder(units)
    for row in body:
        unit, told = finder.find(grid, row, columns)
        findings += told
        if unit is not None:
            found.append((row, unit))
    heads = tuple(shown(entry) for entry in filled[0].entries) if filled else ()
    source = Input(path.as_posix(), sha256, len(body))
    return Listed(tuple(found), grid, columns, source, tuple(findings), heads)


def candidates(path: Path, units: Sequence[UnitResult]) -> tuple[tuple[str, ...], Input | None, list[Finding]]:
    """The codes of a list of candidates, each once; the file; and what must be told of it."""
    listed = read_list(path, units, {})
    first: dict[str, Row] = {}
    findings = list(listed.findings)
    for row, unit in listed.rows:
        if unit.code in first and listed.grid is not None:
            params = {"unit_name": f"{unit.code} {unit.name}", "first": first[unit.code].line}
            findings.append(listed.grid.finding("D211", row, None, unit.code, **params))
        first.setdefault(unit.code, row)
    if not first and listed.grid is not None:
        findings.append(listed.grid.finding("D220"))
    return tuple(first), listed.input, findings


def _columns(row: Row, roles: Mapping[str, Sequence[str]]) -> dict[str, int]:
    names = {name: role for role, every in roles.items() for name in every}
    found: dict[str, int] = {}
    for at, entry in enumerate(row.entries):
        role = names.get(heading(shown(entry)))
        if role is not None:
            found.setdefault(role, at)
    return found


class _Finder:
    """Units of the results by code or by name; never by likeness."""

    def __init__(self, units: Sequence[UnitResult]) -> None:
        self.by_code = {unit.code: unit for unit in units}
        self.by_bare: dict[str, list[tuple[str | None, UnitResult]]] = {}
        for unit in units:
            kind, bare = name_key(unit.name)
            self.by_bare.setdefault(bare, []).append((kind, unit))

    def find(self, grid: Grid, row: Row, columns: Mapping[str, int]) -> tuple[UnitResult | None, list[Finding]]:
        """The unit of a row; None after telling why there is none."""
        places = [at for role in WHO if (at := columns.get(role)) is not None and at < len(row.entries)]
        at = next((place for place in places if not blank(row.entries[place])), None)
        if at is None:
            return None, [grid.finding("D046", row, places[0] if places else None)]
        entry, text = row.entries[at], shown(row.entries[at]).strip()
        if isinstance(entry, Typed):
            return None, [grid.finding("D044", row, at, text, text=text, kind=entry.kind)]
        same = self._named(text)
        if len(same) == 1:
            return same[0], []
        names = [f"{unit.code} {unit.name}" for unit in same]
        near = None if same else nearest(text, [*self.by_code, *(unit.name for unit in self.by_code.values())])
        return None, [grid.finding("D210", row, at, text, text=text, nearest=near, candidates=names)]

    def _named(self, text: str) -> list[UnitResult]:
        if text in self.by_code:
            return [self.by_code[text]]
        kind, bare = name_key(text)
        same = [unit for own, unit in self.by_bare.get(bare, ()) if kind is None or own == kind]
        registered = None if same else load_registry().find(text).unit
        alias = self.by_code.get(registered.code) if registered is not None else None
        return [alias] if alias is not None else same
