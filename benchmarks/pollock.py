"""Spoilt CSV files of the Pollock benchmark: who reads the right table, who refuses, and who reads a wrong one quietly.

    .venv/bin/python -m benchmarks.pollock

``tests/pollution.py`` makes the 2,290 files anew, over two tables: one of any kind, read as texts, and a data file of
ours, read by the whole reader. The readers beside it are asked the same of the first: every cell as text, nothing else
said to them; pandas and DuckDB are there, polars only where it is installed.
"""

from __future__ import annotations

import csv
import importlib.util
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.pollution import Rows, Spoilt, any_table, our_table, our_verdict, spoilt, verdict

WORDS = ("exact", "repaired", "refused", "WRONG", "CRASH")


def main() -> int:
    """Print one table by family and one by reader; 1 where ours reads a wrong table or crashes."""
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "d.csv"
        for title, table, judge in (
            ("a table of texts", any_table(), verdict),
            ("a data file", our_table(), our_verdict),
        ):
            found = Counter((case.family, _safely(judge, case, path)) for case in spoilt(table))
            _print(title, found)
            bad += sum(count for (_, word), count in found.items() if word in ("WRONG", "CRASH"))
        print("\n| reader | exact | refused | a wrong table, quietly |\n|---|---:|---:|---:|")
        for name, read in _others():
            seen = Counter(_other(read, case, path) for case in spoilt(any_table()))
            print(f"| {name} | {seen['exact']:,} | {seen['refused']:,} | {seen['WRONG']:,} |")
    return 1 if bad else 0


def _safely(judge: Callable[[Spoilt, Path], str], case: Spoilt, path: Path) -> str:
    try:
        return judge(case, path)
    except Exception as error:
        print(case.name, repr(error), file=sys.stderr)
        return "CRASH"


def _print(title: str, found: Counter[tuple[str, str]]) -> None:
    families = list(dict.fromkeys(family for family, _ in found))
    print(f"\n| {title} | files | " + " | ".join(WORDS) + " |\n|---|" + "---:|" * (len(WORDS) + 1))
    for family in [*families, None]:
        counts = [
            sum(n for (own, seen), n in found.items() if seen == word and family in (None, own)) for word in WORDS
        ]
        print(f"| {family or 'all'} | {sum(counts):,} | " + " | ".join(f"{n:,}" for n in counts) + " |")


def _other(read: Callable[[Path], Rows], case: Spoilt, path: Path) -> str:
    path.write_bytes(case.data)
    try:
        found = read(path)
    except Exception:
        return "refused"
    return "exact" if case.right is not None and found == case.right else "WRONG"


def _others() -> Iterator[tuple[str, Callable[[Path], Rows]]]:
    yield "Python's csv", lambda path: list(csv.reader(path.open(encoding="utf-8", newline="")))
    yield "pandas", _pandas
    yield "DuckDB", _duckdb
    if importlib.util.find_spec("polars"):
        yield "polars", _polars


def _pandas(path: Path) -> Rows:
    import pandas as pd

    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [[str(name) for name in frame.columns], *frame.astype(str).to_numpy().tolist()]


def _duckdb(path: Path) -> Rows:
    import duckdb

    found = duckdb.execute("SELECT * FROM read_csv(?, all_varchar = true)", [str(path)])
    return [
        [each[0] for each in found.description or []],
        *[["" if v is None else v for v in row] for row in found.fetchall()],
    ]


def _polars(path: Path) -> Rows:
    polars: Any = importlib.import_module("polars")
    frame = polars.read_csv(path, infer_schema_length=0, missing_utf8_is_empty_string=True)
    return [list(frame.columns), *[[value or "" for value in row] for row in frame.rows()]]


if __name__ == "__main__":
    sys.exit(main())
