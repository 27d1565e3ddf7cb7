"""The forms of a report: a plain table of names, each with the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.progress import bar
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.data.boundaries.records import Outlines
    from readiness.report.folder import Page
    from readiness.report.pages.view import View
    from readiness.results.change import ResultsChange
    from readiness.results.insights import Comparison, UnitInsight
    from readiness.results.records import Results, UnitResult
    from readiness.results.selection import Selection

PAPERS = ("a4", "f4")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the report is to hold. ``documents`` are the waves, the last is current; ``codes`` None for all units;
    ``paper`` is that of PDF and Word, ``browser`` and ``template`` are None where none was named; ``change`` is since
    the baseline; ``outlines`` are the areas of the map."""

    documents: Sequence[Results]
    insights: Mapping[str, UnitInsight]
    langs: Sequence[str]
    codes: list[str] | None
    selection: Selection | None = None
    paper: str = "a4"
    browser: Path | None = None
    template: Path | None = None
    change: ResultsChange | None = None
    outlines: Outlines | None = None

    @property
    def current(self) -> Results:
        """The last wave."""
        return self.documents[-1]

    @property
    def units(self) -> list[UnitResult]:
        """The units asked for, by code."""
        return [unit for unit in self.current.units if self.codes is None or unit.code in self.codes]

    def first(self, lang: str) -> str:
        """The reader's own language where the report is made in it."""
        return lang if lang in self.langs else self.langs[0]


Form = Callable[[Wanted, Path, Session], Path]


def html(wanted: Wanted, out: Path, session: Session) -> Path:
    """The site; returns the index page in the reader's language, where there is one."""
    from readiness.report.site import write_site

    pages = _pages(write_site, wanted, out, session, _comparisons(wanted.current, wanted.codes))
    fronts = sorted((page for page in pages if page.stem == "index"), key=lambda page: len(page.parts))
    own = [page for page in fronts if session.lang in page.parts]
    return (own or fronts or list(pages))[0]


def single(wanted: Wanted, out: Path, session: Session) -> Path:
    """``single/CODE-NAME.LANG.html``, a file a unit that needs no other; returns their folder."""
    from readiness.report.site import write_singles

    _pages(write_singles, wanted, out, session)
    return out / "single"


def _pages(
    write: Callable[..., list[Path]],
    wanted: Wanted,
    out: Path,
    session: Session,
    comparisons: Sequence[Comparison] = (),
) -> list[Path]:
    from readiness.report.beside import Beside

    with bar(session, "report.pages") as step:
        return write(
            wanted.documents,
            out,
            insights=wanted.insights,
            langs=tuple(wanted.langs),
            only=wanted.codes,
            command=session.command,
            progress=step,
            beside=Beside(comparisons, wanted.selection, wanted.change, wanted.outlines),
        )


def _comparisons(document: Results, codes: list[str] | None) -> list[Comparison]:
    """What the side-by-side page explains: the first of the regions asked for against each of the others."""
    from readiness.comparing import compare

    return compare(document, codes) if codes and len(codes) > 1 else []


def md(wanted: Wanted, out: Path, session: Session) -> Path:
    """``md/LANG/summary.md``, beside it the method, the whole ranking, the selection and one file a unit."""
    from readiness.report.folder import write_pages

    with bar(session, "report.pages") as step:
        write_pages(out, "md", [page for lang in wanted.langs for page in _md_pages(wanted, lang, session)], step)
    return out / "md" / wanted.first(session.lang) / "summary.md"


def _md_pages(wanted: Wanted, lang: str, session: Session) -> Iterator[Page]:
    from readiness.report import markdown
    from readiness.report.pages.names import file_name
    from readiness.results.insights import UnitInsight

    document, found, command = wanted.current, wanted.insights, session.command
    yield f"md/{lang}/method.md", partial(markdown.method, document, lang, command)
    yield f"md/{lang}/ranking.md", partial(markdown.ranking, document, lang, command)
    yield f"md/{lang}/summary.md", partial(markdown.summary, document, found, lang, command)
    chosen = wanted.selection
    if chosen is not None:
        yield f"md/{lang}/selection.md", partial(markdown.selection, document, chosen, lang, command)
    if wanted.change is not None:
        yield f"md/{lang}/change.md", partial(markdown.changes, [document, document], [wanted.change], lang, command)
    view = markdown.view_of(document, lang, command, chosen)
    for unit in wanted.units:
        insight = found.get(unit.code, UnitInsight(unit.code))
        yield f"md/{lang}/{Path(file_name(unit.code)).stem}.md", partial(markdown.unit_in, view, unit, insight)


def xlsx(wanted: Wanted, out: Path, session: Session) -> Path:
    """``results.xlsx``, the whole result, in the reader's language."""
    from readiness.report.folder import write_pages
    from readiness.report.xlsx import workbook_bytes

    make = partial(workbook_bytes, wanted.current, only=wanted.codes, lang=wanted.first(session.lang))
    return write_pages(out, "xlsx", [("results.xlsx", make)])[0]


def pdf(wanted: Wanted, out: Path, session: Session) -> Path:
    """``pdf/LANG/CODE.pdf``, and beside each the summary on two sheets; returns their folder."""
    from readiness.report.browser import find
    from readiness.report.printing import write_pdfs

    browser = find(wanted.browser)
    with bar(session, "report.sheets") as step:
        write_pdfs(
            _views(wanted, session),
            out,
            browser=browser,
            insights=wanted.insights,
            units=wanted.units,
            paper=wanted.paper,
            progress=step,
        )
    return out / "pdf" / wanted.first(session.lang)


def docx(wanted: Wanted, out: Path, session: Session) -> Path:
    """``docx/LANG/CODE.docx``, the memo of each unit; returns their folder."""
    from readiness.report import word
    from readiness.report.folder import write_pages
    from readiness.report.memo import memo_pages

    own = word.opened(wanted.template)
    pages = [
        page
        for view in _views(wanted, session)
        for page in memo_pages(view, wanted.insights, wanted.units, template=own, paper=wanted.paper)
    ]
    with bar(session, "report.memos") as step:
        write_pages(out, "docx", pages, step)
    return out / "docx" / wanted.first(session.lang)


def _views(wanted: Wanted, session: Session) -> list[View]:
    """The current result in each language, for files that stand alone."""
    from readiness.framework.model import Framework
    from readiness.report.beside import Beside
    from readiness.report.pages.view import View

    model = Framework.model_validate(wanted.current.framework.snapshot)
    beside = Beside(selection=wanted.selection, change=wanted.change)
    langs = wanted.langs
    return [View(wanted.current, model, lang, session.command, None, langs, beside) for lang in langs]


FORMATS: dict[str, Form] = {"html": html, "md": md, "xlsx": xlsx, "pdf": pdf, "docx": docx}
WRITERS = {"single": single, **FORMATS}  # --single puts it in the place of the site


def ready(forms: Collection[str], browser: Path | None, template: Path | None) -> None:
    """What the forms need is there, before anything is written. Raises MisuseError."""
    if "pdf" in forms:
        from readiness.report.browser import find

        find(browser)
    if "docx" in forms:
        from readiness.report import word

        word.need()
        word.opened(template)
