"""The marks beside numbers, told in one line wherever a table bears one."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.framework.ways import is_relative
from readiness.report.pages.touched import ESTIMATED, GROUPED, TREATED
from readiness.report.pages.view import View
from readiness.results.method import touched_in
from readiness.results.records import NodeResult, UnitResult


def legend(view: View, nodes: Iterable[NodeResult], *, grouped: bool = True) -> tuple[str, ...]:
    """What each mark means that stands beside the scores of these nodes; ``grouped``: beside indicators' names too."""
    nodes = tuple(nodes)
    estimated = any(node.status == "imputed" for node in nodes)
    treated = any(node.treated is not None for node in nodes)
    found = [f"{ESTIMATED} {view.t('mark.estimated')}"] if estimated else []
    found += [f"{TREATED} {view.t('mark.treated')}"] if treated else []
    if grouped and any(map(is_relative, view.leaves)):
        found.append(f"{GROUPED} {group_words(view)}")
    return tuple(found)


def of_pillars(view: View, units: Iterable[UnitResult]) -> list[NodeResult]:
    """The pillars of these units, for a table that shows no more of them."""
    return [unit.nodes[pillar.id] for unit in units for pillar in view.framework.criteria]


def group_words(view: View) -> str:
    """That a score depends on other units, and on which: those of the wave, or of a fixed one."""
    wave = view.framework.reference_wave
    return view.t("mark.grouped") if wave is None else view.t("mark.fixed", wave=wave)


def counted(view: View, unit: UnitResult) -> list[tuple[str, str]]:
    """How many values of a unit are estimated and treated, where any are: words and number."""
    of = sum(unit.nodes[leaf.id].status != "not_applicable" for leaf in view.leaves)
    counts = zip(("head.estimated", "head.treated"), touched_in(unit), strict=True)
    return [(view.t(key), view.t("head.touched", n=n, of=of)) for key, n in counts if n]


def counted_in_all(view: View) -> str:
    """How many values of all units are estimated and treated; empty where none is."""
    imputed, treated = map(sum, zip((0, 0), *map(touched_in, view.results.units), strict=True))
    if not imputed and not treated:
        return ""
    cells = sum(u.nodes[leaf.id].status != "not_applicable" for u in view.results.units for leaf in view.leaves)
    numbers = {"cells": cells, "imputed": imputed, "treated": treated}
    return view.t("index.touched", **{key: view.number(str(n)) for key, n in numbers.items()})
