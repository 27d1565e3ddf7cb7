"""Weights that come from the scores alone: each a pure function, and a line in ``WEIGHERS``.

Scores are children × units: at least two children, none of them constant, no number missing, each measured
from the scale's minimum and never below 0. What comes back is one number a child, not negative and on any
scale; all zeros mean that the method cannot tell the children apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from readiness.scoring.vectors import Vector
from readiness.scoring.weights.eigen import eigen, varimax
from readiness.scoring.weights.statistics import correlations, sds, total

KEPT = 0.10  # a factor is kept if it explains as much of the variance ...
TOGETHER = 0.60  # ... and more are kept until they explain this much together
TIE = 1e-9  # eigenvalues nearer than this are one


@dataclass(frozen=True, slots=True)
class Weighed:
    """The weights, and how many factors were kept with the part of the variance that they explain.

    ``against`` are the places of children that load on the first component against most others.
    """

    weights: list[float]
    factors: int | None = None
    explained: float | None = None
    against: tuple[int, ...] = ()


def entropy(scores: Vector) -> Weighed:
    """1 − Shannon's entropy of each child's distribution over the units: what differs more weighs more.

    p = score / sum of the scores, e = −Σ p ln p / ln n, with 0 · ln 0 = 0 (Zeleny 1982; Hwang and Yoon 1981).

    >>> [round(w, 3) for w in entropy(np.array([[1.0, 1.0, 1.0, 3.0], [0.0, 0.0, 0.0, 6.0]])).weights]
    [0.104, 1.0]
    """
    return Weighed([max(0.0, 1 - _entropy(row)) for row in scores])


def _entropy(row: Vector) -> float:
    parts = row[row > 0] / total(row)
    return -math.fsum(part * math.log(part) for part in parts.tolist()) / math.log(len(row))


def critic(scores: Vector) -> Weighed:
    """Standard deviation × Σ (1 − r) over the other children: contrast, and conflict with the rest.

    Diakoulaki, Mavrotas and Papayannakis, Computers & Operations Research 22 (1995).
    """
    r = correlations(scores)
    conflict = [math.fsum((1 - row).tolist()) for row in r]
    return Weighed([sd * part for sd, part in zip(sds(scores), conflict, strict=True)])


def standard_deviation(scores: Vector) -> Weighed:
    """The standard deviation of the scores, which all stand on one scale."""
    return Weighed(sds(scores))


def pca(scores: Vector) -> Weighed:
    """Squared loadings on the first principal component of the correlation matrix.

    Where the largest eigenvalue is a tie, the mean over the components that share it, so that the order of the
    children decides nothing.
    """
    values, vectors = eigen(correlations(scores))
    first = values >= values[0] - TIE
    squared = [math.fsum((row[first] ** 2).tolist()) / int(first.sum()) for row in vectors]
    part = total(values[first]) / len(values)
    against = _against(vectors[:, 0]) if first.sum() == 1 else ()
    return Weighed(squared, int(first.sum()), part, against)


def _against(loadings: Vector) -> tuple[int, ...]:
    """Children whose sign is that of the lesser part of the squared loadings."""
    up = total(np.where(loadings > 0, loadings**2, 0.0))
    wrong = loadings < -TIE if up >= 0.5 else loadings > TIE
    return tuple(np.flatnonzero(wrong).tolist())


def factors(scores: Vector) -> Weighed:
    """Varimax-rotated principal components; each child by its squared loading where it loads most.

    OECD/JRC Handbook (2008), part 2, step 6, after Nicoletti, Scarpetta and Boylaud (2000): squared loadings of
    a factor scaled to sum 1, times the part of the variance that the factor explains among those kept. The two
    scalings cancel: the weight is the squared loading. Factors are kept that explain a tenth of the
    variance, and as many more as explain 60 % together; the third condition of the Handbook's standard practice, an
    eigenvalue above 1, is not asked, for its own example keeps factors of 0.98 and 0.89.
    """
    values, vectors = eigen(correlations(scores))
    kept = factors_kept(values)
    loadings = varimax(vectors[:, :kept] * np.sqrt(np.maximum(values[:kept], 0.0)))
    return Weighed((loadings**2).max(axis=1).tolist(), kept, total(values[:kept]) / len(values))


def factors_kept(values: Vector) -> int:
    """How many components to keep, of eigenvalues from the largest down; those that tie with the last stay too.

    >>> factors_kept(np.array([3.354, 1.746, 0.985, 0.894, 0.471, 0.299, 0.174, 0.076]))
    4
    """
    parts = (values / len(values)).tolist()
    alone = len([part for part in parts if part >= KEPT - TIE])
    together = next(k for k in range(1, len(parts) + 1) if math.fsum(parts[:k]) >= TOGETHER - TIE)
    kept = max(alone, together)
    while kept < len(parts) and values[kept] >= values[kept - 1] - TIE:
        kept += 1
    return kept


WEIGHERS: dict[str, Callable[[Vector], Weighed]] = {
    "entropy": entropy,
    "critic": critic,
    "sd": standard_deviation,
    "pca": pca,
    "factors": factors,
}
BY_CORRELATION = ("pca", "factors")  # these need as many units as children
# Methods that look at the tree alone: what a child weighs, given how many counted leaves it holds.
COUNTERS: dict[str, Callable[[int], float]] = {
    "equal": lambda _leaves: 1.0,
    "equal_indicators": float,
}
