"""Everything that analysis says about each unit, put together for the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readiness.analysis.changing import change
from readiness.analysis.compare import compare
from readiness.analysis.history import history
from readiness.analysis.levers import left_out, levers
from readiness.analysis.peers import peers
from readiness.analysis.standings import medians, scores_by_node, standings, strengths
from readiness.framework.model import Framework
from readiness.results.insights import Change, Strength, UnitInsight
from readiness.results.records import Results, UnitResult


def insights(results: Sequence[Results]) -> dict[str, UnitInsight]:
    """By code, for every unit of the last of ``results``, which are the waves of one history.

    IndexError where there are none.
    """
    current = results[-1]
    framework = Framework.model_validate(current.framework.snapshot)
    waves, places = history(results), standings(current.units)
    scores = scores_by_node(current.units)
    middles = medians(scores)
    of_kind = _medians_by_kind(current.units)
    changes = _changes(framework, results[-2], current) if len(results) > 1 else {}
    pillars = {node.id for node in framework.criteria}
    alike, by_code = peers(framework, current.units), {unit.code: unit for unit in current.units}
    found = {}
    for unit in current.units:
        strong = strengths(framework, unit, scores, middles)
        best = by_code.get(alike[unit.code].best or "")
        found[unit.code] = UnitInsight(
            code=unit.code,
            levers=tuple(levers(framework, unit)),
            left_out=tuple(left_out(framework, unit)),
            strengths=tuple(strong),
            standout=_standout(strong, pillars),
            standings=places[unit.code],
            history=waves[unit.code],
            change=changes.get(unit.code),
            medians=middles,
            peer_medians=of_kind.get(unit.kind or "", middles),
            peers=alike[unit.code],
            beside=None if best is None or unit.index.value is None else compare(framework, best, unit),
        )
    return found


def _changes(framework: Framework, before: Results, current: Results) -> dict[str, Change]:
    """By code, what moved since the wave before in every unit that stands in both."""
    told = change(before, current)
    old, new = ({unit.code: unit for unit in results.units} for results in (before, current))
    found = {}
    for unit in told.units:
        alike = compare(framework, old[unit.code], new[unit.code]) if told.same_framework else None
        named = None if alike is None else replace(alike, a=before.wave or "", b=current.wave or "")
        found[unit.code] = Change(before.wave, unit, named)
    return found


def _standout(strong: Sequence[Strength], pillars: set[str]) -> str | None:
    return next((strength.node for strength in strong if strength.node in pillars), None)


def _medians_by_kind(units: Sequence[UnitResult]) -> dict[str, dict[str, float]]:
    groups: dict[str, list[UnitResult]] = {}
    for unit in units:
        groups.setdefault(unit.kind or "", []).append(unit)
    return {kind: medians(scores_by_node(members)) for kind, members in groups.items()}
