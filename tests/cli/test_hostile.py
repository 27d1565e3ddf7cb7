"""Files, processes and terminals that mean no good; named as in the list of hostile inputs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.cli.safe import safe_text
from tests.cli.conftest import FRAMEWORK, Run, clean_environment

Process = Callable[..., subprocess.CompletedProcess[bytes]]
EVIL = "Kota [/red][bold]X :smile: \x1b]0;pwn\x07\x1b[31m\x9b5m\u202egnp\r"
OURS = '{"schema": "readiness/results/1"}'
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_t1_rich_markup_in_a_name_is_shown_as_it_is(run: Run, folder: Path) -> None:
    (folder / "d.csv").write_text(
        "code,name,desa_4g,pusat_data,perda\nA1,[/red][bold]B :smile:,80,2,ya\n", encoding="utf-8"
    )
    for argv in (("score", "d.csv", "-F", "k.yaml"), ("score", "d.csv", "-F", "k.yaml", "--why")):
        assert "[/red][bold]B :smile:" in run(*argv).out


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_t1_rich_markup_on_a_terminal(folder: Path) -> None:
    (folder / "d.csv").write_text(
        "code,name,desa_4g,pusat_data,perda\nA1,[/red][bold]B :smile:,80,2,ya\n", encoding="utf-8"
    )
    shown = _on_terminal(folder, "score", "d.csv", "-F", "k.yaml", "--only", "A1", NO_COLOR="1")
    assert "[/red][bold]B :smile:" in shown
    assert "\x1b" not in shown


def _on_terminal(folder: Path, *argv: str, **environ: str) -> str:
    """What a person sees in a terminal of 80 columns."""
    import pty

    leader, follower = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "readiness", *argv],
        cwd=folder,
        env={**clean_environment(), "TERM": "xterm", "COLUMNS": "80", **environ},
        stdout=follower,
        stderr=subprocess.DEVNULL,
    )
    os.close(follower)
    shown = b""
    try:
        while chunk := os.read(leader, 65536):
            shown += chunk
    except OSError:
        pass
    os.close(leader)
    assert child.wait(60) == 0
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_terminal_of_80_columns_is_never_overrun(folder: Path) -> None:
    for argv in (("score",), ("score", "--why"), ("score", "--why", "--only", "A1", "--lang", "id")):
        shown = _on_terminal(folder, argv[0], "d.csv", "-F", "k.yaml", *argv[1:], NO_COLOR="1")
        assert max(len(line) for line in shown.splitlines()) <= 80
        assert "─" in shown


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_colour_on_a_terminal_only_and_not_against_the_readers_will(folder: Path) -> None:
    argv = ("score", "d.csv", "-F", "k.yaml")
    assert "\x1b[1m" in _on_terminal(folder, *argv)
    assert "\x1b" not in _on_terminal(folder, *argv, NO_COLOR="1")
    assert "\x1b" not in _on_terminal(folder, *argv, CI="true")


def test_t2_control_characters_never_reach_a_terminal(run: Run, folder: Path) -> None:
    name = f"data{EVIL[:-1]}.csv".replace("/", "")
    (folder / name).write_text(
        f'code,name,desa_4g,pusat_data,"{EVIL[:-1]}"\nA1,"{EVIL[:-1]}",{EVIL[:-1]},2,1\n', encoding="utf-8"
    )
    (folder / "e.yaml").write_text(
        FRAMEWORK.replace("Kerangka kecil", '"\\x1b[31m"') + f"x{EVIL}: 1\n", encoding="utf-8"
    )
    for argv in (
        ("validate", name, "-F", "k.yaml"),
        ("validate", name, "-F", "k.yaml", "--format", "github"),
        ("validate", name, "-F", "k.yaml", "--format", "json"),
        ("score", name, "-F", "k.yaml"),
        ("score", "d.csv", "-F", "k.yaml", "--only", EVIL),
        ("score", EVIL, "-F", "k.yaml"),
        ("score", "d.csv", "-F", EVIL),
        ("validate", "e.yaml"),
        ("explain", EVIL),
        ("compare", EVIL, EVIL),
        (EVIL,),
        ("score", f"--{EVIL}"),
    ):
        ran = run(*argv)
        assert not CONTROL.search(ran.out + ran.err), argv
        assert ran.code in (1, 2, 3)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_t2_a_file_name_that_is_no_text(process: Process, folder: Path) -> None:
    name = os.fsdecode(b"d\xff.csv")
    (folder / "d.csv").rename(folder / name)
    for argv in (
        ("score", name, "-F", "k.yaml", "--why"),
        ("score", name, "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "-o", "r.xlsx", "-o", "r.md"),
        ("report", name, "-F", "k.yaml", "-o", "site", "--format", "html,md,xlsx"),
        ("validate", name, "-F", "k.yaml", "--format", "json", "-o", "t.json", "-o", "t.xlsx"),
    ):
        ran = process(*argv)
        assert ran.returncode == 0, ran.stderr
    assert process("compare", "A1", "A2", "-r", "r.json").returncode == 0


@given(st.text())
def test_t2_safe_text_is_printable_idempotent_and_keeps_the_rest(text: str) -> None:
    safe = safe_text(text)
    assert not CONTROL.search(safe)
    assert safe_text(safe) == safe
    safe.encode("utf-8")
    if text.isprintable() and text.isascii():
        assert safe == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_t3_any_code_page_of_stdout(process: Process, folder: Path, encoding: str) -> None:
    (folder / "d.csv").write_text("code,name,desa_4g,pusat_data,perda\nA1,Kota Ω – 東京,80,2,ya\n", encoding="utf-8")
    for argv in (("score", "d.csv", "-F", "k.yaml", "--why"), ("--help", "--lang", "id")):
        ran = process(*argv, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0")
        assert ran.returncode == 0, ran.stderr
        assert ran.stderr == b""
        ran.stdout.decode("utf-8")


@pytest.mark.parametrize("kind", ["folder", "symlink", "read-only", "missing-folder", "file-as-folder", "long-name"])
def test_f5_f10_outputs_that_cannot_be_written(run: Run, folder: Path, kind: str) -> None:
    target = folder / "r.json"
    other = folder / "other.json"
    other.write_text("theirs", encoding="utf-8")
    if kind == "folder":
        target.mkdir()
    elif kind == "symlink":
        target.symlink_to(other)
    elif kind == "read-only":
        target.write_text("old", encoding="utf-8")
        target.chmod(0o444)
    elif kind == "missing-folder":
        target = folder / "nowhere" / "r.json"
    elif kind == "file-as-folder":
        target = other / "r.json"
    else:
        target = folder / ("r" * 300 + ".json")
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "first.csv", "-o", str(target))
    assert ran.code == 3, ran
    assert ran.err.count("\n") == 1
    assert other.read_text(encoding="utf-8") == "theirs"
    assert not (folder / "first.csv").exists(), "all or nothing"
    assert not list(folder.rglob(".readiness-*"))
    if kind == "read-only":
        assert target.read_text(encoding="utf-8") == "old"


def test_f5_a_read_only_folder(run: Run, folder: Path) -> None:
    out = folder / "out"
    out.mkdir()
    (out / "r.json").write_text("old", encoding="utf-8")
    out.chmod(0o555)
    try:
        assert run("score", "d.csv", "-F", "k.yaml", "-o", "out/r.json").code == 3
        assert (out / "r.json").read_text(encoding="utf-8") == "old"
        assert run("report", "d.csv", "-F", "k.yaml", "-o", "out").code == 3
    finally:
        out.chmod(0o755)


def test_f5_a_full_disk(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "r.json").write_text(OURS, encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.code == 3
    assert "the disk is full" in ran.err
    assert (folder / "r.json").read_text(encoding="utf-8") == OURS
    assert not list(folder.glob(".readiness-*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_f5_a_device_is_no_output(run: Run) -> None:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "/dev/full.json").code in (0, 3)
    ran = run("validate", "d.csv", "-F", "k.yaml", "-o", "/dev/full")
    assert ran.code == 2


def test_f6_what_a_killed_run_left_is_swept(run: Run, folder: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    left = folder / f".readiness-{gone.pid}-abc.tmp"
    ours = folder / f".readiness-{os.getpid()}-abc.tmp"
    theirs = folder / "other.tmp"
    for path in (left, ours, theirs):
        path.write_text("x", encoding="utf-8")
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "r.json").code == 0
    assert not left.exists()
    assert ours.exists()
    assert theirs.exists()


def test_f8_two_runs_in_one_folder(run: Run, folder: Path) -> None:
    (folder / "site").mkdir()
    lock = folder / "site" / ".readiness.lock"
    lock.write_text(str(os.getppid()), encoding="ascii")
    ran = run("report", "d.csv", "-F", "k.yaml", "-o", "site", "--format", "md")
    assert ran.code == 3
    assert "another process" in ran.err
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    lock.write_text(str(gone.pid), encoding="ascii")
    assert run("report", "d.csv", "-F", "k.yaml", "-o", "site", "--format", "md").code == 0
    assert not lock.exists()


def test_f13_the_same_bytes_everywhere(process: Process, folder: Path) -> None:
    argv = ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "-o", "r.xlsx")
    seen = set()
    for environ in (
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "id_ID.UTF-8", "TZ": "Asia/Jayapura"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "en_US.UTF-8", "TZ": "America/Lima"},
    ):
        assert process(*argv, **environ).returncode == 0
        seen.add(tuple(sha256((folder / name).read_bytes()).hexdigest() for name in ("r.json", "r.csv", "r.xlsx")))
    assert len(seen) == 1


def test_f15_not_enough_memory(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("readiness.pipeline.score", exhausted)
    ran = run("score", "d.csv", "-F", "k.yaml")
    assert ran.code == 3
    assert ran.err == "readiness: not enough memory for these inputs\n"


def test_f16_nothing_in_the_working_folder_is_run(process: Process, folder: Path) -> None:
    (folder / "sitecustomize.py").write_text("print('pwn')", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[tool.readiness]\nlang = 'id'\n", encoding="utf-8")
    (folder / ".env").write_text("READINESS_LANG=id\n", encoding="utf-8")
    ran = process("--help")
    assert b"pwn" not in ran.stdout + ran.stderr
    assert ran.stdout.startswith(b"Usage")
