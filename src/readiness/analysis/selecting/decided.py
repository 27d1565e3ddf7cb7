"""What the assessors decided: read, set beside the order, and marked where it differs. It never moves the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readiness.analysis.selecting.listed import Listed, read_list
from readiness.data.grid import Row, shown
from readiness.findings import Finding, nearest
from readiness.results.records import Input, UnitResult
from readiness.results.selection import Candidate, Decision

ROLES = {
    "decision": ("decision", "keputusan"),
    "reason": ("reason", "alasan"),
    "by": ("by", "oleh"),
}
YES = ("ya", "pilih", "dipilih", "terpilih", "masuk", "yes", "select", "selected", "in")
NO = ("tidak", "tolak", "ditolak", "tidak dipilih", "keluar", "no", "reject", "rejected", "out")


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions by code; the file; and what must be told of it."""

    decisions: Mapping[str, Decision]
    input: Input | None
    findings: tuple[Finding, ...]


def decided(path: Path, units: Sequence[UnitResult], candidates: Sequence[Candidate], top: int) -> Decided:
    """The decisions of a file on these candidates. ``units`` are all of the results."""
    listed = read_list(path, units, ROLES)
    findings, decisions = list(listed.findings), {}
    if listed.grid is None:
        return Decided({}, listed.input, tuple(findings))
    lacking = [role for role in ("code", "decision") if role not in listed.columns and not _named(listed, role)]
    if lacking or not listed.rows:
        names = {"code": "kode", "decision": "keputusan"}
        told = [
            listed.grid.finding("D219", None, None, column=names[role], found=list(listed.heads)) for role in lacking
        ]
        return Decided({}, listed.input, (*findings, *(told or [listed.grid.finding("D220")])))
    known = {each.code: each for each in candidates}
    lines: dict[str, int] = {}
    for row, unit in listed.rows:
        made, told = _row(listed, row, unit, known.get(unit.code), lines)
        findings += told
        if made is not None:
            decisions[unit.code] = made
    n = sum(decisions[each.code].chosen if each.code in decisions else each.chosen for each in candidates)
    if n != top:
        findings.append(listed.grid.finding("D215", None, None, n=n, top=top))
    return Decided(decisions, listed.input, tuple(findings))


def _named(listed: Listed, role: str) -> bool:
    return role == "code" and "name" in listed.columns


def _row(
    listed: Listed, row: Row, unit: UnitResult, candidate: Candidate | None, lines: dict[str, int]
) -> tuple[Decision | None, list[Finding]]:
    """One row: its decision, or why it does not count. An empty decision is none yet."""
    assert listed.grid is not None
    grid, columns = listed.grid, listed.columns
    text = shown(listed.entry(row, "decision")).strip()
    if not text:
        return None, []
    name, at = f"{unit.code} {unit.name}", columns["decision"]
    if candidate is None:
        return None, [grid.finding("D216", row, columns.get("code", columns.get("name")), unit.code, unit_name=name)]
    if unit.code in lines:
        return None, [grid.finding("D214", row, at, unit.code, unit_name=name, first=lines[unit.code])]
    word = " ".join(text.casefold().split())
    if word not in YES and word not in NO:
        near = nearest(word, [*YES, *NO])
        return None, [grid.finding("D213", row, at, unit.code, text=text, nearest=near, known=[*YES, *NO])]
    lines[unit.code] = row.line
    reason, by = (shown(listed.entry(row, role)).strip() for role in ("reason", "by"))
    made = Decision(word in YES, reason, by or None, row.line, (word in YES) != candidate.chosen)
    if made.differs and not reason:
        place = columns.get("reason")
        column = "alasan" if place is None else listed.heads[place]
        return made, [grid.finding("D212", row, place, unit.code, unit_name=name, column=column)]
    return made, []
