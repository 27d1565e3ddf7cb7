"""Eigenvalues of a symmetric matrix and the varimax rotation, by plane rotations alone.

Sums are exact (``math.fsum``) and no linear-algebra library is asked, so that every machine gives the same digits.
"""

from __future__ import annotations

import math

import numpy as np

from readiness.scoring.vectors import Vector

SWEEPS = 100
TINY = 1e-15


def eigen(matrix: Vector) -> tuple[Vector, Vector]:
    """Eigenvalues from the largest down, and unit eigenvectors as columns (cyclic Jacobi rotations).

    The largest component of each vector is positive.

    >>> values, vectors = eigen(np.array([[2.0, 1.0], [1.0, 2.0]]))
    >>> values.round(9).tolist(), vectors.round(4).tolist()
    ([3.0, 1.0], [[0.7071, 0.7071], [0.7071, -0.7071]])
    """
    a, n = matrix.copy(), len(matrix)
    vectors = np.eye(n)
    for _ in range(SWEEPS):
        if n < 2 or np.abs(a - np.diag(np.diag(a))).max() < TINY:
            break
        for p in range(n - 1):
            for q in range(p + 1, n):
                _annul(a, vectors, p, q)
    values = np.diag(a)
    order = np.argsort(-values, kind="stable")
    vectors = vectors[:, order]
    signs = np.sign(vectors[np.abs(vectors).round(12).argmax(axis=0), np.arange(n)])
    return values[order], vectors * np.where(signs == 0, 1.0, signs)


def _annul(a: Vector, vectors: Vector, p: int, q: int) -> None:
    """One rotation, in place, that makes a[p, q] zero."""
    if abs(a[p, q]) < TINY:
        return
    theta = (a[q, q] - a[p, p]) / (2 * a[p, q])
    t = math.copysign(1.0, theta) / (abs(theta) + math.hypot(theta, 1.0))
    cos = 1 / math.hypot(t, 1.0)
    _turn(a, p, q, cos, t * cos)
    _turn(a.T, p, q, cos, t * cos)
    a[p, q] = a[q, p] = 0.0
    _turn(vectors, p, q, cos, t * cos)


def _turn(columns: Vector, p: int, q: int, cos: float, sin: float) -> None:
    """Rotate two columns in their plane, in place."""
    first, second = columns[:, p].copy(), columns[:, q].copy()
    columns[:, p] = cos * first - sin * second
    columns[:, q] = sin * first + cos * second


def varimax(loadings: Vector) -> Vector:
    """Rotate loadings (indicators × factors) so that each indicator loads on few of them.

    Kaiser (1958), pair by pair of factors, rows scaled to unit length while turning (Kaiser's normalisation).
    """
    length = np.array([math.sqrt(math.fsum((row * row).tolist())) for row in loadings])
    turned = loadings / np.where(length > 0, length, 1.0)[:, None]
    factors = turned.shape[1]
    for _ in range(SWEEPS):
        angles = [_simplify(turned, p, q) for p in range(factors - 1) for q in range(p + 1, factors)]
        if max(angles, default=0.0) < 1e-13:
            break
    restored: Vector = turned * length[:, None]
    return restored


def _simplify(turned: Vector, p: int, q: int) -> float:
    """Turn two factors to the angle of the greatest variance of their squared loadings; returns the angle."""
    x, y, n = turned[:, p], turned[:, q], len(turned)
    u, v = x * x - y * y, 2 * x * y
    a, b = math.fsum(u.tolist()), math.fsum(v.tolist())
    c, d = math.fsum((u * u - v * v).tolist()), 2 * math.fsum((u * v).tolist())
    angle = math.atan2(d - 2 * a * b / n, c - (a * a - b * b) / n) / 4
    _turn(turned, p, q, math.cos(angle), -math.sin(angle))
    return abs(angle)
