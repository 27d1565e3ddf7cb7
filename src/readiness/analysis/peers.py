"""Peers: the units nearest in size and kind, so that a regency is compared with its like.

The distance is the standardised Euclidean one (each variable by its standard deviation), as a root of a mean so that
a missing variable does not shorten it; docs/peers.md has the formula and its source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from readiness.analysis.sizes import FEWEST, Sizes, differences, sizes
from readiness.framework.model import Framework
from readiness.results.peers import NoPeers, Peer, Peers
from readiness.results.publish import round9
from readiness.results.records import UnitResult
from readiness.scoring.vectors import Flags

MOST = 5  # peers, where nobody says otherwise


@dataclass(frozen=True, slots=True)
class _Field:
    """What all searches of one run share: the units by code, their sizes, and which of them have an index."""

    framework: Framework
    units: Sequence[UnitResult]
    sizes: Sizes
    indexed: Flags
    most: int


def peers(
    framework: Framework, units: Sequence[UnitResult], codes: Sequence[str] | None = None, most: int = MOST
) -> dict[str, Peers]:
    """By code the peers of every unit, or of those asked for, ``most`` at most.

    A unit without an index is no peer: there is nothing to compare. It has peers itself. Standard deviations are over
    all ``units``; their order plays no part. KeyError for a code that is not there.
    """
    ordered = sorted(units, key=lambda unit: unit.code)
    place = {unit.code: at for at, unit in enumerate(ordered)}
    known = sizes(framework, ordered)
    indexed = np.array([unit.index.value is not None for unit in ordered], bool)
    field = _Field(framework, ordered, known, indexed, most)
    none = _why_none(field)
    found = {}
    for code in place if codes is None else codes:
        at = place[code]
        empty = Peers(code, known.used, known.unused, known.values[at], reason=none)
        found[code] = empty if none else _nearest(field, at, empty)
    return found


def _why_none(field: _Field) -> NoPeers | None:
    """Why nobody has peers in these results."""
    if len(field.units) < FEWEST or field.indexed.sum() < 2:
        return "few"
    if field.sizes.variables:
        return None
    return "alike" if "constant" in (why for name, why in field.sizes.unused.items() if name != "kind") else "unknown"


def _nearest(field: _Field, at: int, empty: Peers) -> Peers:
    apart, distance = differences(field.sizes, at)
    distance = np.where(field.indexed, distance.round(9), np.nan)
    distance[at] = np.nan
    order = np.argsort(distance, kind="stable")  # of equal ones the lower code, for the units stand by code
    near = [int(k) for k in order[: field.most] if not np.isnan(distance[k])]
    if not near:
        return replace(empty, reason="not_known_here")
    found = tuple(_peer(field, at, k, float(distance[k]), apart[k].tolist()) for k in near)
    own = field.units[at].index.value
    above = sum(own is not None and round9(peer.value) > round9(own) for peer in found)
    return replace(
        empty,
        peers=found,
        rank=None if own is None else above + 1,
        of=len(found) + (own is not None),
        best=max(found, key=lambda peer: round9(peer.value)).code,  # the first of equals, and nearest stand first
    )


def _peer(field: _Field, at: int, k: int, distance: float, apart: Sequence[float]) -> Peer:
    other = field.units[k]
    ahead, behind = _pillars(field, at, k)
    return Peer(
        code=other.code,
        name=other.name,
        kind=other.kind,
        distance=distance,
        value=other.index.value or 0.0,
        published=other.index.published or "",
        differences={name: gap + 0.0 for name, gap in zip(field.sizes.used, apart, strict=True) if not np.isnan(gap)},
        values=field.sizes.values[k],
        ahead=ahead,
        behind=behind,
    )


def _pillars(field: _Field, at: int, k: int) -> tuple[str | None, str | None]:
    """Where the unit is furthest above the other, and where furthest below; of equals the first in the framework."""
    gaps = [
        (round9(own - theirs), pillar.id)
        for pillar in field.framework.criteria
        for own, theirs in [(field.units[at].nodes[pillar.id].score, field.units[k].nodes[pillar.id].score)]
        if own is not None and theirs is not None
    ]
    most, least = (choose(gaps, key=lambda each: each[0], default=(0.0, "")) for choose in (max, min))
    return (most[1] if most[0] > 0 else None), (least[1] if least[0] < 0 else None)
