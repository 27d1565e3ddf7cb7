"""``readiness report``: the pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.language import LANGUAGES
from readiness.cli.manifest import NAME
from readiness.cli.map_file import outlines_of
from readiness.cli.report_formats import FORMATS, PAPERS, WRITERS, Wanted, ready
from readiness.cli.session import Session
from readiness.cli.step_summary import add_to_step_summary
from readiness.files import CannotWriteError
from readiness.marks import spare_others
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.manifest import Origin
    from readiness.results.change import ResultsChange
    from readiness.results.records import Results
    from readiness.results.selection import Selection

DEFAULT_DIR = Path("reports/site")


def report(
    ctx: typer.Context,
    *,
    inputs: Annotated[list[Path] | None, typer.Argument(metavar="RESULTS|DATA")] = None,
    framework: options.Framework = None,
    wave: options.Wave = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")] = None,
    form: Annotated[list[str] | None, typer.Option("--format", metavar="html,md,xlsx,pdf,docx")] = None,
    only: options.Only = None,
    selection: Annotated[Path | None, typer.Option("--selection", metavar="SELECTION")] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", metavar="id,en")] = None,
    baseline: Annotated[Path | None, typer.Option("--baseline", metavar="RESULTS")] = None,
    paper: Annotated[str, typer.Option("--paper", metavar="a4|f4")] = "a4",
    browser: Annotated[Path | None, typer.Option("--browser", metavar="PATH", envvar="READINESS_BROWSER")] = None,
    template: Annotated[Path | None, typer.Option("--template", metavar="DOCX")] = None,
    map_: Annotated[str | None, typer.Option("--map", metavar="FILE[#PROPERTY]")] = None,
    single: Annotated[bool, typer.Option("--single")] = False,
) -> int:
    """Its words stand in the locales."""
    session: Session = ctx.obj
    project = session.project
    forms = options.choices("--format", form or (list(project.file.report.format) if project else ["html"]), FORMATS)
    langs = options.choices("--lang", lang or (list(project.file.report.lang) if project else LANGUAGES), LANGUAGES)
    forms = ["single" if single and one == "html" else one for one in forms]
    sheet = options.choice("--paper", paper, PAPERS)
    _own_browser(ctx, session)
    ready(forms, browser, template)
    documents, code = _documents(session, inputs or [], framework, wave)
    if not documents:
        session.hint("score.nothing")
        return 3
    out = output or (project.report_dir if project else DEFAULT_DIR)
    baseline, map_ = baseline or (project.baseline if project else None), map_ or (project.map if project else None)
    baseline = None if baseline is None else results_source.file_of(baseline)
    outlines = None if map_ is None else outlines_of(map_, documents[-1], session)
    if map_ is not None and outlines is None:
        return 3
    wanted = _wanted(documents, langs, _codes(only, documents[-1]), selection, baseline)
    wanted = replace(wanted, paper=sheet, browser=browser, template=template, outlines=outlines)
    entries = _write(_prepared(session.target(out)), forms, wanted, session)
    if session.moved is None:
        beside = [path for path in (selection, baseline, template, _file_of(map_)) if path is not None]
        _manifest(out, forms, _origin(documents, inputs or [], framework, beside, session), session)
    _step_summary(documents[-1], session)
    for entry in entries:
        session.hint("report.look", path=entry)
    return code


def _wanted(
    documents: Sequence[Results],
    langs: Sequence[str],
    codes: list[str] | None,
    selection: Path | None,
    baseline: Path | None,
) -> Wanted:
    """What is to be shown: the results, and what was made from them or is compared with them. Raises MisuseError."""
    from readiness.analysis.insights import insights

    chosen = None if selection is None else _selection(selection, documents[-1])
    change = _change(baseline, documents[-1])
    return Wanted(documents, insights(documents), langs, codes, chosen, change=change)


def _own_browser(ctx: typer.Context, session: Session) -> None:
    """A program is started only where the person at the keyboard names it, never where a manifest does that is run
    again; its variable is still theirs. Raises MisuseError."""
    source = ctx.get_parameter_source("browser")
    if session.moved is not None and source is not None and source.name == "COMMANDLINE":
        raise MisuseError("browser_again")


def _documents(
    session: Session, inputs: list[Path], framework: str | None, wave: str | None
) -> tuple[Sequence[Results], int]:
    """Results as named, scored now from data, or the project's; and the exit code so far."""
    if not inputs:
        return _until(results_source.find(session, None), wave), 0
    kinds = {path.suffix.lower() == ".json" for path in inputs}
    if len(kinds) > 1:
        raise MisuseError("results_and_data")
    if kinds == {True}:
        return _until([results_source.load(path) for path in inputs], wave), 0
    from readiness.cli.score import exit_code, request_of, run

    scored = run(request_of(session, inputs, framework, wave=wave), session)
    return scored.results, exit_code(scored)


