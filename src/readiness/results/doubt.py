"""How sure a ranking is: what draws of everything in doubt say of each unit. Plain frozen records.

Every number is a share of draws or follows from the ranks in them; ranks are competition ranks over the units drawn
together, 1 the highest. A share carries its Monte Carlo error: more draws make that smaller, never the doubt itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["weights", "normalise", "aggregate", "missing", "sampling", "leave_one_out"]
SOURCES: tuple[Source, ...] = ("weights", "normalise", "aggregate", "missing", "sampling", "leave_one_out")


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of draws, and what it surely (99.9 %) is not below and not above, were there endless draws."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class UnitDoubt:
    """One unit over all draws.

    ``low_rank`` to ``high_rank`` hold the middle 90 of 100 draws (5th and 95th percentile), ``median_rank`` half of
    them on either side; ``low_index`` to ``high_index`` the same for the index. ``shift`` is the mean absolute
    difference to its rank as scored. ``bands`` is the share of draws by band id, ``gates`` that of passing, by gate
    id (None: never judged), ``top`` that of a rank within the places asked for. ``unscored``: the share of draws
    in which it had no index and stood after all others. ``tier`` counts from 1, the first: its first unit is not
    claimed to be ahead of the others in it, and is ahead of everyone below.
    """

    code: str
    rank: int | None
    low_rank: int
    median_rank: float
    high_rank: int
    low_index: float | None
    high_index: float | None
    shift: float | None
    bands: Mapping[str, float]
    gates: Mapping[str, float | None]
    top: Chance | None = None
    tier: int = 1
    unscored: float = 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """``ahead`` stands before ``behind``, and before everyone below that one in the order, in this share of the draws.
    All claims of one document hold together in at least 95 of 100 draws."""

    ahead: str
    behind: str
    share: float


@dataclass(frozen=True, slots=True)
class DoubtSource:
    """One source of doubt as it was drawn: ``how`` in the words of the framework file, ``of`` the number of things
    that move (weights, alternatives, gaps, intervals)."""

    source: Source
    how: str
    of: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How much of the variance of an answer comes from one source: alone (``first``) and with all that it has in
    common with others (``total``). Sobol indices; None where the answer does not vary.

    ``of``: ``rank_shift`` (the mean absolute rank shift) or ``membership`` (the share of the chosen set that changes).
    """

    of: Literal["rank_shift", "membership"]
    source: Source
    first: Estimate | None
    total: Estimate | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What the draws say. ``settled``: whether every contested share was resolved before the draws ran out; None
    where their number was given. ``units`` by code. ``claims``: at most one for each unit that is ahead, with the first
    of those behind it in the order of the index (units without one last). ``left_out``: what a source does not move, as
    ``normalise: desa_4g``, and why, in one word."""

    seed: int
    draws: int
    settled: bool | None
    sources: tuple[DoubtSource, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, UnitDoubt] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
