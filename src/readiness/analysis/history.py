"""The waves of each unit."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.results.insights import HistoryPoint
from readiness.results.records import Results, UnitResult


def history(results: Sequence[Results]) -> dict[str, tuple[HistoryPoint, ...]]:
    """By code, one point a wave in which the unit stands, in the order given."""
    found: dict[str, list[HistoryPoint]] = {}
    for document in results:
        pillars = [node["id"] for node in document.framework.snapshot["criteria"]]
        for unit in document.units:
            found.setdefault(unit.code, []).append(_point(document, unit, pillars))
    return {code: tuple(points) for code, points in found.items()}


def _point(document: Results, unit: UnitResult, pillars: Sequence[str]) -> HistoryPoint:
    index = unit.index
    return HistoryPoint(
        wave=document.wave,
        value=index.value,
        published=index.published,
        band=index.band,
        rank=index.rank,
        of=index.of,
        pillars={pillar: unit.nodes[pillar].score for pillar in pillars},
        framework=f"{document.framework.id} {document.framework.version}",
    )
