"""What stands beside the choice: how it is spread, and which weights would have chosen others."""

from __future__ import annotations

from collections.abc import Sequence

from readiness.analysis.selecting.classes import BYS, SIZES, Classes
from readiness.analysis.selecting.rules import Flags
from readiness.analysis.swaps import swaps
from readiness.analysis.triangle import triangle
from readiness.framework.model import Framework
from readiness.results.records import Results
from readiness.results.selection import Candidate, Cut, Share
from readiness.results.swaps import WeightSwap, WeightTriangle

NEAR = 3  # contested candidates on either side of the line whose weights are asked about
PAIRS = 6
UNKNOWN = "unknown"


def balance_of(classes: Sequence[Classes], chosen: Flags) -> tuple[Share, ...]:
    """How candidates and chosen are spread; by what nobody knows of any candidate nothing is said."""
    found = []
    for by in BYS:
        values = [row[by] for row in classes]
        if not any(values):
            continue
        for value in sorted({each or UNKNOWN for each in values}, key=_in_order):
            members = [(each or UNKNOWN) == value for each in values]
            inside = sum(bool(one and other) for one, other in zip(members, chosen, strict=True))
            found.append(Share(by, value, sum(members), inside))
    return tuple(found)


def _in_order(value: str) -> tuple[int, str]:
    """Sizes from the least, all else by name, what is unknown last."""
    names = [name for name, _ in SIZES]
    return (names.index(value) if value in names else len(names) * (value == UNKNOWN)), value


def pairs_of(candidates: Sequence[Candidate], cut: Cut) -> list[tuple[str, str]]:
    """The last in with the first out, then contested pairs on either side of the line, the nearest first."""
    if cut.last_in is None or cut.first_out is None:
        return []
    open_ = [each for each in candidates if each.barred is None and not each.moved and each.zone == "contested"]
    last = [each for each in open_ if each.chosen][-NEAR:]
    first = [each for each in open_ if not each.chosen][:NEAR]
    near = sorted((b.place - a.place, b.place, a.code, b.code) for a in last for b in first)
    found = dict.fromkeys([(cut.last_in, cut.first_out), *((a, b) for _, _, a, b in near)])
    return list(found)[:PAIRS]


def swaps_of(
    framework: Framework, results: Results, candidates: Sequence[Candidate], cut: Cut
) -> tuple[WeightSwap, ...]:
    """The nearest weights that would swap each of these pairs."""
    return swaps(framework, results, pairs_of(candidates, cut))


def triangle_of(
    framework: Framework, results: Results, candidates: Sequence[Candidate], cut: Cut
) -> WeightTriangle | None:
    """Who of the contested leads under which weights; of the two at the line, where fewer are contested."""
    open_ = [each.code for each in candidates if each.zone == "contested" and each.barred is None]
    at_line = [code for code in (cut.last_in, cut.first_out) if code is not None]
    codes = open_ if len(open_) > 1 else at_line
    return triangle(framework, results, codes) if len(codes) > 1 else None
