"""From one results document to the next: units, pillars, frameworks, and the line of a selection."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace

from readiness.analysis.changing.corners import corners, rests_on_waves
from readiness.analysis.changing.frameworks import differences
from readiness.analysis.changing.held import held, same_data
from readiness.analysis.changing.parts import Sides, place, unit_change
from readiness.framework.model import Framework, Text
from readiness.results.change import (
    BandName,
    Counts,
    OneSided,
    PillarChange,
    ResultsChange,
    Side,
    UnitChange,
    Words,
)
from readiness.results.publish import round9
from readiness.results.records import Results, UnitResult

Units = Mapping[str, UnitResult]


def change(before: Results, after: Results, top: int | None = None) -> ResultsChange:
    """What changed, and what it is due to. ``top``: the line of a selection, whose crossings are told.

    Only what is on record is read: nothing of either side's files. ValidationError where a snapshot is no framework.
    """
    told = differences(before.framework.snapshot, after.framework.snapshot)
    sides = _sides(before, after, same_rules=not any(each.counts for each in told))
    old, new = ({unit.code: unit for unit in results.units} for results in (before, after))
    units = tuple(unit_change(sides, old[code], new[code]) for code in sorted(old) if code in new)
    fresh, lost = _one_sided(new, old), _one_sided(old, new)
    entered, left = ([], []) if top is None else _crossed(old, new, top)
    return ResultsChange(
        before=_side(before, sides.before.framework),
        after=_side(after, sides.after.framework),
        counts=_counts(units, len(fresh), len(lost)),
        units=units,
        new=fresh,
        gone=lost,
        pillars=_pillars(sides, old, new),
        differences=told,
        labels=_labels(sides.before.framework, sides.after.framework),
        same_data=sides.same_data,
        same_framework=not told,
        top=top,
        entered=tuple(entered),
        left=tuple(left),
    )


def _sides(before: Results, after: Results, *, same_rules: bool) -> Sides:
    one, other = held(before), held(after)
    sides = Sides(one, other, same_data(one, other), same_rules)
    sure = same_rules or (sides.same_data and not any(rests_on_waves(side.framework) for side in (one, other)))
    return sides if sure else replace(sides, scored=corners(one, other))


def _one_sided(units: Units, other: Units) -> tuple[OneSided, ...]:
    return tuple(
        OneSided(code, unit.name, place(unit.index)) for code, unit in sorted(units.items()) if code not in other
    )


def _crossed(old: Units, new: Units, top: int) -> tuple[list[str], list[str]]:
    """Codes that stand among the first ``top`` on one side alone, whether they are new, gone or neither."""
    above = [{code for code, unit in units.items() if (unit.index.rank or top + 1) <= top} for units in (old, new)]
    return sorted(above[1] - above[0]), sorted(above[0] - above[1])


def _counts(units: Sequence[UnitChange], new: int, gone: int) -> Counts:
    signs = [_sign(unit) for unit in units]
    bands = [unit.before.band != unit.after.band for unit in units]
    ranks = [unit.before.rank != unit.after.rank for unit in units]
    here = [sign not in (0, None) or band for sign, band in zip(signs, bands, strict=True)]
    appeared = [(unit.before.value is None) != (unit.after.value is None) for unit in units]
    scaled = [unit.why == "scale" for unit in units]
    moved = sum(any(three) for three in zip(here, appeared, scaled, strict=True))
    return Counts(
        both=len(units),
        risen=signs.count(1),
        fallen=signs.count(-1),
        unchanged=signs.count(0),
        unknown=signs.count(None),
        band=sum(bands),
        rank=sum(ranks),
        new=new,
        gone=gone,
        moved=moved + new + gone,
    )


def _sign(unit: UnitChange) -> int | None:
    """1 where the index rose, -1 where it fell, at 9 decimals; None where it cannot be told."""
    if unit.total is None or unit.before.value is None or unit.after.value is None:
        return None
    then, now = round9(unit.before.value), round9(unit.after.value)
    return (now > then) - (now < then)


def _pillars(sides: Sides, old: Units, new: Units) -> tuple[PillarChange, ...]:
    """In the order of the new framework; only pillars that are nodes of both."""
    if sides.before.framework.scale != sides.after.framework.scale:
        return ()
    known = {node.id for node in sides.before.framework.walk()}
    found = []
    for node in sides.after.framework.criteria:
        if node.id in known:
            pairs = [(old[code].nodes[node.id].score, new[code].nodes[node.id].score) for code in old if code in new]
            scores = [(round9(a), round9(b)) for a, b in pairs if a is not None and b is not None]
            found.append(
                PillarChange(
                    node=node.id,
                    units=len(scores),
                    risen=sum(b > a for a, b in scores),
                    fallen=sum(b < a for a, b in scores),
                    before=statistics.median(a for a, _ in scores) if scores else None,
                    after=statistics.median(b for _, b in scores) if scores else None,
                )
            )
    return tuple(found)


def _side(results: Results, framework: Framework) -> Side:
    ref = results.framework
    return Side(
        framework=ref.id,
        version=ref.version,
        sha256=ref.sha256,
        digest=results.digest,
        wave=results.wave,
        synthetic=results.synthetic,
        tool=results.tool,
        decimals=framework.decimals,
        bands=tuple(BandName(band.id, _words(band.label)) for band in framework.bands),
        units=len(results.units),
        ranked=sum(unit.index.rank is not None for unit in results.units),
    )


def _labels(before: Framework, after: Framework) -> dict[str, Words]:
    """The words of every node; those of the new side where both have it."""
    return {node.id: _words(node.label) for framework in (before, after) for node in framework.walk()}


def _words(text: Text) -> Words:
    return {"id": text.id, "en": text.en}
