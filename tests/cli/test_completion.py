"""Shells complete commands and options."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from readiness.cli.completion import SHELLS
from tests.cli.conftest import Run

Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_for_every_shell(run: Run, shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0 and "_READINESS_COMPLETE" in ran.out and "readiness" in ran.out


def test_an_unknown_shell(run: Run) -> None:
    ran = run("completion", "bsh", "--lang", "en")
    assert ran.code == 2 and "bash" in ran.err


@pytest.mark.parametrize(
    ("words", "at", "found"), [("readiness sel", "1", "select"), ("readiness score --we", "2", "--weights")]
)
def test_what_a_shell_asks_is_answered(process: Process, words: str, at: str, found: str) -> None:
    done = process(_READINESS_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=at)
    assert done.stdout.decode().split() == [found]
