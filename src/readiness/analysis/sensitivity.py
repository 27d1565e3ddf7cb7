"""What the doubt comes from: Sobol indices of each source, for the ranks and for the chosen set.

Each source of doubt is one group of inputs: all weights together, all gaps together, and so on. Two answers are taken
in every draw: how far ranks have moved from those as scored, on average over the units (Saisana, Saltelli, Tarantola,
Journal of the Royal Statistical Society A 168, 2005, 307-323), and which part of those chosen another draw leaves out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt import Drawn, Progress, Scene, drawn_of, mixed, sample
from readiness.analysis.sobol import sobol
from readiness.results.doubt import SOURCES, Sensitivity, Source
from readiness.scoring.vectors import Flags

DRAWS = 2_048  # of each sample; a power of 2
BLOCK_A, BLOCK_B = 1, 2  # of random numbers; the draws of the ranks themselves read block 0
Choose = Callable[[Drawn], Flags]
Numbers = npt.NDArray[np.float64]


def sensitivity(
    scene: Scene,
    ranks: npt.NDArray[np.integer],
    chosen: Flags,
    choose: Choose,
    *,
    seed: int,
    draws: int = DRAWS,
    threads: int = 1,
    progress: Progress | None = None,
) -> tuple[Sensitivity, ...]:
    """The indices of every source that moves anything, for both answers, in the order of the sources.

    ``ranks`` and ``chosen``: over the units of the scene, as scored. ``choose`` says who is chosen in each draw, draws
    × units. ``progress`` is told how many of all draws are done. Of a single source nothing is asked: all is its own.
    """
    sources = [source for source in SOURCES if source in scene.active]
    if len(sources) < 2:
        return ()
    a, b = sample(seed, draws, BLOCK_A), sample(seed, draws, BLOCK_B)
    samples = [a, b, *(mixed(a, b, source) for source in sources)]
    shift, change = [], []
    for done, each in enumerate(samples):
        drawn = drawn_of(scene, each, threads)
        shift.append(_shift(drawn, ranks))
        change.append((chosen & ~choose(drawn)).sum(axis=1) / max(1, int(chosen.sum())))
        if progress is not None:
            progress((done + 1) * draws, len(samples) * draws)
    return (*_told("rank_shift", sources, shift, seed), *_told("membership", sources, change, seed))


def _shift(drawn: Drawn, ranks: npt.NDArray[np.integer]) -> Numbers:
    """The mean absolute rank shift, one number a draw."""
    moved: Numbers = np.abs(drawn.ranks.astype(np.int64) - ranks).sum(axis=1) / max(1, ranks.size)
    return moved


def _told(
    of: Literal["rank_shift", "membership"], sources: list[Source], answers: list[Numbers], seed: int
) -> list[Sensitivity]:
    found = sobol(answers[0], answers[1], answers[2:], seed=seed)
    if found is None:
        return [Sensitivity(of, source, None, None) for source in sources]
    return [Sensitivity(of, source, first, total) for source, (first, total) in zip(sources, found, strict=True)]
