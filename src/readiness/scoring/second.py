"""Second opinions on the finished ranking: what other methods say of the same leaf scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from readiness.findings import Finding
from readiness.framework.forms import Opinion, name_of, options_of
from readiness.results.records import OpinionResult, Stand, UnitResult
from readiness.scoring.fold import full_weights
from readiness.scoring.methods import OPINIONS
from readiness.scoring.opinions.agreement import tau_b
from readiness.scoring.plan import Plan
from readiness.scoring.vectors import Vector
from readiness.scoring.verdict import ranks_of

MOST_UNITS = 2000  # units are compared in pairs: beyond this the pairs no longer fit


def second_opinions(plan: Plan, units: Sequence[UnitResult]) -> tuple[tuple[OpinionResult, ...] | None, list[Finding]]:
    """One result for each method under ``opinions``, on the ranked units; None where none is asked for.

    A unit without an index is in no comparison. A leaf counts by its effective weight with all data there; one of
    weight 0 counts nowhere.
    """
    asked = plan.framework.opinions
    ranked = sorted((unit for unit in units if unit.index.rank is not None), key=lambda u: (u.index.rank, u.code))
    if not asked:
        return None, []
    if len(ranked) > MOST_UNITS:
        return None, [Finding("M130", params={"units": len(ranked), "most": MOST_UNITS})]
    weights = full_weights(plan)[1]
    leaves = [(at, leaf.id) for at, leaf in plan.leaves() if weights[at] > 0]
    scores = np.array([[_number(unit.nodes[name].score) - plan.low for unit in ranked] for _, name in leaves], float)
    return tuple(_opinion(form, scores, weights[[at for at, _ in leaves]], ranked) for form in asked), []


def _number(score: float | None) -> float:
    return np.nan if score is None else score


def _opinion(form: Opinion, scores: Vector, weights: Vector, units: Sequence[UnitResult]) -> OpinionResult:
    options: Any = options_of(form)
    judged = OPINIONS[name_of(form)](scores, weights, options)
    known = np.flatnonzero(~np.isnan(judged.values)).tolist()
    ranks = ranks_of(judged.values[known].tolist())
    index_ranks = np.array([units[at].index.rank for at in known], float)
    stands = {units[at].code: Stand(float(judged.values[at]), rank) for at, rank in zip(known, ranks, strict=True)}
    return OpinionResult(
        method=name_of(form),
        units=dict(sorted(stands.items())),
        agreement=tau_b(index_ranks, np.array(ranks, float)),
        optimal=judged.optimal,
        score=judged.score,
        bound=judged.bound,
        options={} if options is None else options.model_dump(),
    )
