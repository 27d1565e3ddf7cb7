"""Killed at random: is every file whole, and is anything left over?

    .venv/bin/python benchmarks/crash.py [KILLS OF 20] [KILLS OF 514]

A child scores and reports one of two data files over the other's outputs, and is killed (SIGKILL) after a random time.
After every kill each output must be, byte for byte, that of one of the two, or one that tells what came before
(manifests, the list of pages) and is whole by its own check. After every tenth kill a run is let through: then every
output must be that of its data, and nothing may stand beside them. 1,000 kills of 20 regencies, 30 of 514.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from readiness.cli.main import run
from readiness.results.manifest import loads as read_manifest

ROOT = Path(__file__).parents[1]
EVERY = 10
TOLD_BEFORE = ("manifest.json", ".readiness-report.json")  # they hold what stood there before, so they are never alike


@dataclass
class Tally:
    """What was seen."""

    kills: int = 0
    while_writing: int = 0
    looked_at: int = 0
    torn: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def data(rows: int, shift: int) -> str:
    """The public data of some regencies, every value that is a share moved a little."""
    table = list(csv.reader(io.StringIO((ROOT / "data" / "screening-public.csv").read_text(encoding="utf-8"))))
    names, out = table[0], io.StringIO()
    at = next(n for n, name in enumerate(names) if name == "internet" or n == len(names) - 1)
    for row in table[1 : rows + 1]:
        if shift and row[at]:
            row[at] = row[at][:-1] + str((int(row[at][-1]) + shift) % 10) if row[at][-1].isdigit() else row[at]
    csv.writer(out, lineterminator="\n").writerows(table[: rows + 1])
    return out.getvalue()


def batch(state: int) -> int:
    """What is killed: the results in two forms, then the pages; in the working folder."""
    made = ["-o", "r.json", "-o", "r.csv"]
    code = run(["score", f"d{state}.csv", "-F", "screening", "--lang", "id", *made])
    return code or run(["report", "r.json", "-o", "site", "--lang", "id", "--format", "html,md"])


def outputs() -> dict[str, bytes]:
    """Every file there but the inputs."""
    found = (path for path in Path().rglob("*") if path.is_file() and path.name not in ("d0.csv", "d1.csv"))
    return {path.as_posix(): path.read_bytes() for path in found}


def is_ours(name: str) -> bool:
    """Temporary files and locks, which the next run takes away."""
    base = name.rpartition("/")[2]
    return base == ".readiness.lock" or (base.startswith(".readiness-") and base.endswith(".tmp"))


def is_whole(name: str, content: bytes, made: list[dict[str, bytes]]) -> bool:
    """Whether a file is one of the two that it can be."""
    if name.endswith("manifest.json"):
        try:
            read_manifest(content.decode())
        except ValueError:
            return False
        return True
    if name.endswith(TOLD_BEFORE):
        return isinstance(json.loads(content), dict)
    return any(content == each.get(name) for each in made)


def child(state: int) -> int:
    """A process that runs the batch and says nothing."""
    process = os.fork()
    if process == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os._exit(batch(state))
    return process


def killed(rows: int, kills: int, seed: int) -> Tally:
    """Kill so many runs of a batch of so many regencies."""
    rng, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        made = []
        for state in (0, 1):
            Path(f"d{state}.csv").write_text(data(rows, state), encoding="utf-8")
        _warm_up()
        for state in (0, 1):
            started = time.monotonic()
            assert os.waitpid(child(state), 0)[1] == 0, "the batch itself fails"
            longest = time.monotonic() - started
            print(f"  one run: {longest:.2f} s", flush=True)
            made.append(outputs())
        while (turn := tally.kills) < kills:
            process = child(turn % 2)
            time.sleep(rng.random() * longest)
            if os.waitpid(process, os.WNOHANG)[0]:
                continue  # it was through before
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            tally.kills += 1
            now = outputs()
            tally.while_writing += any(map(is_ours, now))
            tally.looked_at += len(now)
            tally.torn += [
                name for name, content in now.items() if not is_ours(name) and not is_whole(name, content, made)
            ]
            if turn % EVERY == EVERY - 1 or turn == kills - 1:
                _let_through(rng.randrange(2), made, tally)
        os.chdir(ROOT)
    return tally


def _warm_up() -> None:
    """Everything imported and compiled once, here: a child then begins with the work itself."""
    quiet, out, err = os.open(os.devnull, os.O_WRONLY), os.dup(1), os.dup(2)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        batch(0)
    finally:
        os.dup2(out, 1)
        os.dup2(err, 2)
    for path in (Path("r.json"), Path("r.csv"), Path("r.manifest.json")):
        path.unlink()
    shutil.rmtree("site")


def _let_through(state: int, made: list[dict[str, bytes]], tally: Tally) -> None:
    if os.waitpid(child(state), 0)[1] != 0:
        tally.wrong.append("exit code")
    now = outputs()
    tally.left += sorted(set(now) - set(made[state]))
    tally.wrong += [
        name for name, content in made[state].items() if not name.endswith(TOLD_BEFORE) and now.get(name) != content
    ]


def main(few: int = 1000, many: int = 30) -> int:
    """Print one line a batch; 1 where a file was torn, wrong or left over."""
    bad = 0
    for rows, kills in ((20, few), (514, many)):
        started = time.monotonic()
        tally = killed(rows, kills, seed=rows)
        bad += len(tally.torn) + len(tally.left) + len(tally.wrong)
        print(
            f"{rows} regencies: {tally.kills} kills, {tally.while_writing} of them while a file was written beside its "
            f"target; {tally.looked_at:,} files looked at: {len(tally.torn)} torn {tally.torn[:3]}, "
            f"{len(tally.left)} left over {tally.left[:3]}, {len(tally.wrong)} wrong thereafter {tally.wrong[:3]}; "
            f"{time.monotonic() - started:.0f} s",
            flush=True,
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
