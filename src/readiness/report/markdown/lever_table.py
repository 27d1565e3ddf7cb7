"""The levers of a unit: what one step up would bring, and what the gaps could hide."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.framework.model import Indicator
from readiness.report.markdown.blocks import Head, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import label, words
from readiness.report.numbers import NOTHING
from readiness.report.pages import levers as pages
from readiness.report.pages.view import View
from readiness.results.insights import Lever, UnitInsight


def levers(view: View, insight: UnitInsight) -> list[str]:
    """Both tables, and the indicators that have no lever."""
    seen = pages.levers(view, insight)
    steps = [*seen.first, *seen.more]
    gaps = [lever for lever in insight.levers if lever.kind == "fill_gap"]
    if not (steps or gaps or seen.left_out):
        return []
    blocks = [heading(2, label(view, "levers.title"))]
    if steps:
        blocks += [words(view, "levers.note"), _steps(view, steps)]
    if gaps:
        blocks += [heading(3, label(view, "levers.gaps")), words(view, "levers.gaps_note"), _gaps(view, gaps)]
    if seen.left_out:
        blocks.append(words(view, "levers.left_out", names=", ".join(seen.left_out)))
    return blocks


def _steps(view: View, steps: Sequence[pages.LeverView]) -> str:
    keys = ("indicator", "now", "then", "gain", "effort", "owner", "action")
    heads = [Head(label(view, f"levers.{key}"), number=key in ("now", "then", "gain")) for key in keys]
    return table(heads, [_step(view, lever) for lever in steps])


def _step(view: View, lever: pages.LeverView) -> list[str]:
    effort = label(view, f"effort.{lever.effort}") if lever.effort else ""
    cells = (lever.label, lever.now, lever.then, lever.gain, effort, lever.owner, lever.action or lever.step)
    return [inline(cell) for cell in cells]


def _gaps(view: View, gaps: list[Lever]) -> str:
    heads = [
        Head(label(view, "levers.indicator")),
        Head(label(view, "levers.range"), number=True),
        Head(label(view, "levers.owner")),
        Head(label(view, "levers.evidence")),
    ]
    return table(heads, [_gap(view, lever) for lever in gaps])


def _gap(view: View, lever: Lever) -> list[str]:
    leaf = view.nodes[lever.indicator]
    assert isinstance(leaf, Indicator)
    range_ = pages.reach(view, lever) or NOTHING
    return [inline(part) for part in (view.text(leaf.label), range_, view.text(leaf.owner), view.text(leaf.evidence))]
