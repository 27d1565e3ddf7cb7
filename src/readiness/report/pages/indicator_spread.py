"""How the values of one indicator are spread: columns over its own scale, answers counted one by one, or dots with
their intervals where the values come from samples."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readiness.framework.model import Indicator
from readiness.report.charts.histogram import bins, histogram
from readiness.report.charts.portion import portion
from readiness.report.charts.sampled import Sampled, sampled
from readiness.report.numbers import compact, number, plain
from readiness.report.pages.indicator_values import ANSWERS, Standing, amount_of
from readiness.report.pages.view import View, median
from readiness.results.method import goalposts_of

FEWEST = 3  # values that make a picture
COLOUR = 3


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer: its words and rubric, what to do to rise from it, and how many units gave it."""

    answer: str
    rubric: str
    remediation: str
    count: str
    share: str
    bar: Markup


@dataclass(frozen=True, slots=True)
class SpreadView:
    """A chart with its twin in a table: where each stretch begins and ends, and how many values lie in it."""

    chart: Markup
    stretches: tuple[tuple[str, str], ...]


def answers(view: View, leaf: Indicator, found: Sequence[Standing]) -> tuple[AnswerView, ...]:
    """Every answer that the framework knows, best first; what lies between them (a mean of assessors) comes last."""
    if leaf.measure not in ANSWERS:
        return ()
    given = [each.node.raw for each in found if each.node.status == "observed"]
    known = _known(leaf)
    counted = [(value, sum(raw == value for raw in given)) for value in known]
    between = len(given) - sum(n for _, n in counted)
    rows = [_answer(view, leaf, value, n, len(given)) for value, n in counted]
    if between:
        part = between / len(given)
        count, share = view.number(str(between)), view.percent(part)
        rows.append(AnswerView(view.t("indicator.between"), "", "", count, share, portion([(part, f"c{COLOUR}")])))
    return tuple(rows)


def _known(leaf: Indicator) -> list[float | str]:
    if leaf.measure == "boolean":
        return [1.0, 0.0]
    if leaf.measure == "level":
        return [float(key) for key in sorted(leaf.levels or range(1, 6), reverse=True)]
    scores = leaf.choices or {}
    return [answer for answer, _ in sorted(scores.items(), key=lambda item: -item[1])]


def _answer(view: View, leaf: Indicator, value: float | str, n: int, of: int) -> AnswerView:
    level = (leaf.levels or {}).get(int(value)) if isinstance(value, float) and leaf.measure == "level" else None
    part = n / of if of else 0.0
    return AnswerView(
        answer=view.raw(leaf, value),
        rubric=view.text(level),
        remediation="" if level is None else view.text(level.remediation),
        count=view.number(str(n)),
        share=view.percent(part) if of else view.number(None),
        bar=portion([(part, f"c{COLOUR}")]),
    )


def spread(view: View, leaf: Indicator, found: Sequence[Standing]) -> SpreadView | None:
    """Columns over the values as they are compared; over their logarithms where the framework takes them so. None
    where too few differ."""
    values = [value for each in found if (value := amount_of(leaf, each.node)) is not None]
    if leaf.measure in ANSWERS or len(values) < FEWEST or min(values) == max(values):
        return None
    logged = leaf.transform in ("log", "log10") and min(values) > 0
    posts = [
        (end, view.t(f"indicator.post_{side}", value=_post(view, end)))
        for side, ends in zip(("worst", "best"), goalposts_of(leaf) or ((), ()), strict=True)
        for end in ends
        if not logged or end > 0
    ]
    into, back = (math.log10, lambda place: 10**place) if logged else (float, float)
    places = [into(value) for value in values]
    ends = [*places, *(into(post) for post, _ in posts)]
    columns = bins(places, min(ends), max(ends), 20 if len(values) >= 60 else 10)
    return SpreadView(
        _histogram(view, leaf, columns, values, [(into(post), words) for post, words in posts], logged=logged),
        tuple(
            (f"{_round(view, back(start))} – {_round(view, back(end))}", view.number(str(n)))
            for start, end, n in columns
            if n
        ),
    )


def _histogram(
    view: View,
    leaf: Indicator,
    columns: Sequence[tuple[float, float, int]],
    values: Sequence[float],
    posts: Sequence[tuple[float, str]],
    *,
    logged: bool,
) -> Markup:
    middle = median(values) or 0.0
    words = view.t("word.median", median=_round(view, middle))
    label = view.labels[leaf.id]
    marks = _round_logs(columns[0][0], columns[-1][1]) if logged else None
    return histogram(
        columns,
        title=view.t("indicator.histogram", label=label),
        description=view.t("indicator.histogram_description", n=len(values), median=_round(view, middle)),
        shape_at=lambda _: COLOUR,
        show=lambda place: _round(view, 10**place if logged else place),
        median=math.log10(middle) if logged else middle,
        median_words=words,
        posts=posts,
        marks=marks,
    )


def _round(view: View, value: float) -> str:
    """Three figures, which is what a column can tell; millions and more in words."""
    rounded = float(f"{value:.3g}")
    return compact(rounded, view.lang) if abs(rounded) >= 1e6 else number(f"{rounded:.12g}", view.lang)


def _post(view: View, end: float) -> str:
    return compact(end, view.lang) if abs(end) >= 1e6 else plain(end, view.lang)


def _round_logs(low: float, high: float) -> list[float]:
    """The logarithms of 1, 2, 5, 10, 20, ... between two logarithms, or of the powers of ten alone where the others
    are many or long.

    >>> [round(10**place) for place in _round_logs(0.9, 2.1)]
    [10, 20, 50, 100]
    """
    powers = range(math.floor(low), math.ceil(high) + 1)
    factors = (1, 2, 5) if high - low < 2.5 and high < 4 else (1,)
    return [mark for power in powers for factor in factors if low <= (mark := power + math.log10(factor)) <= high]


def dots(view: View, leaf: Indicator, found: Sequence[Standing]) -> Markup | None:
    """Values from samples with their intervals, in the order of the table; None where no value has one."""
    rows = [
        Sampled(float(node.raw), node.interval.low, node.interval.high)
        for node in (each.node for each in found)
        if node.interval is not None and node.status == "observed" and isinstance(node.raw, float | int)
    ]
    if len(rows) < FEWEST or not any(row.low is not None for row in rows):
        return None
    middle = median([row.value for row in rows])
    shown = "" if middle is None else _round(view, middle)
    return sampled(
        rows,
        title=view.t("indicator.dots", label=view.labels[leaf.id]),
        description=view.t("indicator.dots_description", n=len(rows), median=shown),
        show=lambda tick: _round(view, tick),
        median=middle,
        median_words=view.t("word.median", median=shown),
    )
