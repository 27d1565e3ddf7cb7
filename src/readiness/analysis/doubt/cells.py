"""Values in doubt: gaps (and what was put into them), and values that come from samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from readiness.analysis.doubt.scores import WRITTEN, scores_under
from readiness.data.table import Interval
from readiness.framework.forms import name_of
from readiness.framework.model import Indicator
from readiness.framework.ways import custom_of, is_relative, normaliser_of, treatment_of
from readiness.results.records import NodeResult, UnitResult
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Flags, Vector

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Gaps:
    """The gaps of one indicator: ``units`` that have one, ``at`` their columns among all numbers drawn for gaps.

    ``pools``: by unit, the scores of its peers (alternatives × peers); None for the whole scale.
    """

    units: Places
    at: slice
    low: float
    high: float
    pools: tuple[Vector | None, ...]

    def scores(self, v: int, uniform: Vector) -> Vector:
        """Scores of ``uniform`` numbers (draws × all gaps) under alternative ``v``, draws × units."""
        part = uniform[:, self.at]
        found: Vector = self.low + part * (self.high - self.low)
        for j, pool in enumerate(self.pools):
            if pool is not None:
                found[:, j] = pool[v, (part[:, j] * pool.shape[1]).astype(int)]
        return found

    def of(self, unit: int) -> Gaps:
        """Those of one unit alone, which is then the first."""
        k = int(np.flatnonzero(self.units == unit)[0])
        return replace(self, units=np.zeros(1, int), at=_one(self.at, k), pools=self.pools[k : k + 1])


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """The values of one indicator that come from samples: raw values with standard errors, and by alternative × unit
    the score and what it gains a standard error below and above the value."""

    units: Places
    at: slice
    raw: Vector
    error: Vector
    score: Vector
    below: Vector
    above: Vector
    low: float
    high: float

    def scores(self, v: int, normal: Vector) -> Vector:
        """Scores of standard ``normal`` numbers (draws × all samples): straight lines through the scores of the
        interval's ends and of the value, no further than the scale."""
        z, score = normal[:, self.at], self.score[v]
        found = score + z * np.where(z < 0, self.below[v], self.above[v])
        within: Vector = np.clip(found, np.minimum(score, self.low), np.maximum(score, self.high))
        return within

    def values(self, normal: Vector) -> Vector:
        """The raw values themselves, draws × units."""
        return self.raw + normal[:, self.at] * self.error

    def of(self, unit: int) -> Samples:
        """Those of one unit alone, which is then the first."""
        k = int(np.flatnonzero(self.units == unit)[0])
        arrays = {name: getattr(self, name)[..., [k]] for name in ("raw", "error", "score", "below", "above")}
        return replace(self, units=np.zeros(1, int), at=_one(self.at, k), **arrays)


