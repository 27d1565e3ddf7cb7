"""DuckDB inside the process: files larger than memory, read as they stand, on every core.

Columns whose texts are known are read as enumerations and weights as decimals: rows with any other text fall out of
the scan with their place in the file, and are counted by a second, tiny one. So exact lines cost no further pass.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.survey.engines.blocks import BUFFER, offsets
from readiness.survey.opening import Opened, write_table
from readiness.survey.rawlines import rows_at
from readiness.survey.sql import WEIGHT, quoted
from readiness.survey.table import (
    BadEncodingError,
    LargeWeightsError,
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
TICK = 0.2  # seconds
RAGGED = ("MISSING COLUMNS", "TOO MANY COLUMNS")


@contextmanager
def engine(folder: Path) -> Iterator[DuckDB]:
    """An engine that spills into a folder of its own, and ends with the block. It gets ready while the caller looks at
    the first file."""
    with ThreadPoolExecutor(1) as aside:
        ready = aside.submit(_connect, folder)
        try:
            yield DuckDB(ready, folder, aside)
        finally:
            aside.submit(lambda: ready.result().close()).result()


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

    def __init__(self, ready: Future[duckdb.DuckDBPyConnection], folder: Path, aside: Executor) -> None:
        self.ready = ready
        self.folder = folder
        self.aside = aside
        self.places: list[Place] | None = None
        self.ragged = 0

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection, once it stands."""
        return self.ready.result()

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
        query = f"WITH responses AS NOT MATERIALIZED ({view(table)}) {select}"
        try:
            with _ticking(self.connection, progress):
                self._call(self.connection.execute, query)
                while rows := self._call(self.connection.fetchmany, FETCHED):
                    yield from rows
        except duckdb.OutOfRangeException as error:
            raise LargeWeightsError(str(error)) from error
        except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.IOException) as error:
            raise UnreadableRowsError(str(error)) from error

    def _fallen(self, opened: Opened) -> list[Place]:
        """Rows that fell out of the scan, by line."""
        import duckdb

        columns = "line, line_byte_position, csv_line, CAST(error_type AS VARCHAR)"
        errors = f"SELECT {columns} FROM reject_errors ORDER BY line"
        try:
            found = self._call(lambda: self.connection.execute(errors).fetchall())
        except duckdb.CatalogException:
            return []
        kinds = {kind for *_, kind in found}
        if "INVALID ENCODING" in kinds:
            raise BadEncodingError
        if kinds - {"CAST", *RAGGED}:
            raise UnreadableRowsError(", ".join(sorted(kinds)))
        fallen = {line: (place, text) for line, place, text, _ in found}  # there may be several errors in a row
        places = offsets(opened.path, fallen.values()) if len(found) < MOST_PLACES else None
        if places is None:
            raise TooManyPlacesError
        width = len(opened.rows[0])
        return [Place(line, tuple(row), len(row) != width) for line, row in rows_at(opened, places)]

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
