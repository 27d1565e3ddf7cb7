"""Every step of writing fails once: the k-th temporary file, write, sync and rename, for every k that a run has."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness import files
from tests.cli.conftest import DATA, FRAMEWORK, Run, folder, run

__all__ = ["folder", "run"]
SCORE = ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "-o", "r.xlsx", "-o", "r.md")
REPORT = ("report", "d.csv", "-F", "k.yaml", "-o", "site", "--format", "html,md", "--lang", "id")
FAULTS = (errno.ENOSPC, errno.EACCES, errno.EIO)


class Fault:
    """Lets ``at - 1`` calls of a step through, fails the next one, then lets all through."""

    def __init__(self, step: Callable[..., Any], at: int, error: int) -> None:
        self.step, self.left, self.error = step, at, error

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            raise OSError(self.error, os.strerror(self.error))
        return self.step(*args, **kwargs)


def planted(monkeypatch: pytest.MonkeyPatch, step: str, at: int, error: int) -> Fault:
    """A fault in one kind of step."""
    if step == "mkstemp":
        fault = Fault(tempfile.mkstemp, at, error)
        monkeypatch.setattr(files.tempfile, "mkstemp", fault)
    elif step == "fsync":
        fault = Fault(os.fsync, at, error)
        monkeypatch.setattr(files.os, "fsync", fault)
    elif step == "replace":
        fault = Fault(Path.replace, at, error)
        monkeypatch.setattr(Path, "replace", lambda *paths: fault(*paths))  # noqa: PLW0108 - a method of each path
    else:
        fault = Fault(lambda: None, at, error)
        opened = os.fdopen

        def failing(*args: Any, **kwargs: Any) -> Any:
            stream = opened(*args, **kwargs)
            return _Writing(stream, fault) if stream.writable() else stream

        monkeypatch.setattr(files.os, "fdopen", failing)
    return fault


class _Writing:
    """A stream of which half is on the disk when it fails."""

    def __init__(self, stream: Any, fault: Fault) -> None:
        self.stream, self.fault = stream, fault

    def __enter__(self) -> _Writing:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, content: bytes) -> int:
        self.stream.write(content[: len(content) // 2])
        self.fault()
        return int(self.stream.write(content[len(content) // 2 :]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def ran_with(argv: tuple[str, ...], run: Run, step: str, at: int, error: int) -> bool:
    """Run with a fault; whether it was met. Exit 3, one line that says why, and nothing of ours left behind."""
    with pytest.MonkeyPatch.context() as patched:
        fault = planted(patched, step, at, error)
        ran = run(*argv)
    if fault.left > 0:
        assert ran.code == 0, ran.err
        return False
    assert ran.code == 3, (step, at, error, ran)
    assert len(ran.err.splitlines()) == 1, ran.err
    assert ran.err.startswith(("readiness: cannot write", "readiness: tidak dapat menulis"))
    return True


@pytest.mark.parametrize("step", ["mkstemp", "write", "fsync", "replace"])
def test_every_fault_while_scoring(run: Run, folder: Path, step: str) -> None:
    assert run(*SCORE).code == 0
    old = contents(folder)
    (folder / "d.csv").write_text(DATA.replace("80,2", "70,2"), encoding="utf-8")
    inputs = contents(folder)["d.csv"]
    met = 0
    for at in range(1, 40):
        found = ran_with(SCORE, run, step, at, FAULTS[at % 3])
        if not found:
            break
        met = at
        now = contents(folder)
        assert set(now) == set(old), "nothing is left behind"
        if step != "replace" and at <= 4:  # before the first rename nothing has changed
            assert {**now, "d.csv": b""} == {**old, "d.csv": b""}
    new = contents(folder)
    assert new["d.csv"] == inputs
    assert met == 5, "four outputs and their manifest"
    assert all(new[name] != old[name] for name in ("r.json", "r.csv", "r.xlsx", "r.md"))


@pytest.mark.parametrize("step", ["mkstemp", "write", "fsync", "replace"])
def test_every_fault_while_reporting(run: Run, folder: Path, step: str) -> None:
    states = (DATA, DATA.replace("80,2", "70,2"))
    made = []
    for state in states:
        (folder / "d.csv").write_text(state, encoding="utf-8")
        assert run(*REPORT).code == 0
        made.append(contents(folder / "site"))
    met = 0
    for at in range(1, 400):
        (folder / "d.csv").write_text(states[0], encoding="utf-8")
        assert run(*REPORT).code == 0
        (folder / "d.csv").write_text(states[1], encoding="utf-8")
        if not ran_with(REPORT, run, step, at, FAULTS[at % 3]):
            break
        met = at
        now = contents(folder / "site")
        assert set(now) == set(made[0])
        for name, data in now.items():
            if "manifest" not in name and not name.startswith(".readiness-report"):  # these tell what came before
                assert data in (made[0][name], made[1][name]), name
    assert met >= len([name for name in made[0] if made[0][name] != made[1][name]])


def test_a_fault_leaves_a_first_run_without_files(run: Run, folder: Path) -> None:
    (folder / "k.yaml").write_text(FRAMEWORK, encoding="utf-8")
    before = set(contents(folder))
    assert ran_with(SCORE, run, "fsync", 3, errno.ENOSPC)
    assert set(contents(folder)) == before
