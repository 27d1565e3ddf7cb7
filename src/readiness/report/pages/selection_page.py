"""The page of a selection: the line, how sure each place is, why, and a draft record for people to decide and sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.report.pages.provenance import foot, provenance
from readiness.report.pages.selection_chart import intervals
from readiness.report.pages.selection_doubt import notes, sources, where_from
from readiness.report.pages.selection_rows import ZONES, rows
from readiness.report.pages.selection_swaps import swaps, triangle
from readiness.report.pages.told import told
from readiness.report.pages.view import View
from readiness.report.shell import render
from readiness.results.selection import Candidate, Quota, Selection, Zone


@dataclass(frozen=True, slots=True)
class ZoneView:
    """One zone: its words, how many are in it, and what it means."""

    id: Zone
    words: str
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """How many of a class are candidates and chosen; ``bar`` in hundredths of those chosen."""

    value: str
    candidates: int
    chosen: int
    bar: int


@dataclass(frozen=True, slots=True)
class QuotaView:
    """One quota in words, and whether it binds."""

    words: str
    candidates: int
    chosen: int
    binds: bool


def selection_page(view: View, selection: Selection) -> str:
    """The whole page as text."""
    lines = rows(view, selection)
    return render(
        "selection.html.j2",
        v=view,
        t=view.t,
        kind="selection",
        here="selection.html",
        s=selection,
        rows=lines,
        contested=[line for line in lines if line.zone == "contested"],
        waiting=sorted((line for line in lines if line.waiting), key=lambda line: int(line.waiting)),
        record=[line for line in lines if line.chosen or line.decision or line.zone == "contested"],
        chosen=[line for line in lines if line.chosen],
        tie_rules="; ".join(view.t(f"select.tie_{rule}") for rule in selection.ties),
        zones=zones(view, selection),
        verdict=verdict(view, selection),
        line=the_line(view, selection),
        tied=tied(view, selection),
        barred=any(each.barred for each in selection.candidates),
        chart=intervals(view, selection),
        quotas=quotas(view, selection),
        quota_cost=view.score(selection.quota_cost),
        balance=balance(view, selection),
        sources=sources(view, selection.doubt),
        origins=where_from(view, selection.doubt),
        doubt_notes=notes(view, selection),
        told=told(view, selection.findings),
        swaps=swaps(view, selection),
        triangle=triangle(view, selection),
        draws=view.number(float(selection.doubt.draws), 0),
        provenance=provenance(view),
        foot=foot(view),
    )


def zones(view: View, selection: Selection) -> list[ZoneView]:
    """The three zones with their counts."""
    found = [each.zone for each in selection.candidates]
    return [
        ZoneView(zone, view.t(f"select.{zone}"), found.count(zone), view.t(f"select.{zone}_means")) for zone in ZONES
    ]


def verdict(view: View, selection: Selection) -> str:
    """One sentence: how many are certain, how many contest how many places, how many are out."""
    count = {zone: sum(each.zone == zone for each in selection.candidates) for zone in ZONES}
    left = max(0, min(selection.top, len(selection.candidates)) - count["certain"])
    key = "select.verdict" if count["contested"] else "select.verdict_settled"
    return view.t(key, certain=count["certain"], contested=count["contested"], places=left, out=count["out"])


def the_line(view: View, selection: Selection) -> str:
    """Who stands on either side of the cut line, and what lies between."""
    known = {each.code: each for each in selection.candidates}
    last, first = (known.get(code or "") for code in (selection.cut.last_in, selection.cut.first_out))
    if last is None or first is None:
        return view.t("select.no_line")
    return view.t("select.line", last=_named(view, last), first=_named(view, first), gap=view.number(selection.cut.gap))


def tied(view: View, selection: Selection) -> str:
    """Who is equal at the line, in a sentence; empty where nobody is."""
    known = {each.code: each.name for each in selection.candidates}
    return (
        view.t("select.tied", names=", ".join(known.get(code, code) for code in selection.tied))
        if selection.tied
        else ""
    )


def _named(view: View, each: Candidate) -> str:
    return f"{each.name} ({view.number(each.published)})"


def balance(view: View, selection: Selection) -> Mapping[str, list[ShareView]]:
    """By island, kind, province and size: candidates and chosen; what has neither is left out."""
    found: dict[str, list[ShareView]] = {}
    for each in selection.balance:
        part = round(100 * each.chosen / selection.top) if selection.top else 0
        named = view.t(f"kind.{each.value}") if each.value in ("kabupaten", "kota") else each.value
        words = view.t(f"select.size_{each.value}") if each.by == "size" else named
        found.setdefault(view.t(f"select.by_{each.by}"), []).append(
            ShareView(words, each.candidates, each.chosen, part)
        )
    return found


def quotas(view: View, selection: Selection) -> list[QuotaView]:
    """Every quota in words."""
    return [_quota(view, quota) for quota in selection.quotas]


def _quota(view: View, quota: Quota) -> QuotaView:
    if quota.at_most is None:
        words = view.t("select.quota_least", n=quota.at_least)
    elif quota.at_least is None:
        words = view.t("select.quota_most", n=quota.at_most)
    else:
        words = view.t("select.quota_both", low=quota.at_least, high=quota.at_most)
    return QuotaView(f"{quota.value}: {words}", quota.candidates, quota.chosen, quota.binds)
