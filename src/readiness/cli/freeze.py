"""``readiness freeze``: publish what a framework says, before the data opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readiness.cli import options
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.framework.model import Framework


def freeze(
    ctx: typer.Context,
    *,
    framework: options.Framework = None,
    again: Annotated[bool, typer.Option("--again")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH")] = None,
    lang: options.Lang = None,
) -> int:
    """Its words stand in the locales."""
    from readiness.asked import criteria_of, load_framework
    from readiness.checks.frozen import frozen_path
    from readiness.cli import show_findings
    from readiness.findings import has_errors
    from readiness.resources import framework_ids
    from readiness.results.manifest import meaning

    options.language(lang)
    session: Session = ctx.obj
    name = framework or (session.project.framework if session.project is not None else None)
    if name is None:
        raise MisuseError("no_framework", known=framework_ids())
    loaded = load_framework(name)
    if loaded.framework is None or has_errors(loaded.findings):
        session.tell(show_findings.text(loaded.findings, session))
        return 3
    path = output or frozen_path(name)
    now = meaning(loaded.framework.snapshot())
    before = _before(path)
    if before is not None and before != now and not again:
        session.hint("freeze.differs", path=path, frozen=before[:12], now=now[:12])
        return 1
    if before != now:
        _write(path, criteria_of(name), loaded.framework, loaded.sha256, session)
    session.out(session.say("freeze.frozen", id=loaded.framework.id, version=loaded.framework.version, digest=now))
    session.hint("freeze.publish", path=path)
    return 0


def _before(path: Path) -> str | None:
    """The meaning that was frozen; what cannot be read counts as something else."""
    from readiness.checks.frozen import read_frozen
    from readiness.results.document import DocumentError

    if not path.is_file():
        return None
    try:
        frozen = read_frozen(path).predicate.framework
    except (DocumentError, OSError):
        return "?"
    return "?" if frozen is None else frozen.meaning


def _write(path: Path, criteria: Path | None, framework: Framework, digest: str, session: Session) -> None:
    """A manifest whose only subject is the criteria file; of one that comes with the tool, it names no path."""
    from readiness.cli.manifest import from_folder, source_date, tool
    from readiness.files import write
    from readiness.marks import spare_others
    from readiness.results.manifest import Digest, FrameworkUsed, Made, Manifest, Subject, dumps, meaning, sha256

    spare_others(path)
    name = None if criteria is None else from_folder(criteria, path.parent)
    made = Made(
        tool=tool(),
        command=("freeze",),
        folder=from_folder(session.folder, path.parent),
        lang=session.lang,
        framework=FrameworkUsed(framework.id, framework.version, name, digest, meaning(framework.snapshot())),
        inputs=(),
        results=(),
        options={},
        environment={},
        made=source_date(),
        previous=sha256(path.read_bytes()) if path.is_file() else None,
    )
    subject = () if name is None else (Subject(name, Digest(digest)),)
    write(path, dumps(Manifest(subject, made)).encode())
