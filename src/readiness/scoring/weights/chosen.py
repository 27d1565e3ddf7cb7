"""The weights that somebody asked for, with what must be told of them at its place in the framework's file."""

from __future__ import annotations

from typing import Any

from readiness.data.table import Table
from readiness.findings import Finding, has_errors
from readiness.framework.load import Loaded
from readiness.framework.model import Framework
from readiness.framework.places import Problem
from readiness.results.weighting import WRITTEN
from readiness.scoring.weights.resolve import resolve


def chosen(loaded: Loaded, name: str | None, table: Table, **how: Any) -> tuple[Framework | None, list[Finding]]:
    """The framework under set ``name`` (None: as written) for the units of one table, and findings at the set's name.

    None where the data cannot give the weights. ``how`` goes to ``assess``. KeyError for an unknown name.
    """
    assert loaded.framework is not None
    if name in (None, WRITTEN):
        return loaded.framework, []
    found = resolve(loaded.framework, name, table, **how)
    told = [Problem(finding.code, ("weights_sets", name), finding.params, key=True) for finding in found.findings]
    return None if has_errors(found.findings) else found.framework, loaded.places.findings(loaded.path, told)
