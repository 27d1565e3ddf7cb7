"""``readiness completion``: what makes a shell complete commands and options; and the answers it then asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.session import Session

SHELLS = ("bash", "zsh", "fish", "powershell")
VARIABLE = "_READINESS_COMPLETE"  # a shell that completes asks by it


def completion(
    ctx: typer.Context,
    *,
    shell: Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell")],
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    options.language(lang)
    chosen = options.choice("SHELL", shell, SHELLS)
    session: Session = ctx.obj
    session.out(get_completion_script(prog_name="readiness", complete_var=VARIABLE, shell=chosen))
    return 0


def answer(session: Session) -> None:
    """Print what could stand at the cursor, as the variable and those beside it ask; ends the process."""
    from typer.completion import completion_init  # type: ignore[attr-defined]

    from readiness.cli.app import build

    completion_init()
    build().main(prog_name="readiness", obj=session)
