"""The waves of one unit, and what moved since the last: the data or the framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from readiness import scoring
from readiness.analysis.compare import compare
from readiness.framework.model import Framework
from readiness.framework.ways import rests_on_group
from readiness.results.insights import Change, HistoryPoint
from readiness.results.records import NodeResult, Results, UnitResult

_NO_DATA = NodeResult(
    score=None,
    published=None,
    weight=1.0,
    share=None,
    effective=None,
    points=None,
    coverage=0.0,
    status="missing",
    low=None,
    high=None,
)


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


def change(framework: Framework, before: Results, current: Results, a: UnitResult, b: UnitResult) -> Change:
    """The difference from the wave ``before`` (unit ``a``) to ``current`` (unit ``b``), which ``framework`` scored."""
    then, now = a.index.value, b.index.value
    total = None if then is None or now is None else now - then
    if before.framework.snapshot == current.framework.snapshot:
        comparison = replace(compare(framework, a, b), a=before.wave or "", b=current.wave or "")
        return Change(before.wave, total, total, None if total is None else 0.0, comparison)
    anew = _scored_anew(framework, a)
    if anew is None or then is None or now is None:
        return Change(before.wave, total, None, None, None)
    return Change(before.wave, total, now - anew, anew - then, None)


def _scored_anew(framework: Framework, unit: UnitResult) -> float | None:
    """An old unit's index under another framework, from the raw values kept; None where it cannot be told."""
    if any(rests_on_group(framework, leaf) for leaf in framework.indicators()):
        return None
    nodes: Mapping[str, NodeResult] = {node.id: unit.nodes.get(node.id, _NO_DATA) for node in framework.walk()}
    return scoring.index_of(framework, replace(unit, nodes=nodes), {})
