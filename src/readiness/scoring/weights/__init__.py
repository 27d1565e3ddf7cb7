"""Weights by name: written, from experts, or from the data, made into numbers before anything is scored."""

from readiness.results.weighting import WRITTEN
from readiness.scoring.weights.resolve import Weighted, asks_data, kind_of, resolve, resolve_with, with_weights
from readiness.scoring.weights.scored import leaves_of

__all__ = ["WRITTEN", "Weighted", "asks_data", "kind_of", "leaves_of", "resolve", "resolve_with", "with_weights"]