def _origin(
    documents: Sequence[Results],
    inputs: Sequence[Path],
    framework: str | None,
    beside: Sequence[Path],
    session: Session,
) -> Origin:
    """What the pages rest on: results, or the data that they were scored from, and what stands beside."""
    from readiness.asked import criteria_of
    from readiness.cli.manifest import Origin

    if inputs and inputs[0].suffix.lower() != ".json":
        named = framework or (session.project.framework if session.project is not None else "")
        return Origin(documents, beside, criteria_of(named))
    return Origin(documents, [*(inputs or results_source.files(session, None)), *beside], scored=False)


def _manifest(out: Path, forms: Sequence[str], origin: Origin, session: Session) -> None:
    """``manifest.json`` in the folder, over every file of the forms that were asked for."""
    from readiness.cli.manifest import write_manifest
    from readiness.report.folder import files_of

    write_manifest(out / NAME, [path for form in forms for path in files_of(out, form)], origin, session)


def _file_of(map_: str | None) -> Path | None:
    """The boundary file of ``FILE#PROPERTY``."""
    return None if map_ is None else next((p for p in (Path(map_), Path(map_.rpartition("#")[0])) if p.is_file()), None)


def _until(documents: Sequence[Results], wave: str | None) -> Sequence[Results]:
    """The history up to a wave, which is then the present. Raises MisuseError."""
    if wave is None:
        return documents
    waves = [document.wave for document in documents]
    if wave not in waves:
        raise MisuseError("wave", name=wave, known=[known for known in waves if known])
    return documents[: waves.index(wave) + 1]


def _codes(only: list[str] | None, document: Results) -> list[str] | None:
    from readiness.pipeline import find_code

    names = {unit.code: unit.name for unit in document.units}
    return [find_code(text, names) for text in only] if only else None


def _prepared(out: Path) -> Path:
    """The folder to write into, whose manifest is ours to replace. Raises CannotWriteError."""
    from readiness.files import reason_of

    if out.is_symlink():
        raise CannotWriteError(out, "symlink")
    if out.exists() and not out.is_dir():
        raise CannotWriteError(out, "no-folder", str(out))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWriteError(out, reason_of(error), error.strerror or "") from error
    if not out.stat().st_mode & 0o222 or not os.access(out, os.W_OK):
        raise CannotWriteError(out, "read-only")
    spare_others(out / NAME)
    return out


def _selection(path: Path, document: Results) -> Selection:
    """A selection that was made from this very document. Raises MisuseError."""
    from readiness.results.selections import loads

    if not path.is_file():
        raise MisuseError("path", path=path)
    try:
        found = loads(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise MisuseError("not_selection", path=path, detail=(str(error).splitlines() or [""])[0][:200]) from error
    if found.results != document.digest:
        raise MisuseError("selection_of_others", path=path)
    return found


def _change(baseline: Path | None, document: Results) -> ResultsChange | None:
    """What changed since the baseline, where there is one. Raises MisuseError."""
    if baseline is None:
        return None
    from readiness.cli.compare_results import changes_of

    return changes_of([results_source.load(baseline), document], [baseline])[0]


def _write(out: Path, forms: Sequence[str], wanted: Wanted, session: Session) -> list[Path]:
    """Write every form in the order asked for; returns where to look first in each."""
    from readiness.files import locked

    entries: list[Path] = []
    failed: list[ExceptionGroup] = []
    with locked(out):
        for form in (known for known in WRITERS if known in forms):
            try:
                entries.append(WRITERS[form](wanted, out, session))
            except ExceptionGroup as error:  # pages that could not be made cost no other form
                failed.append(error)
    if failed:
        raise ExceptionGroup("; ".join(error.message for error in failed), failed)
    return entries


def _step_summary(document: Results, session: Session) -> None:
    """Where a code host asks for a summary of the step, it gets the Markdown one, once a result."""
    text = outputs.content(document, "md", session, only=None, top=None).decode()
    add_to_step_summary(text, known_by=document.digest)
