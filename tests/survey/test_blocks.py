"""From places within blocks to places in a file, and to the lines of rows that look all alike."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.survey.engines.blocks import BUFFER, offsets
from tests.survey.reducing import framework, indicator, reduce, written

STRIDE = 64  # of the blocks here: a row of at most 30 bytes may go over the end of one


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=40), st.data(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_rows_are_found_where_they_stand(lengths: list[int], data: st.DataObject, newline: str) -> None:
    rows = [f"{number:02d}" + "é" * length for number, length in enumerate(lengths)]
    starts = [sum(len((row + newline).encode()) for row in rows[:number]) for number in range(len(rows))]
    wanted = sorted(data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1)))
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "rows.csv", "".join(row + newline for row in rows))
        told = [(starts[number] % STRIDE + 1, rows[number]) for number in wanted]
        assert offsets(path, told, STRIDE) == [starts[number] for number in wanted]


def test_a_row_that_is_nowhere_is_no_place(tmp_path: Path) -> None:
    path = written(tmp_path / "rows.csv", "one\ntwo\n")
    assert offsets(path, [(1, "one"), (5, "two")]) == [0, 4]
    assert offsets(path, [(1, "one"), (5, "six")]) is None


def test_rows_that_are_alike_in_several_blocks_are_all_named(tmp_path: Path) -> None:
    good, bad = "11.01;butir_1;3;" + "-" * 1_000, "11.01;butir_1;lima;" + "-" * 1_000
    number = 3 * BUFFER // len(good)
    wrong = range(10, number, number // 40)
    rows = ["kode;butir;jawaban;catatan", *(bad if n in wrong else good for n in range(number))]
    model = framework(indicator("butir_1", "statistic: mean"), units="indonesia-2025")
    found = reduce(model, written(tmp_path / "alike.csv", "\n".join(rows) + "\n"))
    assert [finding.line for finding in found.findings if finding.code == "D130"] == [n + 2 for n in wrong]
    assert found.log.rows.used == number - len(wrong)
