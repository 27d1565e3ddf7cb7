"""All weights of three pillars at once: who leads under which, and under which a unit is among the first so many.

Exact: where the root's mean is straight in the weights, two units part the triangle along a line, and all lines
together cut it into convex pieces. A piece's area is the chance of its answer under weights that are all equally
likely (rank acceptability: Lahdelma and Salminen 2001, Operations Research 49).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from readiness.analysis.polygons import WHOLE, Piece, area, clip, tidy
from readiness.analysis.straight import bent, exponent_of
from readiness.framework.model import Framework
from readiness.results.records import Results, UnitResult
from readiness.results.swaps import LeftOut, TriangleRegion, WeightTriangle
from readiness.scoring.fold import SLACK, Folded, fold, full_weights
from readiness.scoring.means import DUST_DECIMALS
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.vectors import Vector
from readiness.scoring.weights import leaves_of


def triangle(framework: Framework, results: Results, codes: Iterable[str] | None = None) -> WeightTriangle | None:
    """Who leads under which weights, among ``codes`` (None: all). KeyError for a code that was not scored.

    None where there are not just three pillars that count, or their mean is not straight in the weights.
    """
    laid = _laid(framework, results, codes)
    if laid is None:
        return None
    found, values = laid
    regions = []
    front = [i for i in range(len(values)) if np.isfinite(values[i]).all() and not _below(values, i)]
    for i in front:
        if any((values[i] == values[j]).all() for j in front if j < i):
            continue
        piece: Piece = WHOLE
        for j in front:
            piece = clip(piece, (values[i] - values[j]).tolist()) if piece else ()
        if piece:
            same = tuple(found.codes[j] for j in front if j > i and (values[i] == values[j]).all())
            regions.append(TriangleRegion(found.codes[i], tidy(piece), area(piece), same))
    return _with(found, regions, 1)


def triangle_top(
    framework: Framework, results: Results, code: str, top: int, codes: Iterable[str] | None = None
) -> WeightTriangle | None:
    """Under which weights ``code`` is among the first ``top`` of ``codes`` (None: all), in convex pieces.

    Level with another it counts as before it. None as with ``triangle``, and where the unit itself is left out.
    """
    laid = _laid(framework, results, codes)
    if laid is None or code not in laid[0].codes:
        return None
    found, values = laid
    own = values[found.codes.index(code)]
    alive = np.isfinite(values).all(axis=1)
    if not np.isfinite(own).all():  # 0 under all weights inside: before it stands whoever is not
        pieces = [WHOLE] if int(alive.sum()) < top else []
    else:
        pieces = list(_pieces(WHOLE, (values[alive] - own), top))
    return _with(found, [TriangleRegion(code, tidy(piece), area(piece)) for piece in pieces], top)


def _pieces(piece: Piece, gains: Vector, top: int) -> Iterator[Piece]:
    """The parts of a piece where fewer than ``top`` of the rows of gains are above 0."""
    sides = np.asarray(piece) @ gains.T
    above, below = (sides >= 0).all(axis=0) & (sides > 0).any(axis=0), (sides <= 0).all(axis=0)
    crossing = gains[~above & ~below]
    left = top - int(above.sum())
    if left <= 0:
        return
    if len(crossing) < left:
        yield piece
        return
    for sign, rest in ((-1.0, left), (1.0, left - 1)):
        part = clip(piece, (sign * crossing[0]).tolist())
        if part:
            yield from _pieces(part, crossing[1:], rest)


def _laid(framework: Framework, results: Results, codes: Iterable[str] | None) -> tuple[WeightTriangle, Vector] | None:
    """Who can be compared and who cannot, and f of each one's pillar scores: units × 3."""
    plan = plan_of(framework)
    shares, p = full_weights(plan)[0], exponent_of(plan.rows[0])
    pillars = [kid for kid in plan.rows[0].children if shares[kid] > 0]
    if len(pillars) != 3 or p is None:
        return None
    by_code = {unit.code: unit for unit in results.units}
    units = results.units if codes is None else tuple(by_code[code] for code in dict.fromkeys(codes))
    folded = fold(plan, leaves_of(plan, replace(results, units=units)))
    why = {unit.code: _left_out(plan, folded, pillars, j, unit) for j, unit in enumerate(units)}
    kept = [j for j, unit in enumerate(units) if why[unit.code] is None]
    values = bent(np.round(folded.score[pillars][:, kept].T, DUST_DECIMALS), p)
    a, b, c = pillars
    found = WeightTriangle(
        (plan.rows[a].id, plan.rows[b].id, plan.rows[c].id),
        (float(shares[a]), float(shares[b]), float(shares[c])),
        (),
        tuple(units[j].code for j in kept),
        {code: reason for code, reason in why.items() if reason is not None},
    )
    return found, values


def _left_out(plan: Plan, folded: Folded, pillars: list[int], j: int, unit: UnitResult) -> LeftOut | None:
    """Why a unit cannot be placed under all weights; None where it can."""
    if np.isnan(folded.score[pillars, j]).any():
        return "pillar"
    missing = plan.rows[0].missing
    least = folded.coverage[pillars, j].min()
    if missing.policy in ("exclude", "fail") and least < missing.min_coverage - SLACK:
        return "coverage"
    if unit.index.value is None:
        return "unscored"
    return "capped" if unit.index.value != unit.index.value_before_gates else None


def _below(values: Vector, i: int) -> bool:
    """Whether another stands at least as high in every pillar and higher in one: then this one never leads."""
    return bool(((values >= values[i]).all(axis=1) & (values > values[i]).any(axis=1)).any())


def _with(found: WeightTriangle, regions: list[TriangleRegion], top: int) -> WeightTriangle:
    return replace(found, regions=tuple(regions), top=top)
