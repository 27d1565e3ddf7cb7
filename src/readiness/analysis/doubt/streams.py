"""Random numbers: each source of doubt reads a stream of its own, so that one can be drawn anew and the rest kept.

A stream is a Philox counter under the key (seed, block, source, chunk): any chunk can be drawn by itself, in any
order, by any thread, with the same digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.scene import Scene
from readiness.analysis.doubt.widths import normalised, shares_of
from readiness.results.doubt import SOURCES, Source
from readiness.scoring.vectors import Vector

CHUNK = 512  # draws that share a key
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Sample:
    """``draws`` draws, named rather than held: which ``block`` of random numbers each source reads, in the order of
    ``SOURCES``. Two samples of other blocks are independent."""

    seed: int
    draws: int
    blocks: tuple[int, ...] = (0,) * len(SOURCES)


def sample(seed: int, draws: int, block: int = 0) -> Sample:
    """Every source from one block: ``sample(1, 4096)`` and ``sample(1, 4096, block=1)`` are Sobol's A and B."""
    return Sample(seed, draws, (block,) * len(SOURCES))


def mixed(a: Sample, b: Sample, *sources: Source) -> Sample:
    """``a`` with these sources taken from ``b``.

    >>> mixed(sample(1, 8), sample(1, 8, block=1), "missing").blocks
    (0, 0, 0, 1, 0, 0)
    """
    return replace(a, blocks=tuple(b.blocks[k] if s in sources else a.blocks[k] for k, s in enumerate(SOURCES)))


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """Draws of one chunk, draws first: which normaliser and mean, shares by row, numbers for gaps and samples."""

    normaliser: npt.NDArray[np.intp]
    aggregate: npt.NDArray[np.intp]
    shares: Vector
    uniform: Vector
    normal: Vector

    def at(self, rows: npt.NDArray[np.intp]) -> Moves:
        """Some of the draws."""
        return Moves(*(getattr(self, name)[rows] for name in self.__slots__))


def generator(of: Sample, source: Source, chunk: int) -> np.random.Generator:
    """The stream of one source in one chunk."""
    k = SOURCES.index(source)
    place = (of.blocks[k] << 40) | (k << 32) | chunk
    return np.random.Generator(np.random.Philox(key=np.array([of.seed & _MASK, place], np.uint64)))


def moves(scene: Scene, of: Sample, chunk: int) -> Moves:
    """All draws of a chunk: its last ones may lie beyond the sample's end."""
    active = scene.active
    gaps, samples = scene.columns
    shares = shares_of(scene.widths, CHUNK, generator(of, "weights", chunk))
    if "leave_one_out" in active:
        shares = _one_left_out(scene, shares, generator(of, "leave_one_out", chunk))
    return Moves(
        generator(of, "normalise", chunk).integers(0, len(scene.normalisers), CHUNK),
        generator(of, "aggregate", chunk).integers(0, len(scene.aggregates), CHUNK),
        shares,
        generator(of, "missing", chunk).random((CHUNK, gaps)),
        generator(of, "sampling", chunk).standard_normal((CHUNK, samples)),
    )


def _one_left_out(scene: Scene, shares: Vector, rng: np.random.Generator) -> Vector:
    """One counted indicator without weight in each draw, or none of them, all equally likely."""
    who = rng.integers(0, scene.counted.size + 1, CHUNK)
    some = np.flatnonzero(who < scene.counted.size)
    shares[some, scene.counted[who[some]]] = 0.0
    return normalised(scene.widths, shares)
