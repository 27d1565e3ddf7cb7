"""(framework, data, results) in, findings out: what neither can know alone, and what a method reader would ask.

A check is one function from what it may look at to remarks, and one line in a table: here where the
framework alone is asked, in ``examine.py`` where the scored data are.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from readiness.checks import accepted, lint, structure
from readiness.checks.accepted import settled
from readiness.checks.against import cycles, denominators, meant_units
from readiness.checks.audit import audit
from readiness.checks.context import Context, pointers
from readiness.checks.examine import STATISTICS, examine
from readiness.checks.remarks import Remark, problems
from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.framework.places import Places, Problem

__all__ = ["AGAINST", "CHECKS", "STATISTICS", "audit", "check", "examine", "settled"]

AGAINST: tuple[Callable[[Context], Iterator[Problem]], ...] = (denominators, cycles, meant_units)
CHECKS: dict[Callable[[Context], Iterator[Remark]], tuple[str, ...]] = {
    structure.dominant: ("M020", "M031"),
    structure.thin_groups: ("M030",),
    structure.few_indicators: ("M034",),
    structure.weightless: ("M032",),
    structure.counted_twice: ("M033",),
    lint.same_labels: ("M021",),
    lint.relative: ("M026",),
    lint.no_coverage_asked: ("M024",),
    lint.exact_bands: ("M025",),
    lint.idle_gates: ("M027",),
    lint.late_first_step: ("M028",),
    lint.no_evidence: ("M022",),
    lint.no_reason: ("M023",),
}


def check(  # noqa: PLR0917  (the contract's order)
    framework: Framework,
    registry_columns: Collection[str],
    units: Iterable[Unit],
    data_columns: Collection[str] | None,
    places: Places,
    path: str,
) -> list[Finding]:
    """Every finding that needs no scores, each at its place in the criteria file.

    ``units`` are the registry's; ``data_columns`` the data's columns that are no indicators, None without data.
    """
    at = dict(pointers(framework.criteria))
    context = Context(framework, registry_columns, tuple(units), data_columns, at)
    wrong = [problem for each in AGAINST for problem in each(context)]
    own = {code for codes in CHECKS.values() for code in codes}
    remarks, notes = accepted.accept(framework, (remark for each in CHECKS for remark in each(context)), own)
    known = own | {code for codes in STATISTICS.values() for code in codes}
    notes += accepted.unknown(framework, known)
    return places.findings(path, [*wrong, *problems(remarks), *notes])
