"""How sure a ranking is: results drawn again with everything that is in doubt moved at once.

``scene_of`` makes arrays of a results document, ``drawn`` draws, ``doubt_of`` says what the draws say. ``indices`` of a
``Sample`` (and of two ``mixed``) are the seam for variance-based sensitivity, ``certainty`` that for plans.
"""

from readiness.analysis.doubt.chances import chances
from readiness.analysis.doubt.draw import DRAWS, Drawn, Progress, drawn, drawn_of, indices
from readiness.analysis.doubt.ranks import ranks_of
from readiness.analysis.doubt.said import doubt_of, order_of, sources_of, written_index
from readiness.analysis.doubt.scene import Scene, scene_of
from readiness.analysis.doubt.streams import Sample, mixed, sample
from readiness.analysis.doubt.suppose import alone, certainty
from readiness.analysis.doubt.verdicts import Outcome

__all__ = [
    "DRAWS",
    "Drawn",
    "Outcome",
    "Progress",
    "Sample",
    "Scene",
    "alone",
    "certainty",
    "chances",
    "doubt_of",
    "drawn",
    "drawn_of",
    "indices",
    "mixed",
    "order_of",
    "ranks_of",
    "sample",
    "scene_of",
    "sources_of",
    "written_index",
]
