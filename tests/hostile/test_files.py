"""Files and processes: F1 to F16 as far as they stand nowhere else, and the sizes of C30."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from readiness import files
from readiness.data import reader
from readiness.files import CannotWriteError
from readiness.framework.load import loads
from tests.cli.conftest import DATA, Run, clean_environment
from tests.hostile.yaml_cases import PLAIN

LIMITED = """
import resource, sys
name, value = sys.argv[1:3]
resource.setrlimit(getattr(resource, name), (int(value), int(value)))
sys.argv[1:] = sys.argv[3:]
from readiness.cli.main import main
main()
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")


def limited(folder: Path, name: str, value: int, *argv: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process with one limit."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, name, str(value), *argv],
        cwd=folder,
        env=clean_environment() | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/x",
        "..\\x",
        "/etc/passwd",
        "C:x",
        "\\\\srv\\share",
        "a:b",
        "CON",
        "con.html",
        "NUL.",
        "COM1.md",
        "LPT¹",
    ],
)
def test_f1_f2_ids_are_no_paths(name: str) -> None:
    loaded = loads(PLAIN.replace("id: a,", f"id: '{name}',").encode(), "k.yaml")
    assert loaded.framework is None
    assert [(found.code, found.line, found.column) for found in loaded.findings] == [("C031", 11, 14)]


def test_f4_names_that_are_too_long(run: Run, folder: Path) -> None:
    for target in ("r" * 300 + ".json", "/".join(["d" * 250] * 20) + "/r.json"):
        ran = run("score", "d.csv", "-F", "k.yaml", "-o", target)
        assert ran.code == 3
        assert ran.err.count("\n") == 1
    assert run("report", "d.csv", "-F", "k.yaml", "-o", "s" * 300).code == 3
    assert sorted(path.name for path in folder.iterdir()) == ["d.csv", "k.yaml", "w.csv"]


@pytest.mark.parametrize("name", ["r.json", "r.csv", "r.xlsx", "r.md"])
def test_f9_a_file_of_someone_else(run: Run, folder: Path, name: str) -> None:
    theirs = folder / name
    theirs.write_text("catatan saya\n", encoding="utf-8")
    ran = run("score", "d.csv", "-F", "k.yaml", "-o", "first.json", "-o", name)
    assert ran.code == 3
    assert "--force" in ran.err
    assert theirs.read_text(encoding="utf-8") == "catatan saya\n"
    assert not (folder / "first.json").exists(), "all or nothing"
    assert run("score", "d.csv", "-F", "k.yaml", "-o", name, "--force").code == 0
    assert theirs.read_bytes() != b"catatan saya\n"


@pytest.mark.parametrize("name", ["r.json", "r.csv", "r.xlsx", "r.md"])
@pytest.mark.parametrize("manifest", [True, False])
def test_f9_what_we_made_is_made_again(run: Run, folder: Path, name: str, manifest: bool) -> None:
    argv = ("score", "d.csv", "-F", "k.yaml", "-o", name)
    assert run(*argv).code == 0
    (folder / "d.csv").write_text(DATA.replace("80,2", "70,2"), encoding="utf-8")
    if not manifest:
        (folder / "r.manifest.json").unlink(missing_ok=True)
    before = (folder / name).read_bytes()
    assert run(*argv).code == 0
    assert (folder / name).read_bytes() != before


def test_f9_a_page_of_someone_else(run: Run, folder: Path) -> None:
    theirs = folder / "site" / "index.html"
    theirs.parent.mkdir()
    theirs.write_text("<p>Situs saya</p>", encoding="utf-8")
    argv = ("report", "d.csv", "-F", "k.yaml", "-o", "site")
    assert run(*argv).code == 3
    assert theirs.read_text(encoding="utf-8") == "<p>Situs saya</p>"
    assert run(*argv, "--force").code == 0
    assert run(*argv).code == 0


def test_f9_what_is_read_is_not_written_over(run: Run, folder: Path) -> None:
    assert run("score", "d.csv", "-F", "k.yaml", "-o", "d.csv", "--force").code == 2
    assert (folder / "d.csv").read_text(encoding="utf-8") == DATA


def test_f11_what_was_parsed_is_what_was_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(b"code,jumlah\n32.01,5\n")
    load = reader.load

    def changed_after(at: Path) -> object:
        data = load(at)
        at.write_bytes(b"code,jumlah\n32.01,9\n")
        return data

    monkeypatch.setattr(reader, "load", changed_after)
    grid, digest, _ = reader.open_grid(path)
    assert grid is not None
    assert grid.rows[1].entries == ["32.01", "5"]
    assert digest == sha256(b"code,jumlah\n32.01,5\n").hexdigest()


