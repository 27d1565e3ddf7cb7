"""One cell of everything said about it: stages chosen, assessors averaged, duplicates told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import fsum

from readiness.data.convert import Item
from readiness.data.grid import shown
from readiness.data.safe import brief
from readiness.data.stages import rank
from readiness.data.table import Assessment, Cell, Source
from readiness.data.values import Value
from readiness.findings import Finding


def cell_of(items: list[Item], duplicates: str, stage: str | None) -> tuple[Cell | None, list[Finding]]:
    """One cell of everything said about it; None where what is said cannot be one thing."""
    if len(items) == 1 and stage is None:
        return _mean(items, items), []
    groups: dict[tuple[str | None, str | None], list[Item]] = {}
    for item in items:
        groups.setdefault((item.record.stage, item.record.assessor), []).append(item)
    findings: list[Finding] = []
    kept: list[Item] = []
    for group in groups.values():
        one, told = _one(group, duplicates)
        findings += told
        if one is None:
            return None, findings
        kept.append(one)
    kept.sort(key=lambda item: (rank(item.record.stage), item.record.assessor or ""))
    last = _stage(kept, stage)
    chosen = [item for item in kept if item.record.stage == last]
    if not chosen:
        return Cell("missing", assessments=_assessments(kept)), findings
    cell = _mean(chosen, kept)
    if cell is None:
        findings.append(_at(chosen[-1], "D082", values=[shown(item.record.entry) for item in chosen]))
    return cell, findings


def _stage(kept: list[Item], wanted: str | None) -> str | None:
    """The stage that counts: the one wanted where there are stages, else the last that says something."""
    final = kept[-1].record.stage
    if final is None or wanted is not None:
        return final and wanted
    return next((item.record.stage for item in reversed(kept) if item.value.status != "missing"), final)


def _one(group: list[Item], rule: str) -> tuple[Item | None, list[Finding]]:
    """One item of the same place: equal ones warn, different ones follow the framework's rule."""
    said = [item for item in group if not item.value.blank] or group[:1]
    if len(said) == 1:
        return said[0], []
    first, last = said[0], said[-1]
    if all((i.value.status, i.value.raw) == (first.value.status, first.value.raw) for i in said):
        return first, [_at(last, "D080", indicator=first.record.target, first=_place(first), count=len(said))]
    raws = [item.value.raw for item in said]
    if rule == "mean" and all(isinstance(raw, float) for raw in raws):
        value = fsum(float(raw) for raw in raws if raw is not None) / len(raws)
        return replace(last, value=Value("observed", value), interval=None), []
    if rule in ("first", "last"):
        return _PICK[rule](said), []
    both = [shown(item.record.entry) for item in said]
    return None, [_at(last, "D081", indicator=first.record.target, first=_place(first), values=both)]


_PICK: dict[str, Callable[[list[Item]], Item]] = {"first": lambda said: said[0], "last": lambda said: said[-1]}


def _mean(chosen: list[Item], kept: list[Item]) -> Cell | None:
    """The mean of the assessors who gave a value; None where they disagree on what has no mean."""
    if len(chosen) == 1:
        return _single(chosen[0], kept)
    given = [item for item in chosen if item.value.status != "missing"]
    lead = (given or chosen)[-1]
    if len({item.value.status for item in given}) > 1:
        return None
    raws = [item.value.raw for item in given]
    if raws and all(isinstance(raw, float) for raw in raws):
        raw: float | str | None = fsum(float(r) for r in raws if r is not None) / len(raws)
    elif len(set(raws)) > 1:
        return None
    else:
        raw = raws[0] if raws else None
    note = _joined(item.value.reason or item.record.note for item in given or chosen)
    evidence = _joined(item.record.evidence for item in given or chosen)
    status = lead.value.status if given else "missing"
    return Cell(status, raw, source_of(lead), evidence, note, _assessments(kept))


def _single(item: Item, kept: list[Item]) -> Cell:
    value, record = item.value, item.record
    note = value.reason or record.note
    return Cell(value.status, value.raw, source_of(item), record.evidence, note, _assessments(kept), item.interval)


def _joined(texts: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _assessments(kept: list[Item]) -> tuple[Assessment, ...]:
    return tuple(
        Assessment(item.record.stage, item.record.assessor, item.value.raw)
        for item in kept
        if item.value.raw is not None and (item.record.stage or item.record.assessor)
    )


def source_of(item: Item) -> Source:
    """Where an item stands: line, column of the spreadsheet from 1, text as written."""
    record = item.record
    row = record.row
    return Source(item.sheet.grid.path, row.line, record.index + 1, brief(shown(record.entry)), row.sheet or None)


def _place(item: Item) -> str:
    row = item.record.row
    return ":".join(filter(None, (item.sheet.grid.path, row.sheet, str(row.line))))


def _at(item: Item, code: str, **params: object) -> Finding:
    record = item.record
    return item.sheet.grid.finding(code, record.row, record.index, record.unit.code, **params)
