"""``readiness report``: the pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readiness.cli import options, outputs, results_source
from readiness.cli.language import LANGUAGES
from readiness.cli.session import Session, is_terminal
from readiness.files import CannotWriteError
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.results.insights import Comparison
    from readiness.results.records import Results

FORMATS = ("html", "md", "xlsx")
DEFAULT_DIR = Path("reports/site")
MOST_SUMMARY = 1_000_000  # bytes that a code host takes as the summary of a step


def report(
    ctx: typer.Context,
    *,
    inputs: Annotated[list[Path] | None, typer.Argument(metavar="RESULTS|DATA")] = None,
    framework: options.Framework = None,
    wave: options.Wave = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="DIR")] = None,
    form: Annotated[list[str] | None, typer.Option("--format", metavar="html,md,xlsx")] = None,
    only: options.Only = None,
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
    _prepare(out)
    from readiness.files import locked

    with locked(out):
        entries = _write(documents, out, forms=forms, langs=langs, codes=codes, session=session)
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


def _write(
    documents: Sequence[Results],
    out: Path,
    *,
    forms: Sequence[str],
    langs: Sequence[str],
    codes: list[str] | None,
    session: Session,
) -> list[Path]:
    """Write every form; returns where to look first in each."""
    from readiness.analysis.insights import insights

    found = insights(documents)
    entries: list[Path] = []
    if "html" in forms:
        from readiness.report.site import write_site

        with _progress(session) as step:
            pages = write_site(
                documents,
                out,
                insights=found,
                langs=tuple(langs),
                only=codes,
                command=session.command,
                progress=step,
                comparisons=_comparisons(documents[-1], codes),
            )
        entries.append(_front_page(pages, session.lang))
    if "md" in forms:
        entries.append(_markdown(documents[-1], out, found, langs=langs, codes=codes, session=session))
    if "xlsx" in forms:
        from readiness.files import write

        entries.append(out / "results.xlsx")
        write(entries[-1], outputs.content(documents[-1], "xlsx", session, only=codes, top=None))
    return entries


def _comparisons(document: Results, codes: list[str] | None) -> list[Comparison]:
    """What the side-by-side page explains: the first of the regions asked for against each of the others."""
    from readiness.pipeline import compare

    return compare(document, codes) if codes and len(codes) > 1 else []


def _front_page(pages: Sequence[Path], lang: str) -> Path:
    """The index page in the reader's language, where there is one."""
    fronts = sorted((page for page in pages if page.stem == "index"), key=lambda page: len(page.parts))
    own = [page for page in fronts if lang in page.parts]
    return (own or fronts or list(pages))[0]


def _markdown(
    document: Results, out: Path, found: Any, *, langs: Sequence[str], codes: list[str] | None, session: Session
) -> Path:
    """``md/LANG/summary.md``, beside it the method, the whole ranking and one file a unit."""
    from readiness.files import write_all
    from readiness.report import markdown
    from readiness.report.pages.view import file_name

    files: dict[Path, bytes] = {}
    for lang in langs:
        folder = out / "md" / lang
        folder.mkdir(parents=True, exist_ok=True)
        files[folder / "method.md"] = markdown.method(document, lang, session.command).encode()
        files[folder / "ranking.md"] = markdown.ranking(document, lang, session.command).encode()
        files[folder / "summary.md"] = markdown.summary(document, found, lang, session.command).encode()
        for unit in document.units:
            if codes is None or unit.code in codes:
                text = markdown.unit(document, unit.code, found, lang, session.command)
                files[folder / f"{Path(file_name(unit.code)).stem}.md"] = text.encode()
    write_all(files)
    return out / "md" / (session.lang if session.lang in langs else langs[0]) / "summary.md"


@contextmanager
def _progress(session: Session) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr while a person looks; nothing into a log."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(session.say("report.pages"), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


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
