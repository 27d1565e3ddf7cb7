"""One unit's difference, split into what data, framework, and both together make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from readiness.analysis.changing.corners import AGAIN, Corners
from readiness.analysis.changing.held import Held, moved
from readiness.analysis.compare import compare
from readiness.framework.model import Framework
from readiness.results.change import Moved, Parts, Place, UnitChange, WhyNot
from readiness.results.differences import NOISE
from readiness.results.insights import Comparison
from readiness.results.records import IndexResult, UnitResult


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides, and how they differ; ``same_rules``: the frameworks do in nothing that can move a number.

    ``scored`` are the four corners where both data and rules moved, or why there are none.
    """

    before: Held
    after: Held
    same_data: bool
    same_rules: bool
    scored: Corners | WhyNot | None = None


def unit_change(sides: Sides, a: UnitResult, b: UnitResult) -> UnitChange:
    """From ``a`` to ``b``, which are one unit on either side."""
    total = None if a.index.value is None or b.index.value is None else b.index.value - a.index.value + 0.0
    if sides.before.framework.scale != sides.after.framework.scale:
        total = None
    found = _why_not(sides, a, b) or _parts(sides, a.code, total or 0.0)
    parts = found if isinstance(found, Parts) else None
    told = _comparison(sides, a, b) if parts else None
    return UnitChange(
        code=a.code,
        name=b.name,
        before=place(a.index),
        after=place(b.index),
        total=total,
        parts=parts,
        why=None if isinstance(found, Parts) else found,
        moved=_moved(sides, a.code, told),
        rest=told.availability + told.cap if told else 0.0,
    )


def place(index: IndexResult) -> Place:
    """Where an index stands."""
    return Place(index.value, index.published, index.band, index.rank, index.of)


def _why_not(sides: Sides, a: UnitResult, b: UnitResult) -> WhyNot | None:
    if a.index.value is None:
        return "no_index_before"
    if b.index.value is None:
        return "no_index_after"
    if sides.before.framework.scale != sides.after.framework.scale:
        return "scale"
    if isinstance(sides.scored, str):
        return sides.scored
    if sides.same_data and sides.same_rules and abs(b.index.value - a.index.value) > AGAIN:
        return "not_reproduced"  # its cause is in neither document
    return None if sides.scored is None else _unfounded(sides.scored, a, b)


def _unfounded(scored: Corners, a: UnitResult, b: UnitResult) -> WhyNot | None:
    """Why the corners say nothing of one unit."""
    four = scored.old_old, scored.old_new, scored.new_old, scored.new_new
    if any(a.code not in corner for corner in four):
        return "refused"
    if not _again(scored.old_old[a.code], a) or not _again(scored.new_new[a.code], b):
        return "not_reproduced"
    return "no_index_anew" if any(corner[a.code].index.value is None for corner in four) else None


def _again(anew: UnitResult, recorded: UnitResult) -> bool:
    one, other = anew.index.value, recorded.index.value
    return one is not None and other is not None and abs(one - other) <= AGAIN


def _parts(sides: Sides, code: str, total: float) -> Parts:
    """Exactly 0 is what did not move: the same numbers are subtracted from themselves."""
    if sides.same_rules:
        return Parts(total, 0.0, 0.0)
    if not isinstance(sides.scored, Corners):
        return Parts(0.0, total, 0.0)
    scored = sides.scored
    start, anew, data, end = (
        corner[code].index.value or 0.0 for corner in (scored.old_old, scored.old_new, scored.new_old, scored.new_new)
    )
    return Parts(data - start + 0.0, anew - start + 0.0, (end - anew) - (data - start) + 0.0)


def _comparison(sides: Sides, a: UnitResult, b: UnitResult) -> Comparison | None:
    """The part of data, indicator by indicator, under the old framework; None where there is none."""
    framework: Framework = sides.before.framework
    if sides.same_rules:
        return compare(framework, a, b)
    if isinstance(sides.scored, Corners):
        return compare(framework, sides.scored.old_old[a.code], sides.scored.new_old[a.code])
    return None


def _moved(sides: Sides, code: str, told: Comparison | None) -> tuple[Moved, ...]:
    """Indicators whose value moved, or whose score did because the group's did; in the old framework's order."""
    before, after = sides.before.cells[code], sides.after.cells[code]
    parts: Mapping[str, float] = {row.indicator: row.part for row in told.rows} if told else {}
    values = set(moved(before, after))
    names = [name for name in before if name in values or abs(parts.get(name, 0.0)) > NOISE]
    pairs = [(name, before[name], after.get(name, before[name])) for name in names]
    return tuple(Moved(name, then.raw, now.raw, then.status, now.status, parts.get(name)) for name, then, now in pairs)
