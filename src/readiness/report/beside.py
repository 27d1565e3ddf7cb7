"""What stands beside the results on a site: everything else that was made from them, one field a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readiness.data.boundaries.records import Outlines
from readiness.results.change import ResultsChange
from readiness.results.insights import Comparison
from readiness.results.selection import Selection


@dataclass(frozen=True, slots=True)
class Beside:
    """Made elsewhere, from the very results that a site shows; whatever was not asked for is empty or None.

    ``comparisons``: the first unit that was asked for with each of the others; ``selection``: who was chosen;
    ``change``: what changed since the baseline; ``outlines``: the regions as areas of the map.
    """

    comparisons: Sequence[Comparison] = ()
    selection: Selection | None = None
    change: ResultsChange | None = None
    outlines: Outlines | None = None


NOTHING_ELSE = Beside()
