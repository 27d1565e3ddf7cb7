"""The candidates in their order: by index, and equal ones by rules that are written down."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readiness.analysis.selecting.classes import Classes, classes_of
from readiness.framework.model import Framework
from readiness.results.publish import DECIMALS, round9
from readiness.results.records import Results, UnitResult
from readiness.results.selection import Barred
from readiness.scoring.plan import ROOT

# What orders equal indices, first to last. What is better known stands first: it has less left to lose.
TIES = ("index", "coverage", "weakest_pillar", "code")
Merit = tuple[float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Candidates in their order. ``billionths``: the index in whole 1e-9, 0 without one. ``merits``: what orders equal
    indices before the code does, less is better. ``barred``: why a candidate cannot be chosen."""

    units: tuple[UnitResult, ...]
    billionths: npt.NDArray[np.int64]
    merits: tuple[Merit, ...]
    barred: tuple[Barred | None, ...]
    classes: tuple[Classes, ...]

    @property
    def eligible(self) -> npt.NDArray[np.bool_]:
        """Who can be chosen."""
        return np.array([reason is None for reason in self.barred], bool)

    @property
    def codes(self) -> list[str]:
        """Their codes, in order."""
        return [unit.code for unit in self.units]


def pool_of(
    framework: Framework, results: Results, codes: Collection[str] | None = None, gates: Collection[str] | None = None
) -> Pool:
    """The candidates among the units of a document: those of ``codes``, or all. ``gates``: the minimum conditions that
    bar (None: all). Whether a unit is a candidate moves neither its index nor its rank."""
    by_code = dict(zip((u.code for u in results.units), classes_of(framework, results.units), strict=True))
    units = [unit for unit in results.units if codes is None or unit.code in codes]
    merits = {unit.code: merit(framework, unit) for unit in units}
    ordered = sorted(units, key=lambda unit: _key(unit, merits))
    return Pool(
        tuple(ordered),
        np.array([billionths(unit.index.value) for unit in ordered], np.int64),
        tuple(merits[unit.code] for unit in ordered),
        tuple(barred(framework, unit, gates) for unit in ordered),
        tuple(by_code[unit.code] for unit in ordered),
    )


def billionths(value: float | None) -> int:
    """An index in whole 1e-9: sums of them are exact."""
    return 0 if value is None else round(round9(value) * 10**DECIMALS)


def _key(unit: UnitResult, merits: Mapping[str, Merit]) -> tuple[bool, int, Merit, str]:
    return unit.index.value is None, -billionths(unit.index.value), merits[unit.code], unit.code


def merit(framework: Framework, unit: UnitResult) -> Merit:
    """More data first, then the higher of the weakest pillars; a pillar without a score is the weakest of all."""
    pillars = [unit.nodes[node.id] for node in framework.criteria]
    scores = [-math.inf if node.score is None else node.score for node in pillars if node.status != "not_applicable"]
    coverage = unit.index.coverage
    return -round9(coverage if coverage is not None else 0.0), -round9(min(scores, default=-math.inf))


def barred(framework: Framework, unit: UnitResult, gates: Collection[str] | None = None) -> Barred | None:
    """Why a unit cannot be chosen: it has no index, or a condition among ``gates`` is not met. One that cannot be
    judged for want of data is not met; one on a node that does not apply asks nothing."""
    if unit.index.value is None:
        return "no_index"
    return "gate" if failed(framework, unit, gates) else None


def failed(framework: Framework, unit: UnitResult, gates: Collection[str] | None = None) -> list[str]:
    """The minimum conditions that stand against a unit, by id, in the framework's order."""
    nodes = {gate.id: gate.on for gate in framework.gates}
    return [
        result.id
        for result in unit.gates
        if not result.passed and (gates is None or result.id in gates) and _applies(unit, nodes[result.id])
    ]


def _applies(unit: UnitResult, node: str) -> bool:
    return node == ROOT or unit.nodes[node].status != "not_applicable"


def positions(codes: Sequence[str], of: Sequence[str]) -> npt.NDArray[np.intp]:
    """Where each of ``codes`` stands in ``of``."""
    place = {code: at for at, code in enumerate(of)}
    return np.array([place[code] for code in codes], np.intp)
