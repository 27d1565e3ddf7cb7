"""Shares of draws, and what they surely are between, were there endless draws.

Clopper and Pearson's bounds (Biometrika 26, 1934, 404-413) hold at their level whatever the share and however few the
draws. Where drawing may stop at one of several looks, the error allowed is divided among them (Bonferroni), so that
the bounds hold at whichever it stops.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from readiness.results.doubt import Chance
from readiness.scoring.vectors import Flags, Vector

ERROR = 0.001  # what may lie outside, of both ends together: 99.9 %
SURE, OUT = 0.95, 0.05  # a chance is resolved where it surely is on one side of each
# When drawing may stop by itself; the last is the bound.
LOOKS = (2_048, 4_096, 8_192, 16_384, 32_768, 51_200)
Counts = npt.NDArray[np.int64]


def bounds(hits: Counts, draws: int, looks: int = 1) -> tuple[Vector, Vector]:
    """The least and the most that each share can be.

    >>> low, high = bounds(np.array([0, 500, 1000]), 1000)
    >>> low.round(4).tolist(), high.round(4).tolist()
    ([0.0, 0.4476, 0.9924], [0.0076, 0.5524, 1.0])
    """
    from scipy.special import betaincinv

    tail, misses = ERROR / looks / 2, draws - hits
    low = np.where(hits > 0, betaincinv(np.maximum(hits, 1), misses + 1, tail), 0.0)
    high = np.where(misses > 0, betaincinv(hits + 1, np.maximum(misses, 1), 1 - tail), 1.0)
    return low, high


def chances(hits: Counts, draws: int, looks: int = 1) -> list[Chance]:
    """Shares of draws with their bounds. ``looks``: ``Drawn.looks``."""
    low, high = bounds(hits, draws, looks)
    return [Chance(*each) for each in zip((hits / draws).tolist(), low.tolist(), high.tolist(), strict=True)]


def resolved(hits: Counts, draws: int, looks: int = 1) -> Flags:
    """Which chances are surely on one side of 0.95 and on one side of 0.05."""
    low, high = bounds(hits, draws, looks)
    found: Flags = ((low >= SURE) | (high < SURE)) & ((low >= OUT) | (high < OUT))
    return found