@pytest.mark.parametrize("held", [2, 10**9])
def test_f12_a_file_that_excel_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    """As Windows does: the rename is refused while another program has the file open."""
    path, asked = tmp_path / "r.xlsx", []
    path.write_bytes(b"old")
    clock = iter(range(10**6))

    def refused(self: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) <= held:
            raise PermissionError(13, "in use")
        path.write_bytes(self.read_bytes())
        self.unlink()
        return target

    monkeypatch.setattr(Path, "replace", refused)
    monkeypatch.setattr(files.sys, "platform", "win32")
    monkeypatch.setattr(files.time, "monotonic", lambda: next(clock) * 0.5)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    if held == 2:
        files.write(path, b"new")
        assert path.read_bytes() == b"new"
    else:
        with pytest.raises(CannotWriteError) as told:
            files.write(path, b"new")
        assert told.value.reason == "locked"
        assert path.read_bytes() == b"old"
        assert len(asked) < 20, "a bounded wait"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_f6_killed_at_any_moment(folder: Path) -> None:
    """Killed after ever longer times while it scores and reports: each file is the old one or the new one."""
    program = (
        "from readiness.cli.main import run; raise SystemExit(run(['report', 'd.csv', '-F', 'k.yaml', '-o', 'site']))"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, cwd=folder, env=clean_environment(), check=False).returncode == 0
    old = content(folder)
    (folder / "d.csv").write_text(DATA.replace("80,2", "70,2"), encoding="utf-8")
    for wait in (0.2, 0.5, 0.8, 1.1):
        child = subprocess.Popen(command, cwd=folder, env=clean_environment(), stderr=subprocess.DEVNULL)
        time.sleep(wait)
        child.kill()
        child.wait()
    killed = content(folder)
    assert subprocess.run(command, cwd=folder, env=clean_environment(), check=False).returncode == 0
    new = content(folder)
    assert old != new
    assert set(old) == set(new), "nothing is left over"
    for name, data in killed.items():
        assert name not in new or data in (old[name], new[name]), name


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in (folder / "site").rglob("*")
        if path.is_file()
    }


@linux
def test_c30_a_sparse_file_of_10_gb(folder: Path) -> None:
    with (folder / "huge.csv").open("wb") as file:
        file.truncate(10_000_000_000)
    ran = limited(folder, "RLIMIT_AS", 1 << 30, "score", "huge.csv", "-F", "k.yaml")
    assert ran.returncode == 3
    assert b"D005" in ran.stderr
    assert b"Traceback" not in ran.stderr


@linux
def test_f15_200_mb_in_512_mb(folder: Path) -> None:
    line = b"A1,Satu," + b"8" * 60 + b",2,ya\n"
    with (folder / "large.csv").open("wb") as file:
        file.write(b"code,name,desa_4g,pusat_data,perda\n")
        for _ in range(199):
            file.write(line * (1_000_000 // len(line)))
    ran = limited(folder, "RLIMIT_AS", 512 << 20, "score", "large.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.returncode == 3, ran.stderr
    assert b"Traceback" not in ran.stderr
    assert b"not enough memory" in ran.stderr or b"D025" in ran.stderr
    assert not (folder / "r.json").exists()


@linux
def test_f15_few_file_handles(folder: Path) -> None:
    ran = limited(folder, "RLIMIT_NOFILE", 64, "report", "d.csv", "-F", "k.yaml", "-o", "site")
    assert ran.returncode == 0, ran.stderr
    ran = limited(folder, "RLIMIT_NOFILE", 12, "score", "d.csv", "-F", "k.yaml", "-o", "r.json")
    assert ran.returncode in (0, 3), ran.stderr
    assert b"Traceback" not in ran.stderr


def test_f6_what_a_killed_run_left_goes_even_where_nothing_changes(run: Run, folder: Path) -> None:
    argv = ("report", "d.csv", "-F", "k.yaml", "-o", "site")
    assert run(*argv).code == 0
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    left = folder / "site" / "id" / f".readiness-{gone.pid}-abc.tmp"
    left.write_text("x", encoding="utf-8")
    assert run(*argv).code == 0
    assert not left.exists()
