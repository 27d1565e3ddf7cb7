"""What every command has at hand: the language, the project, and two ways to speak."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from readiness.cli.safe import safe_text
from readiness.words import say

if TYPE_CHECKING:
    from readiness.cli.project import Project

WIDEST, NARROWEST = 200, 40
# Every place that these write to passes through ``Session.target``.
REPEATABLE = ("reduce", "score", "select", "improve", "report")


@dataclass
class Session:
    """One run. stdout is the product, stderr is the talk."""

    lang: str = "en"
    folder: Path = Path()
    argv: tuple[str, ...] = ()
    moved: Path | None = None

    def target(self, path: Path) -> Path:
        """Where an output goes: ``path`` itself; in a run that only makes again what was made, a place under ``moved``
        that nothing else has."""
        if self.moved is None:
            return path
        import hashlib

        whole = os.path.realpath(path)  # the same for every way that leads there, links included
        return self.moved / hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:32]

    def say(self, key: str, /, **params: object) -> str:
        """Words in the reader's language; what fills them comes from files, so it is made safe."""
        return say("cli", self.lang, key, **{name: _fitted(value) for name, value in params.items()})

    def safe(self, text: str) -> str:
        """Words of a file (a label, a name) made safe to print."""
        return safe_text(text)

    def out(self, text: str) -> None:
        """Print a line of the product."""
        print(text)

    def tell(self, text: str) -> None:
        """Print a line of the talk."""
        print(text, file=sys.stderr)

    def hint(self, key: str, /, **params: object) -> None:
        """Say a line of the talk by its key."""
        self.tell(self.say(key, **params))

    @cached_property
    def project(self) -> Project | None:
        """The project around the working folder. Raises ``project.BadProjectError`` where its file is wrong."""
        from readiness.cli.language import project_path
        from readiness.cli.project import open_project

        path = project_path(self.folder)
        return open_project(path, self.folder) if path else None

    @property
    def called(self) -> str | None:
        """The command's name, before which options may stand; None where there is none."""
        from readiness.cli.app import COMMANDS

        return next((word for word in self.argv if word in COMMANDS), None)

    @property
    def command(self) -> str:
        """The command as it was typed, for the provenance of what it makes."""
        import shlex

        return safe_text(shlex.join(("readiness", *self.argv)))


def _fitted(value: object) -> object:
    return value if isinstance(value, int | float) else safe_text(value)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at the stream as it is written."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def coloured(stream: TextIO) -> bool:
    """Whether colour may be used: on a terminal, unless ``NO_COLOR`` says no."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width() -> int:
    """Columns to fill: ``COLUMNS``, the terminal's, else 80."""
    import shutil

    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
