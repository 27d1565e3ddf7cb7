"""Where the variance of an answer comes from: Sobol indices of groups of inputs, with their intervals.

The answer f is taken at two independent samples A and B, and for each group of inputs at A with that group alone taken
from B. First order: the variance that the group explains by itself (Saltelli et al., Computer Physics Communications
181, 2010, 259-270, table 2 b). Total: by itself and with all others (Jansen, Computer Physics Communications 117, 1999,
35-43). Both as scipy computes them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from readiness.results.doubt import Estimate

Numbers = npt.NDArray[np.float64]
RESAMPLES = 999
LEVEL = 0.95


def sobol(
    f_a: Numbers, f_b: Numbers, f_ab: Sequence[Numbers], *, seed: int = 0
) -> list[tuple[Estimate, Estimate]] | None:
    """First-order and total index of every group, each with its 95 % interval; None where the answer never varies.

    ``f_a``, ``f_b``: the answer at A and B, one number a draw; ``f_ab``: by group, at A with that group from B. Their
    number must be a power of 2. Answers are centred first, so that a large mean adds no noise; the bootstrap takes the
    same draws of all of them at once (percentile interval).
    """
    answers = np.array([f_a, f_b, *f_ab], float)
    answers -= answers[:2].mean()
    if not answers[:2].std() > 0:
        return None
    found = _indices(answers)
    rng = np.random.Generator(np.random.Philox(seed))
    again = np.full((RESAMPLES, *found.shape), np.nan)
    for row in again:
        chosen = answers[:, rng.integers(0, answers.shape[1], answers.shape[1])]
        if chosen[:2].std() > 0:
            row[:] = _indices(chosen)
    low, high = np.nanquantile(again, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)
    ends = np.stack([found, low, high], axis=-1)
    return [(Estimate(*map(float, first)), Estimate(*map(float, total))) for first, total in zip(*ends, strict=True)]


def _indices(answers: Numbers) -> Numbers:
    """First-order and total indices, 2 × groups."""
    from scipy.stats import sobol_indices

    f_a, f_b, f_ab = answers[:1], answers[1:2], answers[2:, None, :]
    found = sobol_indices(func={"f_A": f_a, "f_B": f_b, "f_AB": f_ab}, n=f_a.shape[1])
    return np.array([np.ravel(found.first_order), np.ravel(found.total_order)])
