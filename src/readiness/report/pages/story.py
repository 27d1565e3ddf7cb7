"""One paragraph in words, made from the numbers and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.report.pages.view import View
from readiness.results.differences import gap, printed_parts
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult


def story(view: View, unit: UnitResult, insight: UnitInsight) -> list[str]:
    """Sentences, the most important first."""
    if unit.index.value is None:
        return [*_without_index(view, unit)]
    said = [_index(view, unit), *_median(view, unit, insight), *_pillars(view, unit), *_next_band(view, unit)]
    return [*said, *_capped(view, unit), *_lever(view, insight), *_change(view, insight), *_coverage(view, unit)]


def _without_index(view: View, unit: UnitResult) -> Iterator[str]:
    coverage, least = view.percent(unit.index.coverage), view.percent(view.framework.missing.min_coverage)
    if view.framework.missing.policy == "fail":
        yield view.t("story.incomplete", name=unit.name, coverage=coverage)
    else:
        yield view.t("story.no_index", name=unit.name, coverage=coverage, least=least)
    if unit.index.low is not None:
        yield view.t("story.would_be", low=view.score(unit.index.low), high=view.score(unit.index.high))


def _index(view: View, unit: UnitResult) -> str:
    index = unit.index
    band = view.bands.get(index.band or "")
    return view.t(
        "story.index",
        name=unit.name,
        index=view.number(index.published),
        top=view.number(f"{view.framework.scale.max:g}"),
        band=band.label if band else "",
        rank=index.rank,
        of=index.of,
    )


def _median(view: View, unit: UnitResult, insight: UnitInsight) -> Iterator[str]:
    middle = next((s.median for s in insight.standings if s.scope == "all"), None)
    if middle is None or unit.index.value is None or unit.index.of < 3:
        return
    difference = gap(unit.index.value, middle, view.framework.decimals)
    key = _by_sign(difference, "story.above", "story.below", "story.at_median")
    yield view.t(key, difference=view.number(difference.lstrip("-")), median=view.score(middle))


def _by_sign(difference: str, more: str, less: str, same: str) -> str:
    """The key for a difference as printed."""
    number = float(difference)
    return more if number > 0 else less if number < 0 else same


def _pillars(view: View, unit: UnitResult) -> Iterator[str]:
    known = [(s, p.id) for p in view.framework.criteria if (s := unit.nodes[p.id].score) is not None]
    if len(known) < 2 or max(known)[0] == min(known)[0]:
        return
    best, worst = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    yield view.t(
        "story.pillars",
        best=view.labels[best[1]],
        best_score=view.number(unit.nodes[best[1]].published),
        worst=view.labels[worst[1]],
        worst_score=view.number(unit.nodes[worst[1]].published),
    )


def _next_band(view: View, unit: UnitResult) -> Iterator[str]:
    value, band = unit.index.value, unit.index.band
    order = [each.id for each in view.framework.bands]
    if value is None or band not in order[:-1] or band != unit.index.band_before_gates:
        return
    higher = view.bands[order[order.index(band) + 1]]
    missing = gap(higher.from_, value, view.framework.decimals)
    yield view.t("story.next_band", gap=view.number(missing), band=higher.label)


def _capped(view: View, unit: UnitResult) -> Iterator[str]:
    index = unit.index
    if index.band != index.band_before_gates and index.band_before_gates in view.bands and index.band in view.bands:
        before, now = view.bands[index.band_before_gates].label, view.bands[index.band].label
        yield view.t("story.band_capped", before=before, band=now)
    if index.value_before_gates is not None and index.value_before_gates != index.value:
        yield view.t("story.index_capped", before=view.score(index.value_before_gates))


def _lever(view: View, insight: UnitInsight) -> Iterator[str]:
    gains = [lever for lever in insight.levers if lever.gain is not None and lever.gain > 0]
    if not gains:
        return
    best = max(gains, key=lambda lever: lever.gain or 0.0)
    gain = view.score(best.gain)
    if any(c in gain for c in "123456789"):
        yield view.t("story.lever", indicator=view.labels[best.indicator], gain=gain)


def _change(view: View, insight: UnitInsight) -> Iterator[str]:
    change = insight.change
    total = printed_parts(change.unit, view.framework.decimals).total if change else None
    if change is None or total is None:
        return
    key = _by_sign(total, "story.risen", "story.fallen", "story.unchanged")
    yield view.t(key, since=change.since or "", total=view.number(total.lstrip("-")))


def _coverage(view: View, unit: UnitResult) -> Iterator[str]:
    index = unit.index
    if index.coverage is not None and index.coverage >= 1 - 1e-9:
        yield view.t("story.complete")
    elif index.low is not None:
        coverage = view.percent(index.coverage)
        yield view.t("story.coverage", coverage=coverage, low=view.score(index.low), high=view.score(index.high))
        before = index.value_before_gates  # the range knows no gates either
        if before != index.value:
            yield view.t("story.uncapped")
        if index.high is not None and before is not None and not index.low <= before <= index.high:
            yield view.t("story.outside")
