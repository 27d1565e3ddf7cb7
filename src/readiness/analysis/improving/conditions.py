"""Minimum conditions as what they admit: scores of a node, rungs of an indicator."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from readiness.analysis.improving.ladders import Ladder
from readiness.framework.model import Framework, Gate, Group
from readiness.results.publish import round9
from readiness.results.records import UnitResult
from readiness.scoring.plan import ROOT
from readiness.scoring.vectors import Vector

Flags = npt.NDArray[np.bool_]
Admits = dict[int, Callable[[Vector], Flags]]


def conditions(
    unit: UnitResult, ladders: Sequence[Ladder], must: Sequence[Gate], rows: Mapping[str, int]
) -> tuple[Admits, dict[int, Flags]]:
    """By row, which scores are admitted, and which rungs of an indicator. A condition on what no step moves (coverage,
    a raw value that stays) is met already, or admits nothing at all."""
    climbs = {each.leaf.id: each for each in ladders}
    unmet = {gate.id for gate in unit.gates if not gate.passed}
    rungs: dict[int, Flags] = {}
    scores: dict[int, list[Gate]] = {}
    hopeless = False
    for gate in must:
        if gate.of == "raw" and gate.on in climbs:
            fine = np.array([_meets(gate, rung.raw) for rung in climbs[gate.on].rungs])
            rungs[rows[gate.on]] = fine & rungs.get(rows[gate.on], True)
        elif gate.of == "score":
            scores.setdefault(rows[gate.on], []).append(gate)
        else:
            hopeless |= gate.id in unmet
    admits: Admits = {at: _admits(gates) for at, gates in scores.items()}
    if hopeless:
        admits[rows[ROOT]] = lambda score: np.zeros(score.shape, bool)
    return admits, rungs


def provable(framework: Framework, must: Sequence[Gate]) -> bool:
    """Whether fronts prove the best under these conditions: a ceiling on a group's score may ask for a choice that
    scores less for the same price, and that they have dropped."""
    groups = {ROOT, *(node.id for node in framework.walk() if isinstance(node, Group))}
    return all(gate.at_most is None or gate.on not in groups for gate in must)


def _admits(gates: Sequence[Gate]) -> Callable[[Vector], Flags]:
    return lambda scores: np.array(
        [not np.isnan(score) and all(_meets(gate, score) for gate in gates) for score in scores.tolist()], bool
    )


def _meets(gate: Gate, number: float | str) -> bool:
    if isinstance(number, str):
        return False
    seen = round9(number)
    return (gate.at_least is None or seen >= round9(gate.at_least)) and (
        gate.at_most is None or seen <= round9(gate.at_most)
    )
