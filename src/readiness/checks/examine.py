"""The method linter over scored data: the ten steps of the OECD/JRC Handbook (2008) as checks.

A check is one function from what was seen to remarks, and one line in ``STATISTICS`` with its codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.checks import consistency, coverage, relations, spread
from readiness.checks.accepted import accept
from readiness.checks.remarks import Remark, problems
from readiness.checks.seen import Seen, seen_of
from readiness.data.table import Table
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.framework.places import Places
from readiness.results.records import Results

STATISTICS: dict[Callable[[Seen], Iterator[Remark]], tuple[str, ...]] = {
    coverage.few_units: ("M040",),
    coverage.thin_units: ("M041",),
    coverage.thin_indicators: ("M042",),
    relations.same_thing: ("M043",),
    relations.against_each_other: ("M044",),
    consistency.unreliable: ("M045",),
    relations.silent: ("M046",),
    spread.clipped: ("M047",),
    spread.constant: ("M048",),
    spread.zeros: ("M049",),
    spread.outliers: ("M050",),
    consistency.scattered: ("M051",),
    consistency.strangers: ("M052",),
}
AT_ANY_SIZE = ("M041", "M042", "M049")  # what can be judged with fewer than ten units
NEVER_IDLE = "M040"  # that few units are accepted is no excuse to be taken back when there are more


def examine(
    framework: Framework,
    results: Results,
    places: Places,
    path: str,
    table: Table | None = None,  # noqa: ARG001  (the contract: the document holds all that is asked so far)
) -> list[Finding]:
    """What a reader of the method would ask about one scored wave, at the nodes' places in the criteria file.

    ``framework`` is the one that scored the document. Nothing here is an error: the numbers stand, and a
    remark that is known and accepted is not told (``lint: {ignore: [...]}``).
    """
    if not results.units:
        return []
    seen = seen_of(framework, results)
    judged = {code for codes in STATISTICS.values() for code in codes if seen.r is not None or code in AT_ANY_SIZE}
    judged.discard(NEVER_IDLE)
    remarks, notes = accept(framework, (remark for each in STATISTICS for remark in each(seen)), judged)
    return places.findings(path, [*problems(remarks), *notes])
