"""Larger files: nothing lost in a dirty one, parts that join to the whole, and runs that are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from readiness.files import ROOM
from readiness.framework.model import Framework
from readiness.survey.engines.duckdb import engine
from readiness.survey.log import log_json
from readiness.survey.partial import partial_json, read_partial
from readiness.survey.reduce import counted, reduced
from readiness.survey.tables import Part
from readiness.survey.values import values_csv
from tests.survey.reducing import framework, indicator, reduce, request, written

ROWS, WRONG = 20_000, 200
CODES = ("11.01", "11.02", "16.07", "16.71", "32.71", "35.78", "73.71")


def model() -> Framework:
    one = (indicator(f"butir_{number}", "statistic: mean") for number in range(1, 6))
    return framework(*one, units="indonesia-2025")


def answers(first: int = 0, last: int = ROWS) -> list[tuple[str, str, str, str]]:
    """Unit, item, answer and weight, by a fixed rule."""
    return [
        (CODES[n * 5 % 7], f"butir_{1 + n % 5}", str(1 + n * n // 3 % 5), f"{1 + n % 9}.{n * 7919 % 1_000_000:06d}")
        for n in range(first, last)
    ]


def clean(path: Path, first: int = 0, last: int = ROWS, leave: frozenset[int] = frozenset()) -> Path:
    rows = (",".join(row) for n, row in enumerate(answers(first, last), first) if n not in leave)
    return written(path, "\n".join(["kode,butir,jawaban,bobot", *rows]) + "\n")


def dirty(path: Path) -> tuple[Path, list[int], frozenset[int]]:
    """The same answers with a mark, semicolons, quotes, commas, line breaks in quotes, and wrong ones: their lines."""
    wrong = frozenset(range(ROWS // WRONG // 2, ROWS, ROWS // WRONG))
    parts, line, lines = ['\ufeff"kode";"butir";"catatan";"jawaban";"bobot"\r\n'], 2, []
    for n, (unit, item, answer, weight) in enumerate(answers()):
        note = '"ditanya ""lagi"";\r\ndi rumah"' if n % 37 == 0 else ""
        if n in wrong:
            lines.append(line)
        said = ("lima", "6", "#N/A!", '"4\r\n5"')[n % 4] if n in wrong else answer
        parts.append(f'"{unit}";"{item}";{note};{said};{weight.replace(".", ",")}\r\n')
        line += parts[-1].count("\n")
    return written(path, "".join(parts)), lines, wrong


def test_of_a_dirty_file_the_wrong_answers_are_named_and_nothing_else_is_lost(tmp_path: Path) -> None:
    path, lines, wrong = dirty(tmp_path / "dirty.csv")
    found, expected = reduce(model(), path), reduce(model(), clean(tmp_path / "clean.csv", leave=wrong))
    assert [finding.line for finding in found.findings if finding.code == "D130"] == lines
    assert len(lines) == WRONG and {finding.code for finding in found.findings} == {"D130"}
    assert found.figures == expected.figures
    assert (found.log.rows.read, found.log.rows.used) == (ROWS, ROWS - WRONG)
    assert found.log.rows.refused == {"invalid": WRONG}


def test_ten_parts_join_to_the_whole_byte_for_byte(tmp_path: Path) -> None:
    step = ROWS // 10
    paths = [clean(tmp_path / f"part-{n}.csv", n * step, (n + 1) * step) for n in range(10)]
    asked = request(model(), *paths)
    whole = counted(asked, engine)
    joined = Part()
    for path in paths:
        data = partial_json(counted(request(model(), path), engine), "coba", asked.sha256)
        part = read_partial(data, path.name, asked.sha256)
        assert isinstance(part, Part)
        joined.add(part)
    assert partial_json(joined, "coba", asked.sha256) == partial_json(whole, "coba", asked.sha256)
    one, other = reduced(asked, whole), reduced(asked, joined)
    assert values_csv(one.figures, synthetic=False) == values_csv(other.figures, synthetic=False)
    assert log_json(one) == log_json(other)
    single = reduce(model(), clean(tmp_path / "whole.csv"))
    assert single.figures == other.figures


KILLED = """
import time
from readiness.survey.engines.duckdb import DuckDB
rows = DuckDB.rows
def slow(self, *given):
    for number, row in enumerate(rows(self, *given)):
        if number == 20:
            print("counting", flush=True)
            time.sleep(60)
        yield row
DuckDB.rows = slow
from readiness.cli.main import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_leaves_nothing_and_the_next_one_sweeps(tmp_path: Path) -> None:
    asked = tmp_path / "framework.yaml"
    asked.write_text(json.dumps(model().snapshot()), encoding="utf-8")
    room = tmp_path / "room"
    room.mkdir()
    target = written(tmp_path / "values.csv", "as it was\n")
    arguments = ["reduce", str(clean(tmp_path / "answers.csv")), "-F", str(asked), "-o", str(target), "--force"]
    settings = {**os.environ, "TMPDIR": str(room)}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments], env=settings, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as run:
        assert run.stdout is not None and run.stdout.readline() == b"counting\n"
        run.send_signal(signal.SIGKILL)
    assert target.read_bytes() == b"as it was\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.csv", "framework.yaml", "room", "values.csv"]
    assert [path.name.startswith(ROOM) for path in room.iterdir()] == [True]
    again = subprocess.run(
        [sys.executable, "-m", "readiness", *arguments], env=settings, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    assert target.read_bytes().startswith(b"code,indicator,value") and not list(room.iterdir())
