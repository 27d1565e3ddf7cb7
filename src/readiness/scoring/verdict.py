"""What is said of a finished index: the printed number, gates, band, rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from readiness.framework.model import Framework, Gate
from readiness.results.publish import published, round9
from readiness.results.records import GateResult, IndexResult, NodeResult, UnitResult
from readiness.scoring.plan import ROOT


@dataclass(frozen=True, slots=True)
class Root:
    """The index before any gate."""

    value: float | None
    low: float | None
    high: float | None
    coverage: float | None


def gate_results(framework: Framework, nodes: Mapping[str, NodeResult], root: Root) -> tuple[GateResult, ...]:
    """Each gate of the framework, in its order."""
    return tuple(_gate(gate, nodes, root) for gate in framework.gates)


def _gate(gate: Gate, nodes: Mapping[str, NodeResult], root: Root) -> GateResult:
    looked: dict[str, float | str | None]
    if gate.on == ROOT:
        looked = {"score": root.value, "coverage": root.coverage}
    else:
        node = nodes[gate.on]
        looked = {"score": node.score, "coverage": node.coverage, "raw": node.raw}
    value = looked.get(gate.of)
    number = value if isinstance(value, float) else None
    passed = None
    if number is not None and looked["score"] is not None:
        passed = _within(round9(number), gate)
    return GateResult(gate.id, passed, number, gate.at_least, gate.at_most)


def _within(number: float, gate: Gate) -> bool:
    """Limits are inclusive; one that is not written limits nothing."""
    return (gate.at_least is None or number >= round9(gate.at_least)) and (
        gate.at_most is None or number <= round9(gate.at_most)
    )


def applied_caps(framework: Framework, gates: Sequence[GateResult], nodes: Mapping[str, NodeResult]) -> list[Gate]:
    """The gates that cap: not passed, and on a node that applies."""
    return [
        gate
        for gate, result in zip(framework.gates, gates, strict=True)
        if not result.passed and not (gate.on in nodes and nodes[gate.on].status == "not_applicable")
    ]


def capped(value: float, caps: Sequence[Gate]) -> float:
    """The index under every ``cap_score``."""
    return min([value, *(gate.cap_score for gate in caps if gate.cap_score is not None)])


def band_of(framework: Framework, value: float, printed: str) -> str:
    """The band of a value: by the printed number, or exactly. Below the first band it is the first."""
    seen = float(printed) if framework.bands_from == "published" else round9(value)
    reached = [band.id for band in framework.bands if round9(band.from_) <= seen]
    return reached[-1] if reached else framework.bands[0].id


def index_result(
    framework: Framework, root: Root, gates: Sequence[GateResult], nodes: Mapping[str, NodeResult]
) -> IndexResult:
    """The root with its gates applied; rank and ``of`` come when every unit is known."""
    none = IndexResult(None, None, root.low, root.high, root.coverage, None, None, None, None, 0)
    if root.value is None:
        return none
    caps = applied_caps(framework, gates, nodes)
    value = capped(root.value, caps)
    printed = published(value, framework.decimals)
    order = [band.id for band in framework.bands]
    before = band_of(framework, root.value, published(root.value, framework.decimals))
    now = order.index(band_of(framework, value, printed))
    band = order[min([now, *(order.index(gate.cap) for gate in caps if gate.cap is not None)])]
    return replace(
        none, value=value, published=printed, band=band, band_before_gates=before, value_before_gates=root.value
    )


def ranked(units: Sequence[UnitResult]) -> tuple[UnitResult, ...]:
    """Competition ranks (1, 2, 2, 4) over values at 9 decimals; a unit without an index has none."""
    ranks = competition_ranks([unit.index.value for unit in units])
    of = sum(rank is not None for rank in ranks)
    return tuple(
        replace(unit, index=replace(unit.index, rank=rank, of=of)) for unit, rank in zip(units, ranks, strict=True)
    )


def competition_ranks(values: Sequence[float | None]) -> list[int | None]:
    """The ranks of values, the highest first, equal ones (at 9 decimals) alike; None has none.

    >>> competition_ranks([70.0, 80.0, None, 70.0, 10.0])
    [2, 1, None, 2, 4]
    """
    known = [value for value in values if value is not None]
    ranks = iter(ranks_of(known))
    return [None if value is None else next(ranks) for value in values]


def ranks_of(values: Sequence[float]) -> list[int]:
    """``competition_ranks`` where nothing is missing."""
    rounded = [round9(value) for value in values]
    first: dict[float, int] = {}
    for at, value in enumerate(sorted(rounded, reverse=True), start=1):
        first.setdefault(value, at)
    return [first[value] for value in rounded]
