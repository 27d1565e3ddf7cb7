"""What is allowed, and yet a careful reader of the framework would ask about it: no data needed."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.checks.context import Context
from readiness.checks.remarks import Remark
from readiness.framework.model import Gate, Group, Indicator, Missing
from readiness.framework.places import Pointer
from readiness.framework.ways import is_relative, normaliser_of

UNBOUNDED = ("zscore", "distance_to_reference", "custom")  # normalisers that keep to no scale


def same_labels(context: Context) -> Iterator[Remark]:
    """Two indicators that a reader of the report cannot tell apart."""
    for lang in ("id", "en"):
        first: dict[str, str] = {}
        for leaf in context.framework.indicators():
            label = " ".join(leaf.label.in_(lang).casefold().split())
            other = first.setdefault(label, leaf.id)
            if other != leaf.id:
                params = {"indicator": leaf.id, "other": other, "label": leaf.label.in_(lang)}
                yield Remark("M021", (*context.pointers[leaf.id], "label"), (leaf.id, other), params)


def relative(context: Context) -> Iterator[Remark]:
    """Scores that depend on the group scored. (A reference wave holds that group still, but for a function.)"""
    for leaf in context.framework.indicators():
        if is_relative(leaf) and (context.framework.reference_wave is None or normaliser_of(leaf) == "custom"):
            params = {"indicator": leaf.id, "normaliser": normaliser_of(leaf)}
            yield Remark("M026", (*context.pointers[leaf.id], "normalise"), (leaf.id,), params)


def no_coverage_asked(context: Context) -> Iterator[Remark]:
    """A score that may rest on next to no data."""
    framework = context.framework
    policies: list[tuple[Pointer, Missing, str]] = [(("missing", "min_coverage"), framework.missing, "index")]
    for node in framework.walk():
        if isinstance(node, Group) and node.missing is not None:
            policies.append(((*context.pointers[node.id], "missing", "min_coverage"), node.missing, node.id))
    for pointer, missing, name in policies:
        if missing.policy == "exclude" and missing.min_coverage == 0:
            yield Remark("M024", pointer, (name,), {"node": name})


def exact_bands(context: Context) -> Iterator[Remark]:
    """A band that can contradict the number printed beside it."""
    if context.framework.bands_from == "exact":
        yield Remark("M025", ("bands_from",), ("index",), {"decimals": context.framework.decimals})


def idle_gates(context: Context) -> Iterator[Remark]:
    """A gate that every value passes: at least the lowest, or at most the highest, that there can be."""
    nodes = {node.id: node for node in context.framework.walk()}
    for number, gate in enumerate(context.framework.gates):
        lowest, highest = _span(context, gate, nodes.get(gate.on))
        for key, limit, idle in (
            ("at_least", gate.at_least, lowest is not None and gate.at_least is not None and gate.at_least <= lowest),
            ("at_most", gate.at_most, highest is not None and gate.at_most is not None and gate.at_most >= highest),
        ):
            if idle:
                params = {"gate": gate.id, "limit": key, "value": f"{limit:g}"}
                yield Remark("M027", ("gates", number, key), (gate.on,), params)


def _span(context: Context, gate: Gate, node: Group | Indicator | None) -> tuple[float | None, float | None]:
    """The lowest and highest number that the gate can meet; None where there is no such limit.

    Raw values are free, except where a cell outside is refused: levels, yes or no, and counts.
    """
    if gate.of == "coverage":
        return 0.0, 1.0
    if gate.of == "score":
        scale = context.framework.scale
        below = context.framework.criteria if node is None else [node]  # the index is no node
        return (None, None) if any(map(_leaves_the_scale, below)) else (scale.min, scale.max)
    if isinstance(node, Indicator):
        match node.measure:
            case "level":
                return float(min(node.levels or (1, 5))), float(max(node.levels or (1, 5)))
            case "boolean":
                return 0.0, 1.0
            case "count":
                return 0.0, None
    return None, None


def _leaves_the_scale(node: Group | Indicator) -> bool:
    """Whether a score can lie outside the scale."""
    if isinstance(node, Group):
        return any(map(_leaves_the_scale, node.criteria))
    return node.outside == "flag" or normaliser_of(node) in UNBOUNDED


def late_first_step(context: Context) -> Iterator[Remark]:
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
            yield Remark("M028", (*context.pointers[leaf.id], "thresholds", 0, "from"), (leaf.id,), params)


def no_evidence(context: Context) -> Iterator[Remark]:
    """Indicators that say neither what must be shown nor whose figure it is: one note for all."""
    for leaf in context.framework.indicators():
        if leaf.evidence is None and leaf.source is None:
            yield Remark("M022", context.pointers[leaf.id], (leaf.id,), item=leaf.id, into="indicators")


def no_reason(context: Context) -> Iterator[Remark]:
    """Indicators that do not say why they are asked: one note for all."""
    for leaf in context.framework.indicators():
        if leaf.why is None:
            yield Remark("M023", context.pointers[leaf.id], (leaf.id,), item=leaf.id, into="indicators")
