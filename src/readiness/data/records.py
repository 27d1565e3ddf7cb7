"""From a grid to records: one a value, whatever the form of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from readiness.data.grid import Entry, Grid, Row, blank, shown
from readiness.data.groups import Label, label_at, labels_of
from readiness.data.header import Header
from readiness.data.headings import REJECTED, heading, is_unit_heading
from readiness.data.identify import Identifier
from readiness.data.rectangle import fits, misfit
from readiness.data.registry import Registry
from readiness.data.safe import brief
from readiness.data.stages import STAGES, stage_of
from readiness.data.units import Unit
from readiness.data.values import Target
from readiness.data.vocabulary import NO, YES, fold_word, total_row
from readiness.findings import Finding, nearest


@dataclass(frozen=True, slots=True)
class Record:
    """One value as written, with all that stands beside it. ``precision``: where in its row its precision stands."""

    unit: Unit
    wave: str | None
    target: str
    entry: Entry
    row: Row
    index: int
    stage: str | None = None
    assessor: str | None = None
    evidence: str | None = None
    note: str | None = None
    precision: Mapping[str, int] | None = None


@dataclass
class Sheet:
    """One file's records. ``refused`` are (wave, unit as written) of rows that fell out, ``units`` of those that
    stand, ``outcast`` rows fell out before their wave was known; ``rows`` counts the rows of data."""

    grid: Grid
    records: list[Record] = field(default_factory=list)
    units: list[tuple[str | None, Unit]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    refused: list[tuple[str | None, str]] = field(default_factory=list)
    outcast: list[str] = field(default_factory=list)
    synthetic: set[str | None] = field(default_factory=set)
    rows: int = 0
    sha256: str = ""
    findings: list[Finding] = field(default_factory=list)


def read_rows(
    grid: Grid, header: Header, targets: dict[str, Target], registry: Registry | None, allow_unknown: bool
) -> Sheet:
    """Every row under the header as records; what cannot be one is told and left out."""
    sheet = Sheet(grid, headings=[*header.groups.values(), *map(shown, header.row.entries[: header.width])])
    who = Identifier(grid, header, registry, allow_unknown)
    by_heading = {heading(name): name for name in targets}
    strange: dict[str, tuple[Row, int]] = {}
    for row in _standing(sheet, header):
        wave, told = _wave(grid, header, row)
        unit = None if told else who.unit(row)
        if told or unit is None:
            sheet.findings += told
            sheet.outcast += [finding.unit or "" for finding in told]
            sheet.refused += [(wave, written) for _, written in who.refused]
            who.refused.clear()
            continue
        about = _about(sheet, header, row, unit, wave)
        if about is None:
            sheet.refused.append((wave, unit.code))
            continue
        sheet.units.append((wave, unit))
        sheet.labels += labels_of(grid, header, row, unit.code, wave)
        if header.layout == "wide":
            for index, name in header.targets.items():
                sheet.records.append(Record(unit, wave, name, row.entries[index], row, index, *about))
        else:
            _long(sheet, header, by_heading, strange, Record(unit, wave, "", "", row, 0, *about))
    sheet.findings += [*who.findings, *who.tell_names(), *_strangers(grid, header, strange, by_heading)]
    return sheet


def _standing(sheet: Sheet, header: Header) -> Iterator[Row]:
    """The rows that are data: as wide as the header, no second header, no total, not rejected by a reviewer."""
    grid, width = sheet.grid, header.width
    start = next(at for at, row in enumerate(grid.rows) if row is header.row)  # numbers begin again on each sheet
    rows = [row for row in grid.rows[start + 1 :] if not all(map(blank, row.entries))]
    refusal = misfit(grid, rows, header.row, width)
    if refusal is not None:
        sheet.findings.append(refusal)
        return
    spoilt = {(row.sheet, row.number) for row in rows if not fits(grid, row, header.row, width)}
    names = [heading(shown(entry)) for entry in header.row.entries[:width]]
    key = header.roles.get("code", header.roles.get("name", 0))
    for row in rows:
        sheet.rows += 1
        if verdict := _rejected(header, row):
            sheet.findings.append(grid.finding("D058", row, verdict[0], text=verdict[1]))
            continue
        written = brief(shown(row.entries[min(key, len(row.entries) - 1)]))
        finding = None
        if is_unit_heading(written):
            if [heading(shown(entry)) for entry in row.entries[:width]] != names:
                sheet.findings.append(grid.finding("D051", row))
                return
            finding = grid.finding("D050", row, key, written)
        elif (row.sheet, row.number) in spoilt:
            finding = grid.finding("D023", row, None, written or f"?{row.line}", fields=len(row.entries), width=width)
        elif total_row(written):
            finding = grid.finding("D052", row, key, written, text=written)
        if finding is None:
            yield row
        else:
            sheet.findings.append(finding)
            sheet.outcast.append(finding.unit or "")


def _rejected(header: Header, row: Row) -> tuple[int, str] | None:
    """Where a reviewer says that the row must not count, and in which words."""
    for index in header.reviewed:
        if index < len(row.entries) and fold_word(text := shown(row.entries[index]).strip()) in REJECTED:
            return index, text
    return None


def _wave(grid: Grid, header: Header, row: Row) -> tuple[str | None, list[Finding]]:
    index = header.roles.get("wave")
    if index is None:
        return None, []
    text = shown(row.entries[index])
    return (
        (text, [])
        if text
        else (None, [grid.finding("D053", row, index, brief(shown(row.entries[0])) or f"?{row.line}")])
    )


def _about(
    sheet: Sheet, header: Header, row: Row, unit: Unit, wave: str | None
) -> tuple[str | None, str | None, str | None, str | None] | None:
    """Stage, assessor, evidence and note of a row; None where one of its words is not known."""

    def text(role: str) -> str:
        index = header.roles.get(role)
        return "" if index is None else shown(row.entries[index])

    stage, synthetic = stage_of(text("stage")), fold_word(text("synthetic"))
    if text("stage") and stage is None:
        params = {"text": text("stage"), "nearest": nearest(text("stage"), STAGES), "known": STAGES}
        sheet.findings.append(sheet.grid.finding("D054", row, header.roles["stage"], unit.code, **params))
        return None
    if synthetic not in YES and synthetic not in NO:
        index = header.roles["synthetic"]
        sheet.findings.append(sheet.grid.finding("D055", row, index, unit.code, text=text("synthetic")))
        return None
    if synthetic in YES:
        sheet.synthetic.add(wave)
    if header.layout == "wide":
        return stage, text("assessor") or None, None, None
    evidence, source, note = text("evidence"), text("source"), text("note")
    if evidence and source:
        note = f"{note}; {source}" if note else source
    return stage, text("assessor") or None, evidence or source or None, note or None


def _long(
    sheet: Sheet, header: Header, by_heading: dict[str, str], strange: dict[str, tuple[Row, int]], start: Record
) -> None:
    row, where, index = start.row, header.roles["indicator"], header.roles["value"]
    written = shown(row.entries[where])
    name = by_heading.get(heading(written))
    if not written:
        sheet.findings.append(sheet.grid.finding("D056", row, where, start.unit.code))
        sheet.refused.append((start.wave, start.unit.code))
    elif name is None and heading(written) in header.grouping:
        about = (start.wave, start.unit.code, header.grouping[heading(written)])
        sheet.labels += label_at(sheet.grid, row, index, about)
    elif name is None:
        first, count = strange.get(written, (row, 0))
        strange[written] = (first, count + 1)
    else:
        beside = (start.stage, start.assessor, start.evidence, start.note, header.precision or None)
        sheet.records.append(Record(start.unit, start.wave, name, row.entries[index], row, index, *beside))


def _strangers(
    grid: Grid, header: Header, strange: dict[str, tuple[Row, int]], by_heading: dict[str, str]
) -> list[Finding]:
    return [
        grid.finding(
            "D057",
            row,
            header.roles["indicator"],
            indicator=written,
            count=count,
            nearest=nearest(written, by_heading.values()),
        )
        for written, (row, count) in strange.items()
    ]
