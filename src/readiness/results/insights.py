"""What analysis says about units, for every view: plain frozen records, in the contract's words.

All amounts are doubles on the framework's scale, unrounded; a view rounds once, when it prints.
``None`` is "no number", never 0. ``code`` names a unit, ids name nodes of the framework.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from readiness.results.change import UnitChange
from readiness.results.peers import Peers

LeverKind = Literal["next_level", "next_step", "fill_gap"]
Scope = Literal["all", "kind", "province", "island"]


@dataclass(frozen=True, slots=True)
class Lever:
    """One indicator, one step up, and what the index gains from it alone.

    ``now`` and ``then`` are raw values in the indicator's own unit of measure; Where the
    measure is ``level``, ``now_level`` is the line of the rubric that holds (3 for a mean of 3.5) and ``then_level``
    the one to reach. ``gain`` is the exact difference of the
    published (capped) index, None for a gap and where the unit has no index. ``low`` and ``high``, for a gap
    alone, are the index with this value at its worst and at its best: nothing in between is promised.
    """

    indicator: str
    kind: LeverKind
    now: float | str | None
    then: float | str | None
    gain: float | None
    effort: Literal["low", "medium", "high"] | None = None
    now_level: int | None = None
    then_level: int | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Strength:
    """A node beside all units that have a score there: ``difference`` is score minus the median."""

    node: str
    score: float
    median: float
    difference: float
    rank: int
    of: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The rank of the index within a group; ``name`` is the kind's, province's or island's ("" for all).

    ``of`` counts the ranked units of the group; ``rank`` is None where the unit has no index.
    """

    scope: Scope
    name: str
    rank: int | None
    of: int
    median: float | None


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """The index of one wave, under that wave's own framework; ``pillars`` by id, None without a score."""

    wave: str | None
    value: float | None
    published: str | None
    band: str | None
    rank: int | None
    of: int
    pillars: Mapping[str, float | None]
    framework: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One indicator's part in the difference; the part of an indicator without data on both sides is 0."""

    indicator: str
    part: float
    a_score: float | None
    b_score: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Why ``b`` differs from ``a``: total = Σ parts + availability + cap, in index points (b − a).

    ``a`` and ``b`` are codes (or waves), ``rows`` stand in the framework's order. ``availability`` is what comes
    from data that only one side has, ``cap`` what gates took from either. Without two indices
    ``total`` is None and the rows hold the scores alone, all parts 0.
    """

    a: str
    b: str
    a_value: float | None
    b_value: float | None
    total: float | None
    rows: tuple[ComparisonRow, ...]
    availability: float = 0.0
    cap: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """What moved since the wave ``since``, in its parts; ``comparison`` names the indicators where both waves have one
    framework."""

    since: str | None
    unit: UnitChange
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class UnitInsight:
    """Everything that analysis has to say about one unit of the current wave.

    ``left_out`` are indicators without a lever because their score depends on the other units.
    ``strengths`` are pillars and indicators, the greatest difference to the median first;
    ``standout`` is the pillar in which the unit is furthest above the median, if it is in any.
    ``medians`` by node id (and ``index``) are of all scored units, ``peer_medians`` of those of the same kind.
    ``peers`` are those nearest in size, ``beside`` the difference of this unit (b) to the best of them (a).
    """

    code: str
    levers: tuple[Lever, ...] = ()
    left_out: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    standout: str | None = None
    standings: tuple[Standing, ...] = ()
    history: tuple[HistoryPoint, ...] = ()
    change: Change | None = None
    medians: Mapping[str, float] = field(default_factory=dict)
    peer_medians: Mapping[str, float] = field(default_factory=dict)
    peers: Peers | None = None
    beside: Comparison | None = None
