"""``readiness report``: the pages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.language import LANGUAGES
from readiness.cli.progress import bar
from readiness.cli.session import Session
from readiness.files import CannotWriteError
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.insights import Comparison
    from readiness.results.records import Results
    from readiness.results.selection import Selection

FORMATS = ("html", "md", "xlsx")
DEFAULT_DIR = Path("reports/site")
MOST_SUMMARY = 1_000_000  # bytes that a code host takes as the summary of a step


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the report is to hold."""

    forms: Sequence[str]
    langs: Sequence[str]
    codes: list[str] | None
    selection: Selection | None


def report(
    ctx: typer.Context,
    *,
    inputs: Annotated[list[Path] | None, typer.Argument(metavar="RESULTS|DATA")] = None,
    framework: options.Framework = None,
    wave: options.Wave = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")] = None,
    form: Annotated[list[str] | None, typer.Option("--format", metavar="html,md,xlsx")] = None,
    only: options.Only = None,
    selection: Annotated[Path | None, typer.Option("--selection", metavar="SELECTION")] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", metavar="id,en")] = None,
) -> int:
    """Its words stand in the locales."""
    session: Session = ctx.obj
    project = session.project
    forms = options.choices("--format", form or (list(project.file.report.format) if project else ["html"]), FORMATS)
    langs = options.choices("--lang", lang or (list(project.file.report.lang) if project else LANGUAGES), LANGUAGES)
    documents, code = _documents(session, inputs or [], framework, wave)
    if not documents:
        session.hint("score.nothing")
        return 3
    out = output or (project.report_dir if project else DEFAULT_DIR)
    codes = _codes(only, documents[-1])
    chosen = None if selection is None else _selection(selection, documents[-1])
    _prepare(out)
    from readiness.files import locked

    with locked(out):
        entries = _write(documents, out, _Wanted(forms, langs, codes, chosen), session)
    _step_summary(documents[-1], session)
    for entry in entries:
        session.hint("report.look", path=entry)
    return code


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


def _prepare(out: Path) -> None:
    """The folder to write into. Raises CannotWriteError."""
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


def _write(documents: Sequence[Results], out: Path, wanted: _Wanted, session: Session) -> list[Path]:
    """Write every form; returns where to look first in each."""
    from readiness.analysis.insights import insights

    found = insights(documents)
    entries: list[Path] = []
    forms, langs, codes = wanted.forms, wanted.langs, wanted.codes
    if "html" in forms:
        from readiness.report.site import write_site

        with bar(session, "report.pages") as step:
            pages = write_site(
                documents,
                out,
                insights=found,
                langs=tuple(langs),
                only=codes,
                command=session.command,
                progress=step,
                comparisons=_comparisons(documents[-1], codes),
                selection=wanted.selection,
            )
        entries.append(_front_page(pages, session.lang))
    if "md" in forms:
        entries.append(_markdown(documents[-1], out, found, wanted, session))
    if "xlsx" in forms:
        from readiness.files import write

        entries.append(out / "results.xlsx")
        write(entries[-1], outputs.content(documents[-1], "xlsx", session, only=codes, top=None))
    return entries


def _comparisons(document: Results, codes: list[str] | None) -> list[Comparison]:
    """What the side-by-side page explains: the first of the regions asked for against each of the others."""
    from readiness.comparing import compare

    return compare(document, codes) if codes and len(codes) > 1 else []


def _front_page(pages: Sequence[Path], lang: str) -> Path:
    """The index page in the reader's language, where there is one."""
    fronts = sorted((page for page in pages if page.stem == "index"), key=lambda page: len(page.parts))
    own = [page for page in fronts if lang in page.parts]
    return (own or fronts or list(pages))[0]


def _markdown(document: Results, out: Path, found: Any, wanted: _Wanted, session: Session) -> Path:
    """``md/LANG/summary.md``, beside it the method, the whole ranking, the selection and one file a unit."""
    from readiness.files import write_all
    from readiness.report import markdown
    from readiness.report.pages.view import file_name

    files: dict[Path, bytes] = {}
    langs, codes, chosen = wanted.langs, wanted.codes, wanted.selection
    for lang in langs:
        folder = out / "md" / lang
        folder.mkdir(parents=True, exist_ok=True)
        files[folder / "method.md"] = markdown.method(document, lang, session.command).encode()
        files[folder / "ranking.md"] = markdown.ranking(document, lang, session.command).encode()
        files[folder / "summary.md"] = markdown.summary(document, found, lang, session.command).encode()
        if chosen is not None:
            files[folder / "selection.md"] = markdown.selection(document, chosen, lang, session.command).encode()
        for unit in document.units:
            if codes is None or unit.code in codes:
                text = markdown.unit(document, unit.code, found, lang, session.command, chosen=chosen)
                files[folder / f"{Path(file_name(unit.code)).stem}.md"] = text.encode()
    write_all(files)
    return out / "md" / (session.lang if session.lang in langs else langs[0]) / "summary.md"


def _step_summary(document: Results, session: Session) -> None:
    """Where a code host asks for a summary of the step, it gets the Markdown one, once a result."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    if not named:
        return
    path = Path(named)
    before = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    text = outputs.content(document, "md", session, only=None, top=None).decode()
    if document.digest in before or len((before + text).encode()) > MOST_SUMMARY:
        return
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
