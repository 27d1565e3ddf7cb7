"""From a path to what an engine can read: a UTF-8 CSV or a Parquet file, with its first rows.

A CSV in UTF-8 is read where it stands, however large; anything else (other encodings, workbooks, archives) becomes a
temporary CSV first.
"""

from __future__ import annotations

import csv
import stat
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from readiness.data.files import kind_of, load
from readiness.data.grid import shown
from readiness.findings import Finding
from readiness.survey.dialect import Dialect, dialect_of, encoding_of, head_rows

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".zip", ".parquet")
HEAD = 1 << 20  # bytes that are looked at
LOOKED_AT = 2_000  # rows that are looked at
MAX_RATIO = 200  # of a packed file; beyond it something else than answers is inside
_SKIPPED = ("~$", ".", "_")


@dataclass(frozen=True, slots=True)
class Opened:
    """One file of answers. ``shown`` is its name for people, ``path`` what is read; ``rows`` are its first rows.

    ``lines`` are the rows of a workbook, which have numbers of their own; ``first_line`` is the number that the first
    line of ``path`` has in the file as it was given. ``about`` is roughly how many rows there are; 0 where unknown.
    """

    shown: str
    path: Path
    kind: Literal["csv", "parquet"]
    rows: Sequence[Sequence[str]]
    dialect: Dialect = field(default_factory=Dialect)
    lines: tuple[int, ...] = ()
    about: int = 0
    first_line: int = 1


def gather(paths: Iterable[Path]) -> tuple[list[Path], list[Finding]]:
    """The files that the paths mean; a folder's own by name, without what begins with ``~$``, ``.`` or ``_``."""
    files: dict[Path, Path] = {}
    findings = []
    for path in paths:
        found = [path]
        if path.is_dir():
            found = sorted(
                (p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith(_SKIPPED)),
                key=lambda p: p.name,
            )
            if not found:
                findings.append(Finding("D003", path.as_posix()))
        for file in found:
            files.setdefault(file.resolve(), file)
    return list(files.values()), findings


def open_file(path: Path, folder: Path) -> tuple[Opened | None, list[Finding]]:
    """The file made ready, with what must be told of it. ``folder`` is for temporary files."""
    name = path.as_posix()
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None, [Finding("D002", name)]
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError:
        return None, [Finding("D001", name)]
    except PermissionError:
        return None, [Finding("D004", name, params={"original": path.name})]
    except OSError as error:
        return None, [Finding("D006", name, params={"reason": error.strerror or "OSError"})]
    if not head:
        return None, [Finding("D008", name)]
    if head.startswith(b"PAR1"):
        return _from_parquet(path)
    if head.startswith(b"PK") and path.suffix.lower() == ".zip":
        return _from_zip(path, folder)
    if head.startswith(b"PK") or head.startswith(b"\xd0\xcf\x11\xe0"):
        return _from_workbook(path, folder)
    if head.startswith((b"%PDF", b"\x1f\x8b", b"\x7fELF", b"\x89PNG", b"<!doctype", b"<html", b"<?xml")):
        kind = kind_of(head, path)
        return None, [kind] if isinstance(kind, Finding) else [Finding("D008", name)]
    return _from_text(path, name, head, folder)


def _from_text(path: Path, name: str, head: bytes, folder: Path) -> tuple[Opened | None, list[Finding]]:
    from readiness.survey.recode import recoded

    encoding = encoding_of(head)
    if encoding == "utf-16" or not _is_utf8(head):
        copy, findings = recoded(path, name, folder)
        if copy is None:
            return None, findings
        opened, told = _from_text(copy, name, copy.open("rb").read(HEAD), folder)
        return opened, findings + told
    text = head.decode("utf-8-sig", "ignore")
    if "\0" in text:
        return None, [Finding("D013", name, 1 + text[: text.index("\0")].count("\n"))]
    dialect = dialect_of(text)
    rows = head_rows(text, dialect, LOOKED_AT)
    if not rows:
        return None, [Finding("D008", name)]
    if len(head) == HEAD and len(rows) < LOOKED_AT:
        rows = rows[:-1]  # the last one may be cut
    about = path.stat().st_size * head.count(dialect.newline[-1:].encode()) // len(head)
    return Opened(name, path, "csv", rows, dialect, about=about), []


