"""``readiness reduce`` from the command line: files, exit codes, words, and a run that is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from readiness.cli.main import run
from readiness.files import ROOM
from readiness.survey.values import COLUMNS

FRAMEWORK = """schema: readiness/framework/1
id: coba
version: "1"
label: Coba
bands: [{id: rendah, from: 0, label: Rendah}]
criteria:
  - id: layanan
    label: Layanan
    criteria:
      - id: puas
        label: Kepuasan
        measure: survey
        items: [q1, q2]
        statistic: mean
        answers: {1: Buruk, 2: Kurang, 3: Cukup, 4: Baik, 5: Baik sekali}
"""
ANSWERS = "kode,nama,q1,q2\n16.07,Siti,4,5\n16.07,Budi,Baik,zz\n99.99,Ani,1,1\n16.71,Eka,,\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "coba.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ANSWERS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reduce(*words: str, lang: str = "en") -> int:
    return run(["reduce", *words, "-F", "coba.yaml", "--lang", lang])


def test_values_and_the_log_beside_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reduce("a.csv", "-o", "values.csv") == 0
    assert (folder / "values.csv").read_text().splitlines()[1].startswith("16.07,puas,4.25,2,")
    log = json.loads((folder / "values.log.json").read_text())
    assert log["rows"] == {"read": 4, "used": 2, "refused": {"unit": 1}, "skipped": {"empty": 1}}
    assert log["files"][0]["personal"] == ["nama"]
    told = capsys.readouterr()
    assert told.out == ""
    assert "a.csv:3: D130" in told.err
    assert "4 rows read, 2 used" in told.err
    assert "Siti" not in told.err + (folder / "values.log.json").read_text()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_table_without_output(folder: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    assert reduce("a.csv", lang=lang) == 0
    shown = capsys.readouterr().out
    assert "Kabupaten Banyuasin" in shown
    assert "4.25" in shown or "4,25" in shown
    assert "2*" in shown


def test_what_reduce_writes_score_reads(folder: Path) -> None:
    assert reduce("a.csv", "-o", "values.csv") == 0
    assert run(["score", "values.csv", "-F", "coba.yaml", "-o", "r.json"]) == 0
    unit = json.loads((folder / "r.json").read_text())["units"][0]
    assert unit["nodes"]["puas"]["raw"] == 4.25


def test_stdout_is_the_product(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert reduce("a.csv", "-o", "-") == 0
    assert capfdbinary.readouterr().out.startswith(b"code,indicator,value,n,")


def test_partial_and_merge(folder: Path) -> None:
    assert reduce("a.csv", "-o", "whole.csv", "--partial", "a.json") == 0
    assert reduce("a.json", "--merge", "-o", "merged.csv") == 0
    assert (folder / "whole.csv").read_bytes() == (folder / "merged.csv").read_bytes()
    assert (folder / "whole.log.json").read_bytes() == (folder / "merged.log.json").read_bytes()


def test_a_partial_of_another_framework_is_refused(folder: Path) -> None:
    assert reduce("a.csv", "--partial", "a.json") == 0
    (folder / "coba.yaml").write_text(FRAMEWORK.replace("[q1, q2]", "[q1]"), encoding="utf-8")
    assert reduce("a.json", "--merge", "-o", "merged.csv") == 3
    assert not (folder / "merged.csv").exists()


def test_a_mapping_is_proposed_and_used(folder: Path) -> None:
    (folder / "b.csv").write_text("kode,Pertama,q2\n16.07,4,5\n", encoding="utf-8")
    assert reduce("b.csv", "--write-mapping", "map.yaml") == 0
    proposed = (folder / "map.yaml").read_text()
    (folder / "map.yaml").write_text(proposed.replace('"Pertama": ignore', '"Pertama": q1'), encoding="utf-8")
    assert reduce("b.csv", "--mapping", "map.yaml", "-o", "v.csv") == 0
    assert (folder / "v.csv").read_text().splitlines()[1].startswith("16.07,puas,4.5,1,")
    assert reduce("b.csv", "--write-mapping", "map.yaml") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["nowhere.csv"], 2),
        (["a.csv", "--from", "excel"], 2),
        (["a.csv", "-o", "v.docx"], 2),
        (["a.csv", "--min-n", "0"], 2),
        (["a.csv", "--engine", "pandas"], 2),
        (["a.csv", "--partial", "p.csv"], 2),
        (["a.csv", "--weight", "bobot"], 3),
        (["a.csv", "-o", "no/such/folder.csv"], 3),
        (["coba.yaml"], 3),
    ],
)
def test_exit_codes(folder: Path, words: list[str], code: int) -> None:
    assert reduce(*words) == code


def test_a_framework_that_asks_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reduce", "a.csv", "-F", "spbe-2020", "--lang", "en"]) == 2
    assert "asks respondents nothing" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_killed_reduction_leaves_nothing(folder: Path, number: int) -> None:
    block = "16.07,Siti,4,5\n" * 100_000
    with (folder / "large.csv").open("w") as file:
        file.write("kode,nama,q1,q2\n")
        for _ in range(40):
            file.write(block)
    out = folder / "out"
    out.mkdir()
    old = ",".join(COLUMNS) + "\n"
    (out / "values.csv").write_text(old)
    spill = folder / "tmp"
    spill.mkdir()
    words = ["reduce", str(folder / "large.csv"), "-F", str(folder / "coba.yaml"), "-o", str(out / "values.csv")]
    for _ in range(5):  # on a busy machine it may be through before the signal
        process = subprocess.Popen(
            [sys.executable, "-m", "readiness", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(spill)},
        )
        until = time.monotonic() + 60
        while not list(spill.glob(f"{ROOM}*")) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        process.send_signal(number)
        code = process.wait(60)
        if code != 0:
            break
        (out / "values.log.json").unlink()
        (out / "values.csv").write_text(old)
    assert code in (128 + number, -number)
    assert [path.name for path in out.iterdir()] == ["values.csv"]
    assert (out / "values.csv").read_text() == old
    assert number == signal.SIGKILL or not list(spill.iterdir())


def test_a_file_of_others_is_refused_before_anything_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "values.csv").write_text("theirs\n")
    assert reduce("a.csv", "-o", "values.csv") == 3
    assert "rows read" not in capsys.readouterr().err
    assert (folder / "values.csv").read_text() == "theirs\n"
    assert reduce("a.csv", "-o", "values.csv", "--force") == 0
    assert reduce("a.csv", "-o", "values.csv") == 0


def test_answers_are_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "a.csv").read_bytes()
    assert reduce("a.csv", "-o", "a.csv") == 2
    assert reduce(".", "-o", "a.csv") == 2
    assert (folder / "a.csv").read_bytes() == before
    assert "a.csv is read here" in capsys.readouterr().err


def test_one_partial_table_is_not_merged_twice(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reduce("a.csv", "--partial", "p.json") == 0
    (folder / "copy.json").write_bytes((folder / "p.json").read_bytes())
    assert reduce("p.json", "copy.json", "--merge", "-o", "values.csv") == 2
    assert "copy.json and p.json are one and the same" in capsys.readouterr().err
    assert not (folder / "values.csv").exists()


def test_the_log_names_every_refused_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.csv").write_text("kode,q1,q2\n" + "16.07,4,9\n" * 12 + "16.07,4,5\n" * 9, encoding="utf-8")
    assert reduce("b.csv", "-o", "values.csv") == 0
    found = json.loads((folder / "values.log.json").read_text())["files"][0]["places"]
    assert found == [f"{line}: D130" for line in range(2, 14)]
    assert "7 more with code D130 (all of them: -o, *.log.json)" in capsys.readouterr().err


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_partial_table_without_merge_is_told_how_to_join(
    folder: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    assert reduce("a.csv", "--partial", "p.json") == 0
    capsys.readouterr()
    assert reduce("p.json", lang=lang) == 3
    assert "p.json: D152" in (err := capsys.readouterr().err) and "readiness reduce p.json --merge" in err


def test_values_among_the_answers_are_passed_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in").mkdir()
    (folder / "a.csv").rename(folder / "in" / "a.csv")
    assert reduce("in", "-o", "in/values.csv", "--partial", "in/p.json") == 0
    first = (folder / "in" / "values.csv").read_bytes()
    assert reduce("in", "-o", "again.csv") == 0
    assert (folder / "again.csv").read_bytes() == first
    assert "in/values.csv: D153" in capsys.readouterr().err
    assert reduce("in/values.csv") == 3
    assert "D194" in capsys.readouterr().err


def test_partial_tables_with_a_file_in_common(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.csv").write_text("kode,q1,q2\n16.71,1,2\n", encoding="utf-8")
    assert reduce("a.csv", "--partial", "a.json") == 0
    assert reduce("a.csv", "b.csv", "--partial", "all.json") == 0
    capsys.readouterr()
    assert reduce("a.json", "all.json", "--merge", "-o", "v.csv") == 3
    assert "all.json: D147" in capsys.readouterr().err
    assert [line[:5] for line in (folder / "v.csv").read_text().splitlines()] == ["code,", "16.07"]
