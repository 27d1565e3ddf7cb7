"""What ``validate`` looks at: the paths named, or the project."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readiness.cli.language import PROJECT_FILE, project_path
from readiness.cli.session import Session
from readiness.findings import Finding
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.cli.project import Project


def findings_of(
    session: Session, paths: list[Path], framework: str | None, reading: Mapping[str, Any]
) -> list[Finding]:
    """All findings, in one pass. ``reading`` says how data are read. Raises MisuseError."""
    for path in paths:
        if not path.exists():
            raise MisuseError("path", path=path)
    project = _project(session)
    return _named(paths, framework, project, reading) if paths else _whole(framework, project, reading)


def read_by(session: Session, paths: list[Path]) -> list[Path]:
    """The files and folders that are read: those named that are there, or the project's; never written over."""
    project = None if paths else _project(session)
    named = paths if project is None else [project.path, *project.data]
    return [path for path in named if path.exists()]


def _project(session: Session) -> Project | None:
    """The project as far as it can be read: one wrong key must not hide what is wrong elsewhere."""
    from readiness.cli.project import open_project

    path = project_path(session.folder)
    return open_project(path, session.folder, lenient=True) if path else None


def _whole(framework: str | None, project: Project | None, reading: Mapping[str, Any]) -> list[Finding]:
    """Project file, criteria and data of the project; outside one, the framework that is named."""
    if project is None:
        if framework is None:
            raise MisuseError("nothing_to_validate")
        return _check(framework, (), reading)
    found = [*project.findings, *project.missing()]
    if framework is None and not project.has_framework:
        return found
    data = tuple(path for path in project.data if path.exists())
    return found + _check(framework or project.framework, data, reading)


def _named(
    paths: list[Path], framework: str | None, project: Project | None, reading: Mapping[str, Any]
) -> list[Finding]:
    """YAML files by what they are, then the data under the framework named, the only one given, or the project's."""
    from readiness.asked import CRITERIA_SUFFIXES

    yaml = [path for path in paths if path.suffix.lower() in CRITERIA_SUFFIXES]
    data = tuple(path for path in paths if path not in yaml)
    criteria = [path for path in yaml if path.name != PROJECT_FILE]
    found = [finding for path in yaml if path.name == PROJECT_FILE for finding in _project_file(path)]
    for path in criteria:
        found += _check(path.as_posix(), (), reading)
    if data:
        only = criteria[0].as_posix() if len(criteria) == 1 else None
        chosen = framework or only or (project.framework if project else None)
        if chosen is None:
            raise MisuseError("no_framework")
        found += _check(chosen, data, reading)
    return found


def _project_file(path: Path) -> list[Finding]:
    from readiness.cli.project import read_project

    return read_project(path.read_bytes(), path.as_posix())[1]


def _check(framework: str, data: tuple[Path, ...], reading: Mapping[str, Any]) -> list[Finding]:
    """What scoring itself would tell: what is wrong, what does not follow, and what the method linter asks."""
    from readiness.pipeline import Request, score

    return list(score(Request(framework, data, **reading)).findings)
