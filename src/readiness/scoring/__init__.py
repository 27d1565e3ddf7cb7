"""A framework and a table in, scores with their reasons out. ``methods`` holds all the arithmetic."""

from readiness.scoring.again import index_of, indices_of, units_of
from readiness.scoring.difference import Split, split
from readiness.scoring.intervals import interval_scores
from readiness.scoring.run import assess, with_findings

__all__ = ["Split", "assess", "index_of", "indices_of", "interval_scores", "split", "units_of", "with_findings"]
