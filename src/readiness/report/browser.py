"""The browser that prints: an installed Chromium, Chrome or Edge, started without a window and without a network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event

from readiness.misuse import MisuseError

NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
PATIENCE = 120.0  # seconds for one file
_WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
_MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
_OTHERS = ("/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium")
# Nothing is asked of a network, and nothing of the person's own profile is read or changed.
_FLAGS = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--disable-dev-shm-usage", "--no-pdf-header-footer"),
    *("--generate-pdf-document-outline", "--export-tagged-pdf"),
)


def find(named: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """The browser to print with: the one named, else the first that is installed.

    Raises MisuseError where there is none.
    """
    if named is not None:
        found = named if named.is_file() else shutil.which(named)
        if found is None:
            raise MisuseError("browser_named", path=named)
        return Path(found)
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    for place in places(sys.platform, environment):
        if place.is_file():
            return place
    raise MisuseError("no_browser")


def places(platform: str, environment: Mapping[str, str]) -> Iterator[Path]:
    """Where browsers are installed that are not on the path of programs.

    >>> [each.as_posix() for each in places("win32", {"ProgramFiles": "C:/Programs"})][:1]
    ['C:/Programs/Google/Chrome/Application/chrome.exe']
    """
    if platform == "win32":
        folders = (environment.get(key) for key in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"))
        yield from (Path(folder) / place for folder in folders if folder for place in _WINDOWS)
    elif platform == "darwin":
        roots = ("/Applications", f"{environment.get('HOME', '')}/Applications")
        yield from (Path(root) / f"{name}.app" / "Contents" / "MacOS" / name for root in roots for name in _MAC)
    else:
        yield from map(Path, _OTHERS)


class CannotPrintError(Exception):
    """A browser that was started and gave no PDF; the text is what it said last."""


def print_page(browser: Path, page: Path, target: Path, profile: Path, stop: Event) -> None:
    """Print one local page into ``target`` with a profile of its own, unless told to ``stop``.

    Raises CannotPrintError.
    """
    flags = [*_FLAGS, f"--user-data-dir={profile}", f"--print-to-pdf={target}"]
    if sys.platform != "win32" and os.geteuid() == 0:
        flags.append("--no-sandbox")  # it refuses to start as root with one, as in most containers
    told = target.with_suffix(".log")
    with told.open("wb") as log:
        process = _start([str(browser), *flags, page.as_uri()], log.fileno())
        try:
            _wait(process, stop)
        finally:
            _end(process)
    if process.returncode or not target.is_file():
        lines = told.read_text(encoding="utf-8", errors="replace").splitlines()
        raise CannotPrintError((lines or [f"exit {process.returncode}"])[-1][:200])


def _wait(process: subprocess.Popen[bytes], stop: Event) -> None:
    until = time.monotonic() + PATIENCE
    while not stop.is_set():
        try:
            process.wait(0.2)
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() > until:
                raise CannotPrintError(f"> {PATIENCE:.0f} s") from None


def _start(command: list[str], log: int) -> subprocess.Popen[bytes]:
    """In a session of its own, so that it ends with all its children."""
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=log, start_new_session=True)
    except OSError as error:
        raise CannotPrintError(error.strerror or command[0]) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever still runs of it, also after an interrupt."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