def without_header(opened: Opened, header_rows: int, folder: Path) -> tuple[Opened, int]:
    """The file and how many lines of header an engine is to pass over: where line breaks stand inside the header,
    none, of a copy without it."""
    if opened.kind != "csv":
        return opened, 0
    with opened.path.open(encoding="utf-8-sig", newline="") as file:
        for _ in range(opened.dialect.passed):
            file.readline()
        reader = csv.reader(iter(file.readline, ""), delimiter=opened.dialect.delimiter)
        for _ in range(header_rows):
            next(reader, None)
        if reader.line_num == header_rows:
            return opened, header_rows
        copy = _new_path(folder)
        with copy.open("w", encoding="utf-8", newline="") as target:
            target.write(opened.dialect.newline)  # passed over: the first line break of a file must end a line
            while block := file.read(HEAD):
                target.write(block)
    passed = opened.dialect.passed + reader.line_num
    dialect = replace(opened.dialect, passed=1)
    return replace(opened, path=copy, dialect=dialect, lines=opened.lines[header_rows:], first_line=passed), 0


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """A plain CSV of our own: one line that is passed over, then rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\n")
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)


def _new_path(folder: Path) -> Path:
    return folder / f"{len(list(folder.iterdir()))}.csv"


def _is_utf8(head: bytes) -> bool:
    """Whether the first part is UTF-8; its last character may be cut."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(head) == HEAD and error.start > len(head) - 4
    return True


def _from_parquet(path: Path) -> tuple[Opened | None, list[Finding]]:
    from readiness.survey.engines.duckdb import parquet_rows

    rows = parquet_rows(path, LOOKED_AT)
    if rows is None:
        return None, [Finding("D006", path.as_posix(), params={"reason": "Parquet"})]
    return Opened(path.as_posix(), path, "parquet", rows), []


def _from_workbook(path: Path, folder: Path) -> tuple[Opened | None, list[Finding]]:
    from readiness.data.workbook import read_workbook

    name = path.as_posix()
    data = load(path)
    if isinstance(data, Finding):
        return None, [data]
    kind = kind_of(data, path)
    if kind != "xlsx":
        return None, [kind] if isinstance(kind, Finding) else [Finding("D007", name, params={"suffix": "", "true": ""})]
    grid, findings = read_workbook(data, name)
    if grid is None or not grid.rows:
        return None, findings or [Finding("D008", name)]
    rows = [[shown(entry) for entry in row.entries] for row in grid.rows]
    width = max(map(len, rows))
    copy = _new_path(folder)
    write_table(copy, ([*row, *[""] * (width - len(row))] for row in rows))
    lines = tuple(row.line for row in grid.rows)
    head = [[*row, *[""] * (width - len(row))] for row in rows[:LOOKED_AT]]
    return Opened(name, copy, "csv", head, Dialect(passed=1), lines, len(rows)), findings


def _from_zip(path: Path, folder: Path) -> tuple[Opened | None, list[Finding]]:
    """The main table of an archive: the one that no other is the parent of."""
    name = path.as_posix()
    try:
        with zipfile.ZipFile(path) as archive:
            members = [
                member
                for member in archive.infolist()
                if member.filename.lower().endswith(".csv") and not Path(member.filename).name.startswith(_SKIPPED)
            ]
            if not members:
                return None, [Finding("D007", name, params={"suffix": ".zip", "true": "ZIP"})]
            if any(m.file_size > MAX_RATIO * max(m.compress_size, 1) and m.file_size > HEAD for m in members):
                return None, [Finding("D091", name, params={"megabytes": 0, "ratio": MAX_RATIO})]
            chosen = _main_member(archive, members)
            copy = _new_path(folder)
            with archive.open(chosen) as source, copy.open("wb") as target:
                while block := source.read(HEAD):
                    target.write(block)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return None, [Finding("D090", name, params={"reason": "zip"})]
    opened, findings = _from_text(copy, f"{name}/{chosen.filename}", copy.open("rb").read(HEAD), folder)
    if opened is not None and len(members) > 1:
        others = [member.filename for member in members if member is not chosen]
        findings = [*findings, Finding("D096", name, params={"sheet": chosen.filename, "others": others})]
    return opened, findings


def _main_member(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    heads = {}
    for member in members:
        with archive.open(member) as file:
            heads[member] = file.read(HEAD).split(b"\n", 1)[0]
    mains = [member for member in members if b"PARENT_KEY" not in heads[member]]
    submissions = (member for member in mains if b"SubmissionDate" in heads[member])  # not its log of edits
    return next(submissions, (mains or members)[0])
