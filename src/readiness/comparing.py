"""The story of a comparison: units of one results document side by side, and why their indices differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
