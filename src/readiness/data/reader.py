"""The short story of reading: paths, bytes, grid, header, rows, values, one table a wave.

Nothing is raised for what a file holds: every fault is a finding, all of them in one pass. An error
that names a unit refuses that unit; an error that names none refuses the file, and then there is no
table at all, for half of the data is not the data.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Literal

from readiness.data.columns import Layout
from readiness.data.convert import Item, convert
from readiness.data.encoding import decode
from readiness.data.files import gather, kind_of, load
from readiness.data.grid import Grid
from readiness.data.header import read_header, targets_of
from readiness.data.merge import merge
from readiness.data.records import Sheet, read_rows
from readiness.data.registry import Registry
from readiness.data.stages import UnknownStageError, stage_of
from readiness.data.table import Reading
from readiness.data.text import read_text
from readiness.findings import Finding

__all__ = ["UnknownStageError", "read"]


def read(
    paths: Sequence[Path],
    layout: Layout,
    *,
    registry: Registry,
    stage: str | None = None,
    decimal: Literal[".", ","] | None = None,
    skip_rows: int = 0,
    allow_unknown: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Reading:
    """Read files and folders as one table a wave.

    ``stage`` chooses one stage of the assessment and raises ``UnknownStageError`` where there is no such
    stage; ``decimal`` says the decimal mark where the files do not; ``skip_rows`` lines above the header
    are passed over; ``allow_unknown`` leaves out, with a warning, rows of units that the registry lacks.
    """
    chosen = stage_of(stage) if stage is not None else None
    if stage is not None and chosen is None:
        raise UnknownStageError(stage)
    targets, parents = targets_of(layout), frozenset(layout.parents)
    files, findings = gather(paths)
    sheets: list[Sheet] = []
    items: list[Item] = []
    for file in files:
        if progress:
            progress(file.as_posix())
        grid, digest, told = open_grid(file, skip_rows)
        findings += told
        header = None
        if grid is not None:
            header, told = read_header(grid, layout, registry)
            findings += told
        if grid is None or header is None or _refused(told):
            continue
        sheet = read_rows(grid, header, targets, registry if layout.units != "any" else None, allow_unknown)
        sheet.sha256 = digest
        items += convert(sheet, targets, parents, decimal)
        sheets.append(sheet)
        findings += sheet.findings
    tables, told = merge(sheets, items, layout, chosen)
    findings += told
    if chosen and sheets and not any(item.record.stage == chosen for item in items):
        findings.append(Finding("D083", sheets[0].grid.path, params={"stage": chosen}))
    return Reading({} if _refused(findings) else tables, findings)


def open_grid(path: Path, skip_rows: int = 0) -> tuple[Grid | None, str, list[Finding]]:
    """The grid of one file, the SHA-256 of the bytes that were parsed, and what must be told."""
    shown = path.as_posix()
    data = load(path)
    if isinstance(data, Finding):
        return None, "", [data]
    if not data:
        return None, "", [Finding("D008", shown)]
    kind = kind_of(data, path)
    if isinstance(kind, Finding):
        return None, "", [kind]
    digest = sha256(data).hexdigest()
    if kind == "xlsx":
        from readiness.data.workbook import read_workbook

        book, told = read_workbook(data, shown, skip_rows)
        return book, digest, told
    text, told = decode(data, shown)
    del data  # a large file should not lie in memory twice
    if text is None:
        return None, digest, told
    grid = read_text(text, shown, skip_rows)
    return (grid, digest, told + grid.findings) if isinstance(grid, Grid) else (None, digest, told + grid)


def _refused(findings: list[Finding]) -> bool:
    return any(finding.unit is None and finding.severity == "error" for finding in findings)
