"""A small framework and its data, and two ways to run the command line: in this process, and as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from readiness.cli.main import run as run_main

FRAMEWORK = """\
schema: readiness/framework/1
id: kecil
version: "1"
label: {id: Kerangka kecil, en: Small framework}
units: any
bands:
  - {id: belum, from: 0, label: {id: Belum siap, en: Not ready}}
  - {id: siap, from: 50, label: {id: Siap, en: Ready}}
criteria:
  - id: jaringan
    label: {id: Jaringan, en: Network}
    criteria:
      - {id: desa_4g, label: {id: Desa terjangkau 4G, en: Villages with 4G}, measure: percent, why: a, evidence: b}
      - id: pusat_data
        label: {id: Pusat data, en: Data centre}
        why: {id: Layanan perlu rumah, en: Services need a home}
        measure: level
        levels: {1: {id: belum ada, en: none}, 2: {id: ada, en: there is one}, 3: {id: tersertifikasi, en: certified}}
        evidence: {id: Sertifikat, en: Certificate}
  - id: aturan
    label: {id: Aturan, en: Rules}
    criteria:
      - {id: perda, label: {id: Ada Perda, en: Has a bylaw}, measure: boolean, why: a, evidence: b}
lint: {ignore: [{code: M030, reason: small on purpose}, {code: M040, reason: so are its data}]}
"""
DATA = """\
code,name,desa_4g,pusat_data,perda
A1,Satu,80,2,ya
A2,Dua,50,1,tidak
A3,Tiga,90.5,3,ya
"""
WAVES = """\
code,name,wave,desa_4g,pusat_data,perda
A1,Satu,2021,40,1,tidak
A1,Satu,2022,80.5,2,ya
A2,Dua,2021,50,1,tidak
A2,Dua,2022,55,1,ya
"""


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def clean_environment() -> dict[str, str]:
    dropped = ("READINESS_", "LC_", "GITHUB_", "LANGUAGE", "COLUMNS", "NO_COLOR", "CI", "PYTHONHASHSEED")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(dropped)}
    return {**kept, "LANG": "C.UTF-8"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with ``k.yaml``, ``d.csv`` and ``w.csv``; an environment that says nothing."""
    for key in set(os.environ) - set(clean_environment()):
        monkeypatch.delenv(key)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "k.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "d.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "w.csv").write_text(WAVES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command line in this process."""

    def call(*argv: str) -> Ran:
        capfd.readouterr()
        code = run_main(argv)
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def process(folder: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run a command line as a process of its own."""

    def call(*argv: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "readiness", *argv]
        return subprocess.run(
            command, env={**clean_environment(), **environ}, capture_output=True, cwd=folder, check=False
        )

    return call


@pytest.fixture
def project(folder: Path) -> Path:
    """The working folder as a project."""
    (folder / "readiness.yaml").write_text(
        "schema: readiness/project/1\nlang: en\nframework: k.yaml\ndata: [d.csv]\n", encoding="utf-8"
    )
    return folder
