"""The same answers twice: copies of a file, files that count alike, submissions that stand in two rows.

A submission is known by the number that its tool gave it. A row whose number stood before is left out, wherever it
stood: the first one counts.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readiness.data.grid import letters
from readiness.files import sha256_of
from readiness.findings import Finding
from readiness.survey.dialect import Dialect
from readiness.survey.exports.shape import fold
from readiness.survey.opening import Opened, without_header, write_table
from readiness.survey.plan import Plan
from readiness.survey.problems import MOST, is_skipped
from readiness.survey.rawlines import numbered
from readiness.survey.source import Export
from readiness.survey.sql import skipped
from readiness.survey.table import Engine, Table, UnreadableRowsError
from readiness.survey.tables import Counts, Where

REPEATED = "refused:repeated"  # what becomes of such a row
BLOCK = 10_000
FEWEST = 20  # respondents; fewer may well give the same counts by chance
_WORLDWIDE = frozenset(  # headings of numbers that no two submissions anywhere share, folded
    (
        "_uuid", "key", "instanceid", "meta/instanceid", "meta-instanceid", "meta:instanceid", "responseid",
        "respondent id", "id responden",
    )
)  # fmt: skip


def copies(paths: list[Path]) -> dict[Path, Path]:
    """Files whose bytes are those of an earlier one, and which. Only files of one length are read."""
    lengths = Counter(path.stat().st_size for path in paths if path.is_file())
    seen: dict[str, Path] = {}
    found = {}
    for path in paths:
        try:
            if not path.is_file() or not path.stat().st_size or lengths[path.stat().st_size] < 2:
                continue
            first = seen.setdefault(sha256_of(path), path)
        except OSError:
            continue  # told when it is opened
        if first is not path:
            found[path] = first
    return found


@dataclass
class Seen:
    """What stood in the files before, kept only where several are read. ``numbers``: of a file, its submissions as
    sorted hashes, for millions of them must not fill the memory; that two share one is as good as impossible."""

    several: bool
    numbers: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    counts: dict[int, str] = field(default_factory=dict)

    def file_of(self, hashes: npt.NDArray[np.int64]) -> list[str]:
        """Of each submission the earlier file in which it stands, or nothing."""
        found = [""] * len(hashes)
        for shown, known in self.numbers.items():
            at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            for place in np.flatnonzero(known[at] == hashes):
                found[place] = found[place] or shown
        return found

    def alike(self, shown: str, counts: Counts) -> list[Finding]:
        """Whether an earlier file gave every count that this one gives."""
        n = sum(n for (_, status), n in counts.rows.items() if status == "used")
        if not self.several or n < FEWEST:
            return []
        # equal within a process, and whatever the order: a hash is enough to suspect
        sums = [
            hash((key, design, tuple(sums))) for key, cells in counts.cells.items() for design, sums in cells.items()
        ]
        first = self.counts.setdefault(hash((sum(sums), frozenset(counts.rows.items()))), shown)
        return [] if first == shown else [Finding("D150", shown, params={"other": first, "n": n})]


@dataclass
class Repeats:
    """Rows that are left out of a file: how many of each unit, as it writes them; their places; what else is told."""

    rows: Counter[Where] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)


def without_repeats(
    engine: Engine, opened: Opened, export: Export, plan: Plan, *, folder: Path, seen: Seen
) -> tuple[Opened, Repeats]:
    """The file, or a copy without the rows of submissions that stand in an earlier row or file.

    An error among the findings refuses the file. Raises what the engine raises.
    """
    repeats = Repeats()
    column = plan.roles.get("respondent")
    if column is None or plan.layout == "long":
        return opened, repeats
    work = _Work(opened, export, plan, seen, repeats, fold(export.names[column]) in _WORLDWIDE)
    work.suspect(engine, folder)
    if not work.doubtful:
        return opened, repeats
    if opened.kind == "parquet":
        params = {"count": len(work.doubtful), "heading": export.names[column]}
        repeats.findings.append(Finding("D155", opened.shown, params=params))
        return opened, repeats
    lines: list[int] = []
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    try:
        write_table(path, work.kept(lines))
    except csv.Error as error:
        raise UnreadableRowsError(str(error)) from error
    if not repeats.rows:
        return opened, repeats
    return replace(opened, path=path, dialect=Dialect(passed=1), lines=tuple(lines), first_line=1), repeats


@dataclass
class _Work:
    """Finds the repeats of one file. ``worldwide``: its numbers are compared with those of other files, too."""

    opened: Opened
    export: Export
    plan: Plan
    seen: Seen
    repeats: Repeats
    worldwide: bool
    doubtful: dict[tuple[str, ...], str] = field(default_factory=dict)  # and the file where one stood before

    @property
    def keys(self) -> list[int]:
        """The columns that name a submission: of a plain table a number counts anew in each region."""
        within = ("wave", "unit") if self.export.tool == "plain" else ()
        return [self.plan.roles[role] for role in (*within, "respondent") if role in self.plan.roles]

    def suspect(self, engine: Engine, folder: Path) -> None:
        """The submissions that occur twice, or stand in an earlier file: a few, or none."""
        every = self.worldwide and self.seen.several
        names = [f"c{column}" for column in self.keys]
        wanted = [f"TRIM({names[-1]}) <> ''", *(f"NOT ({skipped(skip)})" for skip in self.plan.skips)]
        columns = tuple(sorted({*self.keys, *(skip.column for skip in self.plan.skips)}))
        select = (
            f"SELECT {', '.join(names)}, COUNT(*) AS n FROM responses WHERE {' AND '.join(wanted)} "
            f"GROUP BY {', '.join(names)}{'' if every else ' HAVING COUNT(*) > 1'}"
        )
        plain, header_rows = without_header(self.opened, self.export.header_rows, folder)
        self.seen.numbers.pop(self.opened.shown, None)  # of a first try, where the file is read anew
        own: list[npt.NDArray[np.int64]] = []
        rows = iter(engine.rows(Table(plain, header_rows, columns), select))
        while block := list(islice(rows, BLOCK)):
            hashes = np.array([hash(key) for *_, key, _ in block], np.int64)
            files = self.seen.file_of(hashes) if every else [""] * len(block)
            self.doubtful |= {tuple(key): file for (*key, n), file in zip(block, files, strict=True) if n > 1 or file}
            own += [hashes] if every else []
        if own:
            self.seen.numbers[self.opened.shown] = np.sort(np.concatenate(own))

    def kept(self, lines: list[int]) -> Iterator[list[str]]:
        """Every row that is to be counted; its line goes among ``lines``."""
        stood: dict[tuple[str, ...], str] = {key: path for key, path in self.doubtful.items() if path}
        for number, (line, row) in enumerate(numbered(self.opened)):
            key = self._key(row) if number >= self.export.header_rows else None
            if key in stood:
                self._tell(line, row, stood[key])
                continue
            if key is not None:
                stood[key] = f"{self.opened.shown}:{line}"
            lines.append(line)
            yield row

    def _key(self, row: list[str]) -> tuple[str, ...] | None:
        """What names the submission of a row, if that is doubtful."""
        if len(row) != len(self.opened.rows[0]) or any(is_skipped(skip, row[skip.column]) for skip in self.plan.skips):
            return None
        key = tuple(row[column] for column in self.keys)
        return key if key in self.doubtful else None

    def _tell(self, line: int, row: list[str], first: str) -> None:
        wave, unit = (
            row[self.plan.roles[role]].strip() if role in self.plan.roles else "" for role in ("wave", "unit")
        )
        self.repeats.rows[wave, unit] += 1
        if sum(self.repeats.rows.values()) <= MOST:
            params = {"first": first, "place": letters(self.keys[-1])}
            self.repeats.findings.append(Finding("D149", self.opened.shown, line, params=params))


def further(repeats: Repeats, shown: str) -> list[Finding]:
    """How many repeats are counted and not told."""
    n = sum(repeats.rows.values())
    return [Finding("D143", shown, params={"count": n - MOST, "told": MOST, "of": "D149"})] if n > MOST else []
