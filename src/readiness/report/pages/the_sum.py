"""The sum: why the index is what it is, row by row, so that the printed parts add up to the printed index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from readiness.framework.model import Group
from readiness.report.pages.touched import marked
from readiness.report.pages.view import View
from readiness.results.publish import largest_remainder
from readiness.results.records import UnitResult
from readiness.results.sums import SumRow, is_product, sum_rows

DECIMALS = 2  # of the weights, in percent


class SumLine(NamedTuple):
    """One printed row. ``weight`` is the effective weight; ``why_not`` says why nothing is counted; ``told`` is where
    an indicator is explained."""

    id: str
    kind: str
    depth: int
    label: str
    score: str
    weight: str
    points: str
    lost: str
    why_not: str
    told: str


@dataclass(frozen=True, slots=True)
class TheSum:
    """``product``: every row reads score × weight = points; otherwise rows read points lost from ``top``."""

    lines: tuple[SumLine, ...]
    product: bool
    top: str
    index: str


def the_sum(view: View, unit: UnitResult) -> TheSum:
    """The rows of the results' sum in the reader's numbers."""
    rows = sum_rows(view.framework, unit)
    product = is_product(rows)
    top = view.score(view.framework.scale.max)
    effective = {leaf.id: share for leaf in view.leaves if (share := unit.nodes[leaf.id].effective) is not None}
    weights = weights_that_add_up(view, effective)
    lines = tuple(_line(view, row, unit, weights) for row in rows)
    return TheSum(lines, product, top, view.number(unit.index.published))


def weights_that_add_up(view: View, shares: Mapping[str, float]) -> dict[str, Decimal]:
    """Leaves' shares of the index (fractions) in percent, and their parents'; what is printed adds up to 100."""
    found = dict(zip(shares, _percents(tuple(shares.values())), strict=True))
    for node in reversed(view.nodes.values()):
        known = [found[child.id] for child in node.criteria if child.id in found] if isinstance(node, Group) else []
        if known:
            found[node.id] = sum(known, Decimal(0))
    return found


@lru_cache(maxsize=512)
def _percents(shares: tuple[float, ...]) -> tuple[Decimal, ...]:
    """Units with the same values missing weigh alike."""
    return tuple(map(Decimal, largest_remainder([share * 100 for share in shares], "100.00", DECIMALS)))


def _line(view: View, row: SumRow, unit: UnitResult, weights: Mapping[str, Decimal]) -> SumLine:
    inner = row.kind in ("group", "indicator")
    printed = view.number(row.printed_score)
    return SumLine(
        id=row.node,
        kind=row.kind,
        depth=row.depth,
        label=view.labels[row.node] if inner else view.text(row.label),
        score="" if row.kind == "cap" else marked(printed, unit.nodes[row.node]) if inner else printed,
        weight=in_percent(view, weights.get(row.node)) if inner else "",
        points=view.number(row.printed_points),
        lost=view.number(row.printed_lost),
        why_not=_why_not(view, row) if inner else "",
        told=view.defined(row.node) if row.kind == "indicator" else "",
    )


def in_percent(view: View, weight: Decimal | None) -> str:
    """A weight that is in percent already, with its decimals, or a dash."""
    return view.number(None) if weight is None else view.number(str(weight)) + "%"


def _why_not(view: View, row: SumRow) -> str:
    if row.status in ("not_applicable", "imputed"):
        return view.t(f"status.{row.status}")
    if row.score is None:
        return view.t("status.missing" if row.kind == "indicator" and row.raw is None else "status.too_little")
    return "" if row.counted else view.t("status.not_counted")
