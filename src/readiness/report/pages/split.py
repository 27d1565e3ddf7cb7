"""Why one index is below another: parts of the difference that, as printed, add up to it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.bars import Part, diverging
from readiness.report.numbers import MINUS, signed
from readiness.report.pages.view import View
from readiness.results.differences import NOISE, PrintedDifference, printed_difference
from readiness.results.insights import Comparison

DRAWN, SPOKEN = 10, 3  # of the chart; the table has them all


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One part: its words, both scores and the part as printed."""

    label: str
    a: str
    b: str
    part: str


@dataclass(frozen=True, slots=True)
class Split:
    """Both sides, the rows largest first, and the total as printed. Empty rows: the indices are equal."""

    a: str
    b: str
    a_index: str
    b_index: str
    rows: tuple[SplitRow, ...]
    total: str
    chart: Markup


def split(view: View, comparison: Comparison, names: tuple[str, str] | None = None) -> Split | None:
    """None where a side has no index. ``names`` are what to call both sides, else their codes or waves."""
    printed = printed_difference(comparison, view.framework.decimals)
    if printed is None:
        return None
    a, b = names or (comparison.a, comparison.b)
    rows = _rows(view, comparison, printed)
    rows.sort(key=lambda pair: -abs(pair[0]))
    return Split(
        a=a,
        b=b,
        a_index=view.score(comparison.a_value),
        b_index=view.score(comparison.b_value),
        rows=tuple(row for _, row in rows),
        total=signed(printed.total, view.lang),
        chart=_chart(view, comparison, rows[:DRAWN], (a, b)),
    )


def _rows(view: View, comparison: Comparison, printed: PrintedDifference) -> list[tuple[float, SplitRow]]:
    """Everything that moved, with its exact part to order and draw by."""

    def row(words: str, part: str, a_score: str = "", b_score: str = "") -> SplitRow:
        return SplitRow(words, a_score, b_score, signed(part, view.lang))

    rows = [
        (each.part, row(view.labels[each.indicator], printed.parts[each.indicator], *scores))
        for each in comparison.rows
        if abs(each.part) > NOISE
        for scores in [(view.score(each.a_score), view.score(each.b_score))]
    ]
    if printed.availability is not None:
        rows.append((comparison.availability, row(view.t("split.availability"), printed.availability)))
    if printed.cap is not None:
        rows.append((comparison.cap, row(view.t("split.cap"), printed.cap)))
    return rows


def _chart(view: View, comparison: Comparison, rows: list[tuple[float, SplitRow]], names: tuple[str, str]) -> Markup:
    title = view.t("split.chart", a=names[0], b=names[1])
    spoken = "; ".join(f"{row.label} {row.part.replace(MINUS, '-')}" for _, row in rows[:SPOKEN])
    drawn = [Part(row.label, value, row.part) for value, row in rows]
    return diverging(drawn, name=f"split-{_slug(comparison.a)}-{_slug(comparison.b)}", title=title, description=spoken)


def _slug(text: str) -> str:
    """For ids of the chart alone."""
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in text)[:40]
