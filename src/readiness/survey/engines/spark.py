"""Spark, for who has a cluster: the same SELECT over the same texts, and the same numbers to the last digit.

An extra (``pip install 'readiness[spark]'``) that needs Java 17. A CSV in which a line break may stand inside quotes is
read by one task; one without quotes, and Parquet, by all. On a cluster a file must lie where every worker sees it
under the same path. Rows of other columns than the header's are counted and left out in the same pass.
"""

from __future__ import annotations

import codecs
import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.misuse import MisuseError
from readiness.survey.opening import HEAD, Opened
from readiness.survey.table import BadEncodingError, Place, Progress, Row, Table, UnreadableRowsError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RAGGED = "ragged"  # a column that no file has: the others are called after their places
CSV = {
    "header": "false",
    "quote": '"',
    "escape": '"',
    "unescapedQuoteHandling": "RAISE_ERROR",
    "encoding": "UTF-8",
    "mode": "PERMISSIVE",
    "columnNameOfCorruptRecord": RAGGED,
}
SETTINGS = {
    "spark.app.name": "readiness",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.caseSensitive": "true",  # headings of a Parquet file
    "spark.sql.csv.parser.columnPruning.enabled": "false",  # otherwise ragged rows are not seen
    "spark.sql.legacy.parquet.nanosAsLong": "true",  # a time that nobody reads must not stop the file
}
LOCAL = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "4",
}


def installed() -> bool:
    """Whether pyspark is there."""
    return find_spec("pyspark") is not None


def on(master: str) -> Callable[[Path], AbstractContextManager[Spark]]:
    """The way to an engine on a master: ``local[2]``, ``spark://host:7077``, ``yarn``.

    The engine has a session of its own, which ends with the block. Raises MisuseError where there is no Java, or
    the master does not answer.
    """

    @contextmanager
    def engine(folder: Path) -> Iterator[Spark]:
        session = _session(folder, master)
        try:
            yield Spark(session, folder if master.startswith("local") else None)
        finally:
            session.stop()

    return engine


class Spark:
    """Runs a SELECT over the view ``responses`` of one file. Places are not looked for.

    ``folder`` is for links to files, whose own names may mean something to Spark; None where workers are elsewhere.
    """

    name = "spark"
    places: list[Place] | None = None

    def __init__(self, session: SparkSession, folder: Path | None = None) -> None:
        self.session = session
        self.folder = folder
        self.opened: Opened | None = None
        self.ragged = 0

    def rows(self, table: Table, select: str, progress: Progress | None = None) -> Iterator[Row]:
        """The rows of the answer. Raises UnreadableRowsError, BadEncodingError."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        if table.opened is not self.opened:
            self.opened, self.ragged = table.opened, 0
        try:
            found = self._parquet(table, select) if table.opened.kind == "parquet" else self._csv(table, select)
        except (PySparkException, Py4JError) as error:
            raise UnreadableRowsError(_cause(error)) from error
        if progress is not None:
            progress(1.0)
        yield from found

    def _csv(self, table: Table, select: str) -> list[Row]:
        from pyspark.sql import functions as f

        opened, passed = table.opened, _rows_above(table)
        places = [str(column) for column in range(len(opened.rows[0]))]
        schema = ", ".join(f"`{name}` STRING" for name in (*places, RAGGED))
        options: dict[str, Any] = {**CSV, "sep": opened.dialect.delimiter, "maxColumns": max(20_480, len(places))}
        options["multiLine"] = _looked_through(opened.path)
        file = self.session.read.csv(self._address(opened), schema=schema, **options)
        # the first rows of a file are the first of its first part
        below = file.withColumn("row", f.monotonically_increasing_id()).where(f"row >= {passed}")
        even = below.observe(RAGGED, f.count(RAGGED)).where(f"{RAGGED} IS NULL")
        answer = self._answer(even, [_text(table, column, str(column)) for column in table.columns], select)
        rows = list(map(tuple, answer.collect()))
        # by the plan itself: an Observation waits for ever behind a view
        metrics = answer._jdf.queryExecution().observedMetrics()
        if metrics.contains(RAGGED):  # not where no row is left to be answered of: then an earlier SELECT has told
            self.ragged = metrics.apply(RAGGED).getLong(0)
        return rows

    def _parquet(self, table: Table, select: str) -> list[Row]:
        file, heads = self.session.read.parquet(self._address(table.opened)), table.opened.rows[0]
        answer = self._answer(file, [_text(table, column, heads[column]) for column in table.columns], select)
        return list(map(tuple, answer.collect()))

    def _answer(self, file: DataFrame, columns: list[str], select: str) -> DataFrame:
        file.selectExpr(*columns).createOrReplaceTempView("responses")
        return self.session.sql(select)

    def _address(self, opened: Opened) -> str:
        path = opened.path.resolve()
        if self.folder is not None:
            link = self.folder.resolve() / f"responses.{opened.kind}"
            link.unlink(missing_ok=True)
            link.symlink_to(path)
            path = link
        return f"file://{path.as_posix()}"


def _text(table: Table, column: int, name: str) -> str:
    """A column as text, ``c0``, ``c1``, ..., never null; a weight with a dot."""
    text = f"COALESCE(CAST(`{name.replace('`', '``')}` AS STRING), '')"
    if column == table.weight:
        if table.mark == ",":
            text = f"REPLACE(REPLACE({text}, '.', ''), ',', '.')"
        # as DuckDB has it: 1_000 is a number, and digits of other scripts are none
        grouped = f"REGEXP_REPLACE({text}, '([0-9])_(?=[0-9])', '$1')"
        text = f"CASE WHEN {text} RLIKE '[^\x01-\x7f]' THEN '' ELSE {grouped} END"
    return f"{text} AS c{column}"


def _rows_above(table: Table) -> int:
    """How many rows stand above the answers: Spark passes over blank lines by itself."""
    lines = table.opened.dialect.passed + table.header_rows
    with table.opened.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return sum(bool(line.strip()) for line in islice(iter(file.readline, ""), lines))


def _looked_through(path: Path) -> bool:
    """Whether there are quotes, so that a row may go over several lines.

    Raises BadEncodingError where the file is no UTF-8: Spark would put other characters there and say nothing; and
    UnreadableRowsError where one quote has no other: Spark would take all rows below it for one cell.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    quotes = 0
    with path.open("rb") as file:
        try:
            while block := file.read(HEAD):
                decoder.decode(block)
                quotes += block.count(b'"')
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            raise BadEncodingError from error
    if quotes % 2:
        raise UnreadableRowsError('"')
    return quotes > 0


def _session(folder: Path, master: str) -> SparkSession:
    """A session that says nothing, opens no page and leaves nothing behind."""
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        raise MisuseError("spark_java")
    warnings.filterwarnings("ignore", module="pyspark")  # about pandas, which is not used here
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    settings = SparkConf().setMaster(master).setAll(list(SETTINGS.items()))
    if master.startswith("local"):
        settings.setAll([*LOCAL.items(), ("spark.local.dir", str(folder.resolve()))])
    try:
        with (folder / "java.txt").open("wb") as said:
            gateway = launch_gateway(settings, {"stdout": said, "stderr": said})
        return SparkSession(SparkContext(conf=settings, gateway=gateway))
    except PySparkException as error:
        raise MisuseError("spark_java") from error
    except Exception as error:  # Java's own, as py4j hands it on: no such master
        raise MisuseError("spark_start", master=master, detail=_cause(error)) from error


def _cause(error: Exception) -> str:
    """The line of Java's that says what is wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if line.startswith(("java.", "org.apache."))), lines[0] if lines else "")
