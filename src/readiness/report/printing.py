"""Pages as PDF files: of each unit the whole report, and the summary on two sheets."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from readiness.files import CannotWriteError, workroom
from readiness.report.browser import CannotPrintError, print_page
from readiness.report.folder import Progress, write_pages
from readiness.report.pages.brief_page import brief_page
from readiness.report.pages.names import brief_name, file_name
from readiness.report.pages.unit_page import unit_page
from readiness.report.pages.view import View
from readiness.report.shell import digest
from readiness.results.insights import UnitInsight
from readiness.results.records import UnitResult

SHEETS = {"a4": "210mm 297mm", "f4": "215mm 330mm"}
MOST = 4  # browsers at once
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[+-]\d\d'\d\d'\)")
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
_ELSEWHERE = re.compile(r'(<a\b[^>]*?) href="(?!#|https?:)[^"]*"')
Job = tuple[Path, Callable[[], str]]


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the prints share: the browser, the paper, rooms that are free, and the word to stop."""

    browser: Path
    paper: str
    rooms: SimpleQueue[Path] = field(default_factory=SimpleQueue)
    stop: Event = field(default_factory=Event)


def write_pdfs(
    views: Sequence[View],
    out: Path,
    *,
    browser: Path,
    insights: Mapping[str, UnitInsight],
    units: Sequence[UnitResult],
    paper: str = "a4",
    progress: Progress | None = None,
) -> list[Path]:
    """``OUT/pdf/LANG/CODE.pdf`` and ``brief-CODE.pdf`` of each unit, one view a language; returns their paths.

    ``paper`` is one of ``SHEETS``. Each file is written whole or not at all. Raises CannotWriteError.
    """
    jobs = [job for view in views for job in _jobs(view, out, insights, units)]
    many = max(1, min(MOST, os.cpu_count() or 1, len(jobs)))
    with workroom() as folder, ThreadPoolExecutor(many) as pool:
        desk = _Desk(browser, paper)
        for k in range(many):
            (folder / str(k)).mkdir()
            desk.rooms.put(folder / str(k))
        try:
            make = _ahead(jobs, desk, pool, 2 * many)
            names = [path.relative_to(out).as_posix() for path, _ in jobs]
            return write_pages(out, "pdf", [(name, make) for name in names], progress)
        finally:
            desk.stop.set()
            pool.shutdown(cancel_futures=True)


def _jobs(view: View, out: Path, insights: Mapping[str, UnitInsight], units: Sequence[UnitResult]) -> Iterator[Job]:
    for unit in units:
        insight = insights.get(unit.code, UnitInsight(unit.code))
        for name, page in ((file_name(unit.code), unit_page), (brief_name(unit.code), brief_page)):
            path = out / "pdf" / view.lang / (name.removesuffix(".html") + ".pdf")
            yield path, partial(page, view, unit, insight)


def _ahead(jobs: Sequence[Job], desk: _Desk, pool: ThreadPoolExecutor, most: int) -> Callable[[], bytes]:
    """What gives the PDF of one job after another, while the next few are being printed."""
    left = iter(jobs)
    printing: deque[Future[bytes]] = deque()

    def make() -> bytes:
        printing.extend(pool.submit(_print, job, desk) for job in islice(left, most - len(printing)))
        return printing.popleft().result()

    return make


def _print(job: Job, desk: _Desk) -> bytes:
    path, make = job
    room = desk.rooms.get()
    try:
        page, printed = room / "page.html", room / "page.pdf"
        printed.unlink(missing_ok=True)
        page.write_bytes(sheet(make(), desk.paper).encode("utf-8", "backslashreplace"))
        print_page(desk.browser, page, printed, room / "profile", desk.stop)
        return undated(printed.read_bytes())
    except CannotPrintError as error:
        raise CannotWriteError(path, "browser", str(error)) from error
    finally:
        desk.rooms.put(room)


def sheet(page: str, paper: str) -> str:
    """A page to be printed on its own: on this paper, without script, without links to pages that do not go with it."""
    rule = f"@page{{size:{SHEETS[paper]}}}"
    page = page.replace("style-src ", f"style-src '{digest(rule)}' ", 1)
    page = page.replace("</head>", f"<style>{rule}</style>\n</head>", 1)
    return _ELSEWHERE.sub(r"\1", _SCRIPT.sub("", page))


def undated(content: bytes) -> bytes:
    """Without the hour of printing: the one that SOURCE_DATE_EPOCH names stands there, or none.

    The length is kept, for a PDF tells where its parts begin.

    >>> len(undated(b"/ModDate (D:20261124204421+00'00')>>")) == len(b"/ModDate (D:20261124204421+00'00')>>")
    True
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    named = dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC) if epoch.isdecimal() and len(epoch) <= 11 else None

    def dated(found: re.Match[bytes]) -> bytes:
        date = b"" if named is None else b"/%s (D:%s+00'00')" % (found[1], f"{named:%Y%m%d%H%M%S}".encode())
        return date.ljust(len(found[0]))

    return _DATES.sub(dated, content)
