"""From the items of all files to one table a wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from readiness.data.cells import cell_of
from readiness.data.columns import Layout
from readiness.data.convert import Item
from readiness.data.groups import Grouping, merge_labels, without_column
from readiness.data.records import Sheet
from readiness.data.table import Cell, Input, Table
from readiness.data.units import Unit
from readiness.findings import Finding

Wave = str | None


def merge(
    sheets: list[Sheet], items: Iterable[Item], layout: Layout, stage: str | None
) -> tuple[dict[Wave, Table], list[Finding]]:
    """One table a wave, units by code; what had to be told about duplicates, assessors and stages."""
    places: dict[Wave, dict[str, dict[str, list[Item]]]] = {}
    for item in items:
        record = item.record
        places.setdefault(record.wave, {}).setdefault(record.unit.code, {}).setdefault(record.target, []).append(item)
    tables: dict[Wave, Table] = {}
    labels = [label for sheet in sheets for label in sheet.labels]
    groups = merge_labels(labels)
    headings = {sheet.grid.path: sheet.headings for sheet in sheets}
    findings = [*groups.findings, *without_column(layout, headings, labels)]
    waves = {wave for sheet in sheets for wave in _waves(sheet)}
    for wave in sorted(waves, key=lambda wave: (wave is not None, wave or "")):
        found = {
            code: {name: cell_of(said, layout.duplicates, stage) for name, said in columns.items()}
            for code, columns in places.get(wave, {}).items()
        }
        findings += [told for own in found.values() for _, tellings in own.values() for told in tellings]
        cells = {code: {name: cell for name, (cell, _) in own.items()} for code, own in found.items()}
        tables[wave] = _table(wave, sheets, cells, layout, groups)
    return tables, _copies_once(findings)


def _copies_once(findings: list[Finding]) -> list[Finding]:
    """One warning a copied row, not one for each of its columns."""
    rows: dict[tuple[str, int | None, str | None], list[Finding]] = {}
    for finding in findings:
        if finding.code == "D080":
            rows.setdefault((finding.path, finding.line, finding.unit), []).append(finding)
    copies = [
        replace(same[0], params={**same[0].params, "indicator": [found.params["indicator"] for found in same]})
        for same in rows.values()
    ]
    return [finding for finding in findings if finding.code != "D080"] + copies


def _waves(sheet: Sheet) -> set[Wave]:
    return {wave for wave, _ in sheet.units} | {wave for wave, _ in sheet.refused}


def _table(
    wave: Wave,
    sheets: list[Sheet],
    cells: Mapping[str, Mapping[str, Cell | None]],
    layout: Layout,
    groups: Grouping,
) -> Table:
    refused = {code for sheet in sheets for at, code in sheet.refused if at == wave}
    refused |= {code for at, code in groups.twofold if at == wave}
    refused |= {code for sheet in sheets for code in sheet.outcast}
    refused |= {code for code, own in cells.items() if None in own.values()}
    units = _units(sheets, wave, refused)
    ids = [column.id for column in layout.columns]
    standing = {unit.code: _known(cells.get(unit.code, {})) for unit in units}
    return Table(
        wave,
        units,
        {code: _only(own, ids) for code, own in standing.items()},
        {code: kept for code, own in standing.items() if (kept := _numbers(own, layout.extras))},
        {code: figures for code, own in standing.items() if (figures := _only(own, layout.parents))},
        tuple(sorted(refused)),
        any(wave in sheet.synthetic for sheet in sheets),
        tuple(Input(s.grid.path, s.sha256, s.rows) for s in sheets if wave in _waves(s)),
        {code: said for code, said in groups.labels.get(wave, {}).items() if code in standing},
    )


def _known(own: Mapping[str, Cell | None]) -> dict[str, Cell]:
    return {name: cell for name, cell in own.items() if cell is not None}


def _only(own: Mapping[str, Cell], names: Iterable[str]) -> dict[str, Cell]:
    return {name: own[name] for name in names if name in own}


def _numbers(own: Mapping[str, Cell], names: Iterable[str]) -> dict[str, float]:
    return {name: cell.raw for name, cell in _only(own, names).items() if isinstance(cell.raw, float)}


def _units(sheets: list[Sheet], wave: Wave, refused: set[str]) -> tuple[Unit, ...]:
    """The wave's units by code. Where names differ (``units: any``), the first in order of the alphabet."""
    found: dict[str, Unit] = {}
    for sheet in sheets:
        for at, unit in sheet.units:
            if at == wave and unit.code not in refused:
                known = found.setdefault(unit.code, unit)
                if known.name == known.code or known.code != unit.name < known.name:
                    found[unit.code] = unit
    return tuple(found[code] for code in sorted(found))
