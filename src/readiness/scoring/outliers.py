"""``treat`` over a whole wave: which column, which treatment, and what must be told.

A treatment looks at observed and imputed values alike, after ``per`` and ``impute``. Winsorising stays in the unit of
measure. A logarithm or a power leaves it, and goalposts, thresholds and another wave's ends cannot follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from readiness.findings import Finding
from readiness.framework.adjusting import Auto, AutoTreatment, Treat
from readiness.framework.forms import name_of, options_of, written_form
from readiness.framework.model import Indicator
from readiness.framework.ways import is_relative, treatment_of
from readiness.results.records import Treated
from readiness.scoring.methods import TREATMENTS
from readiness.scoring.moments import kurtosis, skewness
from readiness.scoring.plan import Plan
from readiness.scoring.raw import Place
from readiness.scoring.treat import FALLBACKS, Outcome
from readiness.scoring.vectors import Vector


@dataclass(frozen=True, slots=True)
class Taming:
    """Rows × units with outliers treated, and every value that was moved."""

    x: Vector
    moved: dict[Place, Treated] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def tame(plan: Plan, filled: Vector) -> Taming:
    """Every column that asks for it. Note M112, warning M113.

    Raises ValueError where a treatment would leave the unit of measure that an indicator's scale is written in (the
    framework's check refuses it earlier).
    """
    found = Taming(filled.copy())
    for at, leaf in plan.leaves():
        form = treatment_of(plan.framework, leaf)
        if name_of(form) == "none":
            continue
        if _reshapes(form) and not (is_relative(leaf) and plan.framework.reference_wave is None):
            raise ValueError(f"indicator '{leaf.id}': 'treat: {written_form(form)}' leaves its scale behind")
        before = filled[at]
        outcome = TREATMENTS[name_of(form)](before, options_of(form))
        found.x[at] = outcome.x
        for j in np.flatnonzero([bool(how) for how in outcome.how]).tolist():
            moved = Treated(float(before[j]), float(outcome.x[j]) + 0.0, outcome.how[j], outcome.why)
            found.moved[at, j] = moved
        found.findings.extend(_told(leaf, outcome))
    return found


def _reshapes(form: Treat) -> bool:
    """Whether a treatment may leave the unit of measure."""
    rule = form.auto if isinstance(form, AutoTreatment) else Auto()
    return name_of(form) in FALLBACKS or (name_of(form) == "auto" and rule.fallback != "none")


def _told(leaf: Indicator, outcome: Outcome) -> list[Finding]:
    ways = sorted({how for how in outcome.how if how})
    after = {"skew": _short(skewness(outcome.x)), "kurtosis": _short(kurtosis(outcome.x))}
    about = {"indicator": leaf.id, "how": ways, "why": outcome.why, **after}
    count = sum(map(bool, outcome.how))
    found = [Finding("M112", params={**about, "count": count})] if count else []
    return found + ([Finding("M113", params=about)] if outcome.failed else [])


def _short(value: float) -> float | None:
    return None if np.isnan(value) else round(value, 2)
