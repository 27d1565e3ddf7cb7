"""Mistakes of use, told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from readiness.cli.session import Session
from readiness.misuse import MisuseError

MOST_KNOWN = 40


def misuse(error: MisuseError, session: Session) -> str:
    """What is wrong, what was perhaps meant, what there is, and where the help stands."""
    params = dict(error.params)
    near, known = params.pop("nearest", None), params.pop("known", None)
    lines = [session.say(f"misuse.{error.key}", **params)]
    if near:
        lines.append(session.say("misuse.nearest", nearest=near))
    if isinstance(known, Iterable) and (names := [str(name) for name in known]) and len(names) <= MOST_KNOWN:
        lines.append(session.say("misuse.known", known=", ".join(names)))
    return _told(lines, session)


def bad_usage(error: Any, session: Session) -> str:
    """The same for what the parser of the command line found (``error`` is typer's UsageError)."""
    option = getattr(error, "option_name", None)
    param = getattr(error, "param", None)
    name = param.get_error_hint(error.ctx) if param is not None and _takes_context(param) else _hint(param)
    match type(error).__name__:
        case "NoSuchOption":
            near = next(iter(error.possibilities or ()), None)
            return misuse(MisuseError("option", name=option, nearest=near), session)
        case "MissingParameter":
            return misuse(MisuseError("missing_argument", name=name), session)
        case "BadOptionUsage":
            return misuse(MisuseError("option_needs_value", name=option), session)
        case "BadParameter" if param is not None:
            return misuse(MisuseError("bad_value", name=name, message=error.message), session)
    return _told([session.say("misuse.other", message=error.format_message())], session)


def _takes_context(param: Any) -> bool:
    return bool(param.get_error_hint.__code__.co_argcount > 1)


def _hint(param: Any) -> str:
    return "" if param is None else str(param.get_error_hint())


def _told(lines: list[str], session: Session) -> str:
    path = f"readiness {session.called}" if session.called else "readiness"
    return "\n".join(
        [
            f"readiness: {lines[0]}",
            *(f"  {line}" for line in lines[1:]),
            "  " + session.say("misuse.see_help", path=path),
        ]
    )
