"""The page of one indicator: what it measures, how its values are spread, and where every unit stands on it."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.framework.model import Indicator
from readiness.framework.ways import is_relative
from readiness.report.numbers import plain
from readiness.report.pages import indicator_method as method
from readiness.report.pages.indicator_rows import rows
from readiness.report.pages.indicator_spread import answers, dots, spread
from readiness.report.pages.indicator_values import Counts, Standing, amount_of, counts, standings
from readiness.report.pages.marks import group_words, legend
from readiness.report.pages.names import indicator_file
from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.told import told
from readiness.report.pages.touched import GROUPED
from readiness.report.pages.view import View, median
from readiness.report.shell import render
from readiness.results.records import FindingRecord


def indicator_page(view: View, leaf: Indicator) -> str:
    """The whole page as text."""
    found = standings(view, leaf)
    counted = counts(view, [leaf.id])
    share = method.effective(view)[leaf.id]
    marks = [f"{GROUPED} {group_words(view)}"] if is_relative(leaf) else []
    sampled = any(each.node.interval is not None for each in found)
    return render(
        "indicator.html.j2",
        v=view,
        t=view.t,
        kind="indicator",
        here=indicator_file(leaf.id),
        leaf=leaf,
        label=view.labels[leaf.id],
        above=method.above(view, leaf),
        why=view.text(leaf.why),
        facts=_facts(view, leaf, found, counted, share),
        ends=" ".join(method.highest_and_lowest(view, found)),
        answers=answers(view, leaf, found),
        spread=spread(view, leaf, found),
        dots=dots(view, leaf, found) if sampled else None,
        definition=method.definition(view, leaf, share),
        items=method.items(view, leaf),
        codes=method.codes(view, leaf),
        value_head=_value_head(view, leaf),
        per_head="" if leaf.per is None else view.t("method.per", of=view.labels.get(leaf.per.of, leaf.per.of)),
        sampled=sampled,
        rows=rows(view, leaf, found, sampled=sampled),
        n=len(found),
        legend=(*legend(view, (each.node for each in found), grouped=False), *marks),
        origins=method.origins(view, found),
        remarks=told(view, list(_about(view, leaf))),
        provenance=provenance(view),
        foot=foot(view),
    )


def _facts(
    view: View, leaf: Indicator, found: list[Standing], counted: Counts, share: str
) -> Iterator[tuple[str, str]]:
    """The figures at the head: words and number."""
    yield view.t("indicator.counts"), share
    amounts = [value for each in found if (value := amount_of(leaf, each.node)) is not None]
    middle = median(amounts)
    if middle is not None and len(amounts) > 2 and leaf.measure != "boolean":
        shown = round(middle) if abs(middle) >= 10_000 else float(f"{middle:.4g}")
        yield view.t("indicator.median"), view.raw(leaf, shown) if leaf.per is None else plain(shown, view.lang)
    share_of = view.percent(counted.observed / counted.applies) if counted.applies else view.number(None)
    yield view.t("indicator.observed"), view.t("indicator.of", n=counted.observed, of=counted.applies, share=share_of)
    for key in ("estimated", "treated", "missing", "not_applicable"):
        n = getattr(counted, key)
        if n:
            yield view.t(f"quality.{key}"), view.number(str(n))


def _value_head(view: View, leaf: Indicator) -> str:
    """The head of the column of values, with their unit of measure."""
    unit = "%" if leaf.measure == "percent" else view.text(leaf.unit_of_measure)
    if leaf.measure == "level":
        unit = view.t("indicator.level")
    return f"{view.t('source.value')} ({unit})" if unit else view.t("source.value")


def _about(view: View, leaf: Indicator) -> Iterator[FindingRecord]:
    """Findings that name this indicator."""
    for record in view.results.findings:
        named = [value for value in record.params.values() if isinstance(value, str)]
        listed = [text for value in record.params.values() if isinstance(value, list) for text in value]
        if leaf.id in named or any(leaf.id in str(text).replace(",", " ").split() for text in listed):
            yield record
