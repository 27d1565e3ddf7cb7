"""Statistics that the linter asks: pure functions on rows × units, NaN where there is no number.

Formulas: OECD/JRC, Handbook on Constructing Composite Indicators (2008), part 1, step 4 (multivariate
analysis). Numbers are for reading at two decimals and for comparing with a limit; none enters a score.
"""

from __future__ import annotations

import numpy as np

from readiness.scoring.vectors import Vector

DUST = 1e-12  # a variance below this part of a row's own is no variance


def pearson(rows: Vector, *, at_least: int = 3) -> Vector:
    """Correlation of every row with every other, each pair over the units that both have (rows × rows).

    NaN where a pair has fewer than ``at_least`` units, or a row is constant over them.

    >>> pearson(np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [1.0, 0.0, -1.0], [5.0, 5.0, 5.0]])).round(9).tolist()[0]
    [1.0, 1.0, -1.0, nan]
    >>> float(pearson(np.array([[1.0, 2.0, 3.0, np.nan], [1.0, 3.0, 2.0, 9.0]]))[0, 1])
    0.5
    """
    known = ~np.isnan(rows)
    here = known.astype(float)
    count = here.sum(axis=1, keepdims=True)
    filled = np.where(known, rows, 0.0)
    middle = filled.sum(axis=1, keepdims=True) / np.maximum(count, 1.0)
    centred = np.where(known, rows - middle, 0.0)  # without it, large values would drown their variance
    n = here @ here.T
    sums, squares = centred @ here.T, centred**2 @ here.T
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = squares - sums**2 / n
        both = centred @ centred.T - sums * sums.T / n
        r = both / np.sqrt(spread * spread.T)
    own = (centred**2).sum(axis=1, keepdims=True)
    magnitude = np.max(np.abs(filled), axis=1, keepdims=True, initial=0.0)
    varies = (spread > DUST * own) & (spread > (DUST * magnitude) ** 2)
    good = (n >= at_least) & varies & varies.T
    return np.where(good, np.clip(r, -1.0, 1.0), np.nan)


def cronbach_alpha(r: Vector) -> float:
    """Standardised alpha of the items whose correlations are given: k/(k − 1) · (1 − k/Σr); −∞ where Σr ≤ 0.

    Handbook, part 1, step 4 (Cronbach 1951). NaN for fewer than two items or an unknown correlation.

    >>> cronbach_alpha(np.array([[1.0, 0.5], [0.5, 1.0]]))
    0.6666666666666667
    """
    k, total = r.shape[0], float(np.sum(r))
    if k < 2 or np.isnan(total):
        return float("nan")
    return k / (k - 1) * (1 - k / total) if total > DUST else float("-inf")


def alpha_if_deleted(r: Vector) -> list[float]:
    """Alpha of the other items, for each item in turn.

    >>> [round(a, 3) for a in alpha_if_deleted(np.array([[1.0, 0.8, 0.1], [0.8, 1.0, 0.2], [0.1, 0.2, 1.0]]))]
    [0.333, 0.182, 0.889]
    """
    others = [[j for j in range(r.shape[0]) if j != i] for i in range(r.shape[0])]
    return [cronbach_alpha(r[np.ix_(rest, rest)]) for rest in others]


def eigenvalues(r: Vector) -> list[float]:
    """Eigenvalues of a correlation matrix, largest first: the variance of each principal component.

    What pairs over different units make negative is 0.

    >>> [round(value, 9) for value in eigenvalues(np.array([[1.0, 0.6], [0.6, 1.0]]))]
    [1.6, 0.4]
    """
    return [max(0.0, float(value)) for value in np.linalg.eigvalsh(r)[::-1]]
