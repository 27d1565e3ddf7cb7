"""From the table to what is scored, step by step: ``per``, then gaps filled (``impute``), then outliers treated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from readiness.data.table import Table
from readiness.findings import Finding
from readiness.results.records import Imputed, Treated
from readiness.scoring.gaps import fill
from readiness.scoring.leaves import cell_findings
from readiness.scoring.outliers import tame
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Place, Values, Wave, values_of
from readiness.scoring.vectors import Vector


@dataclass(frozen=True, slots=True)
class Prepared:
    """One wave ready to be scored.

    ``values.adjusted`` is after ``per``, ``impute`` and ``treat``; ``per`` and ``filled`` (rows × units) are the
    steps before. ``imputed`` and ``treated`` hold every cell that was touched, by row and unit.
    """

    table: Table
    values: Values
    per: Vector
    filled: Vector
    imputed: Mapping[Place, Imputed]
    treated: Mapping[Place, Treated]


def wave_of(plan: Plan, table: Table, reference: Values | None = None) -> tuple[Wave, list[Finding]]:
    """The values of a table after ``per``; a unit with an erroneous cell falls out of the wave, and is told.

    ``reference``: the values of the reference wave, where it is another one; it has bounds too.
    """
    table = replace(table, units=tuple(sorted(table.units, key=lambda unit: unit.code)))
    values, findings = values_of(plan, table)
    told = list(cell_findings(plan, table, values, reference))
    refused = {finding.unit for finding in told if finding.severity == "error"}
    if refused:
        table = replace(table, units=tuple(unit for unit in table.units if unit.code not in refused))
        values, findings = values_of(plan, table)
    return Wave(table, values), [*told, *findings]


def prepare(plan: Plan, wave: Wave, others: Sequence[Wave] = ()) -> tuple[Prepared, list[Finding]]:
    """Impute, then treat, every indicator that asks for it. ``others``: the other waves that were read.

    A framework that asks for neither gets its values back as they were, digit for digit.
    """
    filling = fill(plan, wave, others)
    taming = tame(plan, filling.x)
    imputed = np.zeros(filling.x.shape, bool)
    for place in filling.made:
        imputed[place] = True
    values = replace(wave.values, adjusted=taming.x, imputed=imputed)
    prepared = Prepared(wave.table, values, wave.values.adjusted, filling.x, imputed=filling.made, treated=taming.moved)
    return prepared, [*filling.findings, *taming.findings]
