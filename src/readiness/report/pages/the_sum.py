"""The sum: why the index is what it is, row by row, so that the printed parts add up to the printed index."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from readiness.framework.model import Group
from readiness.report.pages.view import View
from readiness.results.publish import largest_remainder
from readiness.results.records import UnitResult
from readiness.results.sums import SumRow, is_product, sum_rows

DECIMALS = 2  # of the weights, in percent


@dataclass(frozen=True, slots=True)
class SumLine:
    """One printed row. ``weight`` is the effective weight; ``why_not`` says why nothing is counted."""

    id: str
    kind: str
    depth: int
    label: str
    score: str
    weight: str
    points: str
    lost: str
    why_not: str


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
    weights = _weights(view, unit)
    return TheSum(tuple(_line(view, row, weights) for row in rows), product, top, view.number(unit.index.published))


def _weights(view: View, unit: UnitResult) -> dict[str, Decimal]:
    """Effective weights in percent that, as printed, add up to 100 at every level."""
    shares = {leaf.id: share for leaf in view.leaves if (share := unit.nodes[leaf.id].effective) is not None}
    printed = largest_remainder([share * 100 for share in shares.values()], "100.00", DECIMALS) if shares else []
    found = {leaf: Decimal(text) for leaf, text in zip(shares, printed, strict=True)}
    for node in reversed(view.nodes.values()):
        known = [found[child.id] for child in node.criteria if child.id in found] if isinstance(node, Group) else []
        if known:
            found[node.id] = sum(known, Decimal(0))
    return found


def _line(view: View, row: SumRow, weights: dict[str, Decimal]) -> SumLine:
    inner = row.kind in ("group", "indicator")
    return SumLine(
        id=row.node,
        kind=row.kind,
        depth=row.depth,
        label=view.labels[row.node] if inner else view.text(row.label),
        score="" if row.kind == "cap" else view.number(row.printed_score),
        weight=_weight(view, weights.get(row.node)) if inner else "",
        points=view.number(row.printed_points),
        lost=view.number(row.printed_lost),
        why_not=_why_not(view, row) if inner else "",
    )


def _weight(view: View, weight: Decimal | None) -> str:
    return view.number(None) if weight is None else view.number(f"{weight:.{DECIMALS}f}") + "%"


def _why_not(view: View, row: SumRow) -> str:
    if row.status in ("not_applicable", "imputed"):
        return view.t(f"status.{row.status}")
    if row.score is None:
        return view.t("status.missing" if row.kind == "indicator" and row.raw is None else "status.too_little")
    return "" if row.counted else view.t("status.not_counted")
