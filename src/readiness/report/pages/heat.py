"""Scores as steps of one colour, each with the number in it; and the signs of cells that have no number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from readiness.framework.model import Group, Indicator
from readiness.report.numbers import DASH, span
from readiness.report.pages.view import View
from readiness.results.records import NodeResult

STEPS = 5
GAPS = {"missing": DASH, "too_little": "…", "no_score": "?", "not_applicable": "○"}  # sign of each; words in [gap]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the colour, 0 the lightest, and the scores that have it, as they print."""

    number: int
    words: str


def step(view: View, printed: str | None) -> int | None:
    """Which step a printed score has; None without one. It follows what is printed, so the two never disagree."""
    if printed is None:
        return None
    scale = view.framework.scale
    part = (float(printed) - scale.min) / (scale.max - scale.min)
    return min(STEPS - 1, max(0, int(part * STEPS + 1e-9)))


def steps(view: View) -> list[Step]:
    """The legend: the first and the last number that each step can print."""
    scale = view.framework.scale
    least = Decimal(1).scaleb(-view.framework.decimals)
    ends = [Decimal(f"{scale.min + (scale.max - scale.min) * k / STEPS:.9f}") for k in range(STEPS + 1)]
    starts = [end.quantize(least, ROUND_CEILING) for end in ends]
    lasts = [*(start - least for start in starts[1:-1]), starts[-1]]
    shown = [(view.score(float(first)), view.score(float(last))) for first, last in zip(starts, lasts, strict=False)]
    return [Step(k, span(*both)) for k, both in enumerate(shown)]


def gap_of(criterion: Group | Indicator, node: NodeResult) -> str:
    """Why a node has no score: a key of ``GAPS``."""
    if node.status == "not_applicable":
        return "not_applicable"
    if isinstance(criterion, Group):
        return "too_little" if node.coverage else "missing"
    return "missing" if node.raw is None else "no_score"
