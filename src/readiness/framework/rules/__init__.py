"""What a well-formed file can still get wrong. A rule is one function from a draft to problems, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Problem
from readiness.framework.rules.adjust import gaps, idle, treatments
from readiness.framework.rules.bands import bands, gates, scale
from readiness.framework.rules.doubt import alternatives, between, widths
from readiness.framework.rules.ends import two_sided
from readiness.framework.rules.experts import budgets, comparisons
from readiness.framework.rules.ids import ids, units
from readiness.framework.rules.keys import clashes, needs, strangers
from readiness.framework.rules.lint import ignored
from readiness.framework.rules.means import below_zero, owa, power
from readiness.framework.rules.measures import domains, goalposts, steps, survey
from readiness.framework.rules.opinions import opinions
from readiness.framework.rules.sets import sets
from readiness.framework.rules.weights import signs, sums

Rule = Callable[[Draft], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids,
    units,
    signs,
    sums,
    scale,
    bands,
    gates,
    strangers,
    needs,
    clashes,
    goalposts,
    two_sided,
    domains,
    steps,
    survey,
    gaps,
    treatments,
    idle,
    power,
    owa,
    below_zero,
    sets,
    comparisons,
    budgets,
    opinions,
    ignored,
    widths,
    between,
    alternatives,
)
