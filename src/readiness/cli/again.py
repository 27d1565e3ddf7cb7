"""Running a command again, as a manifest tells it, without touching anything that it made.

Anyone may have written the manifest. So of the commands only those run again whose every output goes where
``Session.target`` says (``session.REPEATABLE``), under no variables but ours, and no program that it names is started.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.language import LANGUAGES
from readiness.cli.manifest import VARIABLES
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.analysis.differing import Difference
    from readiness.results.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Again:
    """What came of it: the outputs that came out otherwise or not at all, how many came out, where results differ
    first, the exit code, and the first line of what the command said."""

    differing: tuple[Path, ...]
    made: int
    first: Difference | None
    code: int
    said: str

    @property
    def same(self) -> bool:
        """Whether there are outputs, and every one came out to the byte."""
        return self.made > 0 and not self.differing


def run_again(manifest: Manifest, base: Path) -> Again:
    """Run the manifest's command in its folder and compare every output; ``base`` is the manifest's folder."""
    from readiness.cli.main import INTERRUPTED, run_in
    from readiness.files import workroom
    from readiness.provenance import differs_at
    from readiness.results.manifest import sha256

    made = manifest.predicate
    names = {each.name: each.digest.sha256 for each in manifest.subject}
    whole = base.absolute()  # before the folder changes
    there = {name: whole / name for name in names}
    with workroom() as room, _as_then(manifest, base) as talk:
        session = Session(folder=Path(), argv=made.command, moved=room)
        code = run_in(session, made.lang if made.lang in LANGUAGES else LANGUAGES[0])
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        differing, first, count = [], None, 0
        for name, digest in names.items():
            file = _made(session, there[name], whole, name)
            if file is None or sha256(file.read_bytes()) != digest:
                differing.append(there[name])
                if file is not None and first is None and there[name].is_file():
                    first = differs_at(there[name].read_bytes(), file.read_bytes())
            count += file is not None
    shown = tuple(base / name for name in names if there[name] in differing)
    said = next((line for line in talk.getvalue().splitlines() if line.strip()), "")
    return Again(shown, count, first, code, said[:200])


def _made(session: Session, path: Path, base: Path, name: str) -> Path | None:
    """Where an output came out: as a file of its own, or in the folder that the command filled; nowhere else, for a
    name may be absolute or climb, and would then lead to the very file that is judged."""
    folder = session.target(base)
    inside = folder / name
    try:
        found = [session.target(path), *([inside] if inside.resolve().is_relative_to(folder.resolve()) else [])]
    except ValueError:  # a name that no file can have
        return None
    return next((file for file in found if file.is_file()), None)


@contextlib.contextmanager
def _as_then(manifest: Manifest, base: Path) -> Iterator[io.StringIO]:
    """The folder and our variables of that run, and nothing said aloud: gives what is said on stderr. Other variables
    are not the manifest's to set: one of them starts a program, another is a file that is written to."""
    made = manifest.predicate
    before, folder = dict(os.environ), Path.cwd()
    for name in (*VARIABLES, "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        os.environ.pop(name, None)
    os.environ.update({name: made.environment[name] for name in VARIABLES if _can_be(made.environment.get(name))})
    if made.made is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(made.made)
    try:
        try:
            os.chdir(base / made.folder)
        except (OSError, ValueError) as error:  # ValueError: a name that no folder can have
            raise MisuseError("path", path=base / made.folder) from error
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as talk:
            yield talk
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)


def _can_be(value: str | None) -> bool:
    """Whether a variable can hold it."""
    return value is not None and "\0" not in value
