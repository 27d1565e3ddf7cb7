"""Peers: the units most like one in size and kind, whatever they score. Plain frozen records.

``published`` and ``value`` are an index, ``distance`` and ``differences`` count standard deviations over all units
of the results.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Variable = Literal["population", "area", "density", "capital_expenditure", "kind"]
VARIABLES: tuple[Variable, ...] = ("population", "area", "density", "capital_expenditure", "kind")
Unused = Literal["unknown", "constant"]
NoPeers = Literal["few", "unknown", "alike", "not_known_here"]


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer, always with an index.

    ``differences`` are peer − unit by variable, of the logarithms; of the kind 0 or 1. A variable that one of the
    two lacks is not in it, nor in ``distance``, the root of the mean of their squares. ``values`` are as recorded:
    persons, km², persons per km², money. ``ahead`` is the pillar in which the unit is furthest above this peer,
    ``behind`` the one in which it is furthest below; None where there is none.
    """

    code: str
    name: str
    kind: str | None
    distance: float
    value: float
    published: str
    differences: Mapping[str, float]
    values: Mapping[str, float]
    ahead: str | None = None
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers of one unit, nearest first; of equal distances the lower code.

    ``variables`` are those that the distances rest on, ``unused`` the others with the reason; ``values`` the unit's
    own. ``rank`` is the unit's among itself and its peers (competition ranking; None without an index) ``of`` how
    many. ``best`` is the code of the peer with the highest index, the nearest of them. Without peers ``reason`` says
    why: ``few`` units with an index, size ``unknown`` in these results, all units ``alike``, or
    ``not_known_here``, the size of this unit alone.
    """

    code: str
    variables: tuple[str, ...] = ()
    unused: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, float] = field(default_factory=dict)
    peers: tuple[Peer, ...] = ()
    rank: int | None = None
    of: int = 0
    best: str | None = None
    reason: str | None = None
