"""The site: a folder of pages that opens from a disk, a stick or a mail attachment.

``OUT/index.html`` leads to ``OUT/{id,en}/``, each with an index, the method, one page a unit, and
for two to ten units a comparison. The same results give the same bytes; a file that is already so is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from readiness.files import CannotWriteError, reason_of, write
from readiness.framework.model import Framework
from readiness.report.pages.compare_page import compare_page
from readiness.report.pages.index_page import index_page
from readiness.report.pages.landing import landing_page
from readiness.report.pages.method_page import method_page
from readiness.report.pages.selection_page import selection_page
from readiness.report.pages.unit_page import unit_page
from readiness.report.pages.view import View, file_name
from readiness.results.insights import Comparison, UnitInsight
from readiness.results.peers import Peers
from readiness.results.records import Results
from readiness.results.selection import Selection

Progress = Callable[[int, int], None]
Page = tuple[str, Callable[[], str]]


def write_site(
    results: Sequence[Results],
    out: Path,
    *,
    insights: Mapping[str, UnitInsight],
    langs: Sequence[str] = ("id", "en"),
    only: Collection[str] | None = None,
    command: str = "",
    progress: Progress | None = None,
    comparisons: Sequence[Comparison] = (),
    selection: Selection | None = None,
) -> list[Path]:
    """Write every page; returns their paths, the landing page first.

    ``results`` are the waves, the last is current; ``selection`` was made from it. ``only`` limits the unit pages,
    never the ranks. ``progress`` is told how many pages are done, of how many. Raises CannotWriteError.
    """
    codes = [unit.code for unit in results[-1].units if only is None or unit.code in only]
    model = Framework.model_validate(results[-1].framework.snapshot)
    written = None if only is None else codes
    views = [View(results[-1], model, lang, command, written, langs, selection) for lang in langs]
    pages: list[Page] = [("index.html", partial(landing_page, views))]
    for view in views:
        pages += _pages(view, insights, _in_order(codes, only), comparisons)
    paths = []
    for done, (name, make) in enumerate(pages, 1):
        path = out / name
        _write(path, make().encode("utf-8", "backslashreplace"))  # a file name need not be text
        paths.append(path)
        if progress is not None:
            progress(done, len(pages))
    return paths


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
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, codes)
    return compare_page(view, codes, comparisons, alone=True, peers=peers)


def selection_html(results: Results, selection: Selection, lang: str, command: str = "") -> str:
    """One page that stands alone: who was chosen, and how sure that is."""
    view = View(results, Framework.model_validate(results.framework.snapshot), lang, command, langs=(lang,))
    return selection_page(view, selection, alone=True)


def _pages(
    view: View, insights: Mapping[str, UnitInsight], codes: Sequence[str], comparisons: Sequence[Comparison]
) -> list[Page]:
    """Name and maker of every page of one language, in the order of writing."""
    pages: list[Page] = [(f"{view.lang}/index.html", partial(index_page, view))]
    pages.append((f"{view.lang}/method.html", partial(method_page, view)))
    if view.selection is not None:
        pages.append((f"{view.lang}/selection.html", partial(selection_page, view, view.selection)))
    if view.side_by_side:
        pages.append((f"{view.lang}/compare.html", partial(compare_page, view, codes, comparisons)))
    for unit in view.results.units:
        if view.page(unit.code) is not None:
            insight = insights.get(unit.code, UnitInsight(unit.code))
            pages.append((f"{view.lang}/{file_name(unit.code)}", partial(unit_page, view, unit, insight)))
    return pages


def _in_order(codes: list[str], only: Collection[str] | None) -> list[str]:
    """As they were asked for, where that has an order."""
    return [code for code in only if code in codes] if isinstance(only, Sequence) else codes


def _write(path: Path, content: bytes) -> None:
    """A file that already holds these bytes keeps its date."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            return
    except OSError as error:
        raise CannotWriteError(path, reason_of(error), error.strerror or "") from error
    write(path, content)
