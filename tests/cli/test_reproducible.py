"""The same digest, whatever the order of rows, the seed of hashes, the locale, the time zone and the Python."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.cli.conftest import Run, clean_environment

ROOT = Path(__file__).resolve().parents[2]
LOCALES, ZONES = ("C", "C.UTF-8", "id_ID.UTF-8"), ("UTC", "Asia/Jayapura", "America/St_Johns")
Process = Callable[..., subprocess.CompletedProcess[bytes]]


def outputs(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in ("r.json", "r.csv", "r.xlsx", "r.manifest.json")}


def test_seeds_locales_and_zones_give_the_same_bytes(process: Process, folder: Path) -> None:
    argv = ("score", "d.csv", "-F", "k.yaml", "-o", "r.json", "-o", "r.csv", "-o", "r.xlsx", "--lang", "en")
    first: dict[str, bytes] = {}
    settings = [(str(seed), *places) for seed, places in zip(range(20), [*product(LOCALES, ZONES)] * 3, strict=False)]
    for seed, place, zone in settings:
        for name in outputs(folder) if first else ():
            (folder / name).unlink()
        assert process(*argv, PYTHONHASHSEED=seed, LC_ALL=place, TZ=zone).returncode == 0
        first = first or outputs(folder)
        assert outputs(folder) == first, (seed, place, zone)


def test_shuffled_rows_give_the_same_digest(run: Run, folder: Path) -> None:
    head, *rows = (ROOT / "data" / "smart-city-simulated" / "kandidat.csv").read_text(encoding="utf-8").splitlines()
    digests = set()
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        (folder / "rows.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        run("score", "rows.csv", "-F", "smart-city", "-o", "s.json")
        digests.add(json.loads((folder / "s.json").read_text(encoding="utf-8"))["digest"])
    assert len(digests) == 1


def others() -> list[str]:
    """Other Pythons of this machine that can run the tool."""
    names = [shutil.which(f"python3.{minor}") for minor in (11, 12, 13)]
    found = [name for name in names if name and os.path.realpath(name) != os.path.realpath(sys.executable)]
    check = "import pydantic, yaml, typer, pandas, scipy, babel, jinja2"
    return [
        name for name in found if subprocess.run([name, "-c", check], capture_output=True, check=False).returncode == 0
    ]


@pytest.mark.parametrize("python", [sys.executable, *others()])
def test_every_python_gives_the_same_bytes(run: Run, folder: Path, python: str) -> None:
    argv = ["score", "d.csv", "-F", "k.yaml", "-o", "r.json"]
    run(*argv)
    first = (folder / "r.json").read_bytes()
    env = {**clean_environment(), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([python, "-m", "readiness", *argv], cwd=folder, env=env, check=True, capture_output=True)
    assert (folder / "r.json").read_bytes() == first
