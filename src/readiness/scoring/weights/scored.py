"""The leaf scores of a results document, ready to be folded again under other weights."""

from __future__ import annotations

import numpy as np

from readiness.results.records import Results
from readiness.scoring.fold import Leaves
from readiness.scoring.plan import Plan


def leaves_of(plan: Plan, results: Results) -> Leaves:
    """Rows × units, the units in the document's order. A leaf's score does not depend on any weight."""
    shape = (len(plan.rows), len(results.units))
    score = np.full(shape, np.nan)
    observed, imputed, applicable = np.zeros(shape, bool), np.zeros(shape, bool), np.ones(shape, bool)
    for j, unit in enumerate(results.units):
        for at, row in enumerate(plan.rows[1:], start=1):
            node = unit.nodes[row.id]
            applicable[at, j] = node.status != "not_applicable"
            if row.indicator is not None:
                observed[at, j], imputed[at, j] = node.status == "observed", node.status == "imputed"
                known = observed[at, j] or imputed[at, j]
                score[at, j] = node.score if known and node.score is not None else np.nan
    return Leaves(score, observed, applicable, imputed)
