"""From the interval of a value to that of its score, for what follows: ranks and selection under sampling error."""

from __future__ import annotations

import numpy as np

from readiness.framework.model import Framework
from readiness.framework.ways import rests_on_group
from readiness.results.records import UnitResult
from readiness.scoring.again import supposed_values
from readiness.scoring.leaves import score_leaf
from readiness.scoring.plan import plan_of


def interval_scores(framework: Framework, unit: UnitResult) -> dict[str, tuple[float, float]]:
    """Scores at both ends of each interval on record, the lower first, within the scale; by indicator.

    Left out: an indicator whose score rests on the other units (their values move too), and an end that cannot be
    scored. Where both goalposts lie inside the interval (the best in the middle) the value's own score may be higher
    than both.
    """
    plan, scale = plan_of(framework), framework.scale
    found = {}
    for at, leaf in plan.leaves():
        known = unit.nodes[leaf.id].interval
        if known is None or known.low is None or known.high is None or rests_on_group(framework, leaf):
            continue
        values = supposed_values(plan, unit, [{leaf.id: known.low}, {leaf.id: known.high}])
        scores = np.clip(score_leaf(plan, leaf, values.raw[at], values.adjusted[at]), scale.min, scale.max)
        if not np.isnan(scores).any():
            found[leaf.id] = (float(scores.min()), float(scores.max()))
    return found
