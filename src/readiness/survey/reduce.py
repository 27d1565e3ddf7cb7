"""The short story of a reduction: open, recognise, match, count, estimate; nothing of it is printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from readiness.data.registry import Registry
from readiness.files import workroom
from readiness.findings import Finding, has_errors
from readiness.framework.model import Framework
from readiness.survey.counted import NoAnswersError
from readiness.survey.counting import count
from readiness.survey.exports import MOST_LOOKED_AT, recognise
from readiness.survey.figures import figures_of
from readiness.survey.log import account, rows_of
from readiness.survey.mapping import UserMapping
from readiness.survey.matching import Matching, expected_of, match
from readiness.survey.opening import Opened, gather, open_file, without_header
from readiness.survey.plan import Mark, plan_of
from readiness.survey.problems import located
from readiness.survey.proposal import propose
from readiness.survey.questions import Questionnaire
from readiness.survey.recode import rewritten
from readiness.survey.records import Column, File, Reduction
from readiness.survey.scales import scales_of
from readiness.survey.source import Export
from readiness.survey.table import BadEncodingError, Engine, UnreadableRowsError
from readiness.survey.tables import Part
from readiness.survey.units import Resolved, resolved

Progress = Callable[[str, int, float], None]  # file, roughly how many rows, the fraction that is done


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be reduced, and how. ``chosen`` are roles to headings; ``tool`` is ``auto`` or the tool's name."""

    framework: Framework
    sha256: str
    asked: Questionnaire
    paths: Sequence[Path]
    registry: Registry | None
    tool: str = "auto"
    mapping: UserMapping | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    mark: Mark | None = None
    wave: str = ""
    least: int = 30


Engines = Callable[[Path], AbstractContextManager[Engine]]


def counted(request: Request, engines: Engines, progress: Progress | None = None) -> Part:
    """The counts of every file that can be read; why another cannot is among the findings."""
    part = Part()
    files, told = gather(request.paths)
    part.findings += told
    with workroom() as folder:
        (folder / "spill").mkdir()
        (folder / "copies").mkdir()
        with engines(folder / "spill") as engine:
            for path in files:
                _file(request, engine, path, folder / "copies", part=part, progress=progress)
    return part


def reduced(request: Request, part: Part) -> Reduction:
    """Figures and the account of everything that was counted."""
    scales = scales_of(request.framework)
    figures, told = figures_of(part.counts, scales, request.least)
    log = account(request.framework, request.sha256, part, scales)
    return Reduction(tuple(figures), log, (*part.findings, *told))


def _file(request: Request, engine: Engine, path: Path, folder: Path, *, part: Part, progress: Progress | None) -> None:
    opened, told = open_file(path, folder)
    part.findings += told
    if opened is None:
        return
    try:
        _opened(request, engine, opened, folder, part=part, progress=progress)
    except (BadEncodingError, UnreadableRowsError, UnicodeDecodeError):
        again, told = rewritten(opened, folder)
        part.findings += told
        if again is not None:
            _opened(request, engine, again, folder, part=part, progress=progress)


def _opened(
    request: Request, engine: Engine, opened: Opened, folder: Path, *, part: Part, progress: Progress | None
) -> None:
    """Reduce a file that is open; raises what the engine raises where it cannot be read as it stands."""
    before = len(part.findings)
    export = _recognised(request, opened)
    if isinstance(export, Finding):
        part.findings.append(export)
        return
    matching, told = match(export, request.asked, request.mapping, request.chosen, opened.shown)
    part.findings += told
    if has_errors(told):
        return
    scales = scales_of(request.framework)
    plan, told = plan_of(
        export, matching, scales, opened.rows[export.header_rows :], mark=request.mark, path=opened.shown
    )
    part.findings += told
    if plan is None:
        return
    try:
        table, header_rows = without_header(opened, export.header_rows, folder)
        found = count(engine, table, header_rows, plan, _teller(opened, progress))
    except NoAnswersError as error:
        params = {"item": error.item, "heading": export.names[error.column], "examples": error.texts}
        part.findings.append(Finding("D137", opened.shown, 1, params=params))
        return
    except (BadEncodingError, UnreadableRowsError, UnicodeDecodeError):
        del part.findings[before:]  # they will be told again
        raise
    if request.wave:
        found.counts = found.counts.in_wave(request.wave)
    units = resolved(found.counts, request.registry)
    told = located(table, header_rows, plan, found, units)
    part.findings += told
    if found.uneven:
        part.findings.append(Finding("D146", opened.shown, params={"count": found.uneven}))
    part.files.append(replace(_account(opened, export, matching, units), places=_places(told)))
    part.counts.add(units.counts)
    part.weighted = part.weighted or plan.weighted
    part.synthetic = part.synthetic or found.synthetic


def _recognised(request: Request, opened: Opened) -> Export | Finding:
    expected = expected_of(request.asked, request.mapping, request.chosen.values())
    return recognise(opened.rows[:MOST_LOOKED_AT], opened.shown, request.tool, expected)


def _teller(opened: Opened, progress: Progress | None) -> Callable[[float], None] | None:
    return None if progress is None else lambda fraction: progress(opened.shown, opened.about, fraction)


def _account(opened: Opened, export: Export, matching: Matching, units: Resolved) -> File:
    columns = [Column(export.names[column], role, "role") for role, column in sorted(matching.roles.items())]
    for item, what in matching.items.items():
        name = export.names[what] if isinstance(what, int) else what.name
        columns.append(Column(name, item, matching.how.get(item, "")))
    return File(
        opened.shown,
        export.tool,
        matching.layout,
        rows_of(units.counts.rows.items()),
        tuple(columns),
        tuple(export.names[column] for column in matching.personal),
        tuple(export.names[column] for column in matching.unmatched),
        matching.missing,
    )


def _places(told: Iterable[Finding]) -> tuple[str, ...]:
    """Line and code of each; no text, which may be of a person."""
    return tuple(f"{finding.line}: {finding.code}" for finding in told if finding.line is not None)


def proposed(request: Request, lang: str) -> tuple[str | None, list[Finding]]:
    """A mapping for the first file, to be completed; None where the file cannot be read."""
    files, findings = gather(request.paths)
    with workroom() as folder:
        for path in files[:1]:
            opened, told = open_file(path, folder)
            findings += told
            if opened is None:
                continue
            export = _recognised(request, opened)
            if isinstance(export, Finding) and export.code == "D180":
                export = _recognised(replace(request, tool="plain"), opened)  # a mapping is what it wants
            if isinstance(export, Finding):
                return None, [*findings, export]
            matching, told = match(export, request.asked, request.mapping, request.chosen, opened.shown)
            return propose(export, matching, request.asked, opened.rows, lang), findings + told
    return None, findings
