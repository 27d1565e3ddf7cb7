"""What stands behind each figure: the cell it came from, as written, and the evidence; and what is not counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from readiness.framework.model import Group, Indicator
from readiness.framework.ways import is_relative
from readiness.report.links import link_of
from readiness.report.numbers import DASH, plain
from readiness.report.pages.levers import reach
from readiness.report.pages.precision import in_words
from readiness.report.pages.touched import GROUPED, estimate, marked, treated
from readiness.report.pages.view import View
from readiness.results.insights import UnitInsight
from readiness.results.records import NodeResult, UnitResult


class _Told(NamedTuple):
    """What is told of an indicator on the page of every unit."""

    label: str
    stands_for: str
    origin: str
    mark: str


class SourceView(NamedTuple):
    """One indicator: value, what it becomes, its place, and every word that was given with it."""

    id: str
    told: _Told
    value: str
    missing: bool
    adjusted: str
    score: str
    place: str
    written: str
    evidence: str
    link: str | None
    note: str
    assessments: tuple[str, ...]
    estimate: str
    treated: str


@dataclass(frozen=True, slots=True)
class GapView:
    """A node that is not counted or not certain: why, its weight in the index if all had data, what it could mean."""

    id: str
    label: str
    reason: str
    meaning: str


def sources(view: View, unit: UnitResult) -> tuple[SourceView, ...]:
    """Every indicator, in the framework's order."""
    told = view.once(_told)
    return tuple(_source(view, leaf, unit.nodes[leaf.id], told[leaf.id]) for leaf in view.leaves)


def _told(view: View) -> dict[str, _Told]:
    return {
        leaf.id: _Told(
            label=view.labels[leaf.id],
            stands_for=view.t("source.stands_for", what=what) if (what := view.text(leaf.stands_for)) else "",
            origin=view.t("source.origin", origin=origin) if (origin := _origin(view, leaf)) else "",
            mark=GROUPED if is_relative(leaf) else "",
        )
        for leaf in view.leaves
    }


def _source(view: View, leaf: Indicator, node: NodeResult, told: _Told) -> SourceView:
    written = node.source
    missing = node.raw is None
    return SourceView(
        id=leaf.id,
        told=told,
        value=_missing(view, node) if missing else in_words(view, leaf, node) or view.raw(leaf, node.raw),
        missing=missing,
        adjusted=_adjusted(view, leaf, node),
        score=marked(view.number(node.published), node),
        place=f"{written.path}:{written.line}:{written.column}" if written else "",
        written=written.text if written else "",
        evidence=node.evidence or "",
        link=link_of(node.evidence),
        note=node.note or "",
        assessments=_assessments(view, leaf, node),
        estimate=estimate(view, leaf, node),
        treated=treated(view, leaf, node),
    )


def _missing(view: View, node: NodeResult) -> str:
    return view.t("status.not_applicable" if node.status == "not_applicable" else "status.missing")


def _adjusted(view: View, leaf: Indicator, node: NodeResult) -> str:
    """The value per its denominator."""
    after = node.adjusted if node.treated is None else node.treated.before
    if leaf.per is None or node.denominator is None or after is None or node.imputed is not None:
        return ""
    shown = plain(node.denominator, view.lang)
    return view.t("source.per", denominator=shown, adjusted=plain(after, view.lang))


def _origin(view: View, leaf: Indicator) -> str:
    year = "" if leaf.data_year is None else str(leaf.data_year)
    return ", ".join(part for part in (view.text(leaf.source), year) if part)


def _assessments(view: View, leaf: Indicator, node: NodeResult) -> tuple[str, ...]:
    if not any(a.stage or a.assessor for a in node.assessments):
        return ()
    return tuple(
        f"{' · '.join(p for p in (a.stage, a.assessor) if p) or DASH}: {view.raw(leaf, a.raw)}"
        for a in node.assessments
    )


def gaps(view: View, unit: UnitResult, insight: UnitInsight) -> tuple[GapView, ...]:
    """Everything not applicable, missing, estimated, or left out for want of data."""
    reaches = {lever.indicator: reach(view, lever) for lever in insight.levers if lever.kind == "fill_gap"}
    found = []
    for node_id, criterion in view.nodes.items():
        node = unit.nodes[node_id]
        reason = _reason(view, criterion, node)
        if reason:
            meaning = view.t("gap.reach", reach=reaches[node_id]) if reaches.get(node_id) else ""
            found.append(GapView(node_id, view.labels[node_id], reason, meaning))
    return tuple(found)


def _reason(view: View, criterion: Group | Indicator, node: NodeResult) -> str:
    if isinstance(criterion, Group):
        if node.score is not None or node.status == "not_applicable" or not node.coverage:
            return ""
        return view.t("gap.too_little", coverage=view.percent(node.coverage))
    if node.status == "not_applicable":
        return view.t("gap.not_applicable", reason=node.note) if node.note else view.t("status.not_applicable")
    if node.status == "missing":
        return view.t("status.missing")
    if node.status == "imputed":
        return "; ".join(filter(None, (view.t("status.missing"), estimate(view, criterion, node))))
    return view.t("gap.no_score") if node.score is None else ""
