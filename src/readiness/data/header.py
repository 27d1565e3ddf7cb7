"""The header: which row it is, what each column holds, and whether the file is wide or long."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from readiness.data.columns import Column, Layout
from readiness.data.grid import Grid, Row, blank, letters, shown
from readiness.data.headings import (
    DESCRIPTIVE,
    FORM_TOOLS,
    LONG_ONLY,
    PRECISION_OF,
    REVIEWS,
    ROLES,
    heading,
    is_personal,
    is_unit_heading,
    role_of,
)
from readiness.data.rectangle import width_of
from readiness.data.registry import NUMERIC, Registry
from readiness.data.values import Target, target_of
from readiness.findings import Finding, nearest

_LOOKED_AT = 30
_DESCRIPTIVE = frozenset((*NUMERIC, "island", "province_code", *DESCRIPTIVE))


@dataclass(slots=True)
class Header:
    """``roles``, ``targets`` and ``groups`` give the index of each column that is read, from 0. ``grouping`` are the
    names of group columns by their bare form, wherever they may stand. ``precision`` gives the columns of a long file
    that tell how precise its values are, by what they hold; ``reviewed`` are those of a reviewer's verdict."""

    row: Row
    width: int
    layout: Literal["wide", "long"] = "wide"
    roles: dict[str, int] = field(default_factory=dict)
    targets: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    grouping: dict[str, str] = field(default_factory=dict)
    precision: dict[str, int] = field(default_factory=dict)
    reviewed: list[int] = field(default_factory=list)


def targets_of(layout: Layout) -> dict[str, Target]:
    """Everything that may stand over or beside a value: indicators, published parents, denominators."""
    extra = {name: target_of(Column(name, "number")) for name in (*layout.parents, *layout.extras)}
    return {**extra, **{column.id: target_of(column) for column in layout.columns}}


def read_header(grid: Grid, layout: Layout, registry: Registry) -> tuple[Header | None, list[Finding]]:
    """The header of a grid, and what must be told of it; None where the file cannot be read on."""
    filled = [row for row in grid.rows if not all(map(blank, row.entries))]
    if not filled:
        return None, [grid.finding("D008")]
    ids = {heading(name): name for name in targets_of(layout)}
    first = filled[0]
    if not _is_header(first, ids):
        return None, [_no_header(grid, filled, ids)]
    if _turned(first, registry):
        return None, [grid.finding("D036", first)]
    header = Header(first, width_of(grid, first), grouping={heading(name): name for name in layout.groups})
    findings = _sort_columns(grid, header, ids)
    _drop_blank_wave(header, filled[1:])
    findings += _judge(grid, header)
    if len(filled) == 1:
        findings.append(grid.finding("D032", first))
    return header, findings


def names(grid: Grid, header: Header, known: Collection[str]) -> set[str]:
    """Those of the known names that a file has, whether or not a value stands there: as columns, or as lines."""
    found = set(map(heading, header.targets.values()))
    if header.layout == "long":
        index = header.roles["indicator"]
        found |= {heading(shown(row.entries[index])) for row in grid.rows if len(row.entries) > index}
    return {name for name in known if heading(name) in found}


def _drop_blank_wave(header: Header, rows: list[Row]) -> None:
    """A wave column that nobody filled in is no wave column."""
    index = header.roles.get("wave", -1)
    if index >= 0 and all(len(row.entries) <= index or blank(row.entries[index]) for row in rows):
        del header.roles["wave"]


def _is_header(row: Row, ids: dict[str, str]) -> bool:
    names = [shown(entry) for entry in row.entries]
    known = sum(role_of(name) is not None or heading(name) in ids for name in names)
    return known > 1 or any(is_unit_heading(name) or role_of(name) == "indicator" for name in names)


def _no_header(grid: Grid, filled: list[Row], ids: dict[str, str]) -> Finding:
    for row in filled[1:_LOOKED_AT]:
        if _is_header(row, ids) and any(is_unit_heading(shown(entry)) for entry in row.entries):
            return grid.finding("D031", row, skip=row.line - 1)
    return grid.finding("D030", filled[0], first=shown(filled[0].entries[0]) if filled[0].entries else "")


