"""Small selections: results of a framework with three pillars, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from readiness.analysis.selecting import Asked, Drawing, quota_of, select
from readiness.data.units import Unit
from readiness.findings import Finding
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.results.selection import Selection
from tests.scoring.making import framework, leaf, score

GATE = {"id": "min_b", "on": "b", "at_least": 20, "label": "b"}
STILL = {"weights": "none", "normalise": ["written"], "aggregate": ["written"], "missing": "none"}
Rows = Mapping[str, Sequence[float | None]]


def model(**keys: Any) -> Framework:
    """Pillars ``a``, ``b``, ``c`` of equal weight."""
    return framework([leaf("a", 1), leaf("b", 1), leaf("c", 1)], **keys)


def scored(rows: Rows, units: Sequence[Unit] = (), of: Framework | None = None) -> Results:
    data = {code: dict(zip("abc", values, strict=True)) for code, values in rows.items()}
    return score(of or model(), data, units=units)[0]


def chosen(
    results: Results, top: int, *quotas: str, draws: int = 256, **asked: Any
) -> tuple[Selection, tuple[Finding, ...]]:
    of = Framework.model_validate(results.framework.snapshot)
    drawing = Drawing(asked.pop("seed", 1), draws, asked.pop("threads", 1))
    return select(of, results, Asked(top, tuple(map(quota_of, quotas)), drawing=drawing, **asked))


def codes(selection: Selection) -> list[str]:
    return [each.code for each in selection.candidates if each.chosen]


def unit(code: str, kind: str | None = None, **more: Any) -> Unit:
    return Unit(code, more.pop("name", f"Daerah {code}"), kind, more.pop("province", None), more)
