"""(framework, data) in, findings out: what neither can know alone, and what a method reader would ask.

A check is one function from a context to problems, and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from readiness.checks import lint
from readiness.checks.against import cycles, denominators, meant_units
from readiness.checks.audit import audit
from readiness.checks.context import Context, pointers
from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.framework.places import Places, Problem

__all__ = ["CHECKS", "audit", "check"]

CHECKS: tuple[Callable[[Context], Iterator[Problem]], ...] = (
    denominators,
    cycles,
    meant_units,
    lint.dominant,
    lint.same_labels,
    lint.relative,
    lint.no_coverage_asked,
    lint.exact_bands,
    lint.idle_gates,
    lint.late_first_step,
    lint.no_evidence,
    lint.no_reason,
)


def check(  # noqa: PLR0917  (the contract's order)
    framework: Framework,
    registry_columns: Collection[str],
    units: Iterable[Unit],
    data_columns: Collection[str] | None,
    places: Places,
    path: str,
) -> list[Finding]:
    """Every finding of every check, each at its place in the criteria file.

    ``units`` are the registry's; ``data_columns`` the data's columns that are no indicators, None without data.
    """
    at = dict(pointers(framework.criteria))
    context = Context(framework, registry_columns, tuple(units), data_columns, at)
    return [places.finding(path, problem) for each in CHECKS for problem in each(context)]