def _sort_columns(grid: Grid, header: Header, ids: dict[str, str]) -> list[Finding]:
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    strangers: list[tuple[int, str]] = []
    for index, entry in enumerate(header.row.entries[: header.width]):
        text = shown(entry)
        bare = ids.get(heading(text)) or role_of(text) or heading(text)
        group = header.grouping.get(bare) or header.grouping.get(heading(text))
        if text in FORM_TOOLS and (text.startswith("_") or bare not in ids.values()):
            continue  # "_index" of KoboToolbox is no published index
        if text in REVIEWS and bare not in ids.values():
            header.reviewed.append(index)
            continue
        if not bare:
            findings += _nameless(grid, header, index)
        elif bare in seen:
            params = {"heading": text, "first": letters(seen[bare])}
            findings.append(grid.finding("D033", header.row, index, **params))
        elif bare in ids.values():
            header.targets[index] = bare
        elif bare in ROLES:
            header.roles[bare] = index
        elif group is None:
            strangers.append((index, text))
        if group is not None and bare not in seen:
            header.groups[index] = group
        seen.setdefault(bare, index)
    told, strangers = _precision(grid, header, strangers)
    return findings + told + _strangers(grid, header, strangers, ids)


def _precision(
    grid: Grid, header: Header, strangers: list[tuple[int, str]]
) -> tuple[list[Finding], list[tuple[int, str]]]:
    """Of a long file: the columns of precision are known, and each of them stands there once."""
    if not header.roles.keys() >= {"indicator", "value"}:
        return [], strangers
    findings, left = [], []
    for index, text in strangers:
        role = PRECISION_OF.get(heading(text))
        if role is None:
            left.append((index, text))
        elif header.precision.setdefault(role, index) != index:
            params = {"heading": text, "first": letters(header.precision[role])}
            findings.append(grid.finding("D033", header.row, index, **params))
    return findings, left


def _nameless(grid: Grid, header: Header, index: int) -> list[Finding]:
    rows = [row for row in grid.rows if len(row.entries) > index and not blank(row.entries[index])]
    return [grid.finding("D040", header.row, index, letter=letters(index), line=rows[0].line)] if rows else []


def _strangers(grid: Grid, header: Header, strangers: list[tuple[int, str]], ids: dict[str, str]) -> list[Finding]:
    grid.private = any(is_personal(text) for _, text in strangers)
    known = [*ids.values(), *header.grouping.values(), *ROLES, *(ROLES[role][1] for role in ROLES)]
    findings = []
    for index, text in strangers:
        if is_personal(text):
            findings.append(grid.finding("D038", header.row, index, heading=text))
        elif heading(text) not in _DESCRIPTIVE:
            findings.append(grid.finding("D037", header.row, index, heading=text, nearest=nearest(text, known)))
    return findings


def _judge(grid: Grid, header: Header) -> list[Finding]:
    """Wide or long; an error where it is neither or both."""
    roles, row = header.roles, header.row
    findings = []
    if "code" not in roles and "name" not in roles:
        findings.append(grid.finding("D034", row))
    if "indicator" in roles and "value" in roles:
        header.layout = "long"
        if header.targets:
            index, name = next(iter(header.targets.items()))
            findings.append(grid.finding("D039", row, index, heading=name))
    elif header.targets:
        findings += [
            grid.finding("D041", row, roles[role], heading=shown(row.entries[roles[role]]))
            for role in (*LONG_ONLY, "value")
            if role in roles
        ]
    else:
        findings.append(grid.finding("D035", row, missing="value" if "indicator" in roles else "indicator"))
    return findings


def _turned(first: Row, registry: Registry) -> bool:
    """Whether units stand over the columns and indicators in the rows."""
    names = [shown(entry) for entry in first.entries]
    if not any(role_of(name) == "indicator" for name in names):
        return False
    return any(registry.find(name).unit is not None for name in names if name and role_of(name) is None)
