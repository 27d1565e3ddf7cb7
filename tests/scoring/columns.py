"""One indicator over the units of one wave or two: the ways to compare them, and the scores that come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from readiness.data.table import Table
from readiness.scoring import assess

from .making import framework, leaf, table

LAWS = settings(max_examples=60, deadline=None)
STEPS = [{"from": 0, "score": 0}, {"from": 25, "score": 40}, {"from": 75, "score": 100}]
COMPARING = {
    "minmax": "minmax",
    "rank": "rank",
    "percentile_rank": "percentile_rank",
    "fraction_of_max": "fraction_of_max",
    "zscore": {"zscore": {"mean": 50, "sd": 10}},
    "population": {"zscore": {"mean": 50, "sd": 10, "of": "population"}},
    "ratio_to_best": {"distance_to_reference": {"to": "best"}},
    "ratio_to_worst": {"distance_to_reference": {"to": "worst"}},
    "ratio_to_mean": {"distance_to_reference": {"to": "mean"}},
    "difference_to_mean": {"distance_to_reference": {"to": "mean", "by": "difference"}},
    "sides": {"above_below_mean": {"margin": 0.2}},
    "percentile_steps": {"percentile_steps": STEPS},
}
UNBOUNDED = ("zscore", "population", "ratio_to_worst", "ratio_to_mean", "difference_to_mean")
COLUMNS = st.lists(st.integers(1, 100), min_size=2, max_size=12).filter(lambda column: len(set(column)) > 1)
BETTER = st.sampled_from(["high", "low"])


def scores(
    values: Sequence[Any], waves: Sequence[Table] = (), head: Mapping[str, Any] | None = None, **keys: Any
) -> tuple[list[float | None], list[str]]:
    """The scores of one indicator over units, and the codes of the findings (but for that of no index at all)."""
    model = framework([leaf("a", **{"measure": "number", **keys})], **(head or {}))
    rows = table({f"u{n:02}": {"a": value} for n, value in enumerate(values)}, wave="2022")
    results, findings = assess(model, rows, sha256="0", options={}, waves=[rows, *waves])
    return [unit.nodes["a"].score for unit in results.units], [each.code for each in findings if each.code != "M109"]


def in_2021(values: Sequence[Any]) -> Table:
    """Another wave, of other units."""
    return table({f"v{n:02}": {"a": value} for n, value in enumerate(values)}, wave="2021")
