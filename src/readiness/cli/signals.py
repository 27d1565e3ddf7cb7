"""Signals: they raise in the main thread, so that what is half-written is removed; but never amid an import.

An exception that strikes while a module is imported can leave the interpreter's import lock held for good, and then
every other thread that imports waits for it without end. So a signal that arrives there is delivered again, a moment
later, until the import is done.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

PAUSE = 0.02  # seconds
IMPORTS = "<frozen importlib"  # what the code that imports modules is called
OUTERMOST = "readiness.cli.main"  # whoever called this may do so while it is imported itself


class TerminatedError(BaseException):
    """SIGTERM arrived; raised like an interrupt."""


@dataclass
class _Arrived:
    """The signals that came, and those that wait for an import to end."""

    numbers: set[int] = field(default_factory=set)
    waiting: list[threading.Timer] = field(default_factory=list)

    def handle(self, number: int, frame: FrameType | None) -> None:
        """What the interpreter calls."""
        self.numbers.add(number)
        self.settle()
        if not _is_importing(frame):
            self.strike()
        again = threading.Timer(PAUSE, _thread.interrupt_main, (number,))
        again.daemon = True
        self.waiting.append(again)
        again.start()

    def strike(self) -> None:
        """Raise what the signals mean."""
        raise TerminatedError if signal.SIGTERM in self.numbers else KeyboardInterrupt

    def settle(self) -> bool:
        """Whether one was still waiting, which nobody will deliver now."""
        waited = bool(self.waiting)
        while self.waiting:
            self.waiting.pop().cancel()
        return waited


@contextmanager
def raised() -> Iterator[None]:
    """While it lasts SIGINT raises KeyboardInterrupt and SIGTERM TerminatedError; what is ignored stays so.
    Outside the main thread nothing is changed."""
    arrived, before = _Arrived(), {}
    if threading.current_thread() is threading.main_thread():
        usual = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
        taken = [number for number, handler in usual.items() if signal.getsignal(number) is handler]
        before = {number: signal.signal(number, arrived.handle) for number in taken}
    try:
        yield
        if arrived.settle():
            arrived.strike()
    except KeyboardInterrupt:  # what a library makes of any signal
        if signal.SIGTERM in arrived.numbers:
            raise TerminatedError from None
        raise
    finally:
        arrived.settle()
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_globals.get("__name__") != OUTERMOST:
        if frame.f_code.co_filename.startswith(IMPORTS):
            return True
        frame = frame.f_back
    return False
