"""What a well-formed file can still get wrong. A rule is one function from a draft to problems, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.framework.draft import Draft
from readiness.framework.places import Problem
from readiness.framework.rules.bands import bands, gates, scale
from readiness.framework.rules.ids import ids, units
from readiness.framework.rules.keys import clashes, needs, strangers
from readiness.framework.rules.means import below_zero, power
from readiness.framework.rules.measures import domains, goalposts, steps, survey
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
    domains,
    steps,
    survey,
    power,
    below_zero,
)
