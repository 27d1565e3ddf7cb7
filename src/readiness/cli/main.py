"""The entry point: from the process's arguments to its exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from readiness.cli import signals, streams
from readiness.cli.language import language
from readiness.cli.session import Session
from readiness.files import CannotWriteError
from readiness.misuse import MisuseError

DONE, NO, MISUSED, UNUSABLE, BUG, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 70, 130, 143


def main() -> None:
    """What the script ``readiness`` calls."""
    streams.speak_utf8()
    if os.environ.get("_READINESS_COMPLETE"):
        from readiness.cli.completion import answer

        answer(Session(lang=language((), os.environ, Path())))
    sys.exit(run(sys.argv[1:]))


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit code (``readiness explain exit-codes``)."""
    return run_in(Session(argv=tuple(argv)))


def run_in(session: Session, lang: str = "") -> int:
    """Run the command line of a session; ``lang`` where it is known beforehand."""
    try:
        session.lang = lang or language(session.argv, os.environ, session.folder)
        with signals.raised():
            code = _dispatch(list(session.argv), session)
            streams.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except signals.TerminatedError:
        return TERMINATED
    except Exception as error:
        try:
            return _told(error, session)
        except Exception as second:
            return _bug(second, session)


def _dispatch(argv: list[str], session: Session) -> int:
    from readiness.cli.app import build

    command = build()
    # not command.main(): it turns a closed pipe and an interrupt into exit 1
    with command.make_context("readiness", argv, obj=session) as context:
        result = command.invoke(context)
    return result if isinstance(result, int) else DONE


def _told(error: Exception, session: Session) -> int:
    """Tell an exception in one place; the exit code that it means."""
    if isinstance(error, BrokenPipeError):  # the reader has had enough (``| head``)
        streams.silence()
        return DONE
    if isinstance(error, MisuseError):
        from readiness.cli.usage import misuse

        session.tell(misuse(error, session))
        return MISUSED
    if isinstance(error, CannotWriteError):
        session.tell("readiness: " + session.say(f"write.{error.reason}", path=error.path, detail=error.detail))
        return UNUSABLE
    if isinstance(error, MemoryError):
        traceback.clear_frames(error.__traceback__)  # what was read lives in them, and telling needs memory too
        session.tell("readiness: " + session.say("write.memory"))
        return UNUSABLE
    if isinstance(error, OSError):
        return _system_error(error, session)
    return _usage_or_bug(error, session)


def _system_error(error: OSError, session: Session) -> int:
    from readiness.files import reason_of

    reason = reason_of(error)
    if error.filename is None:  # stdout itself: full, or closed
        streams.silence()
        session.tell("readiness: " + session.say("write.stdout", detail=error.strerror or ""))
    else:
        path = Path(os.fsdecode(error.filename))
        session.tell("readiness: " + session.say("write.system", path=path, detail=error.strerror or reason))
    return UNUSABLE


def _usage_or_bug(error: Exception, session: Session) -> int:
    import typer

    if isinstance(error, typer.Exit):
        return error.exit_code
    if isinstance(error, typer.Abort):
        return INTERRUPTED
    if isinstance(error, typer.BadParameter.__bases__[0]):  # UsageError, wherever this version keeps it
        from readiness.cli.usage import bad_usage

        session.tell(bad_usage(error, session))
        return MISUSED
    if type(error).__name__ == "BadProjectError":  # by name: its room imports pydantic, which no help page needs
        return _bad_project(error, session)
    return _bug(error, session)


def _bug(error: Exception, session: Session) -> int:
    """One line, and the rest in a file."""
    kind = error.message if isinstance(error, ExceptionGroup) else type(error).__name__  # a group tells its pages
    session.tell("readiness: " + session.say("bug", kind=kind, path=streams.report_bug(error)))
    return BUG


def _bad_project(error: Exception, session: Session) -> int:
    from readiness.cli import show_findings
    from readiness.cli.project import BadProjectError

    assert isinstance(error, BadProjectError)
    session.tell(show_findings.text(error.findings, session))
    session.hint("hint.validate")
    return MISUSED
