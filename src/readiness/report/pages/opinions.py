"""Second opinions in words: how other methods rank the same scores, and how far they agree with the index."""

from __future__ import annotations

from dataclasses import dataclass

from readiness import explained
from readiness.report.numbers import NOTHING
from readiness.report.pages.view import View
from readiness.results.records import OpinionResult, UnitResult

# Kendall's tau-b from which the words are said; below 0 the order is turned round.
_WORDS = ((0.9, "same"), (0.7, "much"), (0.4, "partly"), (0.0, "little"))
SHORT = ("borda", "copeland", "kemeny", "benefit_of_the_doubt")


@dataclass(frozen=True, slots=True)
class OpinionView:
    """One method: its name in a heading, its words, how it agrees, and whether its order is proven the best."""

    method: str
    short: str
    label: str
    agreement: str
    units: str
    proof: str


def opinions(view: View) -> tuple[OpinionView, ...]:
    """Every second opinion of a result, in its order."""
    return tuple(_opinion(view, one) for one in view.results.opinions or ())


def _opinion(view: View, one: OpinionResult) -> OpinionView:
    known = explained.methods("opinions", view.lang).get(one.method)
    return OpinionView(
        method=one.method,
        short=short(view, one.method),
        label=known.label if known else one.method,
        agreement=agreement(view, one.agreement),
        units=view.number(str(len(one.units))),
        proof=_proof(view, one),
    )


def short(view: View, method: str) -> str:
    """The name of a method for the head of a column."""
    return view.t(f"opinion.{method}") if method in SHORT else method


def agreement(view: View, tau: float | None) -> str:
    """Kendall's tau-b in a word and a number."""
    if tau is None:
        return NOTHING
    word = next((word for least, word in _WORDS if tau >= least), "against")
    return f"{view.t(f'agree.{word}')} ({view.number(tau, 2)})"


def _proof(view: View, one: OpinionResult) -> str:
    if one.optimal is None:
        return ""
    if one.optimal:
        return view.t("opinion.optimal")
    return view.t("opinion.bounded", score=view.number(one.score, 2), bound=view.number(one.bound, 2))


def ranks(view: View, unit: UnitResult) -> tuple[str, ...]:
    """The rank of a unit in every opinion, a dash where a method cannot judge it."""
    stands = (one.units.get(unit.code) for one in view.results.opinions or ())
    return tuple(NOTHING if stand is None else str(stand.rank) for stand in stands)


def in_a_line(view: View, unit: UnitResult) -> str:
    """``Borda 12, Copeland 14``, in a sentence; empty where no method judges the unit."""
    said = [
        view.t("opinion.rank", method=short(view, one.method), rank=stand.rank)
        for one in view.results.opinions or ()
        if (stand := one.units.get(unit.code)) is not None
    ]
    return view.t("opinion.line", ranks=", ".join(said)) if said else ""
