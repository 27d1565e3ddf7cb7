"""``score --trace DIR``: every stage of the scoring as CSV, one folder a wave where there are several."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.outputs import wave_name
from readiness.cli.session import Session
from readiness.files import CannotWriteError, reason_of, write_all
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.pipeline import Scored
    from readiness.scoring.trace import Sheet

HEAD = b"code,name"  # of every table that a trace holds


def write(folder: Path, scored: Scored, session: Session) -> None:
    """Write all tables or none. Raises MisuseError where one would replace a file that is no trace, and
    CannotWriteError."""
    files = _planned(folder, scored)
    foreign = [path for path in files if not _ours(path)]
    if foreign:
        raise MisuseError("trace_foreign", path=foreign[0])
    _make_folders(path.parent for path in files)
    write_all(files)
    session.hint("hint.written", path=folder)


def _planned(folder: Path, scored: Scored) -> dict[Path, bytes]:
    several = len(scored.traces) > 1
    files: dict[Path, bytes] = {}
    for document, tables in zip(scored.results, scored.traces, strict=True):
        inner = folder / wave_name(document.wave) if several else folder
        files |= {inner / f"{name}.csv": csv_bytes(sheet) for name, sheet in tables.items()}
    return files


def _make_folders(folders: Iterable[Path]) -> None:
    for folder in dict.fromkeys(folders):
        if folder.is_symlink():
            raise CannotWriteError(folder, "symlink")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWriteError(folder, reason_of(error), error.strerror or "") from error


def csv_bytes(sheet: Sheet) -> bytes:
    """UTF-8, comma, dot, LF; every double in full, nothing where there is no number; no text begins a formula.

    >>> csv_bytes([["code", "name", "a"], ["1", "Kota, A", 0.1], ["2", "B", None]])
    b'code,name,a\\n1,"Kota, A",0.1\\n2,B,\\n'
    """
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(map(_fields, sheet))
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _fields(row: Sequence[str | float | None]) -> list[str]:
    from readiness.report.tables import harmless

    return ["" if cell is None else repr(cell) if isinstance(cell, float) else harmless(cell) for cell in row]


def _ours(path: Path) -> bool:
    """Whether a path is free, or holds what an earlier trace wrote; links and folders are judged when writing."""
    if path.is_symlink() or not path.is_file():
        return True
    with path.open("rb") as stream:
        return stream.read(len(HEAD)) == HEAD
