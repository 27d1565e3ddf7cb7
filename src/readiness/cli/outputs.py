"""What ``-o`` writes: the suffix chooses the format, several waves give a file each."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli import options
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.manifest import Origin
    from readiness.results.records import Results

SCORE_FORMATS = ("json", "csv", "xlsx", "md")
DIALECTS = ("plain", "excel-id")


def planned(paths: Sequence[Path], form: str | None, known: Collection[str]) -> dict[Path, str]:
    """Each path with its format, before anything is computed. ``form`` is for stdout. Raises MisuseError."""
    plan = {}
    for path in paths:
        if path == options.STDOUT:
            plan[path] = options.choice("--format", form or "json", known)
        else:
            plan[path] = options.suffix(path, known)
    return plan


def per_wave(path: Path, wave: str | None, several: bool) -> Path:
    """``r.json`` of a wave: ``r-2021.json`` where there are several. Raises MisuseError where the wave is no file name.

    >>> per_wave(Path("out/r.json"), "2021", True).as_posix(), per_wave(Path("r.json"), "2021", False).as_posix()
    ('out/r-2021.json', 'r.json')
    """
    return path.with_name(f"{path.stem}-{wave_name(wave)}{path.suffix}") if several else path


def wave_name(wave: str | None) -> str:
    """A wave as a part of a path. Raises MisuseError where it is no file name."""
    name = wave or "0"
    if not name.isascii() or not all(char.isalnum() or char in "-_" for char in name) or len(name) > 64:
        raise MisuseError("wave_name", wave=name)
    return name


def content(
    document: Results,
    form: str,
    session: Session,
    *,
    only: Collection[str] | None,
    top: int | None,
    dialect: str = "plain",
) -> bytes:
    """One results document in one of ``SCORE_FORMATS``."""
    if form == "json":
        from readiness.results.document import dumps

        return dumps(document).encode("utf-8", "backslashreplace")  # a lone surrogate of a file name: JSON's own escape
    if form == "csv":
        from readiness.report.tables import csv_text

        return csv_text(document, only=only, top=top, dialect=dialect).encode()
    if form == "xlsx":
        from readiness.report.xlsx import workbook_bytes

        return workbook_bytes(document, only=only, top=top)
    from readiness.analysis.insights import insights
    from readiness.report.markdown import summary

    return summary(document, insights([document]), session.lang, session.command).encode()


def spare(inputs: Sequence[Path], outs: Collection[Path]) -> None:
    """What is read is not written over. Raises MisuseError."""
    read = {file.resolve() for path in inputs for file in (path.iterdir() if path.is_dir() else [path])}
    for path in outs:
        if path.resolve() in read:
            raise MisuseError("over_input", path=path)


def write(files: Mapping[Path, bytes], session: Session, origin: Origin | None = None) -> None:
    """Write files first, whole or not at all, then stdout; last the manifest, where ``origin`` is known."""
    from readiness.files import write_all
    from readiness.marks import spare_others

    stdout = files.get(options.STDOUT)
    own = headed({path: data for path, data in files.items() if path != options.STDOUT}, session)
    manifest = _manifest_of(own, session) if origin is not None else None
    for path, data in {**own, **({manifest: b""} if manifest else {})}.items():
        spare_others(session.target(path), data)
    write_all({session.target(path): data for path, data in own.items()})
    if origin is not None and manifest is not None:
        from readiness.cli.manifest import write_manifest

        write_manifest(manifest, own, origin, session)
    for path in files:
        if path != options.STDOUT:
            session.hint("hint.written", path=path)
    if stdout is not None:
        sys.stdout.flush()
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(stdout)
        else:
            sys.stdout.write(stdout.decode())


def headed(files: Mapping[Path, bytes], session: Session) -> dict[Path, bytes]:
    """Text files begin with the command that made them: by this line they are known as ours, whatever they say."""
    head = f"readiness {session.called}\n".encode()
    return {path: head + data if path.suffix.lower() == ".txt" else data for path, data in files.items()}


def _manifest_of(own: Mapping[Path, bytes], session: Session) -> Path | None:
    """Where the manifest of these files stands; None where there is none, or a run only makes again what was made."""
    from readiness.cli.manifest import name_for

    return name_for(next(iter(own))) if own and session.moved is None else None
