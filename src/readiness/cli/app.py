"""The commands, and nothing else: each stands in a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from readiness.cli import (
    compare,
    completion,
    explain,
    form,
    freeze,
    gate,
    help,
    improve,
    init,
    reduce,
    report,
    score,
    select,
    validate,
    verify,
    weights,
)
from readiness.cli.force import with_force
from readiness.cli.session import REPEATABLE
from readiness.findings import nearest
from readiness.misuse import MisuseError

COMMANDS: dict[str, Callable[..., int]] = {
    "init": init.init,
    "validate": validate.validate,
    "score": score.score,
    "report": report.report,
    "compare": compare.compare,
    "select": select.select,
    "improve": improve.improve,
    "gate": gate.gate,
    "freeze": freeze.freeze,
    "verify": verify.verify,
    "weights": weights.weights,
    "form": form.form,
    "reduce": reduce.reduce,
    "explain": explain.explain,
    "completion": completion.completion,
}


class Command(TyperCommand):
    """A command whose help is in the reader's language."""

    def get_help(self, ctx: Any) -> str:
        """The help page; ``--help`` prints it."""
        return help.page(self, ctx.command_path, ctx.obj.lang)


class Group(TyperGroup):
    """The commands in the order of the table above."""

    def get_help(self, ctx: Any) -> str:
        """The front page."""
        return help.front(self, ctx.obj.lang)

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order in which a person meets them."""
        del ctx
        return list(COMMANDS)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Raises MisuseError with the nearest name where there is no such command, and in a run that only makes again
        what was made for one that writes elsewhere: who asks for it is a manifest, which anyone may have written."""
        if ctx.obj.moved is not None and args[0] not in REPEATABLE:
            raise MisuseError("not_again", name=args[0], known=list(REPEATABLE))
        found = self.get_command(ctx, args[0])
        if found is None:
            raise MisuseError("command", name=args[0], nearest=nearest(args[0], COMMANDS), known=list(COMMANDS))
        return args[0], found, args[1:]


def front(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
    lang: Annotated[str | None, typer.Option("--lang", metavar="id|en")] = None,
) -> None:
    """What happens before a command, or without one."""
    from readiness import __version__
    from readiness.cli.options import language

    language(lang)
    if version:
        ctx.obj.out(f"readiness {__version__}")
    elif ctx.invoked_subcommand is None:
        ctx.obj.out(ctx.get_help())
    else:
        return
    raise typer.Exit


def build() -> Any:
    """The whole command line. Its words are added when they are shown (``help.py``)."""
    app = typer.Typer(cls=Group, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    app.callback(invoke_without_command=True)(front)
    for name, function in COMMANDS.items():
        app.command(name, cls=Command)(with_force(function))
    return typer.main.get_command(app)
