"""DuckDB inside the process: files larger than memory, read as they stand, on every core.

Columns whose texts are known are read as enumerations and weights as decimals: rows with any other text fall out of
the scan with their place in the file, and are counted by a second, tiny one. So exact lines cost no further pass.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.survey.opening import Opened, write_table
from readiness.survey.rawlines import rows_at
from readiness.survey.sql import WEIGHT, quoted
from readiness.survey.table import (
    BadEncodingError,
    Place,
    Progress,
    Row,
    Table,
    TooManyPlacesError,
    UnreadableRowsError,
)

if TYPE_CHECKING:
    import duckdb

MEMORY = "256MB"
MOST_PLACES = 20_000  # rows that fall out; beyond it all columns are read as plain text
FETCHED = 10_000
BUFFER = 1 << 24
STRIDE = BUFFER - 2048  # from block to block
TICK = 0.2  # seconds
RAGGED = ("MISSING COLUMNS", "TOO MANY COLUMNS")


@contextmanager
def engine(folder: Path) -> Iterator[DuckDB]:
    """An engine that spills into a folder of its own, and ends with the block."""
    with ThreadPoolExecutor(1) as aside:
        connection = aside.submit(_connect, folder).result()
        try:
            yield DuckDB(connection, folder, aside)
        finally:
            aside.submit(connection.close).result()


def _connect(folder: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    connection = duckdb.connect(config=settings)
    connection.execute("SET enable_progress_bar_print = false")  # it counts how far it is, and keeps it to itself
    return connection


class DuckDB:
    """Runs a SELECT over the view ``responses`` of one file."""

    name = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, aside: Executor) -> None:
        self.connection = connection
        self.folder = folder
        self.aside = aside
        self.places: list[Place] | None = None
        self.ragged = 0

    def rows(self, table: Table, select: str, progress: Progress | None = None) -> Iterator[Row]:
        """The rows of the answer. Raises UnreadableRowsError, BadEncodingError, TooManyPlacesError at the end."""
        self.places, self.ragged = None, 0
        yield from self._run(table, select, progress)
        if table.opened.kind == "csv":
            self.places = self._fallen(table.opened)
            self.ragged = sum(place.ragged for place in self.places)
            others = [place.texts for place in self.places if not place.ragged]
            if others:
                yield from self._run(self._beside(table, others), select, None)

    def _call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Call the engine from a thread of its own: a signal that arrives while the engine itself holds the main thread
        can end the whole process. Here it ends the query, and is then raised as it came."""
        call = self.aside.submit(function, *arguments)
        try:
            return call.result()
        except BaseException:
            if not call.done():
                self.connection.interrupt()
            raise

    def _run(self, table: Table, select: str, progress: Progress | None) -> Iterator[Row]:
        import duckdb

        for name in ("reject_errors", "reject_scans"):
            self._call(self.connection.execute, f"DROP TABLE IF EXISTS {name}")
        self._call(self.connection.execute, f"CREATE OR REPLACE TEMP VIEW responses AS {view(table)}")
        try:
            with _ticking(self.connection, progress):
                self._call(self.connection.execute, select)
                while rows := self._call(self.connection.fetchmany, FETCHED):
                    yield from rows
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException) as error:
            raise UnreadableRowsError(str(error)) from error

    def _fallen(self, opened: Opened) -> list[Place]:
        """Rows that fell out of the scan, by line."""
        import duckdb

        errors = "SELECT DISTINCT line_byte_position, csv_line, CAST(error_type AS VARCHAR) FROM reject_errors"
        try:
            found = self._call(lambda: self.connection.execute(errors).fetchall())
        except duckdb.CatalogException:
            return []
        kinds = {kind for _, _, kind in found}
        if "INVALID ENCODING" in kinds:
            raise BadEncodingError
        if kinds - {"CAST", *RAGGED}:
            raise UnreadableRowsError(", ".join(sorted(kinds)))
        if len(found) >= MOST_PLACES:
            raise TooManyPlacesError
        offsets = _offsets(opened, sorted({(place, text) for place, text, _ in found}))
        if offsets is None:
            raise TooManyPlacesError
        width = len(opened.rows[0])
        return [Place(line, tuple(row), len(row) != width) for line, row in rows_at(opened, offsets)]

    def _beside(self, table: Table, rows: list[tuple[str, ...]]) -> Table:
        """A little file of the rows that fell out, read as plain text."""
        path = self.folder / "fallen.csv"
        write_table(path, rows)
        return replace(table, opened=Opened("", path, "csv", rows[:1]), header_rows=1, known={})


