"""An improvement in the reader's words: each plan with its verdict and steps, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readiness.framework.model import Indicator
from readiness.report.numbers import NOTHING, plain, signed, span
from readiness.report.pages.view import View
from readiness.results.differences import gap
from readiness.results.improvement import Improvement, LeftOut, Outcome, Plan, Step, Target
from readiness.results.insights import Lever
from readiness.results.publish import published

REASONS = ("group", "denominator", "mean", "cost")


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it prints; ``adds`` is the difference of the two printed indices."""

    at: str
    label: str
    now: str
    then: str
    adds: str
    index: str
    cost: str
    owner: str
    action: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """One plan: what it is to reach, what is said of it, and its steps."""

    title: str
    said: tuple[str, ...]
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class LeverView:
    """One lever as it prints."""

    label: str
    now: str
    then: str
    gain: str
    owner: str
    action: str


def plans(view: View, found: Improvement) -> list[PlanView]:
    """Every plan in its order."""
    return [
        PlanView(title(view, plan.target), tuple(_said(view, plan, found)), tuple(_steps(view, plan, found.now)))
        for plan in found.plans
    ]


def levers(view: View, found: Improvement) -> list[LeverView]:
    """What one step brings, where data stands; in the order of the record."""
    return [_lever(view, lever) for lever in found.levers if lever.kind != "fill_gap"]


def standing(view: View, seen: Outcome) -> str:
    """An index with its band, in words."""
    if seen.published is None:
        return view.t("improve.no_index")
    return view.t("improve.standing", index=view.number(seen.published), band=_band(view, seen.band))


def heads(view: View, keys: Sequence[str]) -> list[str]:
    """The heads of columns."""
    return [view.t(f"improve.{key}") for key in keys]


def notes(view: View, found: Improvement) -> list[str]:
    """What the plans rest on: gaps that promise nothing, indicators left out, costs."""
    gaps = [lever for lever in found.levers if lever.kind == "fill_gap" and lever.high is not None]
    said = []
    if gaps:
        said.append(view.t("improve.gaps", names="; ".join(_gap(view, lever) for lever in gaps)))
    said += [_left_out(view, reason, found.left_out) for reason in REASONS if _of(found.left_out, reason)]
    if found.plans:
        said.append(view.t(f"improve.costs_{found.costs.source}"))
        if found.costs.supposed:
            said.append(view.t("improve.supposed", names=_names(view, found.costs.supposed)))
    return said


def title(view: View, target: Target) -> str:
    """What a plan is for."""
    value = "" if target.value is None else plain(target.value, view.lang)
    if target.kind == "band":
        return view.t("improve.to_band", band=_band(view, target.id), value=value)
    if target.kind == "gate":
        return view.t("improve.to_gate", gate=_gate(view, target.id or ""))
    return view.t(f"improve.to_{target.kind}", value=value)


def action(view: View, leaf: Indicator, level: int | None, then: int | None = None) -> str:
    """What the rubric says on rising from a level, else what the indicator says, else the line to reach."""
    lines = leaf.levels or {}
    line, goal = lines.get(level) if level is not None else None, lines.get(then) if then is not None else None
    return view.text(line.remediation if line else None) or view.text(leaf.remediation) or view.text(goal)


def _said(view: View, plan: Plan, found: Improvement) -> list[str]:
    if not plan.reached:
        said = [view.t("improve.unreached", best=standing(view, found.best))]
        if plan.blocked:
            said.append(view.t("improve.blocked", gates=", ".join(_gate(view, gate) for gate in plan.blocked)))
        return said
    if not plan.steps:
        return [view.t("improve.nothing" if plan.target.kind == "budget" else "improve.done"), *_sure(view, plan)]
    n, cost = len(plan.steps), plain(plan.cost, view.lang)
    said = [view.t("improve.reached", n=n, cost=cost, after=standing(view, plan.after))]
    kind = "budget" if plan.target.kind == "budget" else "target"
    said.append(view.t(f"improve.proven_{kind}" if plan.proven else "improve.unproven"))
    return [*said, *_sure(view, plan)]


def _sure(view: View, plan: Plan) -> list[str]:
    if plan.certainty is None:
        return []
    return [view.t("improve.certainty", share=_of_100(plan.certainty.value))]


def _of_100(share: float) -> str:
    """Whole draws of 100; what is not none is never 0, and what is not all never 100.

    >>> _of_100(0.004), _of_100(0.16), _of_100(0.996), _of_100(1.0)
    ('<1', '16', '>99', '100')
    """
    whole = int(published(share * 100, 0))
    if whole in (0, 100) and share not in (0.0, 1.0):
        return ">99" if whole else "<1"
    return str(whole)


def _steps(view: View, plan: Plan, now: Outcome) -> list[StepView]:
    before, shown = now.value, []
    for at, step in enumerate(plan.steps, start=1):
        shown.append(_step(view, at, step, before))
        before = step.index
    return shown


def _step(view: View, at: int, step: Step, before: float | None) -> StepView:
    leaf = view.nodes[step.indicator]
    assert isinstance(leaf, Indicator)
    decimals = view.framework.decimals
    adds = NOTHING if before is None or step.index is None else signed(gap(step.index, before, decimals), view.lang)
    return StepView(
        at=str(at),
        label=view.labels[leaf.id],
        now=view.raw(leaf, step.now),
        then=view.raw(leaf, step.then),
        adds=adds,
        index=view.score(step.index),
        cost=plain(step.cost, view.lang),
        owner=view.text(leaf.owner),
        action=action(view, leaf, step.now_level, step.then_level),
    )


def _lever(view: View, lever: Lever) -> LeverView:
    leaf = view.nodes[lever.indicator]
    assert isinstance(leaf, Indicator)
    gain = view.score(None) if lever.gain is None else signed(lever.gain, view.lang, view.framework.decimals)
    return LeverView(
        label=view.labels[leaf.id],
        now=view.raw(leaf, lever.now),
        then=view.raw(leaf, lever.then),
        gain=gain,
        owner=view.text(leaf.owner),
        action=action(view, leaf, lever.now_level, lever.then_level),
    )


def _gap(view: View, lever: Lever) -> str:
    assert lever.low is not None and lever.high is not None
    return f"{view.labels[lever.indicator]} ({span(view.score(lever.low), view.score(lever.high))})"


def _left_out(view: View, reason: str, left_out: Sequence[LeftOut]) -> str:
    return view.t(f"improve.left_{reason}", names=_names(view, _of(left_out, reason)))


def _of(left_out: Sequence[LeftOut], reason: str) -> list[str]:
    return [each.indicator for each in left_out if each.reason == reason]


def _names(view: View, ids: Sequence[str]) -> str:
    return ", ".join(view.labels[each] for each in ids)


def _band(view: View, band: str | None) -> str:
    bands: Mapping[str, str] = {each.id: view.text(each.label) for each in view.framework.bands}
    return bands.get(band or "", NOTHING)


def _gate(view: View, gate: str) -> str:
    return next((view.text(each.label) for each in view.framework.gates if each.id == gate), gate)
