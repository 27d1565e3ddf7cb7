"""Files that are written whole or not at all.

Each file is written beside its target, synced, and only then renamed over it: whoever reads the
target sees the old file or the new one. Several files are staged before the first is renamed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PREFIX, SUFFIX = ".readiness-", ".tmp"
ROOM = "readiness-room-"
LOCK = ".readiness.lock"
_ASKING = threading.Lock()  # the umask can only be read by setting it, and several threads write
PATIENCE = 3.0  # seconds that a file held by Excel is waited for, on Windows

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENAMETOOLONG: "name",
    errno.EISDIR: "folder",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "no-folder",
}


class CannotWriteError(Exception):
    """An output that cannot be written. ``reason`` is one of ``REASONS``; nothing was changed at ``path``."""

    def __init__(self, path: Path | str, reason: str, detail: str = "") -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason, self.detail = str(path), reason, detail


REASONS = (
    *("full", "read-only", "locked", "name", "folder", "no-folder"),
    *("symlink", "special", "busy", "browser", "foreign", "other"),
)


def reason_of(error: OSError) -> str:
    """The reason of an operating system's error, one of ``REASONS``."""
    return _REASONS.get(error.errno or 0, "other")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file of any size, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(path: Path, content: bytes) -> None:
    """Write one file whole. Raises CannotWriteError."""
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file or, as far as a file system allows, none. Raises CannotWriteError."""
    for path in files:
        check_target(path)
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            staged[path] = _stage(path, content)
        for path, temporary in staged.items():
            _replace(temporary, path)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def check_target(path: Path) -> None:
    """Refuse a target that must not or cannot be written, before anything is. Raises CannotWriteError."""
    folder = path.parent
    if not folder.is_dir():
        raise CannotWriteError(path, "no-folder", str(folder))
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        mode = None
    except OSError as error:
        raise CannotWriteError(path, reason_of(error)) from error
    if mode is not None:
        if stat.S_ISLNK(mode):
            raise CannotWriteError(path, "symlink")
        if stat.S_ISDIR(mode):
            raise CannotWriteError(path, "folder")
        if not stat.S_ISREG(mode):
            raise CannotWriteError(path, "special")
        if not mode & 0o222:  # a rename would pass over the mark, and root over any
            raise CannotWriteError(path, "read-only")
    if not folder.stat().st_mode & 0o222 or not os.access(folder, os.W_OK):
        raise CannotWriteError(path, "read-only", str(folder))


def sweep(folder: Path) -> None:
    """Remove what a killed run left behind in a folder: our own temporary files whose process is gone."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        owner = _process(left.name[len(PREFIX) :].split("-", 1)[0])
        if owner is not None and not _alive(owner) and not left.is_symlink():
            left.unlink(missing_ok=True)


@contextmanager
def workroom() -> Iterator[Path]:
    """A folder for copies and overflow that ends with the block; those of runs that were killed go first."""
    for left in Path(tempfile.gettempdir()).glob(f"{ROOM}*"):
        owner = _process(left.name[len(ROOM) :].split("-", 1)[0])
        if owner is not None and not _alive(owner) and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    # named before it is made: a signal that comes between the two would leave TemporaryDirectory's behind
    room = Path(tempfile.gettempdir()) / f"{ROOM}{os.getpid()}-{secrets.token_hex(8)}"
    try:
        room.mkdir(mode=0o700)
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process, breaking the lock of one that is gone. Raises CannotWriteError."""
    lock = folder / LOCK
    for attempt in range(2):
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
            break
        except FileExistsError:
            owner = _owner(lock)
            if attempt or owner is None or _alive(owner):
                raise CannotWriteError(folder, "busy", str(owner or "")) from None
            lock.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWriteError(folder, reason_of(error), error.strerror or "") from error
    try:
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _owner(lock: Path) -> int | None:
    try:
        text = lock.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return _process(text)


def _process(text: str) -> int | None:
    """The number of a process; None where the text is none, such as ``²`` or a number that no process has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None


def _alive(process: int) -> bool:
    if process == os.getpid() or sys.platform == "win32":  # no safe question to ask there: os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _stage(path: Path, content: bytes) -> Path:
    """Write beside the target and sync; leaves nothing behind when it fails."""
    sweep(path.parent)
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{PREFIX}{os.getpid()}-", suffix=SUFFIX)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode_for(path))
    except BaseException as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CannotWriteError(path, reason_of(error), error.strerror or "") from error
        raise
    return temporary


def _mode_for(path: Path) -> int:
    """The mode of the file that is replaced, else what the umask gives (mkstemp is private)."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    with _ASKING:
        mask = os.umask(0)
        os.umask(mask)
    return 0o666 & ~mask


def _replace(temporary: Path, path: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            temporary.replace(path)
            return
        except PermissionError as error:
            if sys.platform != "win32":
                raise CannotWriteError(path, "read-only") from error
            if time.monotonic() > until:
                raise CannotWriteError(path, "locked") from error
            time.sleep(0.1)
        except OSError as error:
            raise CannotWriteError(path, reason_of(error), error.strerror or "") from error
