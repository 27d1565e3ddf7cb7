"""The same answers twice: copies of files, submissions in two rows or two files, files that count alike."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pytest

from readiness.framework.model import Framework
from readiness.survey.engines.duckdb import engine
from readiness.survey.log import log_json
from readiness.survey.merging import merged
from readiness.survey.partial import partial_json
from readiness.survey.records import Reduction
from readiness.survey.reduce import counted
from tests.survey.reducing import framework, indicator, reduce, request, values, written

KOBO = "start;kode;q;_id;_uuid;_submission_time;_validation_status;_index\n"
DIGEST = "0" * 64


def model() -> Framework:
    return framework(indicator("puas", "items: [q]", "statistic: mean"))


def kobo(path: Path, *rows: tuple[str, str], unit: str = "x") -> Path:
    """Answers with the number of their submission; one that ends in ``!`` was rejected."""
    lines = [
        f"t;{unit};{answer};{n};{number.removesuffix('!')};t;{'Not Approved' if number.endswith('!') else ''};{n}\n"
        for n, (number, answer) in enumerate(rows, start=1)
    ]
    return written(path, KOBO + "".join(lines))


def told(found: Reduction, *codes: str) -> list[tuple[str, int | None, object]]:
    return [
        (finding.path.rpartition("/")[2], finding.line, str(finding.params.get("first", "")).rpartition("/")[2])
        for finding in found.findings
        if finding.code in codes
    ]


def test_a_copy_under_another_name_is_refused_and_both_are_named(tmp_path: Path) -> None:
    first = kobo(tmp_path / "a.csv", ("u1", "1"), ("u2", "5"))
    copy = written(tmp_path / "a (1).csv", first.read_text())
    other = kobo(tmp_path / "b.csv", ("u3", "1"), ("u4", "5"), unit="y")
    found = reduce(model(), first, copy, other)
    (finding,) = [finding for finding in found.findings if finding.severity == "error"]
    assert (finding.code, finding.path, finding.params["other"]) == ("D147", copy.as_posix(), first.as_posix())
    assert [file.path for file in found.log.files] == [first.as_posix(), other.as_posix()]
    assert found.log.rows.used == 4


def test_a_submission_in_two_rows_counts_once(tmp_path: Path) -> None:
    path = kobo(tmp_path / "a.csv", ("u1", "1"), ("u2", "5"), ("u1", "1"), ("u3!", "1"), ("u3", "3"), ("u1", "4"))
    found = reduce(model(), path)
    assert told(found, "D149") == [("a.csv", 4, "a.csv:2"), ("a.csv", 7, "a.csv:2")]
    assert found.log.rows.refused == {"repeated": 2}
    assert (found.log.rows.read, found.log.rows.used, found.log.rows.skipped) == (6, 3, {"rejected": 1})
    assert values(found) == {("x", "puas"): 3}
    assert found.log.files[0].places == ("4: D149", "7: D149")


def test_a_newer_download_beside_an_older_one(tmp_path: Path) -> None:
    old = kobo(tmp_path / "old.csv", ("u1", "1"), ("u2!", "1"))
    new = kobo(tmp_path / "new.csv", ("u1", "1"), ("u2", "5"), ("u4", "3"))
    found = reduce(model(), old, new)
    assert told(found, "D149") == [("new.csv", 2, "old.csv")]
    assert values(found) == {("x", "puas"): 3}


def test_wrong_cells_keep_their_lines_where_rows_were_left_out(tmp_path: Path) -> None:
    head = '"start";"kode";"q";"_id";"_uuid";"_submission_time";"_index";"catatan\nlagi"\n'
    rows = ["t;x;5;1;u1;t;1;ok\n", 't;x;5;1;u1;t;1;"dua\nbaris"\n', "t;x;zz;2;u2;t;2;ok\n", "t;99;4;3;u3;t;3;ok\n"]
    found = reduce(model(), written(tmp_path / "a.csv", head + "".join(rows)))
    lines = {finding.code: finding.line for finding in found.findings if finding.line not in (None, 1)}
    assert lines == {"D149": 4, "D130": 6}


def test_a_saved_again_workbook(tmp_path: Path) -> None:
    path = kobo(tmp_path / "a.csv", ("u1", "1"), ("u2", "5"))
    book = openpyxl.Workbook()
    for line in path.read_text().splitlines():
        book.worksheets[0].append(line.split(";"))
    book.save(tmp_path / "a.xlsx")
    found = reduce(model(), path, tmp_path / "a.xlsx")
    assert told(found, "D149") == [("a.xlsx", 2, "a.csv"), ("a.xlsx", 3, "a.csv")]
    assert found.log.rows.used == 2


def test_numbers_of_a_plain_table_begin_anew_in_each_region_and_file(tmp_path: Path) -> None:
    first = written(tmp_path / "a.csv", "kode,responden,q\nx,1,5\ny,1,4\nx,2,3\nx,2,3\n")
    second = written(tmp_path / "b.csv", "kode,responden,q\nx,1,5\n")
    found = reduce(model(), first, second)
    assert told(found, "D149") == [("a.csv", 5, "a.csv:4")]
    assert found.log.rows.used == 4


def test_one_row_an_answer_is_no_repeat(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", "kode,responden,butir,jawaban\nx,1,a,5\nx,1,b,3\n")
    found = reduce(framework(indicator("puas", "items: [a, b]", "statistic: mean")), path)
    assert values(found) == {("x", "puas"): 4}
    assert told(found, "D149") == []


def test_a_parquet_file_with_repeats_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    duckdb.sql(
        "SELECT 't' AS start, 'x' AS kode, '4' AS q, i AS _id, 'u' || (i % 9) AS _uuid, 't' AS _submission_time, "
        "i AS _index FROM range(10) AS r(i)"
    ).write_parquet(str(path))
    found = reduce(model(), path)
    assert [finding.code for finding in found.findings] == ["D155"]
    assert found.figures == ()


@pytest.mark.parametrize("more", [0, 1])
def test_files_that_count_alike_are_told(tmp_path: Path, more: int) -> None:
    rows = "".join(f"x,{1 + n % 5}\n" for n in range(20))
    first = written(tmp_path / "a.csv", "kode,q\n" + rows)
    second = written(tmp_path / "b.csv", "kode;q\n" + (rows + "x,1\n" * more).replace(",", ";"))
    found = reduce(model(), first, second)
    assert [finding.params["n"] for finding in found.findings if finding.code == "D150"] == ([] if more else [20])
    assert found.log.rows.used == 40 + more


def partial(path: Path, *files: Path) -> dict[str, bytes]:
    return {path.as_posix(): partial_json(counted(request(model(), *files, digests=True), engine), "coba", DIGEST)}


def test_partial_tables_of_one_file(tmp_path: Path) -> None:
    a, b = kobo(tmp_path / "a.csv", ("u1", "1")), kobo(tmp_path / "b.csv", ("u2", "5"), unit="y")
    part = merged(partial(tmp_path / "a.json", a) | partial(tmp_path / "all.json", b, a), DIGEST)
    (finding,) = part.findings
    assert (finding.code, finding.path) == ("D147", (tmp_path / "all.json").as_posix())
    assert finding.params == {"other": (tmp_path / "a.json").as_posix(), "file": a.as_posix()}
    assert [file.path for file in part.files] == [a.as_posix()]


def test_a_region_in_two_partial_tables_is_told(tmp_path: Path) -> None:
    a, b = kobo(tmp_path / "a.csv", ("u1", "1")), kobo(tmp_path / "b.csv", ("u2", "5"))
    c = kobo(tmp_path / "c.csv", ("u3", "5"), unit="y")
    part = merged(partial(tmp_path / "a.json", a) | partial(tmp_path / "b.json", b, c), DIGEST)
    (finding,) = part.findings
    assert (finding.code, finding.params["count"], finding.params["units"]) == ("D148", 1, ["x"])
    assert sum(n for (_, status), n in part.counts.rows.items() if status == "used") == 3


def test_the_digest_stands_in_the_log_where_one_was_made(tmp_path: Path) -> None:
    path = kobo(tmp_path / "a.csv", ("u1", "1"))
    assert b'"sha256": null' in log_json(reduce(model(), path))
    assert b'"sha256": null' not in log_json(reduce(model(), path, digests=True))


def test_a_file_that_is_read_anew_does_not_repeat_itself(tmp_path: Path) -> None:
    rows = [(f"u{n}", "3") for n in range(40_000)]
    first = kobo(tmp_path / "a.csv", *rows)
    first.write_bytes(first.read_bytes() + b"t;x;5;1;caf\xe9;t;;1\n")
    found = reduce(model(), first, kobo(tmp_path / "b.csv", ("u7", "3"), ("v", "3")))
    assert told(found, "D149") == [("b.csv", 2, "a.csv")]
    assert found.log.rows.used == 40_002
