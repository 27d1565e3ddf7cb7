"""Demands on published results: who meets them. Nothing is scored again; what is compared is what stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from readiness import __version__
from readiness.findings import Finding
from readiness.results.gate import INDEX, Demand, Gate, Judged, Source
from readiness.results.publish import published, round9
from readiness.results.records import Results, UnitResult
from readiness.scoring.run import record_of

NONE, GONE, FELL = "G005", "G006", "G004"
_BELOW = {"min": "G001", "min_coverage": "G003"}
Demands = Mapping[str, Sequence[Demand]]  # by code of unit


def judge(
    results: Results,
    demands: Demands,
    *,
    path: str = "",
    baseline: Results | None = None,
    baseline_path: str = "",
) -> tuple[Gate, tuple[Finding, ...]]:
    """Every demand on every unit of the results, and of the baseline where it is gone; and its findings.

    ``demands`` names those of each unit by code. A unit without the value that a demand is about fails it: what
    cannot be shown is not met. Without a score in the baseline nothing can have fallen.
    """
    decimals = int(results.framework.snapshot.get("decimals", 1))
    listed = list(dict.fromkeys(demand for each in demands.values() for demand in each))
    before = {unit.code: unit for unit in baseline.units} if baseline else {}
    now = {unit.code: unit for unit in results.units}
    judged = []
    for code in sorted({*demands} & {*now, *before}):
        for demand in demands[code]:
            one = _judged(listed.index(demand), demand, now.get(code), before.get(code), decimals)
            judged += [one] if one else []
    failures = [each for each in judged if each.state != "passed"]
    failed = tuple(dict.fromkeys(each.code for each in failures))
    told = (*_told(failures, listed, path, decimals), *_of_baseline(results, baseline, baseline_path))
    gate = Gate(
        tool=f"readiness {__version__}",
        verdict="fail" if failures else "pass",
        results=_source(results, path),
        baseline=_source(baseline, baseline_path) if baseline else None,
        units=len({each.code for each in judged}),
        failed=failed,
        demands=tuple(listed),
        judged=tuple(judged),
        findings=tuple(record_of(finding) for finding in told),
    )
    return gate, told


def _judged(at: int, demand: Demand, unit: UnitResult | None, old: UnitResult | None, decimals: int) -> Judged | None:
    """None where the demand says nothing of the unit: no baseline to have fallen from, or not a unit of the results."""
    value, then = _value(unit, demand), _value(old, demand)
    shown, shown_then = (_printed(each, demand, decimals) for each in (value, then))
    known = unit or old
    assert known is not None
    one = Judged(at, known.code, known.name, "passed", value, shown)
    if demand.kind == "max_drop":
        if then is None:
            return one if unit is not None and old is not None else None
        one = replace(one, before=then, published_before=shown_then)
        if unit is None or value is None:
            return replace(one, state="gone" if unit is None else "none")
        over = round9(round9(then - value) - demand.limit)
        return replace(one, state="fell", short=over) if over > 0 else one
    if unit is None:
        return None
    if value is None:
        return replace(one, state="none")
    under = round9(demand.limit - round9(value))
    return replace(one, state="below", short=under) if under > 0 else one


def _value(unit: UnitResult | None, demand: Demand) -> float | None:
    """What a demand is about in one unit."""
    if unit is None:
        return None
    coverage = demand.kind == "min_coverage"
    if demand.node == INDEX:
        return unit.index.coverage if coverage else unit.index.value
    node = unit.nodes.get(demand.node)
    return None if node is None else node.coverage if coverage else node.score


def _printed(value: float | None, demand: Demand, decimals: int) -> str | None:
    """As published; with more decimals where that would print the limit itself."""
    if value is None:
        return None
    if demand.kind == "min_coverage":
        value, limit, decimals = value * 100, demand.limit * 100, 0
    else:
        limit = demand.limit
    text = published(value, decimals)
    if demand.kind != "max_drop" and round9(value) != round9(limit) and float(text) == round9(limit):
        return published(value, 9).rstrip("0")
    return text


def _told(failures: Sequence[Judged], demands: Sequence[Demand], path: str, decimals: int) -> list[Finding]:
    """One finding a failure: gone and without a value first, then by how much is short, then by code."""
    order = sorted(failures, key=lambda each: (each.short is not None, -_weight(each, demands), each.code, each.demand))
    return [_finding(each, demands[each.demand], path, decimals) for each in order]


def _weight(each: Judged, demands: Sequence[Demand]) -> float:
    """How much is short, in hundredths of what is judged, so that coverage and scores stand in one order."""
    return (each.short or 0.0) * (100 if demands[each.demand].kind == "min_coverage" else 1)


def _finding(each: Judged, demand: Demand, path: str, decimals: int) -> Finding:
    code = {"none": NONE, "gone": GONE, "fell": FELL}.get(each.state) or _BELOW[demand.kind]
    limit = demand.limit * 100 if demand.kind == "min_coverage" else demand.limit
    params: dict[str, object] = {
        "name": each.name,
        "code": each.code,
        "node": demand.node,
        "limit": f"{limit:.9f}".rstrip("0").rstrip("."),
        "demand": demand.name,
    }
    if each.published is not None:
        params["value"] = each.published
    if each.published_before is not None:
        params["before"] = each.published_before
    if each.state == "fell" and each.before is not None and each.value is not None:
        params["drop"] = _drop(each, demand, decimals)
    return Finding(code, path, params=params, unit=each.code)


def _drop(each: Judged, demand: Demand, decimals: int) -> str:
    """The drop of the two printed numbers; exact where that would not exceed what is allowed."""
    assert each.published is not None and each.published_before is not None
    assert each.before is not None and each.value is not None
    shown = published(float(each.published_before) - float(each.published), decimals)
    return shown if float(shown) > demand.limit else published(each.before - each.value, 9).rstrip("0").rstrip(".")


def _of_baseline(results: Results, baseline: Results | None, path: str) -> list[Finding]:
    """That the baseline was scored by other rules, or is simulated where the results are not."""
    if baseline is None:
        return []
    told = []
    if baseline.framework.snapshot != results.framework.snapshot:
        then, now = (f"{each.framework.id} {each.framework.version}" for each in (baseline, results))
        told.append(Finding("G007", path, params={"then": then, "now": now}))
    if baseline.synthetic != results.synthetic:
        told.append(Finding("G008", path))
    return told


def _source(results: Results, path: str) -> Source:
    framework = f"{results.framework.id} {results.framework.version}"
    return Source(path, results.digest, framework, results.wave, results.synthetic)
