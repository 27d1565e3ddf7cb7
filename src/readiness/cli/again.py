"""Running a command again, as a manifest tells it, without touching anything that it made."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.manifest import VARIABLES
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.analysis.differing import Difference
    from readiness.results.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Again:
    """What came of it: the outputs that came out otherwise or not at all, how many came out, where results differ
    first, and the exit code."""

    differing: tuple[Path, ...]
    made: int
    first: Difference | None
    code: int

    @property
    def same(self) -> bool:
        """Whether every output came out to the byte."""
        return not self.differing


def run_again(manifest: Manifest, base: Path) -> Again:
    """Run the manifest's command in its folder and compare every output; ``base`` is the manifest's folder."""
    from readiness.cli.main import run_in
    from readiness.files import workroom
    from readiness.provenance import differs_at
    from readiness.results.manifest import sha256

    made = manifest.predicate
    names = {each.name: each.digest.sha256 for each in manifest.subject}
    there = {name: (base / name).absolute() for name in names}
    with workroom() as room, _as_then(manifest, base):
        session = Session(folder=Path(), argv=made.command, moved=room)
        code = run_in(session, made.lang)
        differing, first, count = [], None, 0
        for name, digest in names.items():
            file = _made(session, there[name], base, name)
            if file is None or sha256(file.read_bytes()) != digest:
                differing.append(there[name])
                if file is not None and first is None and there[name].is_file():
                    first = differs_at(there[name].read_bytes(), file.read_bytes())
            count += file is not None
    return Again(tuple(base / os.path.relpath(path, base.absolute()) for path in differing), count, first, code)


def _made(session: Session, path: Path, base: Path, name: str) -> Path | None:
    """Where an output came out: as a file of its own, or in the folder that the command filled."""
    alone = session.target(path)
    inside = session.target(base.absolute()) / name
    return next((file for file in (alone, inside) if file.is_file()), None)


@contextlib.contextmanager
def _as_then(manifest: Manifest, base: Path) -> Iterator[None]:
    """The folder and the variables of that run, and nothing said aloud."""
    made = manifest.predicate
    before, folder = dict(os.environ), Path.cwd()
    for name in (*VARIABLES, "SOURCE_DATE_EPOCH", "GITHUB_STEP_SUMMARY"):
        os.environ.pop(name, None)
    os.environ.update(made.environment)
    if made.made is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str(made.made)
    try:
        os.chdir(base / made.folder)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)
