"""One wave scored: a table in, a results document out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from readiness import __version__
from readiness.data.table import Table
from readiness.findings import Finding, hint, message, worst_first
from readiness.framework.model import Framework
from readiness.results.document import digest
from readiness.results.plain import plain
from readiness.results.records import FindingRecord, FrameworkRef, Results
from readiness.scoring.fold import Folded, Leaves, fold
from readiness.scoring.gaps import looks_across
from readiness.scoring.leaves import NO_METHODS, Methods, score_leaves
from readiness.scoring.methods import UNBOUNDED
from readiness.scoring.plan import Plan, plan_of
from readiness.scoring.points import points
from readiness.scoring.prepare import Prepared, prepare, wave_of
from readiness.scoring.raw import Values, Wave
from readiness.scoring.records import Scores, unit_results
from readiness.scoring.second import second_opinions
from readiness.scoring.told import told_of
from readiness.scoring.vectors import Flags


def assess(
    framework: Framework,
    table: Table,
    *,
    sha256: str,
    options: Mapping[str, Any],
    findings: Sequence[Finding] = (),
    waves: Sequence[Table] = (),
    methods: Methods = NO_METHODS,
) -> tuple[Results, list[Finding]]:
    """Score every unit of one wave.

    ``sha256`` is the framework file's, ``options`` only what can move a number, ``findings`` those of
    reading and checking, ``waves`` every wave that was read (for values that rest on another one), ``methods`` the
    functions of normalisers of one's own by their names. Returns the document (digest and all findings in it) and
    scoring's own findings. A unit with an error in a cell is refused: it is not in the document, and no group of a
    relative normaliser counts it. Units come out by code, whatever the order of the rows.
    """
    plan = plan_of(framework)
    scored, own = scored_wave(plan, table, waves, methods)
    units = unit_results(plan, scored.prepared, scored.scores)
    opinions, unasked = second_opinions(plan, units)
    own = [*own, *unasked]
    ref = FrameworkRef(framework.id, framework.version, sha256, framework.snapshot())
    results = Results(
        tool=f"readiness {__version__}",
        framework=ref,
        wave=table.wave,
        synthetic=table.synthetic,
        inputs=tuple(sorted(table.inputs, key=lambda each: (each.path, each.sha256))),
        options=dict(options),
        units=units,
        opinions=opinions,
    )
    return with_findings(replace(results, digest=digest(results)), [*findings, *own]), worst_first(own)


def with_findings(results: Results, findings: Sequence[Finding]) -> Results:
    """The document with exactly these findings recorded, worst first. The digest does not hold findings."""
    return replace(results, findings=tuple(record_of(finding) for finding in worst_first(findings)))


@dataclass(frozen=True, slots=True)
class Scored:
    """One wave at every stage: values prepared, leaves scored, the tree folded.

    ``reference``: the values of the wave that relative normalisers compare with, where it is another one.
    """

    prepared: Prepared
    reference: Values | None
    leaves: Leaves
    scores: Scores


def scored_wave(
    plan: Plan, table: Table, waves: Sequence[Table] = (), methods: Methods = NO_METHODS
) -> tuple[Scored, list[Finding]]:
    """Every stage of one wave: raw, per, impute, treat, clip, transform, normalise, fold."""
    reference = _reference(plan, table, waves)
    wave, reading = wave_of(plan, table, reference)
    others = _others(plan, table, waves)
    prepared, preparing = prepare(plan, wave, others)
    leaves, scoring = score_leaves(plan, prepared.values, reference, methods)
    scores = scores_of(plan, leaves)
    told = told_of(plan, prepared.table, prepared.values, scores)
    return Scored(prepared, reference, leaves, scores), [*reading, *preparing, *scoring, *told]


def _others(plan: Plan, table: Table, waves: Sequence[Table]) -> list[Wave]:
    """The other waves, where something rests on them. What is wrong with them is told when they are scored."""
    if not looks_across(plan):
        return []
    return [wave_of(plan, other)[0] for other in waves if other.wave != table.wave]


def _reference(plan: Plan, table: Table, waves: Sequence[Table]) -> Values | None:
    """What relative normalisers compare with where it is another wave: its values, prepared as it was read.

    Raises ValueError where the framework names a wave that was not read (the pipeline's check refuses it earlier).
    """
    name = plan.framework.reference_wave
    if name is None or name == table.wave:
        return None
    found = next((other for other in waves if other.wave == name), None)
    if found is None:
        raise ValueError(f"the reference wave '{name}' is not among the waves that were read")
    prepared, _ = prepare(plan, wave_of(plan, found)[0], _others(plan, found, waves))
    return prepared.values


def scores_of(plan: Plan, leaves: Leaves) -> Scores:
    """Fold three times: as it is, with every gap at the worst, with every gap at the best."""
    folded = fold(plan, leaves)
    effective, parts = points(plan, folded)
    low, high = (_applying(fold(plan, leaves, fill)) for fill in (plan.low, plan.high))
    unknown = _unbounded(plan, low < high)
    low[unknown] = high[unknown] = np.nan
    return Scores(folded, effective, parts, low, high)


def _unbounded(plan: Plan, differ: Flags) -> Flags:
    """Nodes at or above a mean over a gap that does not bound it, rows × units; ``differ``: where the bounds do."""
    found = np.zeros(differ.shape, bool)
    gaps = differ & np.array([[row.children == ()] for row in plan.rows])
    for at in range(len(plan.rows) - 1, -1, -1):
        row = plan.rows[at]
        if row.children and row.aggregate in UNBOUNDED:
            found[at] |= gaps[at]
        if at and row.weight > 0:
            found[row.parent] |= found[at]
            gaps[row.parent] |= gaps[at]
    return found


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
