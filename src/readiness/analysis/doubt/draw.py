"""Draws: chunk by chunk, in threads where asked, with the same digits in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.chances import LOOKS, resolved
from readiness.analysis.doubt.ranks import Ranks, among_first, ranks_of
from readiness.analysis.doubt.scene import Scene
from readiness.analysis.doubt.streams import CHUNK, Sample, moves, sample
from readiness.analysis.doubt.verdicts import Marks, Outcome, outcome
from readiness.scoring.vectors import Vector

Progress = Callable[[int, int], None]
DRAWS = 10_000  # where nobody asks for another number


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What all draws gave, draws × units in the order of ``scene.codes``. ``index`` and ``passes`` as in ``Outcome``;
    ``bands``: how many draws gave each band, bands × units.

    ``looks``: at how many numbers of draws it could have stopped, 1 where their number was given; ``settled``: None
    there, else whether every chance of a place was resolved.
    """

    seed: int
    index: Vector
    ranks: Ranks
    passes: Marks
    bands: npt.NDArray[np.int64]
    looks: int = 1
    settled: bool | None = None

    @property
    def draws(self) -> int:
        """Their number."""
        return len(self.index)


def outcomes(scene: Scene, of: Sample, threads: int = 1, start: int = 0) -> Iterator[Outcome]:
    """The outcomes of a sample, chunk by chunk, in order; from draw ``start`` on, where a chunk begins."""
    chunks = range(start, of.draws, CHUNK)

    def one(start: int) -> Outcome:
        return _chunk(scene, of, start // CHUNK, min(CHUNK, of.draws - start))

    if threads <= 1:
        yield from map(one, chunks)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield from pool.map(one, chunks)


def indices(scene: Scene, of: Sample, threads: int = 1) -> Vector:
    """The index in every draw of a sample, draws × units, NaN where there is none: what Sobol's method asks.

    ``mixed`` takes single sources from another sample; what it does not take stays the same to the digit.
    """
    found = [each.index for each in outcomes(scene, of, threads)]
    return np.concatenate(found) if found else np.zeros((0, scene.chosen.size))


def drawn(
    scene: Scene,
    *,
    seed: int,
    draws: int | Literal["auto"] = DRAWS,
    threads: int = 1,
    top: int | None = None,
    progress: Progress | None = None,
) -> Drawn:
    """All that draws say, with ranks; the same digits for any number of ``threads``.

    ``auto`` looks after each of ``chances.LOOKS`` draws whether every unit's chance of one of the ``top`` places is
    resolved, and stops where it is. ``progress(done, of)`` is told after every chunk. ValueError for ``auto`` without
    ``top``, and for no draw at all.
    """
    if draws != "auto":
        if draws < 1:
            raise ValueError(f"at least one draw is needed, not {draws}")
        return _joined(seed, [_part(scene, sample(seed, draws), 0, threads, progress)])
    if top is None:
        raise ValueError("draws: auto needs to know of how many places")
    parts: list[_Part] = []
    for start, stop in pairwise((0, *LOOKS)):
        parts.append(_part(scene, sample(seed, stop), start, threads, progress))
        hits = sum(among_first(part.ranks, part.values, top).sum(axis=0) for part in parts)
        settled = bool(resolved(np.asarray(hits), stop, len(LOOKS)).all())
        if settled:
            break
    return replace(_joined(seed, parts), looks=len(LOOKS), settled=settled)


def drawn_of(scene: Scene, of: Sample, threads: int = 1) -> Drawn:
    """All that the draws of one sample say: for samples of which a source reads another block."""
    return _joined(of.seed, [_part(scene, of, 0, threads, None)])


class _Part(NamedTuple):
    values: Vector
    ranks: Ranks
    passes: Marks
    bands: npt.NDArray[np.int64]


def _part(scene: Scene, of: Sample, start: int, threads: int, progress: Progress | None) -> _Part:
    """The draws of a sample from ``start`` on."""
    shape = (of.draws - start, scene.chosen.size)
    gates, bands = scene.plan.framework.gates, scene.plan.framework.bands
    index, passes = np.empty(shape), np.empty((len(gates), *shape), np.int8)
    ranks: Ranks = np.empty(shape, ranks_of(index[:0]).dtype)
    count = np.zeros((len(bands), shape[1]), np.int64)
    done = 0
    for each in outcomes(scene, of, threads, start):
        at = slice(done, done + len(each.index))
        index[at], passes[:, at], ranks[at] = each.index, each.passes, each.ranks
        count += [(each.band == b).sum(axis=0) for b in range(len(bands))]
        done = at.stop
        if progress is not None:
            progress(start + done, of.draws)
    return _Part(index, ranks, passes, count)


def _joined(seed: int, parts: list[_Part]) -> Drawn:
    if len(parts) == 1:
        return Drawn(seed, *parts[0])
    return Drawn(
        seed,
        np.concatenate([part.values for part in parts]),
        np.concatenate([part.ranks for part in parts]),
        np.concatenate([part.passes for part in parts], axis=1),
        np.sum([part.bands for part in parts], axis=0),
    )


def _chunk(scene: Scene, of: Sample, number: int, n: int) -> Outcome:
    """One chunk: draws that share a normaliser and a mean are folded together and put back in their places."""
    drawn = moves(scene, of, number)
    shape = (n, scene.chosen.size)
    whole = Outcome(
        index=np.empty(shape),
        ranks=np.empty(shape, ranks_of(np.empty((0, shape[1]))).dtype),
        band=np.empty(shape, np.uint8),
        passes=np.empty((len(scene.plan.framework.gates), *shape), np.int8),
    )
    for v in range(len(scene.normalisers)):
        for a in range(len(scene.aggregates)):
            rows = np.flatnonzero((drawn.normaliser[:n] == v) & (drawn.aggregate[:n] == a))
            if rows.size:
                _put(whole, rows, outcome(scene, v, a, drawn.at(rows)))
    return whole


def _put(whole: Outcome, rows: npt.NDArray[np.intp], part: Outcome) -> None:
    whole.index[rows], whole.ranks[rows], whole.band[rows] = part.index, part.ranks, part.band
    whole.passes[:, rows] = part.passes
