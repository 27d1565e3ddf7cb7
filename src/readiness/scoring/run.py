"""One wave scored: a table in, a results document out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from readiness import __version__
from readiness.data.table import Table
from readiness.findings import Finding, hint, message, worst_first
from readiness.framework.model import Framework
from readiness.results.document import digest
from readiness.results.plain import plain
from readiness.results.records import FindingRecord, FrameworkRef, Results, UnitResult
from readiness.scoring.fold import Folded, Leaves, fold
from readiness.scoring.leaves import cell_findings, score_leaves
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.points import points
from readiness.scoring.raw import values_of
from readiness.scoring.records import Scores, unit_results
from readiness.scoring.told import told_of


def assess(
    framework: Framework,
    table: Table,
    *,
    sha256: str,
    options: Mapping[str, Any],
    findings: Sequence[Finding] = (),
) -> tuple[Results, list[Finding]]:
    """Score every unit of one wave.

    ``sha256`` is the framework file's, ``options`` only what can move a number, ``findings`` those of
    reading and checking. Returns the document (digest and all findings in it) and scoring's own
    findings. A unit with an error in a cell is refused: it is not in the document, and no group of a
    relative normaliser counts it. Units come out by code, whatever the order of the rows.
    """
    plan = plan_of(framework)
    table = replace(table, units=tuple(sorted(table.units, key=lambda unit: unit.code)))
    units, own = _score(plan, table)
    ref = FrameworkRef(framework.id, framework.version, sha256, framework.snapshot())
    results = Results(
        tool=f"readiness {__version__}",
        framework=ref,
        wave=table.wave,
        synthetic=table.synthetic,
        inputs=tuple(sorted(table.inputs, key=lambda each: (each.path, each.sha256))),
        options=dict(options),
        units=units,
    )
    return with_findings(replace(results, digest=digest(results)), [*findings, *own]), worst_first(own)


def with_findings(results: Results, findings: Sequence[Finding]) -> Results:
    """The document with exactly these findings recorded, worst first. The digest does not hold findings."""
    return replace(results, findings=tuple(record_of(finding) for finding in worst_first(findings)))


def _score(plan: Plan, table: Table) -> tuple[tuple[UnitResult, ...], list[Finding]]:
    values, findings = values_of(plan, table)
    refusing = list(cell_findings(plan, table, values))
    refused = {f.unit for f in refusing if f.severity == "error"}
    if refused:
        table = replace(table, units=tuple(unit for unit in table.units if unit.code not in refused))
        values, findings = values_of(plan, table)
    leaves, constant = score_leaves(plan, values)
    scores = scores_of(plan, leaves)
    units = unit_results(plan, table, values, scores)
    told = told_of(plan, table, values, scores)
    return units, [*refusing, *findings, *constant, *told]


def scores_of(plan: Plan, leaves: Leaves) -> Scores:
    """Fold three times: as it is, with every gap at the worst, with every gap at the best."""
    folded = fold(plan, leaves)
    effective, parts = points(plan, folded)
    low, high = (_applying(fold(plan, leaves, fill)) for fill in (plan.low, plan.high))
    return Scores(folded, effective, parts, low, high)


def _applying(bound: Folded) -> Any:
    return np.where(bound.applicable, bound.score, np.nan)


def record_of(finding: Finding) -> FindingRecord:
    """A finding as it is kept in a document."""
    return FindingRecord(
        severity=finding.severity,
        code=finding.code,
        path=finding.path,
        line=finding.line,
        column=finding.column,
        message=message(finding),
        params=plain(finding.params),
        hint=hint(finding),
        unit=finding.unit,
    )
