"""Weights that would change the answer, in sentences; and the triangle of three pillars' weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.triangle import Area, Key, keys
from readiness.report.charts.triangle import triangle as draw
from readiness.report.pages.view import View
from readiness.results.selection import Selection
from readiness.results.swaps import WeightSwap, WeightTriangle

MOST = 5  # nodes named in a sentence, those that move the most
LITTLE = 0.01  # less of the weight than this is told with a decimal


@dataclass(frozen=True, slots=True)
class SwapView:
    """One pair: the sentence, and from which share to which each node moves."""

    words: str
    moves: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class TriangleView:
    """What it shows in words, the chart, and its table: number, colour, who, and which part of all weights."""

    lead: str
    chart: Markup
    rows: tuple[Key, ...]


def swaps(view: View, selection: Selection) -> list[SwapView]:
    """Every pair beside the line; of one that has no answer, why."""
    names = {each.code: each.name for each in selection.candidates}
    return [_swap(view, each, names) for each in selection.swaps]


def _swap(view: View, swap: WeightSwap, names: dict[str, str]) -> SwapView:
    pair = {"ahead": names.get(swap.ahead, swap.ahead), "behind": names.get(swap.behind, swap.behind)}
    level = view.t(f"swap.{swap.level}")
    if swap.swapped is not None and swap.moved is not None:
        moved = view.percent(swap.moved, 0 if swap.moved >= LITTLE else 1)
        return SwapView(view.t("swap.possible", level=level, moved=moved, **pair), _moves(view, swap))
    if swap.possible is False:
        within = view.percent(swap.within, 0) if swap.within is not None else ""
        return SwapView(view.t("swap.bounds" if within else "swap.never", level=level, within=within, **pair), ())
    node = view.labels.get(swap.node or "", view.t("col.index"))
    return SwapView(view.t(f"swap.{swap.why or 'unproven'}", node=node, **pair), ())


def _moves(view: View, swap: WeightSwap) -> tuple[tuple[str, str, str], ...]:
    """The nodes that move the most, from what to what, as percentages."""
    after = swap.swapped or {}
    changes = [(abs(after.get(node, 0.0) - share), node) for node, share in swap.shares.items()]
    moving = sorted((change for change in changes if change[0] >= 5e-4), key=lambda change: (-change[0], change[1]))
    return tuple(
        (view.labels.get(node, node), view.percent(swap.shares[node], 1), view.percent(after.get(node, 0.0), 1))
        for _, node in moving[:MOST]
    )


def triangle(view: View, selection: Selection) -> TriangleView | None:
    """None where there are not three pillars, or nobody to compare."""
    found = selection.triangle
    if found is None or not found.regions:
        return None
    names = {each.code: each.name for each in selection.candidates}
    areas = [
        Area(_who(found, code, names), view.percent(area, 1), tuple(r.polygon for r in found.regions if r.who == code))
        for code, area in found.areas().items()
    ]
    first, second, third = (view.labels.get(pillar, pillar) for pillar in found.pillars)
    chart = draw(
        (first, second, third),
        areas,
        found.present,
        name="weights-triangle",
        title=view.t("swap.triangle"),
        description="; ".join(f"{area.name}: {area.printed}" for area in areas),
    )
    lead = [view.t("swap.triangle_lead", n=len(found.codes))]
    if found.left_out:
        left = (f"{names.get(code, code)} ({view.t(f'swap.out_{why}')})" for code, why in found.left_out.items())
        lead.append(view.t("swap.triangle_out", names="; ".join(left)))
    return TriangleView(" ".join(lead), chart, keys(areas))


def _who(found: WeightTriangle, code: str, names: Mapping[str, str]) -> str:
    """A name, with those that are level with it under any weights."""
    level = dict.fromkeys(each for region in found.regions if region.who == code for each in region.level_with)
    return " = ".join(names.get(each, each) for each in (code, *level))
