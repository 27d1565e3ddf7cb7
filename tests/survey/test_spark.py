"""Spark gives what DuckDB gives, to the last digit. Runs where ``readiness[spark]`` and Java are installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import duckdb
import pytest

from readiness.data.registry import load_registry
from readiness.framework.load import load
from readiness.framework.model import Framework
from readiness.misuse import MisuseError
from readiness.survey.engines import spark
from readiness.survey.log import log_json
from readiness.survey.records import Reduction
from readiness.survey.reduce import counted, reduced
from readiness.survey.values import values_csv
from tests.survey.making import HERE
from tests.survey.reducing import framework, indicator, reduce, request, written
from tests.survey.test_dirty import NO_WEIGHTS, WEIGHTS, dirty, model
from tests.survey.test_sums import exact, totals, weighed

LACKING = "pyspark: pip install 'readiness[spark]'" if not spark.installed() else "Java 17"
if not spark.installed() or shutil.which("java") is None:
    assert not os.environ.get("CI"), f"CI must install {LACKING}"
    pytest.skip(f"needs {LACKING}", allow_module_level=True)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[spark.Spark]:
    """One session for all, since it takes long to start."""
    with spark.on("local[2]")(tmp_path_factory.mktemp("spark")) as started:
        yield started


def by_spark(engine: spark.Spark, of: Framework, *paths: Path) -> Reduction:
    asked = request(of, *paths)
    return reduced(asked, counted(asked, lambda _folder: nullcontext(engine)))


def agree(engine: spark.Spark, of: Framework, *paths: Path) -> Reduction:
    """Fail where the two differ in anything: figures, account, findings, bytes."""
    expected, found = reduce(of, *paths), by_spark(engine, of, *paths)
    assert found == expected
    assert log_json(found) == log_json(expected)
    assert values_csv(found.figures, synthetic=False) == values_csv(expected.figures, synthetic=False)
    return found


@pytest.mark.parametrize("name", ["plain-wide.csv", "plain-long.csv", "odk-groups-split.csv", "limesurvey-both.csv"])
def test_exports_of_tools(engine: spark.Spark, name: str) -> None:
    of = load(HERE / "framework.yaml").framework
    assert of is not None
    assert len(agree(engine, of, HERE / name).figures) > 0


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_dirty_files(engine: spark.Spark, tmp_path: Path, seed: int) -> None:
    text, wrong = dirty(seed, 1_000)
    found = agree(engine, model(), written(tmp_path / "_a [1] {b} %20.csv", text))  # what Spark takes for a pattern
    assert {(finding.line, finding.code) for finding in found.findings if finding.code in ("D130", "D142")} == {
        place for place in wrong if place[1] in ("D130", "D142")
    }


def test_weights_of_a_long_file_by_respondent_stratum_and_cluster(engine: spark.Spark, tmp_path: Path) -> None:
    codes = sorted(load_registry().units)[:7]
    lines = ["kode;responden;butir;jawaban;bobot;strata;klaster"]
    for number in range(700):
        weight = f"{1 + number % 13},{number * 7919 % 1_000_000:06d}"
        unit = codes[number % 7]
        for item in ("q1", "q2", "q3"):
            answer = str(1 + (number * 31 + ord(item[1]) * number // 3) % 5) if number % 11 else ""
            lines.append(f'{unit};r{number};{item};{answer};"{weight}";s{number % 3};k{number % 9}')
    found = agree(engine, model(), written(tmp_path / "long.csv", "\r\n".join(lines) + "\r\n"))
    assert all(figure.estimate.se for figure in found.figures)


def test_parquet(engine: spark.Spark, tmp_path: Path) -> None:
    path = tmp_path / "answers.parquet"
    duckdb.sql(
        "SELECT '11.0' || CAST(1 + i % 3 AS VARCHAR) AS kode, CAST(1 + i % 5 AS INTEGER) AS q1, "
        "CASE WHEN i % 7 > 0 THEN CAST(1 + i * i % 5 AS DOUBLE) END AS q2, CAST(1 + i % 4 AS BIGINT) AS q3, "
        "CAST(0.5 + (i % 17) / 16.0 AS DOUBLE) AS bobot, TIMESTAMP_NS '2026-01-02 03:04:05' AS waktu FROM range(500) AS r(i)"
    ).write_parquet(str(path))
    assert len(agree(engine, model(), path).figures) == 6


@pytest.mark.parametrize("places", [True, False])
def test_odd_numerals_of_weights(engine: spark.Spark, tmp_path: Path, places: bool) -> None:
    """Read alike by both, and refused with the line where they are no weights."""
    lines = [f"11.01,4,5,3,{text}" for text in (*WEIGHTS, *NO_WEIGHTS, *(["zz"] * 5 if places else ["zz"] * 25_000))]
    path = written(tmp_path / "a.csv", "\n".join(["kode,q1,q2,q3,bobot", *lines]) + "\n")
    found = agree(engine, model(), path)
    assert found.log.rows.used == len(WEIGHTS)
    told = [finding.line for finding in found.findings if finding.code == "D141"]
    first = 2 + len(WEIGHTS)
    assert told[: len(NO_WEIGHTS)] == list(range(first, first + len(NO_WEIGHTS)))


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_sums_are_exact(engine: spark.Spark, tmp_path: Path, layout: str) -> None:
    assert totals(weighed(tmp_path, layout), lambda _folder: nullcontext(engine)) == exact()


def test_words_with_backslashes_and_quotes(engine: spark.Spark, tmp_path: Path) -> None:
    answers = "answers: {1: 'Ya\\tidak', 2: \"Jum'at\", 3: 'Akhir\\'}"
    of = framework(indicator("puas", answers, "worst: 1", "best: 3", "statistic: mean", "items: [q1]"))
    text = "kode,q1\nA,Ya\\tidak\nA,Jum'at\nA,Akhir\\\nA,3\n"
    assert [figure.estimate.n for figure in agree(engine, of, written(tmp_path / "a.csv", text)).figures] == [4]


def test_a_file_that_is_no_utf8_further_down(engine: spark.Spark, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(("kode,q1,q2,q3,catatan\n" + "11.01,1,2,3,\n" * 100_000).encode() + b"11.02,caf\xe9,2,3,\n")
    assert agree(engine, model(), path).log.rows.read == 100_001


def test_without_java_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(MisuseError) as caught, spark.on("local[2]")(tmp_path):
        pass
    assert caught.value.key == "spark_java"


def test_a_quote_that_never_ends_is_refused_by_both(engine: spark.Spark, tmp_path: Path) -> None:
    """Spark would take every row below it for one cell, and the file for a short one."""
    path = written(tmp_path / "a.csv", 'kode,q1,q2,q3\n16.07,4,4,4\n16.07,4,4,"4\n' + "16.07,1,1,1\n" * 50)
    assert {finding.code for finding in agree(engine, model(), path).findings} == {"D020"}


def test_a_long_file_without_an_item_of_several(engine: spark.Spark, tmp_path: Path) -> None:
    """A SELECT of which no row is left; a row of other columns is told all the same."""
    path = written(tmp_path / "a.csv", "kode,responden,butir,jawaban\n16.07,1,q3,4\n16.07,2,q3,5,x\n16.07,3,Q1,4\n")
    found = agree(engine, model(), path)
    assert found.log.rows.refused == {"ragged": 1}
    assert found.log.rows.skipped == {"other_item": 1}


def test_shapes_of_other_answers(engine: spark.Spark, tmp_path: Path) -> None:
    from tests.survey.exports import test_variations

    of = load(HERE / "framework.yaml").framework
    assert of is not None
    for name in ("lime-other-and-comments.csv", "monkey-numbers.csv", "qualtrics-99.csv", "plain-mixed-line-ends.csv"):
        path = tmp_path / name
        path.write_bytes(test_variations.RIGHT[name]())
        assert len(agree(engine, of, path).figures) == 12
