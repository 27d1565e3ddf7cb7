"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from readiness.files import LOCK, PREFIX, SUFFIX, CannotWriteError, locked, write, write_all


def test_old_or_new_and_nothing_left(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write(path, b"one")
    write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_mode_of_the_old_file_is_kept_and_a_new_one_obeys_the_umask(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        write_all({old: b"x", new: b"y"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


def test_f10_a_hard_link_elsewhere_keeps_its_content(tmp_path: Path) -> None:
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    theirs.write_bytes(b"theirs")
    os.link(theirs, ours)
    write(ours, b"ours")
    assert theirs.read_bytes() == b"theirs"


def test_several_files_are_all_or_none(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "no" / "bad"
    with pytest.raises(CannotWriteError) as told:
        write_all({good: b"x", bad: b"y"})
    assert told.value.reason == "no-folder"
    assert not good.exists()


def test_a_failure_while_writing_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_bytes(b"old")
    calls = []

    def full_at_the_second(_: int) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_at_the_second)
    with pytest.raises(CannotWriteError) as told:
        write_all({first: b"new", second: b"new"})
    assert told.value.reason == "full"
    assert first.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [first]


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs devices")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(CannotWriteError) as told:
        write(Path("/dev/null"), b"x")
    assert told.value.reason == "special"


def test_a_lock_holds_and_is_let_go(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(CannotWriteError) as told, locked(tmp_path):
        pass
    assert told.value.reason == "busy"
    with locked(tmp_path):
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("owner", ["\u00b2", "9999999999", "9" * 200, "x", ""])
def test_a_name_that_is_no_process_stops_no_writing(tmp_path: Path, owner: str) -> None:
    left = tmp_path / f"{PREFIX}{owner}-x{SUFFIX}"
    left.write_text("?")
    write(tmp_path / "a.txt", b"a")
    assert (tmp_path / "a.txt").read_bytes() == b"a"
    assert left.exists() == (owner != "9999999999")


@pytest.mark.parametrize("owner", ["\u00b2", "9" * 200, "x", ""])
def test_a_lock_that_names_no_process_is_not_broken(tmp_path: Path, owner: str) -> None:
    (tmp_path / LOCK).write_text(owner, encoding="utf-8")
    with pytest.raises(CannotWriteError), locked(tmp_path):
        pass
