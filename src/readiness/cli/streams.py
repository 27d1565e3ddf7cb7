"""Streams: what must hold before and after anything is printed."""

from __future__ import annotations

import io
import os
import sys


def speak_utf8() -> None:
    """UTF-8 on both streams whatever the system's code page; what has no code is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(
                encoding="utf-8", errors="backslashreplace", newline="\n" if not stream.isatty() else None
            )


def flush() -> None:
    """Write out what stdout holds now, while an error can still be told. Raises OSError."""
    sys.stdout.flush()


def silence() -> None:
    """Stdout cannot be written: point it at nothing, so that the interpreter does not complain at its end."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError):
        return


def report_bug(error: BaseException) -> str:
    """Keep the traceback in a file of its own; returns its path."""
    import tempfile
    import traceback

    from readiness import __version__
    from readiness.cli.safe import safe_lines

    text = f"readiness {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n" + safe_lines(
        "".join(traceback.format_exception(error))
    )
    handle, path = tempfile.mkstemp(prefix="readiness-bug-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(text)
    return path
