"""The table that everything is estimated from: respondents with the same value, counted and weighed.

Closed answers need no more than this: for one unit and one indicator, how many respondents of a stratum
and cluster have a value, with the sums of their weights and of the squares. Tables of parts of the data add
up to the table of the whole, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cell:
    """Respondents of one stratum and cluster whose value is ``total`` / ``answered``.

    ``total`` is the sum over the items that a respondent answered (codes, or 1 and 0 for a share), ``answered``
    how many those were: two whole numbers, so that parts can be merged without rounding.
    """

    stratum: str
    cluster: str
    total: int
    answered: int
    n: int
    w: float
    w2: float


@dataclass(frozen=True)
class Cells:
    """Columns of equal length over the cells of one unit and one indicator.

    ``population`` is the finite population by stratum (respondents, or clusters where there are any).
    """

    stratum: tuple[str, ...]
    cluster: tuple[str, ...]
    value: Numbers
    n: Numbers
    w: Numbers
    w2: Numbers
    population: Mapping[str, float] = field(default_factory=dict)

    @property
    def clustered(self) -> bool:
        """Whether respondents were drawn in clusters."""
        return any(self.cluster)


def columns(cells: Iterable[Cell], times: float = 1.0, population: Mapping[str, float] | None = None) -> Cells:
    """Cells as columns, in a fixed order; ``times`` scales the values (100 for a percentage)."""
    ordered = sorted(cells, key=lambda cell: (cell.stratum, cell.cluster, cell.total / cell.answered, cell.answered))
    return Cells(
        tuple(cell.stratum for cell in ordered),
        tuple(cell.cluster for cell in ordered),
        np.array([cell.total / cell.answered * times for cell in ordered], float),
        np.array([cell.n for cell in ordered], float),
        np.array([cell.w for cell in ordered], float),
        np.array([cell.w2 for cell in ordered], float),
        population or {},
    )
