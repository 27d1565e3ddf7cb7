"""Which results document a command reads: the one named, or the project's; and whether it is still true."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.manifest import NAME
from readiness.cli.session import Session
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.project import Project
    from readiness.results.records import Results


RESULTS = "results.json"  # what ``score`` writes into a folder, where the project says nothing else


def load(path: Path) -> Results:
    """A results document, of a folder its last wave. Raises MisuseError where the path is not there or holds something
    else."""
    from readiness.results.document import loads

    path = file_of(path)
    if not path.is_file():
        raise MisuseError("path", path=path)
    try:
        return loads(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError) as error:
        raise MisuseError(
            "not_results", path=path, detail=str(error).splitlines()[0][:200] if str(error) else ""
        ) from error


def file_of(path: Path) -> Path:
    """The file itself; of a folder that of the last wave which ``score`` wrote into it. Raises MisuseError where there
    is none, and where the results of one wave lie beside those of several, of which only one can be the last."""
    if not path.is_dir():
        return path
    found = in_folder(path)
    if not found:
        raise MisuseError("no_results", path=path)
    if len(found) > 1 and found[0].name == RESULTS:
        raise MisuseError("results_twice", path=path, files=", ".join(file.name for file in found))
    return found[-1]


def in_folder(folder: Path) -> list[Path]:
    """``results.json`` and ``results-WAVE.json`` there, in this order."""
    path = folder / RESULTS
    return [each for each in (path, *_siblings(path)) if each.is_file()]


def find(session: Session, named: Path | None) -> list[Results]:
    """The document named, or those of the project, the last wave last. Raises MisuseError with a hint."""
    if named is not None:
        return [load(named)]
    project = session.project
    if project is None:
        raise MisuseError("no_results_no_project")
    candidates = _candidates(project.results)
    if not candidates:
        raise MisuseError("no_results", path=project.results)
    true = next((documents for documents in candidates if not is_stale(documents, project)), None)
    if true is None:
        session.hint("hint.stale", path=project.results)
    return true or candidates[0]


def files(session: Session, named: Path | None) -> list[Path]:
    """The files that ``find`` looks at. Raises MisuseError."""
    if named is not None:
        return [file_of(named)]
    if session.project is None:
        return []
    path = session.project.results
    return [each for each in (path, *_siblings(path)) if each.is_file()]


def _siblings(path: Path) -> list[Path]:
    """``results-WAVE.json`` beside ``results.json``; the manifests beside them are no results."""
    found = sorted(path.parent.glob(f"{path.stem}-*{path.suffix}"))
    return [each for each in found if not each.name.endswith(f".{NAME}")]


def _candidates(path: Path) -> list[list[Results]]:
    """``results.json``, and what was scored of several waves: ``results-WAVE.json``. Either may be out of date."""
    alone = [load(path)] if path.is_file() else []
    waves = []
    for sibling in _siblings(path):
        document = load(sibling)
        if sibling.stem == f"{path.stem}-{document.wave}":
            waves.append(document)
    return [documents for documents in (alone, waves) if documents]


def is_stale(documents: list[Results], project: Project) -> bool:
    """Whether framework or data hold other bytes now than when they were scored. Dates prove nothing."""
    from readiness.data.files import gather
    from readiness.pipeline import find_framework

    files, _ = gather([path for path in project.data if path.exists()])
    now = {hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    then = {source.sha256 for document in documents for source in document.inputs}
    criteria = hashlib.sha256(find_framework(project.framework).read_bytes()).hexdigest()
    return now != then or any(document.framework.sha256 != criteria for document in documents)
