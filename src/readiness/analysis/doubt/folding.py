"""The fold over many draws at once, draws × units: what ``scoring.fold`` does for one, with means as matrix products.

All draws of one call share a normaliser and a mean; weights, gaps and samples differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from readiness.analysis.doubt.kinds import Kind
from readiness.analysis.doubt.scene import Scene
from readiness.analysis.doubt.streams import Moves
from readiness.scoring.fold import SLACK
from readiness.scoring.methods import AGGREGATORS
from readiness.scoring.vectors import Flags, Vector


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An inner node in every draw. ``sums``: f of its score, where ``zero`` (the score is 0) and ``absent`` (there is
    none) are not set; either is None where it is so nowhere. ``coverage`` is None where gaps are drawn."""

    kind: Kind
    sums: Vector
    zero: Flags | None = None
    absent: Flags | None = None
    coverage: Vector | None = None

    def scores(self) -> Vector:
        """Scores, NaN where there is none."""
        found = self.kind.straight(self.sums)
        if self.zero is not None:
            found = np.where(self.zero, 0.0, found)
        return found if self.absent is None else np.where(self.absent, np.nan, found)

    def under(self, kind: Kind) -> Node:
        """The same node for a parent of another mean."""
        if kind == self.kind:
            return self
        scores = kind.lifted(self.scores())
        if self.absent is not None:
            scores = np.where(self.absent, 1.0, scores)
        zero = scores <= 0 if kind.has_zeros() else None
        return Node(kind, kind.bent(scores), zero, self.absent, self.coverage)


Nodes = dict[int, Node]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """One fold on its way: draws that share normaliser ``v``, and the nodes found so far."""

    scene: Scene
    v: int
    moves: Moves
    found: Nodes

    def split(self, at: int) -> tuple[list[int], list[int]]:
        """The children of a node: leaves and groups."""
        rows = self.scene.plan.rows
        kids = rows[at].children
        return [kid for kid in kids if not rows[kid].children], [kid for kid in kids if rows[kid].children]


def fold(scene: Scene, v: int, a: int, moves: Moves) -> Nodes:
    """Every inner node by row, under normaliser ``v`` and mean ``a``."""
    work = Fold(scene, v, moves, {})
    for at, _kids in scene.widths.families:
        kind = scene.kinds[at][a]
        node = _by_sums(work, at, kind) if kind.exponent is not None else _by_scoring(work, at, kind)
        work.found[at] = _covered(work, at, node) if scene.strict else node
    return work.found


def leaf_scores(scene: Scene, at: int, v: int, moves: Moves) -> Vector:
    """Scores of one leaf, draws × units; NaN where it has none."""
    scores = np.where(scene.enters[at], scene.score[v, at], np.nan)
    found = np.repeat(scores[None], len(moves.shares), axis=0)
    if at in scene.gaps:
        found[:, scene.gaps[at].units] = scene.gaps[at].scores(v, moves.uniform)
    if at in scene.samples:
        found[:, scene.samples[at].units] = scene.samples[at].scores(v, moves.normal)
    return found


def _by_sums(work: Fold, at: int, kind: Kind) -> Node:
    """Σ w f(s) / Σ w."""
    leaves, groups = work.split(at)
    base, zeros = _base(work, at, leaves, kind)
    weights = work.moves.shares[:, leaves]
    sums = weights @ base
    zero = None if zeros is None else (weights @ zeros) > 0
    zero = _add_cells(work, leaves, kind, sums, zero)
    for group in groups:
        node, share = work.found[group].under(kind), work.moves.shares[:, group, None]
        part = share * node.sums
        sums += part if node.absent is None else np.where(node.absent, 0.0, part)
        if node.zero is not None:
            here = node.zero & (share > 0) if node.absent is None else node.zero & (share > 0) & ~node.absent
            zero = here if zero is None else zero | here
    counted = _counted(work, leaves, groups)
    if counted is None:
        return Node(kind, sums, zero)
    absent = ~(counted > 0)
    return Node(kind, sums / np.where(absent, 1.0, counted), zero, absent if absent.any() else None)


