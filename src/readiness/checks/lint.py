"""The method linter: what is allowed, and yet a careful reader of the framework would ask about it."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.checks.context import Context
from readiness.framework.model import Framework, Group, Indicator, Missing
from readiness.framework.places import Pointer, Problem
from readiness.scoring.recipes import is_relative, normaliser_of

DOMINANT = 0.5  # one indicator with more than half of the index decides it alone
LISTED = 10  # ids that a note spells out


def dominant(context: Context) -> Iterator[Problem]:
    """One indicator that outweighs all the others together."""
    leaves = context.framework.indicators()
    effective = _effective(context.framework)
    for leaf in leaves:
        if len(leaves) > 1 and effective[leaf.id] > DOMINANT:
            params = {"indicator": leaf.id, "percent": f"{effective[leaf.id] * 100:.1f}"}
            yield Problem("M020", (*context.pointers[leaf.id], "weight"), params)


def _effective(framework: Framework) -> dict[str, float]:
    """Shares multiplied down to each node, where everything applies and has data."""
    found: dict[str, float] = {}

    def give(nodes: list[Indicator | Group], part: float) -> None:
        weights = [1.0 if node.weight is None else node.weight for node in nodes]
        total = sum(weights)
        for node, weight in zip(nodes, weights, strict=True):
            found[node.id] = part * weight / total if total else 0.0
            if isinstance(node, Group):
                give(node.criteria, found[node.id])

    give(framework.criteria, 1.0)
    return found


def same_labels(context: Context) -> Iterator[Problem]:
    """Two indicators that a reader of the report cannot tell apart."""
    for lang in ("id", "en"):
        first: dict[str, str] = {}
        for leaf in context.framework.indicators():
            label = " ".join(leaf.label.in_(lang).casefold().split())
            other = first.setdefault(label, leaf.id)
            if other != leaf.id:
                params = {"indicator": leaf.id, "other": other, "label": leaf.label.in_(lang)}
                yield Problem("M021", (*context.pointers[leaf.id], "label"), params)


def relative(context: Context) -> Iterator[Problem]:
    """Scores that depend on the group scored."""
    for leaf in context.framework.indicators():
        if is_relative(leaf):
            params = {"indicator": leaf.id, "normaliser": normaliser_of(leaf)}
            yield Problem("M026", (*context.pointers[leaf.id], "normalise"), params)


def no_coverage_asked(context: Context) -> Iterator[Problem]:
    """A score that may rest on next to no data."""
    framework = context.framework
    policies: list[tuple[Pointer, Missing, str]] = [(("missing", "min_coverage"), framework.missing, "index")]
    for node in framework.walk():
        if isinstance(node, Group) and node.missing is not None:
            policies.append(((*context.pointers[node.id], "missing", "min_coverage"), node.missing, node.id))
    for pointer, missing, name in policies:
        if missing.policy == "exclude" and missing.min_coverage == 0:
            yield Problem("M024", pointer, {"node": name})


def exact_bands(context: Context) -> Iterator[Problem]:
    """A band that can contradict the number printed beside it."""
    if context.framework.bands_from == "exact":
        yield Problem("M025", ("bands_from",), {"decimals": context.framework.decimals})


def idle_gates(context: Context) -> Iterator[Problem]:
    """A gate that every score passes."""
    framework = context.framework
    least = {"score": framework.scale.min, "coverage": 0.0}
    for number, gate in enumerate(framework.gates):
        if gate.of in least and gate.at_least <= least[gate.of]:
            yield Problem("M027", ("gates", number, "at_least"), {"gate": gate.id, "value": f"{gate.at_least:g}"})


def late_first_step(context: Context) -> Iterator[Problem]:
    """Steps that begin above the lowest possible value: what is below takes the first step's score."""
    for leaf in context.framework.indicators():
        lowest = {"percent": 0.0, "count": 0.0, "level": float(min(leaf.levels or (1,)))}.get(leaf.measure)
        if leaf.thresholds and lowest is not None and leaf.thresholds[0].from_ > lowest:
            step = leaf.thresholds[0]
            params = {
                "indicator": leaf.id,
                "first": f"{step.from_:g}",
                "score": f"{step.score:g}",
                "lowest": f"{lowest:g}",
            }
            yield Problem("M028", (*context.pointers[leaf.id], "thresholds", 0, "from"), params)


def no_evidence(context: Context) -> Iterator[Problem]:
    """Indicators that say neither what must be shown nor whose figure it is: one note for all."""
    leaves = context.framework.indicators()
    yield from _without("M022", context, [leaf.id for leaf in leaves if leaf.evidence is None and leaf.source is None])


def no_reason(context: Context) -> Iterator[Problem]:
    """Indicators that do not say why they are asked: one note for all."""
    yield from _without("M023", context, [leaf.id for leaf in context.framework.indicators() if leaf.why is None])


def _without(code: str, context: Context, ids: list[str]) -> Iterator[Problem]:
    if ids:
        more = {"more": len(ids) - LISTED} if len(ids) > LISTED else {}
        yield Problem(code, context.pointers[ids[0]], {"count": len(ids), "indicators": ids[:LISTED], **more})
