"""The site: a folder of pages that opens from a disk, a stick or a mail attachment.

``OUT/index.html`` leads to ``OUT/{id,en}/``, each with an index, the method, one page a unit, and
for two to ten units a comparison. The same results give the same bytes; a file that is already so is not written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from readiness.framework.model import Framework
from readiness.report.beside import NOTHING_ELSE, Beside
from readiness.report.folder import Page, Progress, write_pages
from readiness.report.pages.brief_page import brief_page
from readiness.report.pages.change_page import change_page
from readiness.report.pages.compare_page import compare_page
from readiness.report.pages.index_page import index_page
from readiness.report.pages.indicator_page import indicator_page
from readiness.report.pages.landing import landing_page
from readiness.report.pages.matrix_page import matrix_page
from readiness.report.pages.method_page import method_page, method_view
from readiness.report.pages.names import brief_name, file_name, indicator_file, single_name
from readiness.report.pages.quality_page import quality_page
from readiness.report.pages.selection_page import selection_page
from readiness.report.pages.unit_page import unit_page
from readiness.report.pages.view import View
from readiness.results.change import ResultsChange
from readiness.results.insights import Comparison, UnitInsight
from readiness.results.peers import Peers
from readiness.results.records import Results
from readiness.results.selection import Selection


def write_site(
    results: Sequence[Results],
    out: Path,
    *,
    insights: Mapping[str, UnitInsight],
    langs: Sequence[str] = ("id", "en"),
    only: Collection[str] | None = None,
    command: str = "",
    progress: Progress | None = None,
    beside: Beside = NOTHING_ELSE,
) -> list[Path]:
    """Write every page; returns their paths, the landing page first.

    ``results`` are the waves, the last is current; ``beside`` was made from it. ``only`` limits the unit pages, never
    the ranks. ``progress`` is told how many pages are done, of how many. Raises CannotWriteError.
    """
    codes = [unit.code for unit in results[-1].units if only is None or unit.code in only]
    model = Framework.model_validate(results[-1].framework.snapshot)
    written = None if only is None else codes
    views = [View(results[-1], model, lang, command, written, langs, beside) for lang in langs]
    pages: list[Page] = [("index.html", partial(landing_page, views))]
    for view in views:
        pages += _pages(view, insights, _in_order(codes, only))
    return write_pages(out, "html", pages, progress)


def write_singles(
    results: Sequence[Results],
    out: Path,
    *,
    insights: Mapping[str, UnitInsight],
    langs: Sequence[str] = ("id", "en"),
    only: Collection[str] | None = None,
    command: str = "",
    progress: Progress | None = None,
    beside: Beside = NOTHING_ELSE,
) -> list[Path]:
    """One file a unit and language, to be sent by mail: its page with the method in brief, and no link to another.

    As ``write_site`` otherwise. All stand in one folder, the languages of a unit side by side.
    """
    model = Framework.model_validate(results[-1].framework.snapshot)
    views = [View(results[-1], model, lang, command, langs=langs, beside=beside, alone=True) for lang in langs]
    methods = [method_view(view) for view in views]
    pages: list[Page] = []
    for unit in results[-1].units:
        insight = insights.get(unit.code, UnitInsight(unit.code))
        for view, method in zip(views, methods, strict=True):
            if only is None or unit.code in only:
                name = f"single/{single_name(unit.code, unit.name, view.lang)}"
                pages.append((name, partial(unit_page, view, unit, insight, method)))
    return write_pages(out, "single", pages, progress)


def comparison_html(
    results: Results,
    codes: Sequence[str],
    comparisons: Sequence[Comparison],
    lang: str,
    command: str = "",
    *,
    peers: Peers | None = None,
) -> str:
    """One page that stands alone: these units side by side; ``peers`` are those of the first, where the others are
    its peers. KeyError for a code that is not in the result."""
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, alone=True)
    return compare_page(view, codes, comparisons, peers=peers)


def change_html(results: Results, change: ResultsChange, lang: str, command: str = "") -> str:
    """One page that stands alone: what changed to ``results`` from those before."""
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, alone=True)
    return change_page(view, change)


def selection_html(results: Results, selection: Selection, lang: str, command: str = "") -> str:
    """One page that stands alone: who was chosen, and how sure that is."""
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, alone=True)
    return selection_page(view, selection)


def _pages(view: View, insights: Mapping[str, UnitInsight], codes: Sequence[str]) -> list[Page]:
    """Name and maker of every page of one language, in the order of writing."""
    pages: list[Page] = [(f"{view.lang}/index.html", partial(index_page, view))]
    pages.append((f"{view.lang}/method.html", partial(method_page, view)))
    pages.append((f"{view.lang}/quality.html", partial(quality_page, view)))
    if view.selection is not None:
        pages.append((f"{view.lang}/selection.html", partial(selection_page, view, view.selection)))
    if len(view.results.units) > 1:
        pages.append((f"{view.lang}/matrix.html", partial(matrix_page, view)))
    if view.beside.change is not None:
        pages.append((f"{view.lang}/change.html", partial(change_page, view, view.beside.change)))
    if view.side_by_side:
        pages.append((f"{view.lang}/compare.html", partial(compare_page, view, codes, view.beside.comparisons)))
    for leaf in view.leaves:
        pages.append((f"{view.lang}/{indicator_file(leaf.id)}", partial(indicator_page, view, leaf)))
    for unit in view.results.units:
        if view.page(unit.code) is not None:
            insight = insights.get(unit.code, UnitInsight(unit.code))
            pages.append((f"{view.lang}/{file_name(unit.code)}", partial(unit_page, view, unit, insight)))
            pages.append((f"{view.lang}/{brief_name(unit.code)}", partial(brief_page, view, unit, insight)))
    return pages


def _in_order(codes: list[str], only: Collection[str] | None) -> list[str]:
    """As they were asked for, where that has an order."""
    return [code for code in only if code in codes] if isinstance(only, Sequence) else codes
