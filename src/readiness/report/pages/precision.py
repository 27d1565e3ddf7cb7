"""How precise the results of surveys are: each with its interval as a dot on its own scale, in words and in figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from readiness.framework.model import Indicator, ShareAtLeast, ShareOf
from readiness.report.charts.interval import End, interval
from readiness.report.numbers import number, plain, span
from readiness.report.pages.view import View
from readiness.results.records import Interval, NodeResult, UnitResult

FEW = 30  # respondents; with fewer a normal interval is no more than a hint
_MOST = 6  # decimals


@dataclass(frozen=True, slots=True)
class PrecisionView:
    """One indicator: the sentence, the chart (None without an interval) and the figures of its twin in the table."""

    id: str
    label: str
    words: str
    chart: Markup | None
    n: str
    n_effective: str
    se: str
    deff: str
    few: bool


def precision(view: View, unit: UnitResult) -> tuple[PrecisionView, ...]:
    """Every indicator whose value comes from a sample, in the framework's order."""
    nodes = [(leaf, unit.nodes[leaf.id]) for leaf in view.leaves]
    return tuple(_line(view, leaf, found, node) for leaf, node in nodes if (found := node.interval) is not None)


def _line(view: View, leaf: Indicator, found: Interval, node: NodeResult) -> PrecisionView:
    decimals, words = decimals_of(found), in_words(view, leaf, node)
    return PrecisionView(
        id=leaf.id,
        label=view.labels[leaf.id],
        words=words,
        chart=_chart(view, leaf, found, node, words),
        n=view.number(found.n, 0),
        n_effective=view.number(found.n_effective, 0),
        se=view.number(found.se, decimals),
        deff=view.number(found.deff, 2),
        few=found.n is not None and found.n < FEW,
    )


def in_words(view: View, leaf: Indicator, node: NodeResult) -> str:
    """The value with what is known of its precision: ``72,4% (95%: 68,1–76,7; n = 212)``; empty where nothing is."""
    found = node.interval
    if found is None or not isinstance(node.raw, float):
        return ""
    decimals, parts = decimals_of(found), []
    if found.low is not None and found.high is not None:
        ends = span(*(number(end, view.lang, decimals) for end in (found.low, found.high)))
        parts.append(view.t("precision.interval", level=view.percent(found.level), range=ends))
    elif found.se is not None:
        parts.append(view.t("precision.error", se=number(found.se, view.lang, decimals)))
    if found.n is not None:
        parts.append(view.t("precision.count", n=number(found.n, view.lang, 0)))
    shown = plain(node.raw, view.lang) if decimals is None else number(node.raw, view.lang, decimals)
    value = shown + ("%" if is_share(leaf) else "")
    return f"{value} ({'; '.join(parts)})" if parts else value


def is_share(leaf: Indicator) -> bool:
    """Whether the values are percentages."""
    return leaf.measure == "percent" or isinstance(leaf.statistic, ShareAtLeast | ShareOf)


def decimals_of(found: Interval) -> int | None:
    """Decimals to print: two figures of the standard error, or of a quarter of the interval; None where both are
    nothing.

    >>> [decimals_of(Interval(None, None, 0.95, None, se, None)) for se in (2.2, 0.043, 0.0, 150.0)]
    [1, 3, None, 0]
    """
    width = found.se
    if not width and found.low is not None and found.high is not None:
        width = (found.high - found.low) / 4
    return min(_MOST, max(0, 1 - Decimal(f"{width:.6g}").adjusted())) if width else None


def _chart(view: View, leaf: Indicator, found: Interval, node: NodeResult, words: str) -> Markup | None:
    if found.low is None or found.high is None or not isinstance(node.raw, float):
        return None
    ends = _ends(leaf, found.low, found.high)
    first, last = (End(end, plain(end, view.lang, 2) + ("%" if is_share(leaf) else "")) for end in ends)
    title = view.t("precision.chart", label=view.labels[leaf.id])
    return interval(
        *(node.raw, found.low, found.high, (first, last)),
        name=leaf.id,
        title=title,
        description=words,
    )


def _ends(leaf: Indicator, low: float, high: float) -> tuple[float, float]:
    """The scale of the value: percentages, codes of the answers, else the goalposts; wider where the interval is."""
    if is_share(leaf):
        known = [0.0, 100.0]
    elif leaf.answers:
        known = [float(code) for code in leaf.answers]
    else:
        posts = (leaf.worst, leaf.best)
        known = [end for post in posts if post is not None for end in (post if isinstance(post, list) else [post])]
    return min(*known, low, high), max(*known, low, high)
