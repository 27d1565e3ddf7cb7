"""The story of a comparison: units of one results document side by side, or one document after another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.change import ResultsChange
    from readiness.results.insights import Comparison
    from readiness.results.peers import Peers
    from readiness.results.records import Results


def compare(results: Results, codes: Sequence[str]) -> list[Comparison]:
    """The first unit against each of the others: what makes the difference of their indices."""
    from readiness.analysis.compare import compare as compare_units
    from readiness.framework.model import Framework

    framework = Framework.model_validate(results.framework.snapshot)
    units = {unit.code: unit for unit in results.units}
    return [compare_units(framework, units[codes[0]], units[code]) for code in codes[1:]]


def compare_peers(results: Results, code: str) -> tuple[Peers, list[Comparison]]:
    """The units nearest in size to one, and what makes it stand above or below each of them."""
    from readiness.analysis.peers import peers
    from readiness.framework.model import Framework

    found = peers(Framework.model_validate(results.framework.snapshot), results.units, [code])[code]
    return found, [one for peer in found.peers for one in compare(results, [peer.code, code])]


def compare_results(results: Sequence[Results], top: int | None = None) -> list[ResultsChange]:
    """From each results document to the next: what changed, and what that is due to.

    Raises MisuseError where two neighbours have no unit in common.
    """
    from readiness.analysis.changing import change

    pairs = list(pairwise(results))
    for before, after in pairs:
        if not {unit.code for unit in before.units} & {unit.code for unit in after.units}:
            raise MisuseError("compare_strangers")
    return [change(before, after, top) for before, after in pairs]
