"""Sobol indices against closed forms.

Ishigami: Ishigami & Homma, Proceedings ISUMA (1990), 398-403, with a = 7, b = 0.1; its indices follow from the
variances V1 = (1 + bπ⁴/5)²/2, V2 = a²/8, V13 = 8b²π⁸/225. Linear: y = x1 + 2 x2 + 3 x3 with uniform inputs has indices
in proportion to 1, 4 and 9.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pytest
from scipy.stats import qmc

from readiness.analysis.sobol import sobol
from readiness.results.doubt import Estimate

Numbers = npt.NDArray[np.float64]
V1, V2, V13 = (1 + 0.1 * np.pi**4 / 5) ** 2 / 2, 49 / 8, 8 * 0.01 * np.pi**8 / 225
V = V1 + V2 + V13


def ishigami(x: Numbers) -> Numbers:
    """Over the cube of side 1."""
    a, b, c = (2 * np.pi * x - np.pi).T
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


def linear(x: Numbers) -> Numbers:
    return x @ np.array([1.0, 2.0, 3.0])


def estimated(f: Callable[[Numbers], Numbers], n: int, plus: float = 0.0) -> list[tuple[Estimate, Estimate]]:
    both = qmc.Sobol(6, rng=np.random.default_rng(7)).random(n)
    a, b = both[:, :3], both[:, 3:]
    mixed = [np.where(np.arange(3) == k, b, a) for k in range(3)]
    found = sobol(f(a) + plus, f(b) + plus, [f(each) + plus for each in mixed])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("f", "first", "total"),
    [
        (ishigami, (V1 / V, V2 / V, 0.0), ((V1 + V13) / V, V2 / V, V13 / V)),
        (linear, (1 / 14, 4 / 14, 9 / 14), (1 / 14, 4 / 14, 9 / 14)),
    ],
)
def test_closed_forms(f: Callable[[Numbers], Numbers], first: Sequence[float], total: Sequence[float]) -> None:
    found = estimated(f, 2**14)
    for (one, all_), exact_first, exact_total in zip(found, first, total, strict=True):
        for estimate, exact in ((one, exact_first), (all_, exact_total)):
            assert estimate.value == pytest.approx(exact, abs=0.01)
            assert estimate.low <= exact <= estimate.high


def test_published_digits() -> None:
    """The closed forms themselves, as often printed for a = 7, b = 0.1."""
    assert [round(each, 4) for each in (V1 / V, V2 / V, (V1 + V13) / V, V13 / V)] == [0.3139, 0.4424, 0.5576, 0.2437]


def test_a_large_mean_moves_nothing() -> None:
    plain, lifted = estimated(ishigami, 2**10), estimated(ishigami, 2**10, plus=1e6)
    for (a, b), (c, d) in zip(plain, lifted, strict=True):
        assert (a.value, b.value) == pytest.approx((c.value, d.value), abs=1e-6)


def test_the_interval_narrows_with_the_draws() -> None:
    wide, narrow = (estimated(linear, n)[2][0] for n in (2**7, 2**13))
    assert narrow.high - narrow.low < (wide.high - wide.low) / 4


def test_an_answer_that_never_varies_has_no_indices() -> None:
    still = np.full(8, 3.0)
    assert sobol(still, still, [still]) is None
