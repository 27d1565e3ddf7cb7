"""The manifest beside what a command made: written last, so that it vouches for everything before it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.language import project_path
from readiness.cli.session import Session

if TYPE_CHECKING:
    from readiness.results.manifest import FrameworkUsed, InputUsed
    from readiness.results.records import FrameworkRef, Results

NAME = "manifest.json"
VARIABLES = ("READINESS_FRAMEWORK", "READINESS_WAVE", "READINESS_LANG")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a command's outputs rest on: the results they hold or show, files beside the data of these (a selection, a
    list), and the criteria file where it does not come with the tool."""

    documents: Sequence[Results] = ()
    read: Sequence[Path] = ()
    framework: Path | None = None
    scored: bool = True
    used: FrameworkRef | None = None  # where there are no results that name it


def name_for(path: Path) -> Path:
    """The manifest beside a file.

    >>> name_for(Path("reports/results.json")).as_posix()
    'reports/results.manifest.json'
    """
    return path.with_name(f"{path.stem}.{NAME}")


def write_manifest(at: Path, made: Mapping[Path, bytes] | Iterable[Path], origin: Origin, session: Session) -> None:
    """Write it at a place; ``made`` are the outputs, with their bytes or to be read. What says the same stays."""
    from dataclasses import replace

    from readiness.files import sha256_of, write
    from readiness.marks import spare_others
    from readiness.results.manifest import Digest, Made, Manifest, ResultMade, Subject, dumps, sha256

    base = at.parent
    if isinstance(made, Mapping):
        digests = {path: sha256(content) for path, content in made.items()}
    else:
        digests = {path: sha256_of(path) for path in made}
    documents = origin.documents
    before = at.read_bytes() if at.is_file() else None
    manifest = Manifest(
        tuple(Subject(from_folder(path, base), Digest(digest)) for path, digest in sorted(digests.items())),
        Made(
            tool=tool(),
            command=session.argv,
            folder=from_folder(session.folder, base),
            lang=session.lang,
            framework=_framework(origin, base),
            inputs=tuple(_inputs(origin, base, session)),
            results=tuple(ResultMade(each.wave, each.digest) for each in documents),
            options=documents[-1].options if documents else {},
            environment={name: os.environ[name] for name in VARIABLES if os.environ.get(name)},
            made=source_date(),
        ),
    )
    if before is not None:
        if _says_the_same(before, manifest):
            return
        manifest = replace(manifest, predicate=replace(manifest.predicate, previous=sha256(before)))
    spare_others(at)
    write(at, dumps(manifest).encode("utf-8", "backslashreplace"))


def _says_the_same(before: bytes, manifest: Any) -> bool:
    """Whether the manifest that is there differs in nothing but what stood there before it."""
    from dataclasses import replace

    from readiness.results.document import DocumentError
    from readiness.results.manifest import loads

    try:
        old = loads(before.decode())
    except (DocumentError, UnicodeDecodeError):
        return False
    return bool(replace(old, predicate=replace(old.predicate, previous=None)) == _read_back(manifest))


def _read_back(manifest: Any) -> Any:
    """The manifest as it reads back: lists of the options as JSON has them."""
    from readiness.results.manifest import dumps, loads

    return loads(dumps(manifest))


def tool() -> str:
    """The tool and its version."""
    from readiness import __version__

    return f"readiness {__version__}"


def source_date() -> int | None:
    """The seconds that SOURCE_DATE_EPOCH gives; None without it, for bytes may not depend on the clock."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdecimal() and len(text) <= 11 else None


def from_folder(path: Path, base: Path) -> str:
    """As seen from the manifest's folder; absolute where it lies on another drive."""
    try:
        return Path(os.path.relpath(path, base)).as_posix()
    except ValueError:
        return path.absolute().as_posix()


def _framework(origin: Origin, base: Path) -> FrameworkUsed | None:
    from readiness.results.manifest import FrameworkUsed, meaning

    used = origin.documents[-1].framework if origin.documents else origin.used
    if used is None:
        return None
    path = None if origin.framework is None else from_folder(origin.framework, base)
    return FrameworkUsed(used.id, used.version, path, used.sha256, meaning(used.snapshot))


def _inputs(origin: Origin, base: Path, session: Session) -> list[InputUsed]:
    """Data with the rows used and refused; then what else was read, the project file with it."""
    from readiness.files import sha256_of
    from readiness.results.manifest import InputUsed

    found: dict[str, InputUsed] = {}
    if origin.scored:
        used, refused = _used(origin.documents), _refused(origin.documents)
        for document in origin.documents:
            for each in document.inputs:
                name = from_folder(session.folder / each.path, base)
                lines = used.get(each.path, set()), refused.get(each.path, set())
                found[name] = InputUsed(name, each.sha256, each.rows, len(lines[0]), len(lines[1] - lines[0]))
    project = project_path(session.folder)
    for path in [*origin.read, *([project] if project else [])]:
        name = from_folder(path, base)
        if name not in found:
            found[name] = InputUsed(name, sha256_of(path))
    return [found[name] for name in sorted(found)]


def _used(documents: Sequence[Results]) -> dict[str, set[tuple[str, int]]]:
    """By file, the lines on which some value of a result stands."""
    found: dict[str, set[tuple[str, int]]] = {}
    for document in documents:
        for unit in document.units:
            for node in unit.nodes.values():
                if node.source is not None:
                    place = (node.source.sheet or "", node.source.line)
                    found.setdefault(node.source.path, set()).add(place)
    return found


def _refused(documents: Sequence[Results]) -> dict[str, set[tuple[str, int]]]:
    """By file, the lines at which an error stands."""
    found: dict[str, set[tuple[str, int]]] = {}
    for document in documents:
        for finding in document.findings:
            if finding.severity == "error" and finding.line is not None:
                found.setdefault(finding.path, set()).add(("", finding.line))
    return found