def _one(at: slice, k: int) -> slice:
    return slice(at.start + k, at.start + k + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Stand:
    """How all units of the document stand, of which those ``chosen`` are drawn. ``scores``: alternatives × rows ×
    units, under the normalisers ``names``; ``moved``: alternatives × rows, where an alternative is no ``written``.
    ``elsewhere``: relative normalisers compare with another wave, which the document does not hold."""

    plan: Plan
    units: Sequence[UnitResult]
    chosen: Places
    names: Sequence[str]
    scores: Vector
    moved: Flags
    elsewhere: bool = False


def gaps_of(stand: Stand, gap: Flags, observed: Flags) -> dict[int, Gaps]:
    """The gaps that are drawn, by row; ``gap`` and ``observed`` are rows × all units."""
    plan, chosen = stand.plan, stand.chosen
    by_peers = plan.framework.uncertainty.missing == "peers"
    kinds = np.array([unit.kind or "" for unit in stand.units], object)
    found, start = {}, 0
    for at, _leaf in plan.leaves():
        places = np.flatnonzero(gap[at, chosen])
        if not places.size:
            continue
        who = chosen[places]
        pools = _pools(kinds, who, stand.scores[:, at], observed[at]) if by_peers else (None,) * places.size
        found[at] = Gaps(places, slice(start, start + places.size), plan.low, plan.high, pools)
        start += places.size
    return found


def _pools(kinds: npt.NDArray[np.object_], who: Places, scores: Vector, observed: Flags) -> tuple[Vector | None, ...]:
    """The scores of the observed units of each one's kind; of all kinds where its own has none observed."""
    known = observed & ~np.isnan(scores).any(axis=0)
    by_kind: dict[str, Vector | None] = {}
    for kind in dict.fromkeys(kinds[who].tolist()):
        same = known & (kinds == kind)
        peers = scores[:, same if same.any() else known]
        by_kind[kind] = peers if peers.size else None
    return tuple(by_kind[kind] for kind in kinds[who].tolist())


def samples_of(stand: Stand) -> tuple[dict[int, Samples], dict[str, str]]:
    """The values that come from samples, by row, and why an indicator with intervals is left out."""
    found: dict[int, Samples] = {}
    left_out: dict[str, str] = {}
    start = 0
    for at, leaf in stand.plan.leaves():
        nodes = [stand.units[j].nodes[leaf.id] for j in stand.chosen.tolist()]
        places = np.array([j for j, node in enumerate(nodes) if _is_sampled(node)], int)
        if not places.size:
            continue
        if (reason := not_again(stand.plan, leaf, elsewhere=stand.elsewhere)) is not None:
            left_out[leaf.id] = reason
            continue
        found[at] = _sampled(stand, at, places, start)
        start += places.size
    return found, left_out


def _is_sampled(node: NodeResult) -> bool:
    known = node.interval
    has_value = node.status == "observed" and isinstance(node.raw, float) and node.score is not None
    return has_value and known is not None and _error(known) > 0


def _error(known: Interval) -> float:
    """The standard error: as told, else from the width of the interval."""
    if known.se is not None:
        return known.se
    if known.low is None or known.high is None:
        return 0.0
    return (known.high - known.low) / (2 * _reach(known))


def _reach(known: Interval) -> float:
    """How many standard errors an interval of this level goes to either side: 1.96 of 95 %."""
    return NormalDist().inv_cdf((1 + known.level) / 2)


def not_again(plan: Plan, leaf: Indicator, *, elsewhere: bool) -> str | None:
    """Why another value of an indicator cannot be scored from the document alone; None where it can."""
    if elsewhere and is_relative(leaf):
        return "reference_wave"
    if custom_of(leaf) is not None or normaliser_of(leaf) == "choices":
        return normaliser_of(leaf)
    return "treated" if name_of(treatment_of(plan.framework, leaf)) != "none" else None


def _or_nan(value: float | None) -> float:
    return np.nan if value is None else value


def _sampled(stand: Stand, at: int, places: Places, start: int) -> Samples:
    who = stand.chosen[places]
    nodes = [stand.units[j].nodes[stand.plan.rows[at].id] for j in who.tolist()]
    raw = np.array([node.raw for node in nodes], float)
    error = np.array([_error(node.interval) for node in nodes if node.interval is not None])
    score = stand.scores[:, at][:, who]
    below, above = (
        _slope(_there(stand, at, nodes, ends) - score, (ends - raw) / error) for ends in _ends(nodes, raw, error)
    )
    return Samples(
        units=places,
        at=slice(start, start + places.size),
        raw=raw,
        error=error,
        score=score,
        below=below,
        above=above,
        low=stand.plan.low,
        high=stand.plan.high,
    )


def _slope(gained: Vector, away: Vector) -> Vector:
    """What the score gains a standard error; 0 where the end is the value itself, or cannot be scored."""
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = gained / away
    return np.where(np.isfinite(slope), slope, 0.0)


def _ends(nodes: Sequence[NodeResult], raw: Vector, error: Vector) -> tuple[Vector, Vector]:
    """Both ends of each interval; where one is not told, as far as the standard error reaches."""
    known = [node.interval for node in nodes if node.interval is not None]
    reach = error * np.array([_reach(each) for each in known])
    low, high = (
        np.array([_or_nan(end) for end in ends]) for ends in zip(*((k.low, k.high) for k in known), strict=True)
    )
    return np.where(np.isnan(low), raw - reach, low), np.where(np.isnan(high), raw + reach, high)


def _there(stand: Stand, at: int, nodes: Sequence[NodeResult], ends: Vector) -> Vector:
    """Scores of one end of each interval under every alternative, alternatives × values."""
    leaf = stand.plan.rows[at].indicator
    assert leaf is not None
    adjusted = ends
    if leaf.per is not None:
        adjusted = ends / np.array([node.denominator or np.nan for node in nodes]) * leaf.per.times
    ways = [name if stand.moved[v, at] else WRITTEN for v, name in enumerate(stand.names)]
    return np.array([scores_under(stand.plan, leaf, way, adjusted, stand.units) for way in ways])
