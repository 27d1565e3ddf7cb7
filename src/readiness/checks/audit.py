"""Published figures of inner nodes against what the indicators give."""

from __future__ import annotations

from readiness.data.table import Cell, Table
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.publish import published
from readiness.results.records import Results, UnitResult


def audit(results: Results, table: Table) -> list[Finding]:
    """A warning for every published parent that is not what is recomputed, at the published decimals."""
    decimals = Framework.model_validate(results.framework.snapshot).decimals
    found = []
    for unit in results.units:
        for node, cell in table.parents.get(unit.code, {}).items():
            given = _given(cell, decimals)
            recomputed = _recomputed(unit, node)
            if given is not None and given != recomputed:
                source = cell.source
                found.append(
                    Finding(
                        "M010",
                        path=source.path if source else "",
                        line=source.line if source else None,
                        column=source.column if source else None,
                        params={"name": unit.name, "node": node, "given": given, "found": recomputed or "–"},
                        unit=unit.code,
                        excerpt=source.text if source else None,
                    )
                )
    return found


def _given(cell: Cell, decimals: int) -> str | None:
    return published(float(cell.raw), decimals) if isinstance(cell.raw, float | int) else None


def _recomputed(unit: UnitResult, node: str) -> str | None:
    return unit.index.published if node == "index" else unit.nodes[node].published
