"""Why one index differs from another, indicator by indicator, to the last digit."""

from __future__ import annotations

from readiness import scoring
from readiness.framework.model import Framework
from readiness.results.insights import Comparison, ComparisonRow
from readiness.results.records import UnitResult


def compare(framework: Framework, a: UnitResult, b: UnitResult) -> Comparison:
    """b − a, split over the indicators; both scored under ``framework``.

    The parts explain the index before gates; what ``cap_score`` gates took stands in ``cap``. Swapping
    the two turns every sign.
    """
    before, after = a.index.value_before_gates, b.index.value_before_gates
    known = before is not None and after is not None
    split = scoring.split(framework, a, b) if known else None
    rows = tuple(
        ComparisonRow(
            leaf.id,
            0.0 if split is None else split.parts.get(leaf.id, 0.0),
            a.nodes[leaf.id].score,
            b.nodes[leaf.id].score,
        )
        for leaf in framework.indicators()
    )
    if split is None or a.index.value is None or b.index.value is None:
        return Comparison(a.code, b.code, a.index.value, b.index.value, None, rows)
    available = 0.0
    for part in split.availability.values():
        available += part
    return Comparison(
        a=a.code,
        b=b.code,
        a_value=a.index.value,
        b_value=b.index.value,
        total=b.index.value - a.index.value,
        rows=rows,
        availability=available,
        cap=(b.index.value - (after or 0.0)) - (a.index.value - (before or 0.0)),
    )
