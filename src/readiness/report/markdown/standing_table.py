"""Where a unit stands among others and against its own past."""

from __future__ import annotations

from readiness.report.markdown.blocks import Head, heading, table
from readiness.report.markdown.escape import inline
from readiness.report.markdown.head import label, words
from readiness.report.numbers import NOTHING, signed
from readiness.report.pages.view import View
from readiness.results.differences import gap, printed_parts
from readiness.results.insights import Change, HistoryPoint, Standing, UnitInsight

MOST_STRENGTHS = 10


def standings(view: View, insight: UnitInsight) -> list[str]:
    """Ranks within kind, province and island, each with the group's median."""
    keys = ("group", "rank", "median")
    heads = [Head(label(view, f"standings.{key}"), number=key != "group") for key in keys]
    body = [_standing(view, standing) for standing in insight.standings if standing.of > 1]
    return [heading(2, label(view, "standings.title")), table(heads, body)] if body else []


def _standing(view: View, standing: Standing) -> list[str]:
    ours = standing.scope == "kind" and standing.name in ("kabupaten", "kota")  # other units have kinds of their own
    name = label(view, f"kind.{standing.name}") if ours else standing.name
    place = NOTHING if standing.rank is None else label(view, "standings.place", rank=standing.rank, of=standing.of)
    return [
        inline(label(view, f"scope.{standing.scope}", name=name)),
        inline(place),
        inline(view.score(standing.median)),
    ]


def strengths(view: View, insight: UnitInsight) -> list[str]:
    """What lies above the median of all units, and the pillar that stands out."""
    if not insight.strengths:
        return []
    keys = ("node", "score", "median", "difference", "rank")
    heads = [Head(label(view, f"strengths.{key}"), number=key != "node") for key in keys]
    decimals = view.framework.decimals
    body = [
        [
            inline(view.labels[one.node]),
            inline(view.score(one.score)),
            inline(view.score(one.median)),
            inline(signed(gap(one.score, one.median, decimals), view.lang)),
            inline(label(view, "standings.place", rank=one.rank, of=one.of)),
        ]
        for one in insight.strengths[:MOST_STRENGTHS]
    ]
    said = words(view, "strengths.standout", pillar=view.labels[insight.standout]) if insight.standout else ""
    return [heading(2, label(view, "strengths.title")), said, table(heads, body)]


def change(view: View, insight: UnitInsight) -> list[str]:
    """All waves, and what moved the index since the one before; nothing where there is one wave."""
    if len(insight.history) < 2:
        return []
    keys = ("wave", "index", "band", "rank", "framework")
    heads = [Head(label(view, f"history.{key}"), number=key in ("index", "rank")) for key in keys]
    body = [_point(view, point) for point in insight.history]
    said = _said(view, insight.change) if insight.change else ""
    return [heading(2, label(view, "history.title")), table(heads, body), said]


def _point(view: View, point: HistoryPoint) -> list[str]:
    band = view.bands.get(point.band or "")
    place = NOTHING if point.rank is None else label(view, "standings.place", rank=point.rank, of=point.of)
    return [
        inline(point.wave or NOTHING),
        inline(view.number(point.published)),
        inline(band.label if band else point.band or NOTHING),
        inline(place),
        inline(point.framework),
    ]


def _said(view: View, change: Change) -> str:
    moved = printed_parts(change.unit, view.framework.decimals)
    if moved.total is None:
        return words(view, "history.no_total")
    total = signed(moved.total, view.lang)
    if change.comparison is not None:
        return words(view, "history.same", total=total)
    if moved.data is None or moved.framework is None or moved.both is None:
        return words(view, "history.not_split", total=total)
    return words(
        view,
        "history.split",
        total=total,
        data=signed(moved.data, view.lang),
        framework=signed(moved.framework, view.lang),
        both=signed(moved.both, view.lang),
    )
