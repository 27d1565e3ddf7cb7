"""Signals raise at once, but amid an import only when it is done."""

from __future__ import annotations

import importlib
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from readiness.cli.signals import TerminatedError, raised

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
MODULE = "import signal\nsignal.raise_signal({number})\nDONE = True\n"


@pytest.fixture(params=[(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, TerminatedError)], ids=["INT", "TERM"])
def sent(request: pytest.FixtureRequest) -> tuple[signal.Signals, type[BaseException]]:
    """A signal, and what it raises."""
    found: tuple[signal.Signals, type[BaseException]] = request.param
    return found


def test_it_raises_at_once(sent: tuple[signal.Signals, type[BaseException]]) -> None:
    number, error = sent
    with pytest.raises(error), raised():
        signal.raise_signal(number)
        raise AssertionError("not reached")


@pytest.mark.parametrize("after", [0.0, 5.0])
def test_an_import_is_finished_first(
    sent: tuple[signal.Signals, type[BaseException]], after: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, error = sent
    name = f"struck_{number}_{int(after)}"
    (tmp_path / f"{name}.py").write_text(MODULE.format(number=int(number)), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(error), raised():
        importlib.import_module(name)
        time.sleep(after)  # ends when the signal is delivered again; without it, at the end of the block
    assert sys.modules.pop(name).DONE
    time.sleep(0.05)  # nothing comes after


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with raised():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)


def test_handlers_are_as_before_and_other_threads_have_none() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    with raised():
        pass
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    seen = []

    def aside() -> None:
        with raised():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=aside)
    thread.start()
    thread.join()
    assert seen == [before[1]]


def test_an_interrupt_that_a_library_made_of_a_termination() -> None:
    with pytest.raises(TerminatedError), raised():
        try:
            signal.raise_signal(signal.SIGTERM)
        except TerminatedError:
            raise KeyboardInterrupt from None


def test_of_two_signals_amid_an_import_none_comes_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = "import signal\nsignal.raise_signal(signal.SIGINT)\nsignal.raise_signal(signal.SIGTERM)\nDONE = True\n"
    (tmp_path / "struck_twice.py").write_text(both, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(TerminatedError), raised():
        importlib.import_module("struck_twice")
    assert sys.modules.pop("struck_twice").DONE
    time.sleep(0.1)  # an interrupt that still waited would strike here
