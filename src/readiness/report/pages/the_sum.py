"""The sum: why the index is what it is, row by row, so that the printed parts add up to the printed index."""

from __future__ import annotations

from dataclasses import dataclass

from readiness.report.pages.view import View
from readiness.results.records import UnitResult
from readiness.results.sums import SumRow, is_product, sum_rows


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
    return TheSum(tuple(_line(view, row) for row in rows), product, top, view.number(unit.index.published))


def _line(view: View, row: SumRow) -> SumLine:
    inner = row.kind in ("group", "indicator")
    return SumLine(
        id=row.node,
        kind=row.kind,
        depth=row.depth,
        label=view.labels[row.node] if inner else view.text(row.label),
        score="" if row.kind == "cap" else view.number(row.printed_score),
        weight=view.percent(row.effective, 2) if inner else "",
        points=view.number(row.printed_points),
        lost=view.number(row.printed_lost),
        why_not=_why_not(view, row) if inner else "",
    )


def _why_not(view: View, row: SumRow) -> str:
    if row.status in ("not_applicable", "imputed"):
        return view.t(f"status.{row.status}")
    if row.score is None:
        return view.t("status.missing" if row.kind == "indicator" and row.raw is None else "status.too_little")
    return "" if row.counted else view.t("status.not_counted")
