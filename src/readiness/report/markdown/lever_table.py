"""The levers of a unit: what one step up would bring, and what the gaps could hide."""

from __future__ import annotations

from readiness.framework.model import Indicator
from readiness.report.markdown.blocks import Head, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import label, words
from readiness.report.numbers import NOTHING, signed, span
from readiness.report.pages.view import View
from readiness.results.insights import Lever, UnitInsight


def levers(view: View, insight: UnitInsight) -> list[str]:
    """Both tables, and the indicators that have no lever."""
    steps = [lever for lever in insight.levers if lever.kind != "fill_gap"]
    gaps = [lever for lever in insight.levers if lever.kind == "fill_gap"]
    if not (steps or gaps or insight.left_out):
        return []
    blocks = [heading(2, label(view, "levers.title"))]
    if steps:
        blocks += [words(view, "levers.note"), _steps(view, steps)]
    if gaps:
        blocks += [heading(3, label(view, "levers.gaps")), words(view, "levers.gaps_note"), _gaps(view, gaps)]
    if insight.left_out:
        names = ", ".join(view.labels[leaf] for leaf in insight.left_out)
        blocks.append(words(view, "levers.left_out", names=names))
    return blocks


def _steps(view: View, steps: list[Lever]) -> str:
    keys = ("indicator", "now", "then", "gain", "effort", "owner", "action")
    heads = [Head(label(view, f"levers.{key}"), number=key in ("now", "then", "gain")) for key in keys]
    return table(heads, [_step(view, lever) for lever in steps])


def _step(view: View, lever: Lever) -> list[str]:
    leaf = _leaf(view, lever.indicator)
    gain = NOTHING if lever.gain is None else signed(lever.gain, view.lang, view.framework.decimals + 1)
    return [
        inline(view.text(leaf.label)),
        inline(view.raw(leaf, lever.now)),
        inline(view.raw(leaf, lever.then)),
        inline(gain),
        label(view, f"effort.{lever.effort}") if lever.effort else "",
        inline(view.text(leaf.owner)),
        inline(_action(view, leaf, lever)),
    ]


def _action(view: View, leaf: Indicator, lever: Lever) -> str:
    """What to do: the line of the level stood on, else the indicator's own; else what the next level asks."""
    levels = leaf.levels or {}
    here, there = (levels.get(-1 if at is None else at) for at in (lever.now_level, lever.then_level))
    if here is not None and here.remediation is not None:
        return view.text(here.remediation)
    return view.text(leaf.remediation) or view.text(there)


def _gaps(view: View, gaps: list[Lever]) -> str:
    heads = [
        Head(label(view, "levers.indicator")),
        Head(label(view, "levers.range"), number=True),
        Head(label(view, "levers.owner")),
        Head(label(view, "levers.evidence")),
    ]
    return table(heads, [_gap(view, lever) for lever in gaps])


def _gap(view: View, lever: Lever) -> list[str]:
    leaf = _leaf(view, lever.indicator)
    known = lever.low is not None and lever.high is not None
    range_ = span(view.score(lever.low), view.score(lever.high)) if known else NOTHING
    return [inline(part) for part in (view.text(leaf.label), range_, view.text(leaf.owner), view.text(leaf.evidence))]


def _leaf(view: View, node_id: str) -> Indicator:
    node = view.nodes[node_id]
    assert isinstance(node, Indicator)
    return node