def parquet_rows(path: Path, most: int) -> list[list[str]] | None:
    """Names of columns and first rows of a Parquet file, as texts; None where it is none."""
    import duckdb

    try:
        with duckdb.connect() as connection:
            connection.execute(f"SELECT * FROM read_parquet({quoted(path.as_posix())}) LIMIT {most}")
            names = [str(column[0]) for column in connection.description or ()]
            rows = connection.fetchall()
    except duckdb.Error:
        return None
    return [names, *(["" if value is None else str(value) for value in row] for row in rows)]


def _offsets(opened: Opened, found: Sequence[tuple[int, str]]) -> list[int] | None:
    """Where rows begin in the file. The engine counts from 1 within a block of it, and does not say which block:
    so each row is looked for at that place of every block. None where one is at none of them."""
    offsets = set()
    with opened.path.open("rb") as file:
        size = file.seek(0, 2)
        for place, text in found:
            wanted = text.lstrip("\r\n").encode()
            for start in range(place - 1, size, STRIDE):
                file.seek(start)
                block = file.read(len(wanted) + 8)
                begin = len(block) - len(block.lstrip(b"\r\n"))
                if block[begin : begin + len(wanted)] == wanted:
                    offsets.add(start + begin)
                    break
            else:
                return None
    return sorted(offsets)


def view(table: Table) -> str:
    """The SELECT of the columns wanted, as texts."""
    opened, path = table.opened, quoted(table.opened.path.as_posix())
    if opened.kind == "parquet":
        names = {column: _identifier(opened.rows[0][column]) for column in table.columns}
        named = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '') AS c{column}" for column, name in names.items())
        return f"SELECT {named} FROM read_parquet({path})"
    named = ", ".join(f"{_column(table, column)} AS c{column}" for column in table.columns)
    types = ", ".join(f"'{column}': {quoted(_type(table, column))}" for column in range(len(opened.rows[0])))
    # of all columns: DuckDB counts those that are wanted, not those that are there. A blank weight falls out, too
    never_null = ", ".join(quoted(str(column)) for column in range(len(opened.rows[0])))
    options = (
        f"auto_detect = false, delim = {quoted(opened.dialect.delimiter)}, quote = '\"', escape = '\"', "
        f"header = false, skip = {opened.dialect.passed + table.header_rows}, columns = {{{types}}}, "
        f"decimal_separator = {quoted(table.mark)}, "
        f"{_newline(opened.dialect.newline)}strict_mode = true, null_padding = false, max_line_size = {1 << 21}, "
        f"buffer_size = {BUFFER}, store_rejects = true, rejects_limit = {MOST_PLACES}, force_not_null = [{never_null}]"
    )
    return f"SELECT {named} FROM read_csv({path}, {options})"


def _newline(newline: str) -> str:
    """Said where it can be: the engine takes the first line break for it, and that may stand inside a cell. CR LF it
    must find itself; ``opening.without_header`` sees to it that the first one ends a line."""
    return {"\n": "new_line = '\\n', ", "\r": "new_line = '\\r', "}.get(newline, "")


def _type(table: Table, column: int) -> str:
    if column in table.known:
        return f"ENUM({', '.join(map(quoted, dict.fromkeys(('', *table.known[column]))))})"
    return WEIGHT if column == table.weight and table.known else "VARCHAR"


def _column(table: Table, column: int) -> str:
    name = f'"{column}"'
    if column != table.weight or table.known:
        return name
    return name if table.mark == "." else f"REPLACE(REPLACE({name}, '.', ''), ',', '.')"


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _ticking(connection: duckdb.DuckDBPyConnection, progress: Progress | None) -> Iterator[None]:
    """While a query runs, tell how far it is."""
    if progress is None:
        yield
        return
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")  # it measures only then
    done = threading.Event()

    def tick() -> None:
        while not done.wait(TICK):
            told = connection.query_progress()
            if told > 0:
                progress(min(told / 100, 1.0))

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
