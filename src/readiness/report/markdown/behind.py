"""What stands behind the numbers of a unit: minimum conditions, what is not counted, evidence and notes."""

from __future__ import annotations

from readiness.framework.model import Gate, Indicator
from readiness.report.markdown.blocks import Head, folded, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import label, words
from readiness.report.numbers import NOTHING
from readiness.report.pages.view import View
from readiness.results.records import GateResult, UnitResult

_STATE = {True: "gates.met", False: "gates.unmet", None: "gates.unknown"}


def gates(view: View, found: UnitResult) -> list[str]:
    """Every minimum condition, met or not."""
    by_id = {gate.id: gate for gate in view.framework.gates}
    keys = ("condition", "value", "at_least", "state")
    heads = [Head(label(view, f"gates.{key}"), number=key in ("value", "at_least")) for key in keys]
    body = [_gate(view, by_id[one.id], one) for one in found.gates]
    return [heading(2, label(view, "gates.title")), table(heads, body)] if body else []


def _gate(view: View, gate: Gate, outcome: GateResult) -> list[str]:
    return [
        inline(view.text(gate.label)),
        inline(_looked_at(view, gate, outcome.value)),
        inline(_looked_at(view, gate, outcome.at_least)),
        inline(label(view, _STATE[outcome.passed])),
    ]


def _looked_at(view: View, gate: Gate, value: float | None) -> str:
    """A gate looks at a score, a raw value or the data coverage: each in its own form."""
    if value is None:
        return NOTHING
    node = view.nodes.get(gate.on)
    if gate.of == "coverage":
        return view.percent(value)
    return view.raw(node, value) if gate.of == "raw" and isinstance(node, Indicator) else view.score(value)


def not_counted(view: View, found: UnitResult) -> list[str]:
    """Indicators without data, and those that do not apply, with the reason."""
    body = []
    for leaf in view.leaves:
        node = found.nodes[leaf.id]
        if node.status in ("missing", "not_applicable", "imputed"):
            why = node.note or (view.text(leaf.evidence) if node.status == "missing" else "")
            body.append([inline(view.text(leaf.label)), words(view, f"status.{node.status}"), inline(why)])
    heads = [Head(label(view, f"not_counted.{key}")) for key in ("indicator", "status", "note")]
    note = words(view, "not_counted.range", range=view.low_high(found.index))
    return [heading(2, label(view, "not_counted.title")), note, table(heads, body)] if body else []


def evidence(view: View, found: UnitResult) -> str:
    """Evidence and notes of every indicator that has any, folded. Addresses are shown as text, never as links."""
    body = []
    for leaf in view.leaves:
        node = found.nodes[leaf.id]
        if node.evidence or (node.note and node.status == "observed"):
            body.append([inline(part) for part in (view.text(leaf.label), node.evidence or "", node.note or "")])
    heads = [Head(label(view, f"evidence.{key}")) for key in ("indicator", "evidence", "note")]
    return folded(label(view, "evidence.title"), table(heads, body))
