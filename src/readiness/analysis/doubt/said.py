"""From draws to what is said of them: ``results.doubt``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from readiness.analysis.doubt.chances import chances
from readiness.analysis.doubt.draw import Drawn
from readiness.analysis.doubt.ranks import among_first, ranks_of
from readiness.analysis.doubt.scene import Scene
from readiness.analysis.doubt.tiers import Order, behind_from, claims_of, tiers_of
from readiness.analysis.doubt.verdicts import NOT_JUDGED, PASSED
from readiness.framework.doubt import LEVELS, WeightsDoubt
from readiness.results.doubt import Claim, Doubt, DoubtSource, UnitDoubt
from readiness.scoring.vectors import Vector

OUTSIDE = 0.05  # of the draws at either end, beyond an interval


def doubt_of(scene: Scene, drawn: Drawn, top: int | None = None) -> Doubt:
    """Everything that the draws say of each unit, by code in the document's order; ``top``: of how many places."""
    order = order_of(scene)
    place, share = claims_of(behind_from(drawn.ranks, order))
    tier = dict(zip(order.tolist(), tiers_of(place), strict=True))
    codes, written = scene.codes, written_index(scene)
    ranks = np.where(np.isnan(written), 0, ranks_of(written[None])[0]).tolist()
    units = {code: _unit(scene, drawn, j, code, ranks[j] or None) for j, code in enumerate(codes)}
    units = {code: replace(units[code], tier=tier[j]) for j, code in enumerate(codes)}
    if top is not None:
        places = chances(among_first(drawn.ranks, drawn.index, top).sum(axis=0), drawn.draws, drawn.looks)
        units = {code: replace(units[code], top=places[j]) for j, code in enumerate(codes)}
    claims = tuple(
        Claim(codes[order[i]], codes[order[k]], float(share[i])) for i, k in enumerate(place.tolist()) if k < len(codes)
    )
    return Doubt(drawn.seed, drawn.draws, drawn.settled, sources_of(scene), scene.left_out, units, claims)


def written_index(scene: Scene) -> Vector:
    """The index as scored, NaN where there is none."""
    return np.array([np.nan if unit.index.value is None else unit.index.value for unit in scene.units])


def order_of(scene: Scene) -> Order:
    """The units by their index as scored, those without one last; equal ones by code."""
    ranks = ranks_of(written_index(scene)[None])[0]
    return np.lexsort((np.array(scene.codes), ranks))


def _unit(scene: Scene, drawn: Drawn, j: int, code: str, rank: int | None) -> UnitDoubt:
    ranks = np.sort(drawn.ranks[:, j])
    index = np.sort(drawn.index[:, j])  # NaN stands last
    scored = int((~np.isnan(index)).sum())
    framework, draws = scene.plan.framework, drawn.draws
    low, high = (None, None) if not scored else (float(_at(index[:scored], q)) for q in (OUTSIDE, 1 - OUTSIDE))
    return UnitDoubt(
        code=code,
        rank=rank,
        low_rank=int(_at(ranks, OUTSIDE)),
        median_rank=float(ranks[(draws - 1) // 2] + ranks[draws // 2]) / 2,
        high_rank=int(_at(ranks, 1 - OUTSIDE)),
        low_index=low,
        high_index=high,
        shift=None if rank is None else float(np.abs(ranks.astype(np.int64) - rank).sum() / draws),
        bands={band.id: float(drawn.bands[b, j] / draws) for b, band in enumerate(framework.bands)},
        gates={gate.id: _passing(drawn, g, j) for g, gate in enumerate(framework.gates)},
        unscored=1 - scored / draws,
    )


def _at(ordered: Vector, q: float) -> float:
    """The least number that is not below a share ``q`` of all: a rank of the list, never one between two."""
    at: float = ordered[max(int(np.ceil(q * len(ordered) - 1e-9)) - 1, 0)]
    return at


def _passing(drawn: Drawn, g: int, j: int) -> float | None:
    passes = drawn.passes[g, :, j]
    return None if (passes == NOT_JUDGED).all() else float((passes == PASSED).sum() / drawn.draws)


def sources_of(scene: Scene) -> tuple[DoubtSource, ...]:
    """The sources that were drawn."""
    doubt = scene.doubt
    how: Mapping[str, tuple[str, int]] = {
        "weights": (_width(doubt.weights), scene.widths.moving),
        "normalise": (", ".join(scene.normalisers), len(scene.normalisers)),
        "aggregate": (", ".join(scene.aggregates), len(scene.aggregates)),
        "missing": (doubt.missing, sum(each.units.size for each in scene.gaps.values())),
        "sampling": ("true", sum(each.units.size for each in scene.samples.values())),
        "leave_one_out": ("true", int(scene.counted.size)),
    }
    return tuple(DoubtSource(source, *how[source]) for source in scene.active)


def _width(doubt: WeightsDoubt | str) -> str:
    """The doubt of weights as a file writes it, on one line."""
    if isinstance(doubt, str):
        return doubt
    parts = [f"{key}: {value:g}" for key in ("within", "dirichlet") if (value := getattr(doubt, key)) is not None]
    for level in LEVELS:
        own = getattr(doubt, level)
        if own is not None:
            inside = ", ".join(f"{key}: {value:g}" for key, value in own if value is not None) if own != "none" else ""
            parts.append(f"{level}: {{{inside}}}" if inside else f"{level}: none")
    if doubt.between is not None:
        parts.append(f"between: [{', '.join(doubt.between)}]")
    return ", ".join(parts)
