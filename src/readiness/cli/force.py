"""``--force``, for every command that writes files: what stands in the way is replaced even where it is not ours."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from readiness.marks import overwriting

_OPTION = inspect.Parameter(
    "force",
    inspect.Parameter.KEYWORD_ONLY,
    default=False,
    annotation=Annotated[bool, typer.Option("--force")],
)


def with_force(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the option, where it has ``-o``; else the command itself."""
    signature = inspect.signature(command, eval_str=True)
    if "output" not in signature.parameters:
        return command

    @functools.wraps(command)
    def forced(ctx: typer.Context, *, force: bool = False, **given: Any) -> int:
        with overwriting(force):
            return command(ctx, **given)

    forced.__signature__ = signature.replace(parameters=[*signature.parameters.values(), _OPTION])  # type: ignore[attr-defined]
    return forced
