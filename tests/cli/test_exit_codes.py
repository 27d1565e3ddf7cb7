"""Exit codes, streams and signals: what a shell and a CI see."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run, clean_environment

WAITS = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
import readiness.pipeline
def wait(*_):
    print("ready", flush=True)
    time.sleep(60)
readiness.pipeline.score = wait
from readiness.cli.main import main
sys.argv = ["readiness", "score", "d.csv", "-F", "k.yaml", "-o", "r.json"]
main()
"""


def test_0_when_scored(run: Run) -> None:
    ran = run("score", "d.csv", "-F", "k.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert "A3" in ran.out


def test_1_when_validate_finds_an_error(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda\nA1,x,2,ya\n", encoding="utf-8")
    assert run("validate", "d.csv", "-F", "k.yaml").code == 1


def test_1_when_the_answer_is_no(
    process: Callable[..., subprocess.CompletedProcess[bytes]], run: Run, folder: Path
) -> None:
    """As processes: what a shell and a CI see of gate, compare and verify."""
    run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    (folder / "d.csv").write_bytes((folder / "d.csv").read_bytes().replace(b"Satu,80", b"Satu,10"))
    run("score", "d.csv", "-F", "k.yaml", "-o", "s.json")
    for argv in (
        ("gate", "r.json", "--min-index", "99"),
        ("gate", "s.json", "--max-drop", "1", "--baseline", "r.json"),
        ("compare", "r.json", "s.json", "--fail-on-change"),
        ("verify", "r.manifest.json"),
        ("verify", "r.manifest.json", "--hashes-only"),
    ):
        ran = process(*argv)
        assert ran.returncode == 1, (argv, ran)
        assert ran.stdout and b"Traceback" not in ran.stderr
    for argv in (
        ("gate", "r.json", "--min-index", "0"),
        ("compare", "r.json", "r.json", "--fail-on-change"),
        ("verify", "s.manifest.json"),
    ):
        ran = process(*argv)
        assert ran.returncode == 0, (argv, ran)


@pytest.mark.parametrize(
    "argv",
    [
        ("scor",),
        ("score", "--tpo", "3"),
        ("score", "d.csv", "-F", "kecli.yaml"),
        ("score", "d.csv", "-F", "smart-cty"),
        ("score", "missing.csv", "-F", "k.yaml"),
        ("score", "d.csv"),
        ("score", "-F", "k.yaml"),
        ("score", "d.csv", "-F", "k.yaml", "--only", "A9"),
        ("score", "d.csv", "-F", "k.yaml", "--wave", "2030"),
        ("score", "d.csv", "-F", "k.yaml", "--stage", "lisan"),
        ("score", "d.csv", "-F", "k.yaml", "--weights", "equal"),
        ("score", "d.csv", "-F", "k.yaml", "--top", "0"),
        ("score", "d.csv", "-F", "k.yaml", "--top", "9" * 5000),
        ("score", "d.csv", "-F", "k.yaml", "--set", "desa_5g=3"),
        ("score", "d.csv", "-F", "k.yaml", "--set", "desa_4g"),
        ("score", "d.csv", "-F", "k.yaml", "--set", "perda=mungkin"),
        ("score", "d.csv", "-F", "k.yaml", "--decimal", ";"),
        ("score", "d.csv", "-F", "k.yaml", "--csv", "excel"),
        ("score", "d.csv", "-F", "k.yaml", "-o", "r.pdf"),
        ("score", "d.csv", "-F", "k.yaml", "--lang", "fr"),
        ("validate",),
        ("validate", "d.csv"),
        ("validate", "d.csv", "-F", "k.yaml", "--format", "sarf"),
        ("validate", "d.csv", "-F", "k.yaml", "--ignore", "D999"),
        ("report",),
        ("report", "missing.json"),
        ("report", "d.csv", "r.json", "-F", "k.yaml"),
        ("report", "d.csv", "-F", "k.yaml", "--format", "odt"),
        ("compare", "A1", "A2"),
        ("explain",),
        ("explain", "X999"),
        ("explain", "desa"),
        ("init", "x", "--framework", "smrt-city"),
        ("init", "x", "--units", "kidn=kota"),
        ("init", "x", "--ci", "jenkins"),
    ],
)
def test_2_when_used_wrongly(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv)
    assert ran.code == 2, ran
    assert ran.out == ""
    assert ran.err.startswith("readiness: ")
    assert "Traceback" not in ran.err


def test_3_when_nothing_can_be_scored(run: Run, folder: Path) -> None:
    (folder / "k.yaml").write_text("schema: readiness/framework/1\n", encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.code == 3
    assert "k.yaml:1:1: C" in ran.err
    assert not (folder / "r.json").exists()


def test_f14_one_bad_region_and_the_others_are_written(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text("code,desa_4g,pusat_data,perda\nA1,x,2,ya\nA2,50,1,tidak\n", encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.code == 3
    assert "d.csv:2:4: D064" in ran.err
    assert "Refused for wrong data (1): A1." in ran.err
    text = (folder / "r.json").read_text(encoding="utf-8")
    assert '"A2"' in text


def test_70_a_bug_is_one_line_and_a_file(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken(*_: object) -> None:
        raise KeyError("\x1b[31mevil")

    monkeypatch.setattr("readiness.pipeline.score", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ran = run("score", "d.csv", "-F", "k.yaml")
    assert ran.code == 70
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    (kept,) = tmp_path.glob("readiness-bug-*.txt")
    text = kept.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "\x1b" not in text


def _interrupted(folder: Path, number: signal.Signals) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", WAITS],
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    child.send_signal(number)
    child.wait(30)
    return child


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_f7_signals(folder: Path, number: signal.Signals, code: int) -> None:
    child = _interrupted(folder, number)
    assert child.returncode == code
    assert child.stderr is not None
    assert b"Traceback" not in child.stderr.read()
    assert not (folder / "r.json").exists()
    assert not list(folder.glob(".readiness-*"))


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_f7_a_closed_pipe_is_silent(folder: Path) -> None:
    rows = "".join(f"B{n},Daerah {n},{n % 97},{1 + n % 3},{'tidak' if n % 2 else 'ya'}\n" for n in range(3000))
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\n" + rows, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, "-m", "readiness", "score", "d.csv", "-F", "k.yaml"],
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.readline()
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_f5_stdout_on_a_full_disk(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        child = subprocess.run(
            [sys.executable, "-m", "readiness", "score", "d.csv", "-F", "k.yaml"],
            cwd=folder,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert child.returncode == 3
    assert child.stderr.startswith(b"readiness: cannot write to stdout")
    assert child.stderr.count(b"\n") == 1


def test_python_m_readiness(process: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    ran = process("--version")
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"readiness ")
    assert ran.stderr == b""
