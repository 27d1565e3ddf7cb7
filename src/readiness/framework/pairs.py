"""Pairwise comparisons (AHP): from "how many times as important" to weights, and whether the pairs agree.

Saaty, The Analytic Hierarchy Process (1980); OECD/JRC Handbook (2008), part 1, step 6.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Matrix = list[list[float]]
Times = float | str
# Saaty's mean consistency index of random matrices, by size.
RANDOM_INDEX = {
    **{3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45},
    **{10: 1.49, 11: 1.51, 12: 1.48, 13: 1.56, 14: 1.57, 15: 1.59},
}
ROUNDS = 10_000


def times_of(value: Times) -> float:
    """A number, or a fraction as text.

    >>> times_of(3), times_of("1/4")
    (3.0, 0.25)
    """
    if isinstance(value, str):
        over, _, under = value.partition("/")
        return int(over) / int(under)
    return float(value)


def matrix_of(children: Sequence[str], pairs: Mapping[str, Mapping[str, Times]]) -> Matrix:
    """The reciprocal matrix: 1 on the diagonal, each pair as written or as one over its opposite.

    KeyError for a pair that is written in neither direction.

    >>> matrix_of(["a", "b"], {"a": {"b": 4}})
    [[1.0, 4.0], [0.25, 1.0]]
    """
    return [[_times(pairs, a, b) for b in children] for a in children]


def _times(pairs: Mapping[str, Mapping[str, Times]], a: str, b: str) -> float:
    if a == b:
        return 1.0
    if b in pairs.get(a, {}):
        return times_of(pairs[a][b])
    return 1 / times_of(pairs[b][a])


def principal(matrix: Matrix) -> tuple[list[float], float]:
    """The principal eigenvector, summing to 1, and its eigenvalue (power iteration, exact sums).

    >>> weights, lambda_max = principal([[1.0, 2.0], [0.5, 1.0]])
    >>> [round(weight, 9) for weight in weights], round(lambda_max, 9)
    ([0.666666667, 0.333333333], 2.0)
    """
    weights = [1 / len(matrix)] * len(matrix)
    for _ in range(ROUNDS):
        grown = [_dot(row, weights) for row in matrix]
        whole = math.fsum(grown)
        before, weights = weights, [each / whole for each in grown]
        if max(abs(a - b) for a, b in zip(before, weights, strict=True)) < 1e-15:
            break
    growth = [_dot(row, weights) / weight for row, weight in zip(matrix, weights, strict=True)]
    return weights, math.fsum(growth) / len(matrix)


def _dot(row: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(row, weights, strict=True))


def consistency(lambda_max: float, n: int) -> tuple[float, float]:
    """``(CI, CR)``: (λmax − n)/(n − 1), and that over the index of random matrices. Two children always agree.

    >>> [round(each, 4) for each in consistency(8.2111, 8)]
    [0.0302, 0.0214]
    """
    if n < 3:
        return 0.0, 0.0
    index = max(0.0, (lambda_max - n) / (n - 1))
    return index, index / RANDOM_INDEX[min(n, max(RANDOM_INDEX))]


def fitting(matrix: Matrix, i: int, j: int) -> float:
    """What the other comparisons say of a pair: the geometric mean of its detours over every third child.

    The pair's own value enters nothing. It needs three children or more.

    >>> round(fitting([[1, 9, 4], [1 / 9, 1, 2], [1 / 4, 1 / 2, 1]], 0, 1), 9)
    2.0
    """
    others = [k for k in range(len(matrix)) if k not in (i, j)]
    return math.exp(math.fsum(math.log(matrix[i][k] * matrix[k][j]) for k in others) / len(others))
