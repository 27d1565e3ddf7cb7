"""The table of an indicator's page: every unit with its value, score and rank on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from readiness.framework.model import Indicator
from readiness.report.numbers import NOTHING, number, plain, span
from readiness.report.pages.indicator_values import Standing, amount_of
from readiness.report.pages.precision import decimals_of
from readiness.report.pages.touched import amount, marked
from readiness.report.pages.view import View
from readiness.results.records import NodeResult


def rows(view: View, leaf: Indicator, found: Sequence[Standing], *, sampled: bool) -> Markup:
    """The rows as markup, written here since there may be hundreds on every page: rank, name (which leads to the unit's
    page, at this indicator's cell), value, the value per its denominator, interval and respondents, score. Names of
    pages are safe by their rule, so they go without quotes, which a thousand times over can be seen in the size."""
    columns: list[Callable[[NodeResult], str]] = []
    if leaf.per is not None:
        columns.append(lambda node: _per(view, leaf, node))
    if sampled:
        columns += [lambda node: _interval(view, node, decimals), lambda node: _respondents(view, node)]
    decimals = _decimals(found)
    lines = []
    for each in found:
        page, name = view.escaped[each.unit.code]
        node = each.node
        linked = f"<a href={page}#s-{leaf.id}>{name}</a>" if page else name
        behind = "".join(f"<td>{column(node)}</td>" for column in columns)
        score = marked(view.number(node.published), node)
        first = f"<td>{NOTHING if each.rank is None else each.rank}</td><th scope=row>{linked}</th>"
        lines.append(f"<tr>{first}{_value(view, leaf, node, decimals)}{behind}<td>{score}</td></tr>")
    return Markup("".join(lines))


def _decimals(found: Sequence[Standing]) -> int | None:
    """What most intervals of the column can bear; None where there are none."""
    known = [d for each in found if (i := each.node.interval) is not None and (d := decimals_of(i)) is not None]
    return max(sorted(set(known)), key=known.count, default=None)


def _value(view: View, leaf: Indicator, node: NodeResult, decimals: int | None) -> str:
    """The cell of a value without its unit of measure, which stands at the head; or why there is none."""
    raw = node.raw
    if raw is not None:
        if decimals is not None and isinstance(raw, float):
            return f"<td>{number(raw, view.lang, decimals)}</td>"
        spoken = isinstance(raw, str) or leaf.measure == "boolean"
        return f"<td>{escape(view.raw(leaf, raw)) if spoken else _plain(view, float(raw))}</td>"
    if node.imputed is not None:
        return f"<td>{escape(amount(view, leaf, node.imputed.value))}</td>"
    if node.status == "not_applicable" and node.note:
        return f'<td class="gap">{escape(view.t("gap.not_applicable", reason=node.note))}</td>'
    status = "not_applicable" if node.status == "not_applicable" else "missing"
    return f'<td class="gap">{escape(view.t(f"status.{status}"))}</td>'


def _per(view: View, leaf: Indicator, node: NodeResult) -> str:
    after = amount_of(leaf, node)
    return NOTHING if after is None else _plain(view, after)


def _plain(view: View, value: float) -> str:
    """Six figures of a large number are enough to compare it; the page of the unit has it whole."""
    return plain(value, view.lang, 0 if abs(value) >= 1e5 else 2 if abs(value) >= 1000 else 4)


def _interval(view: View, node: NodeResult, decimals: int | None) -> str:
    found = node.interval
    if found is None or found.low is None or found.high is None:
        return NOTHING
    return span(*(view.number(end, decimals) for end in (found.low, found.high)))


def _respondents(view: View, node: NodeResult) -> str:
    return view.number(None if node.interval is None else node.interval.n, 0)
