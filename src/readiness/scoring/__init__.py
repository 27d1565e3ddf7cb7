"""All the arithmetic, the fold, gates and bands."""

from readiness.scoring.assess import assess
from readiness.scoring.difference import Split, split
from readiness.scoring.whatif import index_of

__all__ = ["Split", "assess", "index_of", "split"]
