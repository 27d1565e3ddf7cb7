"""The values of one indicator over all units: as they are ranked, and as they are counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readiness.framework.model import Indicator
from readiness.report.pages.view import View
from readiness.results.publish import round9
from readiness.results.records import NodeResult, UnitResult

ANSWERS = ("level", "boolean", "choice")  # measures with a few answers that can be counted one by one


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit on one indicator; ``rank`` among the observed values that have a score, None for any other."""

    unit: UnitResult
    node: NodeResult
    rank: int | None


def standings(view: View, leaf: Indicator) -> list[Standing]:
    """Observed values by score, then by code; after them estimates, which are no data and have no rank, then gaps."""
    pairs = [(unit, unit.nodes[leaf.id]) for unit in view.results.units]
    scored = [(unit, node) for unit, node in pairs if node.score is not None]
    observed = sorted((p for p in scored if p[1].status == "observed"), key=_best_first)
    estimated = sorted((p for p in scored if p[1].status != "observed"), key=_best_first)
    gaps = sorted((p for p in pairs if p[1].score is None), key=lambda p: (p[1].raw is None, p[1].status, p[0].code))
    return [*_ranked(observed), *(Standing(unit, node, None) for unit, node in (*estimated, *gaps))]


def _best_first(pair: tuple[UnitResult, NodeResult]) -> tuple[float, str]:
    return -round9(pair[1].score or 0.0), pair[0].code


def _ranked(pairs: Sequence[tuple[UnitResult, NodeResult]]) -> Iterator[Standing]:
    """Competition ranking: 1, 2, 2, 4."""
    rank, before = 0, None
    for place, (unit, node) in enumerate(pairs, 1):
        score = round9(node.score or 0.0)
        if score != before:
            rank, before = place, score
        yield Standing(unit, node, rank)


def amount_of(leaf: Indicator, node: NodeResult) -> float | None:
    """The number that units are compared by: per its denominator, before treatment; None where none was observed."""
    if node.status != "observed" or not isinstance(node.raw, float | int):
        return None
    if leaf.per is None:
        return float(node.raw)
    return node.adjusted if node.treated is None else node.treated.before


@dataclass(frozen=True, slots=True)
class Counts:
    """How many units are in each state. ``applies`` counts those to which the indicator applies; ``treated`` is part of
    ``observed``."""

    units: int
    applies: int
    observed: int
    estimated: int
    missing: int
    not_applicable: int
    treated: int


def counts(view: View, node_ids: Sequence[str], units: Sequence[UnitResult] | None = None) -> Counts:
    """Over these indicators and units (all, where none are given)."""
    nodes = [unit.nodes[node_id] for unit in (view.results.units if units is None else units) for node_id in node_ids]
    found = [node.status for node in nodes]
    observed, estimated, missing = (found.count(status) for status in ("observed", "imputed", "missing"))
    absent = found.count("not_applicable")
    treated = sum(node.treated is not None for node in nodes)
    return Counts(len(nodes), len(nodes) - absent, observed, estimated, missing, absent, treated)
