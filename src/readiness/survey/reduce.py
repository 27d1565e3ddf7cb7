"""The short story of a reduction: open, recognise, match, count, estimate; nothing of it is printed here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from readiness.data.registry import Registry
from readiness.files import sha256_of, workroom
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
from readiness.survey.partial import is_partial
from readiness.survey.plan import Mark, Plan, plan_of
from readiness.survey.problems import located, odd_items, refuse_unread, weightless
from readiness.survey.proposal import propose
from readiness.survey.questions import Questionnaire
from readiness.survey.recode import rewritten
from readiness.survey.records import Column, File, Reduction
from readiness.survey.repeated import REPEATED, Seen, copies, further, without_repeats
from readiness.survey.scales import scales_of
from readiness.survey.source import Export
from readiness.survey.table import BadEncodingError, Engine, UnreadableRowsError
from readiness.survey.tables import Part
from readiness.survey.units import Resolved, holds_none, resolved
from readiness.survey.values import is_values

Progress = Callable[[str, int, float], None]  # file, roughly how many rows, the fraction that is done


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be reduced, and how. ``chosen`` are roles to headings; ``tool`` is ``auto`` or the tool's name.

    ``digests``: whether the account is to name each file by its SHA-256, as a partial table does.
    """

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
    digests: bool = False


Engines = Callable[[Path], AbstractContextManager[Engine]]


def counted(request: Request, engines: Engines, progress: Progress | None = None) -> Part:
    """The counts of every file that can be read; why another cannot is among the findings."""
    part = Part()
    files, told = gather(request.paths)
    part.findings += told
    twice = copies(files)
    part.findings += [Finding("D147", p.as_posix(), params={"other": twice[p].as_posix()}) for p in twice]
    files = [path for path in files if path not in twice]
    with workroom() as folder:
        (folder / "spill").mkdir()
        (folder / "copies").mkdir()
        with engines(folder / "spill") as engine:
            run = _Run(request, engine, folder / "copies", part, Seen(len(files) > 1), progress)
            for path in files:
                run.file(path)
    return part


def reduced(request: Request, part: Part) -> Reduction:
    """Figures and the account of everything that was counted."""
    scales = scales_of(request.framework)
    figures, told = figures_of(part.counts, scales, request.least)
    log = account(request.framework, request.sha256, part, scales)
    return Reduction(tuple(figures), log, (*part.findings, *told))


@dataclass(slots=True)
class _Run:
    """What the files of one reduction share. ``folder`` is for copies; counts and findings join ``part``."""

    request: Request
    engine: Engine
    folder: Path
    part: Part
    seen: Seen
    progress: Progress | None

    def file(self, path: Path) -> None:
        """Count one file, or tell why not."""
        opened, told = open_file(path, self.folder)
        if opened is not None and (own := self._own(opened, path)) is not None:
            self.part.findings.append(own)
            return
        self.part.findings += told
        if opened is None:
            return
        sha256 = sha256_of(path) if self.request.digests else ""
        try:
            self._opened(opened, sha256)
        except (BadEncodingError, UnreadableRowsError, UnicodeDecodeError):
            again, told = rewritten(opened, self.folder)
            self.part.findings += told
            if again is not None:
                self._again(again, sha256)

    def _again(self, opened: Opened, sha256: str) -> None:
        """Reduce a file that was written anew, so that every engine can read it; told where one still cannot."""
        try:
            self._opened(opened, sha256)
        except (BadEncodingError, UnreadableRowsError) as error:
            self.part.findings.append(Finding("D006", opened.shown, params={"reason": str(error)}))

    def _own(self, opened: Opened, path: Path) -> Finding | None:
        """What must be told of a file that a reduction wrote: in a folder of answers it is passed over."""
        if is_partial(opened.rows):
            return Finding("D152", opened.shown, params={"path": opened.shown})
        return Finding("D153", opened.shown) if is_values(opened.rows) and path not in self.request.paths else None

    def _opened(self, opened: Opened, sha256: str) -> None:
        """Reduce a file that is open; raises what the engine raises where it cannot be read as it stands."""
        request, part = self.request, self.part
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
        unit = plan.roles["unit"]
        if holds_none((row[unit] for row in opened.rows[export.header_rows :] if unit < len(row)), request.registry):
            part.findings.append(Finding("D156", opened.shown, 1, params={"heading": export.names[unit]}))
            return
        try:
            self._counted(opened, export, matching, plan, sha256)
        except NoAnswersError as error:
            params = {"item": error.item, "heading": export.names[error.column], "examples": error.texts}
            part.findings.append(Finding("D137", opened.shown, 1, params=params))
        except (BadEncodingError, UnreadableRowsError, UnicodeDecodeError):
            del part.findings[before:]  # they will be told again
            raise

    def _counted(self, opened: Opened, export: Export, matching: Matching, plan: Plan, sha256: str) -> None:
        """Count a file whose columns are known, each submission once."""
        part = self.part
        kept, repeats = without_repeats(self.engine, opened, export, plan, folder=self.folder, seen=self.seen)
        if has_errors(repeats.findings):
            part.findings += repeats.findings
            return
        table, header_rows = without_header(kept, export.header_rows, self.folder)
        found = count(self.engine, table, header_rows, plan, _teller(opened, self.progress))
        refuse_unread(plan, found)
        for where, n in repeats.rows.items():
            found.counts.rows[where, REPEATED] += n
        if self.request.wave:
            found.counts = found.counts.in_wave(self.request.wave)
        units = resolved(found.counts, self.request.registry)
        told = [*repeats.findings, *located(table, header_rows, plan, found, units)]
        if found.uneven:
            told.append(Finding("D146", opened.shown, params={"count": found.uneven}))
        told += [*odd_items(opened, plan, found), *weightless(opened, units.counts)]
        part.findings += [*told, *further(repeats, opened.shown), *self.seen.alike(opened.shown, units.counts)]
        account = _account(opened, export, matching, units)
        part.files.append(replace(account, places=_places(told), sha256=sha256))
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
