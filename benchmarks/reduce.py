"""Reducing answers to counts, as ratios to DuckDB's own GROUP BY and to pandas in one run.

    python benchmarks/reduce.py            # 1 M and 10 M answers
    python benchmarks/reduce.py --large    # and 100 M: 2.7 GB of CSV in the temporary folder, 7 GB with its dirty twin

The answers are made by a fixed rule: a long CSV of unit, item, answer and weight, 514 units and ten items. Its dirty
twin has a byte order mark, semicolons, quotes, decimal commas, a column of notes with line breaks inside quotes, and
200 answers that are none. The base knows all types beforehand and checks nothing: ``code, item, answer, count(*),
sum(weight), sum(weight * weight)`` with the same settings of memory. Ours reads texts, proves them, finds units in the
registry, accounts for every row, and names the 200 with their lines. The counts are compared before any time is told.
Each runs in a process of its own, in turns, the best of some rounds. Seconds are those of the work, without the start
of Python and its imports; ``figures`` are ours with the estimates and both files made. Memory is the peak of the whole
process, and beside it what the work adds to Python with its imports: one rule for all.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.data.registry import load_registry
from readiness.framework.model import Framework

if TYPE_CHECKING:
    from readiness.survey.tables import Part

ITEMS, WRONG, NOTED = 10, 200, 1_000
MILLION = 1_000_000
ROUNDS = {MILLION: 12, 10 * MILLION: 5, 100 * MILLION: 2}
TYPES = "{'kode': 'VARCHAR', 'butir': 'VARCHAR', 'jawaban': 'INTEGER', 'bobot': 'DECIMAL(18, 6)'}"
RAW, PLAIN, CLEAN, DIRTY, PANDAS = (
    "DuckDB, typed: the counts and sums of weights",
    "DuckDB, typed: the counts alone",
    "readiness: counted, proven and accounted for",
    "readiness: the same from the dirty twin",
    "pandas: read_csv and groupby as they come",
)
Count = tuple[str, str, int, int, int]  # unit, item, answer, n, weight in millionths
Told = tuple[Iterable[Count], dict[str, Any]]  # the counts, put into one form once time has been taken, and more
Work = Callable[[], Callable[[], Told]]


def framework() -> Framework:
    """Ten indicators of one item each, answered 1 to 5."""
    answers = {code: {"id": f"Jawaban {code}", "en": f"Answer {code}"} for code in range(1, 6)}
    leaves = [
        {"id": item, "label": f"Item {item}", "measure": "survey", "worst": 1, "best": 5, "answers": answers}
        for item in (f"butir_{number:02d}" for number in range(1, ITEMS + 1))
    ]
    bands = [{"id": "low", "from": 0, "label": "Low"}, {"id": "high", "from": 50, "label": "High"}]
    head = {"schema": "readiness/framework/1", "id": "bench", "version": "1", "label": "Benchmark"}
    return Framework.model_validate(
        {**head, "units": "indonesia-2025", "bands": bands, "criteria": [{"id": "p", "label": "P", "criteria": leaves}]}
    )


def make(rows: int, clean: Path, dirty: Path) -> None:
    """Both files. The row of a number is the same in each, but for the wrong answers."""
    import duckdb

    codes = sorted(load_registry().units)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute("CREATE TABLE units AS SELECT unnest(?) AS kode, unnest(range(?)) AS place", [codes, len(codes)])
    # a row's number, stirred; the same everywhere, whatever a version of DuckDB thinks of hashes
    rule = f"""
        SELECT kode, printf('butir_%02d', 1 + i % {ITEMS}) AS butir, CAST(1 + (h // 1024) % 5 AS VARCHAR) AS jawaban,
            CAST((500000 + (h // 8192) % 1500000) / 1000000.0 AS DECIMAL(18, 6)) AS bobot, i
        FROM (SELECT i, (i * 2654435761 + 12345) % 4294967296 AS h FROM range({rows}) AS r(i))
        JOIN units ON place = h % {len(codes)}
    """
    connection.execute(f"COPY (SELECT kode, butir, jawaban, bobot FROM ({rule})) TO '{clean}' (HEADER)")
    wrong = f"CASE WHEN i % {rows // WRONG} = {rows // WRONG // 2} THEN 'lima' ELSE jawaban END AS jawaban"
    note = f"CASE WHEN i % {NOTED} = 7 THEN 'ditanya lagi;' || chr(10) || 'di rumah' ELSE '' END AS catatan"
    select = f"SELECT kode, butir, {wrong}, REPLACE(CAST(bobot AS VARCHAR), '.', ',') AS bobot, {note} FROM ({rule})"
    body = dirty.with_suffix(".body")
    connection.execute(f"COPY ({select}) TO '{body}' (HEADER, DELIMITER ';', FORCE_QUOTE (kode, butir))")
    with body.open("rb") as source, dirty.open("wb") as target:
        target.write("\ufeff".encode())
        shutil.copyfileobj(source, target)
    body.unlink()


def by_duckdb(path: Path, folder: Path, *, weights: bool) -> Work:
    import duckdb

    settings: Any = {"memory_limit": "256MB", "temp_directory": str(folder), "preserve_insertion_order": "false"}
    sums = "SUM(bobot), SUM(bobot * bobot)" if weights else "0, 0"

    def work() -> Callable[[], Told]:
        connection = duckdb.connect(config=settings)
        connection.execute("SET enable_progress_bar = false")
        found = connection.execute(
            f"SELECT kode, butir, jawaban, COUNT(*), {sums} FROM read_csv('{path}', auto_detect = false, "
            f"header = true, delim = ',', columns = {TYPES}) GROUP BY kode, butir, jawaban"
        ).fetchall()
        return lambda: ([(unit, item, answer, n, int(w * 10**6)) for unit, item, answer, n, w, _ in found], {})

    return work


def by_pandas(path: Path, _folder: Path) -> Work:
    import pandas as pd

    def work() -> Callable[[], Told]:
        frame = pd.read_csv(path)
        frame["kuadrat"] = frame["bobot"] * frame["bobot"]
        groups = frame.groupby(["kode", "butir", "jawaban"])
        found = groups.agg(n=("bobot", "size"), w=("bobot", "sum"), w2=("kuadrat", "sum"))
        return lambda: ([(f"{k[0]:05.2f}", *k[1:], int(n), round(w * 10**6)) for k, n, w, _ in found.itertuples()], {})

    return work


def by_readiness(path: Path, _folder: Path) -> Work:
    """The whole way: from the path to the file that ``score`` reads, and the log beside it."""
    import_module("duckdb")  # ours does so when it is needed
    from readiness.survey.engines.duckdb import engine
    from readiness.survey.log import log_json
    from readiness.survey.questions import questionnaire
    from readiness.survey.reduce import Request, counted, reduced
    from readiness.survey.values import values_csv

    asked = framework()
    request = Request(asked, "0" * 64, questionnaire(asked, "survey"), [path], load_registry())

    def work() -> Callable[[], Told]:
        start = time.perf_counter()
        part = counted(request, engine)
        seconds = time.perf_counter() - start
        reduction = reduced(request, part)
        log_json(reduction)
        values_csv(reduction.figures, synthetic=False)
        whole = time.perf_counter() - start
        rows = reduction.log.rows
        lines = [finding.line for finding in reduction.findings if finding.code == "D130"]
        more = {"seconds": seconds, "whole": whole, "lines": lines, "read": rows.read, "refused": dict(rows.refused)}
        return lambda: (_counts(part), more)

    return work


def _counts(part: Part) -> Iterable[Count]:
    for ((_, unit), indicator), cells in part.counts.cells.items():
        for (_, _, total, _), (n, w, _) in cells.items():
            yield unit, indicator, total, n, w


CONTENDERS: dict[str, Callable[[Path, Path], Work]] = {
    RAW: partial(by_duckdb, weights=True),
    PLAIN: partial(by_duckdb, weights=False),
    CLEAN: by_readiness,
    DIRTY: by_readiness,
    PANDAS: by_pandas,
}


def child(name: str, path: Path) -> None:
    """One measurement in this process, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        work = CONTENDERS[name](path, Path(folder))
        before, start = _peak(), time.perf_counter()
        found = work()
        seconds, peak = time.perf_counter() - start, _peak()
        counts, more = found()
    told = {"seconds": seconds, "peak": peak, "own": peak - before, **more}
    counts = sorted(counts)
    told["answers"] = sum(n for *_, n, _ in counts)
    print(json.dumps({**told, "n": _digest(count[:4] for count in counts), "w": _digest(counts)}))


def _peak() -> float:
    """The most memory that this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)


def _digest(counts: Iterable[tuple[object, ...]]) -> str:
    return hashlib.sha256(repr(list(counts)).encode()).hexdigest()


def measured(names: Iterable[str], paths: dict[str, Path], rounds: int) -> dict[str, dict[str, Any]]:
    """The best time of each and its most memory, in turns."""
    best: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for name in names:
            command = [sys.executable, __file__, "child", name, str(paths.get(name, paths[CLEAN]))]
            found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            other = best.get(name, found)
            most = {key: max(found[key], other[key]) for key in ("peak", "own")}
            best[name] = {**min(found, other, key=lambda each: each["seconds"]), **most}
    return best


def table(rows: int, folder: Path) -> None:
    """One size: who, how many times the base, how much memory."""
    paths = {CLEAN: folder / "clean.csv", DIRTY: folder / "dirty.csv"}
    # not here: the peak that Linux tells of a child is at least what its parent holds when it is born
    subprocess.run([sys.executable, __file__, "make", str(rows), *map(str, paths.values())], check=True)
    names = [RAW, PLAIN, CLEAN, DIRTY, *([PANDAS] if rows <= 10 * MILLION else [])]
    found = measured(names, paths, ROUNDS[rows])
    wrong = _lines(paths[DIRTY])
    assert found[CLEAN]["w"] == found[RAW]["w"], "the sums differ"
    assert found[CLEAN]["n"] == found[PLAIN]["n"] == found.get(PANDAS, found[CLEAN])["n"], "the counts differ"
    assert found[DIRTY]["lines"] == wrong and len(wrong) == WRONG, "the wrong answers are not where they are said to be"
    assert (found[DIRTY]["read"], found[DIRTY]["refused"]) == (rows, {"invalid": WRONG}), found[DIRTY]
    assert found[DIRTY]["answers"] == rows - WRONG
    base = found[RAW]
    for name, each in found.items():
        whole = f"{each['whole'] / base['seconds']:8.2f}" if "whole" in each else " " * 8
        print(
            f"{rows // MILLION:>4} M  {name:46} {each['seconds'] / base['seconds']:8.2f} {whole} "
            f"{each['peak']:9.0f} {each['own']:5.0f} {each['seconds']:13.2f}"
        )
    for path in paths.values():
        path.unlink()


def _lines(path: Path) -> list[int]:
    """The physical lines of the wrong answers, looked for as plainly as can be."""
    with path.open("rb") as file:
        return [number for number, line in enumerate(file, 1) if b";lima;" in line]


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2], Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
        return
    sizes = [rows for rows in ROUNDS if rows <= 10 * MILLION or "--large" in sys.argv]
    print(f"{'answers':53}   x base  figures  MiB peak   own  seconds here", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            table(rows, Path(folder))


if __name__ == "__main__":
    main()
