"""Weights from experts: pairwise comparisons (AHP) and shared-out points (budget allocation)."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence

from readiness.framework.pairs import consistency, matrix_of, principal
from readiness.results.weighting import Consistency, GroupWeights, Spread
from readiness.scoring.weights.statistics import to_shares


def from_pairs(group: str, children: Sequence[str], pairs: Mapping[str, Mapping[str, float | str]]) -> GroupWeights:
    """The principal eigenvector of one matrix of comparisons, with its consistency (Saaty 1980).

    ``pairs`` by child, by other child: how many times as important the child is.
    """
    matrix = matrix_of(children, pairs)
    weights, lambda_max = principal(matrix)
    index, ratio = consistency(lambda_max, len(children))
    logs = [math.fsum(math.log(times) for times in row) / len(row) for row in matrix]
    geometric = to_shares([math.exp(log) for log in logs])
    told = Consistency(lambda_max, index, ratio, dict(zip(children, geometric, strict=True)))
    return GroupWeights(group, dict(zip(children, to_shares(weights), strict=True)), consistency=told)


def from_budget(group: str, children: Sequence[str], budgets: Mapping[str, Mapping[str, float]]) -> GroupWeights:
    """The mean of the experts' shares, each expert's points made to sum to 1 first, and how far they differ.

    ``budgets`` by expert, by child. A child that an expert does not name gets none of that expert's points.
    """
    experts = {
        expert: dict(zip(children, to_shares([points.get(child, 0.0) for child in children]), strict=True))
        for expert, points in budgets.items()
    }
    given = {child: [shares[child] for shares in experts.values()] for child in children}
    means = to_shares([math.fsum(given[child]) for child in children])
    return GroupWeights(
        group,
        dict(zip(children, means, strict=True)),
        experts=experts,
        spread={child: _spread(shares) for child, shares in given.items()},
    )


def _spread(shares: Sequence[float]) -> Spread:
    return Spread(statistics.stdev(shares) if len(shares) > 1 else None, min(shares), max(shares))