def _add_cells(work: Fold, leaves: list[int], kind: Kind, sums: Vector, zero: Flags | None) -> Flags | None:
    """Add the leaves' values that move to the sums, in place; where the mean is 0 for them or was before."""
    scene, moves = work.scene, work.moves
    for leaf in leaves:
        share = moves.shares[:, leaf, None]
        for cells, numbers in ((scene.gaps.get(leaf), moves.uniform), (scene.samples.get(leaf), moves.normal)):
            if cells is None:
                continue
            scores = kind.lifted(cells.scores(work.v, numbers))
            sums[:, cells.units] += share * kind.bent(scores)
            if kind.has_zeros():
                zero = np.zeros(sums.shape, bool) if zero is None else zero
                zero[:, cells.units] |= (scores <= 0) & (share > 0)
    return zero


def _base(work: Fold, at: int, leaves: list[int], kind: Kind) -> tuple[Vector, Vector | None]:
    """f of the leaves' fixed scores, leaves × units, 0 where nothing is fixed; and where they are 0. Kept."""
    scene, v = work.scene, work.v
    key = (at, v, kind)
    if key not in scene.bases:
        fixed = scene.enters[leaves].copy()
        for i, leaf in enumerate(leaves):
            for cells in (scene.gaps.get(leaf), scene.samples.get(leaf)):
                if cells is not None:
                    fixed[i, cells.units] = False
        scores = kind.lifted(np.where(fixed, scene.score[v, leaves], 1.0))
        zeros = (fixed & (scores <= 0)).astype(float) if kind.has_zeros() else None
        base = np.where(fixed, kind.bent(scores), 0.0)
        scene.bases[key] = base, zeros if zeros is not None and zeros.any() else None
    return scene.bases[key]


def _counted(work: Fold, leaves: list[int], groups: list[int]) -> Vector | None:
    """Σ w over the children that have a score; None where all of them have one everywhere."""
    scene, moves = work.scene, work.moves
    absent = [work.found[group].absent for group in groups]
    if scene.enters[leaves].all() and all(each is None for each in absent):
        return None
    total: Vector = moves.shares[:, leaves] @ scene.enters[leaves].astype(float)
    for group, lacking in zip(groups, absent, strict=True):
        share = moves.shares[:, group, None]
        total += share if lacking is None else np.where(lacking, 0.0, share)
    return total


def _by_scoring(work: Fold, at: int, kind: Kind) -> Node:
    """A mean that is no weighted sum, by ``scoring``'s own function."""
    scene, v, moves, found = work.scene, work.v, work.moves, work.found
    kids = scene.plan.rows[at].children
    scores = [found[k].scores() if k in found else leaf_scores(scene, k, v, moves) for k in kids]
    flat = np.array([each.ravel() for each in scores])
    weights = np.repeat(moves.shares[:, list(kids)].T, scene.chosen.size, axis=1)
    option = () if kind.option is None else (kind.option,)
    mean = AGGREGATORS[kind.name](flat, np.where(np.isnan(flat), np.nan, weights), *option).reshape(scores[0].shape)
    absent = np.isnan(mean)
    plain = Kind("arithmetic")  # its sums are its scores
    return Node(plain, np.where(absent, 0.0, mean), None, absent if absent.any() else None)


def _covered(work: Fold, at: int, node: Node) -> Node:
    """The node with its coverage, and without a score where a policy on missing data asks for more."""
    scene, moves, found = work.scene, work.moves, work.found
    leaves, groups = work.split(at)
    weights, row = moves.shares[:, leaves], scene.plan.rows[at]
    part = weights @ (scene.observed[leaves] & scene.enters[leaves]).astype(float)
    total = weights @ scene.applicable[leaves].astype(float)
    for group in groups:
        share, below = moves.shares[:, group, None], found[group]
        covered = share * (0.0 if below.coverage is None else below.coverage)
        part += covered if below.absent is None else np.where(below.absent, 0.0, covered)
        total += share * scene.applicable[group]
    coverage = part / np.where(total > 0, total, 1.0)
    absent = node.absent
    if scene.strict and row.missing.policy in ("exclude", "fail"):
        lacking = (coverage < row.missing.min_coverage - SLACK) | scene.failed[at]
        absent = lacking if absent is None else absent | lacking
    return Node(node.kind, node.sums, node.zero, absent if absent is None or absent.any() else None, coverage)
