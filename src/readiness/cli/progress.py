"""A bar for what takes a while."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from readiness.cli.session import Session, is_terminal


@contextmanager
def bar(session: Session, words: str) -> Iterator[Callable[[int, int], None] | None]:
    """A bar on stderr while a person looks; nothing into a log. ``words`` is the key of what is going on."""
    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(session.say(words), total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
