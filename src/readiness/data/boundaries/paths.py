"""Rings as the shortest text that a browser draws: relative whole numbers, a sign instead of a space."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def path_of(rings: Sequence[NDArray[np.int64]]) -> str:
    """The path of open rings, in the grammar of SVG's ``d``.

    After the first corner of a ring all are steps; the first corner of a further ring is a step from that before.

    >>> path_of([np.array([[10, 20], [15, 20], [10, 12]]), np.array([[30, 20], [31, 20], [31, 21]])])
    'm10 20 5 0-5-8zm20 0 1 0 0 1z'
    """
    parts = []
    before = np.zeros(2, dtype=np.int64)
    for ring in rings:
        steps = np.diff(ring, axis=0, prepend=before[None]).ravel().tolist()
        parts.append("m" + "".join(f" {step}" if step >= 0 else str(step) for step in steps).lstrip() + "z")
        before = ring[0]
    return "".join(parts)
