"""What a target asks of the nodes: minimum conditions that must be met, and an index that is enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from readiness.framework.model import Framework, Gate
from readiness.results.improvement import Target
from readiness.results.publish import published
from readiness.results.records import UnitResult
from readiness.scoring.verdict import band_of


@dataclass(frozen=True, slots=True)
class Demand:
    """``gates`` must pass; ``enough`` says of an index before minimum conditions whether it is (never again less than
    enough above that); it may be None where the target is no index."""

    gates: tuple[Gate, ...]
    enough: Callable[[float | None], bool]


def demand(framework: Framework, unit: UnitResult, target: Target) -> Demand:
    """Of a band: its gates and an index that prints (or is) so. Of an index: as printed. Of a gate: that gate alone.

    A minimum condition on what does not apply to the unit holds nothing down. KeyError for no band or gate of this
    framework; ValueError for a budget, which is no demand.
    """
    if target.kind == "gate":
        return Demand(tuple(gate for gate in framework.gates if gate.id == target.id), lambda _value: True)
    if target.kind == "budget":
        raise ValueError("a budget is no demand")
    bands = [band.id for band in framework.bands]

    def reaches(value: float) -> bool:
        printed = published(value, framework.decimals)
        if target.kind == "index":
            assert target.value is not None
            return float(printed) >= target.value
        assert target.id is not None
        return bands.index(band_of(framework, value, printed)) >= bands.index(target.id)

    def holds_down(gate: Gate) -> bool:
        if gate.on in unit.nodes and unit.nodes[gate.on].status == "not_applicable":
            return False
        below = target.kind == "band" and gate.cap is not None and bands.index(gate.cap) < bands.index(target.id or "")
        return below or (gate.cap_score is not None and not reaches(gate.cap_score))

    gates = tuple(gate for gate in framework.gates if holds_down(gate))
    return Demand(gates, lambda value: value is not None and reaches(value))


def met(unit: UnitResult, wanted: Demand) -> bool:
    """Whether a unit, as it was scored, meets a demand."""
    passed = {gate.id for gate in unit.gates if gate.passed}
    return all(gate.id in passed for gate in wanted.gates) and wanted.enough(unit.index.value_before_gates)
