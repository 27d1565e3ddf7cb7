"""The cut line: who stands on either side of it, how far everyone is from it, and who is parted there by ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from readiness.analysis.selecting.pool import Pool
from readiness.results.selection import Candidate, Cut


def cut_of(candidates: Sequence[Candidate]) -> Cut:
    """Between those whom the order decides: who is in or out by a quota stands on neither side."""
    by_order = [each for each in candidates if each.barred is None and not each.moved]
    last = next((each for each in reversed(by_order) if each.chosen), None)
    first = next((each for each in by_order if not each.chosen), None)
    gap = _less(last.published, first.published) if last and first else None
    return Cut(last.code if last else None, first.code if first else None, gap)


def _less(a: str | None, b: str | None) -> str | None:
    """The difference of two printed numbers, as printed."""
    return None if a is None or b is None else format(Decimal(a) - Decimal(b), "f")


def with_distance(candidates: Sequence[Candidate], cut: Cut) -> list[Candidate]:
    """Each with its distance to the other side of the line: above the first out, or below the last in."""
    known = {each.code: each.published for each in candidates}
    ends = {True: known.get(cut.first_out or ""), False: known.get(cut.last_in or "")}
    return [replace(each, to_line=_less(each.published, ends[each.chosen])) for each in candidates]


def tied_at(pool: Pool, cut: Cut) -> tuple[str, ...]:
    """Who has the very index of both sides of the line."""
    codes = pool.codes
    if cut.last_in is None or cut.first_out is None:
        return ()
    ends = {int(pool.billionths[codes.index(code)]) for code in (cut.last_in, cut.first_out)}
    if len(ends) > 1:
        return ()
    return tuple(
        code
        for code, value, reason in zip(codes, pool.billionths.tolist(), pool.barred, strict=True)
        if value in ends and reason is None
    )
