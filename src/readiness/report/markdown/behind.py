"""What stands behind the numbers of a unit: minimum conditions, what is not counted, evidence and notes."""

from __future__ import annotations

from readiness.framework.model import Gate
from readiness.report.markdown.blocks import Head, folded, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import label, words
from readiness.report.numbers import NOTHING
from readiness.report.pages import precision as pages
from readiness.report.pages.standing import gated, limits
from readiness.report.pages.touched import estimate, treated
from readiness.report.pages.view import View
from readiness.results.records import GateResult, UnitResult

_STATE = {True: "gates.met", False: "gates.unmet", None: "gates.unknown"}


def gates(view: View, found: UnitResult) -> list[str]:
    """Every minimum condition, met or not."""
    by_id = {gate.id: gate for gate in view.framework.gates}
    keys = ("condition", "value", "limit", "state")
    heads = [Head(label(view, f"gates.{key}"), number=key in ("value", "limit")) for key in keys]
    body = [_gate(view, by_id[one.id], one) for one in found.gates]
    return [heading(2, label(view, "gates.title")), table(heads, body)] if body else []


def _gate(view: View, gate: Gate, outcome: GateResult) -> list[str]:
    return [
        inline(view.text(gate.label)),
        inline(NOTHING if outcome.value is None else gated(view, gate, outcome.value)),
        inline(limits(view, gate, outcome.at_least, outcome.at_most)),
        inline(label(view, _STATE[outcome.passed])),
    ]


def not_counted(view: View, found: UnitResult) -> list[str]:
    """Indicators without data, and those that do not apply, with the reason."""
    body = []
    for leaf in view.leaves:
        node = found.nodes[leaf.id]
        if node.status in ("missing", "not_applicable"):
            why = node.note or (view.text(leaf.evidence) if node.status == "missing" else "")
            body.append([inline(view.text(leaf.label)), words(view, f"status.{node.status}"), inline(why)])
    heads = [Head(label(view, f"not_counted.{key}")) for key in ("indicator", "status", "note")]
    note = words(view, "not_counted.range", range=view.low_high(found.index))
    return [heading(2, label(view, "not_counted.title")), note, table(heads, body)] if body else []


def touched(view: View, found: UnitResult) -> list[str]:
    """Values that are not as they were written: estimated, or treated, and why."""
    body = []
    for leaf in view.leaves:
        said = (estimate(view, leaf, found.nodes[leaf.id]), treated(view, leaf, found.nodes[leaf.id]))
        if any(said):
            body.append([inline(view.text(leaf.label)), inline("; ".join(part for part in said if part))])
    heads = [Head(label(view, f"touched.{key}")) for key in ("indicator", "what")]
    return [heading(2, label(view, "touched.title")), table(heads, body)] if body else []


def precision(view: View, found: UnitResult) -> list[str]:
    """How precise the results of surveys are."""
    body = [
        [inline(part) for part in (one.label, one.words, one.n, one.n_effective, one.se, one.deff)]
        for one in pages.precision(view, found)
    ]
    heads = [Head(view.t("col.indicator")), Head(view.t("precision.result"))]
    heads += [Head(view.t(f"precision.{key}"), number=True) for key in ("n", "effective", "se", "deff")]
    return [heading(2, view.t("precision.title")), table(heads, body)] if body else []


def evidence(view: View, found: UnitResult) -> str:
    """Evidence and notes of every indicator that has any, folded. Addresses are shown as text, never as links."""
    body = []
    for leaf in view.leaves:
        node = found.nodes[leaf.id]
        if node.evidence or (node.note and node.status == "observed"):
            body.append([inline(part) for part in (view.text(leaf.label), node.evidence or "", node.note or "")])
    heads = [Head(label(view, f"evidence.{key}")) for key in ("indicator", "evidence", "note")]
    return folded(label(view, "evidence.title"), table(heads, body))
