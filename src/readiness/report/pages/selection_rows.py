"""The candidates of a selection as lines of a table, and the words that a zone has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from readiness.report.numbers import NOTHING, span
from readiness.report.pages.view import BandView, View
from readiness.results.doubt import Chance, UnitDoubt
from readiness.results.records import GateResult
from readiness.results.selection import Candidate, Selection, Zone

ZONES: tuple[Zone, ...] = ("certain", "contested", "out")


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What people decided, in words; ``differs`` from the order."""

    words: str
    reason: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CandidateView:
    """One line. ``chance`` is printed, ``bar`` its part of a hundred as a whole number."""

    place: str
    code: str
    name: str
    page: str | None
    kind: str
    province: str
    index: str
    band: BandView | None
    coverage: str
    low_high: str
    ranks: str
    chance: str
    bounds: str
    bar: int
    zone: Zone
    chosen: bool
    waiting: str
    notes: tuple[str, ...]
    decision: DecisionView | None


def rows(view: View, selection: Selection) -> list[CandidateView]:
    """Every candidate in its order."""
    return [_row(view, each, selection.doubt.units.get(each.code)) for each in selection.candidates]


def _row(view: View, each: Candidate, doubt: UnitDoubt | None) -> CandidateView:
    return CandidateView(
        place=str(each.place),
        code=each.code,
        name=each.name,
        page=view.page(each.code),
        kind=_kind(view, each.kind),
        province=each.province or "",
        index=view.number(each.published),
        band=view.bands.get(each.band or ""),
        coverage=view.percent(each.coverage),
        low_high=_low_high(view, each.low, each.high),
        ranks=ranks(doubt),
        chance=chance(view, each.chance),
        bounds=span(*(view.percent(end, 1) for end in (each.chance.low, each.chance.high))),
        bar=round(each.chance.value * 100),
        zone=each.zone,
        chosen=each.chosen,
        waiting="" if each.waiting is None else str(each.waiting),
        notes=tuple(beside(view, each)),
        decision=_decision(view, each),
    )


def ranks(doubt: UnitDoubt | None) -> str:
    """The rank interval, or a dash."""
    if doubt is None:
        return NOTHING
    return str(doubt.low_rank) if doubt.low_rank == doubt.high_rank else f"{doubt.low_rank}–{doubt.high_rank}"


def chance(view: View, of: Chance) -> str:
    """A share of draws in whole per cent; what is not quite none or all says so.

    Rounding must not make a doubt vanish: 99.6 % of the draws are not all of them.
    """
    if 0 < of.value < 0.005:
        return "<" + view.percent(0.01)
    if 0.995 <= of.value < 1:
        return ">" + view.percent(0.99)
    return view.percent(of.value)


def _kind(view: View, kind: str | None) -> str:
    return view.t(f"kind.{kind}") if kind in ("kabupaten", "kota") else kind or ""


def _low_high(view: View, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return NOTHING
    ends = view.score(low), view.score(high)
    return ends[0] if ends[0] == ends[1] else span(*ends)


def beside(view: View, each: Candidate) -> list[str]:
    """What stands beside the order: minimum conditions that are not met, or bar because they cannot be judged yet;
    quotas; no index."""
    known = [gate for gate in each.gates if gate.passed is False]
    unknown = [gate for gate in each.gates if gate.passed is None and gate.id in each.barred_by]
    notes = [
        view.t(f"select.{key}", label=", ".join(_labels(view, gates)))
        for key, gates in (("gate", known), ("gate_unknown", unknown))
        if gates
    ]
    if each.barred == "no_index":
        notes.append(view.t("select.no_index"))
    if each.moved:
        notes.append(view.t("select.moved_in" if each.chosen else "select.moved_out"))
    return notes


def _labels(view: View, gates: Iterable[GateResult]) -> list[str]:
    labels = {gate.id: view.text(gate.label) or gate.id for gate in view.framework.gates}
    return [labels.get(gate.id, gate.id) for gate in gates]


def _decision(view: View, each: Candidate) -> DecisionView | None:
    made = each.decision
    if made is None:
        return None
    words = view.t("select.decided_yes" if made.chosen else "select.decided_no")
    return DecisionView(words + (f" ({made.by})" if made.by else ""), made.reason, made.differs)
