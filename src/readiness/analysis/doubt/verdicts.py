"""What is said of the index in each draw: gates, caps, band. ``scoring.verdict`` over draws × units.

Comparisons are made on whole billionths, as everywhere: 9 decimals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.folding import Nodes, fold, leaf_scores
from readiness.analysis.doubt.ranks import Ranks, ranks_of
from readiness.analysis.doubt.scene import Scene
from readiness.analysis.doubt.streams import Moves
from readiness.framework.model import Framework, Gate
from readiness.results.publish import DECIMALS
from readiness.scoring.vectors import Flags, Vector

ONE = 10**DECIMALS
PASSED, NOT_PASSED, NOT_JUDGED = 1, 0, -1
NO_BAND = 255
Marks = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Draws × units. ``index`` after every ``cap_score``, at 9 decimals, NaN where there is none; ``ranks`` by it;
    ``band`` the number
    of the band after caps, ``NO_BAND`` without an index; ``passes`` gates × draws × units: 1 passed, 0 not, -1 never
    judged (no score, or not applicable)."""

    index: Vector
    ranks: Ranks
    band: npt.NDArray[np.uint8]
    passes: Marks


def outcome(scene: Scene, v: int, a: int, moves: Moves) -> Outcome:
    """Fold, judge and cap draws that share a normaliser and a mean."""
    gates = scene.plan.framework.gates
    nodes = fold(scene, v, a, moves)
    index = nodes[0].scores()
    failed = scene.failed.any(axis=0)
    if failed.any():
        index[:, failed] = np.nan
    index = np.rint(index * ONE) / ONE + 0.0
    passes = np.full((len(gates), *index.shape), NOT_JUDGED, np.int8)
    for g, gate in enumerate(gates):
        at = scene.plan.at()[gate.on]
        score = index if at == 0 else nodes[at].scores() if at in nodes else leaf_scores(scene, at, v, moves)
        passes[g] = _passes(scene, gate, score, moves, nodes)
    index = _capped(scene, index, passes)
    return Outcome(index, ranks_of(index), _bands(scene, index, passes), passes)


def capping(scene: Scene, passes: Marks) -> Flags:
    """Where a gate caps: it is not passed, and its node applies."""
    at = scene.plan.at()
    rows = [at[gate.on] for gate in scene.plan.framework.gates]
    found: Flags = (passes != PASSED) & scene.applicable[rows][:, None, :]
    return found


def _passes(scene: Scene, gate: Gate, score: Vector, moves: Moves, nodes: Nodes) -> Marks:
    at = scene.plan.at()[gate.on]
    number = score
    if gate.of == "raw":
        number = _raw(scene, at, moves)
    elif gate.of == "coverage":
        number = _coverage(scene, at, nodes)
    whole = np.rint(number * ONE)
    within = np.ones(score.shape, bool)
    with np.errstate(invalid="ignore"):
        if gate.at_least is not None:
            within &= whole >= np.rint(gate.at_least * ONE)
        if gate.at_most is not None:
            within &= whole <= np.rint(gate.at_most * ONE)
    judged = ~np.isnan(score) & ~np.isnan(number) & scene.applicable[at]
    return np.where(judged, within, NOT_JUDGED).astype(np.int8)


def _raw(scene: Scene, at: int, moves: Moves) -> Vector:
    """Raw values of a leaf; those of samples move, and a gap has none whatever it scores."""
    found = np.repeat(scene.raw[at][None], len(moves.shares), axis=0)
    if at in scene.samples:
        found[:, scene.samples[at].units] = scene.samples[at].values(moves.normal)
    return found


def _coverage(scene: Scene, at: int, nodes: Nodes) -> Vector:
    """Under each draw's weights; where gaps are drawn as scored: a gap is no data, whatever it is drawn as."""
    found = nodes[at].coverage if at in nodes else None
    return scene.coverage[at][None] if found is None else found


def _capped(scene: Scene, index: Vector, passes: Marks) -> Vector:
    gates = scene.plan.framework.gates
    if all(gate.cap_score is None for gate in gates):
        return index
    found = index
    for gate, caps in zip(gates, capping(scene, passes), strict=True):
        if gate.cap_score is not None:
            found = np.where(caps, np.minimum(found, gate.cap_score), found)
    return found


def _bands(scene: Scene, index: Vector, passes: Marks) -> npt.NDArray[np.uint8]:
    framework = scene.plan.framework
    order = [band.id for band in framework.bands]
    whole = np.rint(np.nan_to_num(index) * ONE).astype(np.int64)
    if framework.bands_from == "published":
        whole = _printed(whole, framework)
    starts = np.array([round(band.from_ * ONE) for band in framework.bands[1:]], np.int64)
    bands = np.searchsorted(starts, whole, side="right").astype(np.uint8)
    if any(gate.cap is not None for gate in framework.gates):
        for gate, caps in zip(framework.gates, capping(scene, passes), strict=True):
            if gate.cap is not None:
                bands = np.where(caps, np.minimum(bands, order.index(gate.cap)), bands).astype(np.uint8)
    return np.where(np.isnan(index), NO_BAND, bands).astype(np.uint8)


def _printed(whole: npt.NDArray[np.int64], framework: Framework) -> npt.NDArray[np.int64]:
    """Billionths rounded half-up, away from zero, to the published decimals."""
    step = 10 ** (DECIMALS - framework.decimals)
    found: npt.NDArray[np.int64] = np.sign(whole) * ((np.abs(whole) + step // 2) // step) * step
    return found
