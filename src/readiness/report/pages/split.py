"""Why one index is below another: parts of the difference that, as printed, add up to it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from readiness.report.charts.bars import Part, diverging
from readiness.report.numbers import MINUS, exact, signed
from readiness.report.pages.view import View
from readiness.results.insights import Comparison
from readiness.results.publish import largest_remainder, published

DRAWN = 10


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
    if comparison.total is None:
        return None
    a, b = names or (comparison.a, comparison.b)
    parts = _parts(view, comparison)
    decimals = view.framework.decimals
    printed_a, printed_b = (_print(view, value) for value in (comparison.a_value, comparison.b_value))
    total = str(exact(printed_b) - exact(printed_a))
    texts = largest_remainder([value for _, value, _, _ in parts], total, decimals) if parts else []
    rows = [
        (value, SplitRow(label, a_score, b_score, signed(text, view.lang)))
        for (label, value, a_score, b_score), text in zip(parts, texts, strict=True)
    ]
    rows.sort(key=lambda pair: -abs(pair[0]))
    return Split(
        a=a,
        b=b,
        a_index=view.number(printed_a),
        b_index=view.number(printed_b),
        rows=tuple(row for _, row in rows),
        total=signed(total, view.lang),
        chart=_chart(view, comparison, rows[:DRAWN], (a, b)),
    )


def _print(view: View, value: float | None) -> str:
    return published(value or 0.0, view.framework.decimals)


def _parts(view: View, comparison: Comparison) -> list[tuple[str, float, str, str]]:
    """Words, part and both scores of everything that moved."""
    parts = [
        (view.labels[row.indicator], row.part, view.score(row.a_score), view.score(row.b_score))
        for row in comparison.rows
        if abs(row.part) > 1e-9
    ]
    if abs(comparison.availability) > 1e-9:
        parts.append((view.t("split.availability"), comparison.availability, "", ""))
    if abs(comparison.cap) > 1e-9:
        parts.append((view.t("split.cap"), comparison.cap, "", ""))
    return parts


def _chart(view: View, comparison: Comparison, rows: list[tuple[float, SplitRow]], names: tuple[str, str]) -> Markup:
    title = view.t("split.chart", a=names[0], b=names[1])
    spoken = "; ".join(f"{row.label} {row.part.replace(MINUS, '-')}" for _, row in rows)
    drawn = [Part(row.label, value, row.part) for value, row in rows]
    return diverging(drawn, name=f"split-{_slug(comparison.a)}-{_slug(comparison.b)}", title=title, description=spoken)


def _slug(text: str) -> str:
    """For ids of the chart alone."""
    return "".join(c if c.isalnum() and c.isascii() else "-" for c in text)[:40]
