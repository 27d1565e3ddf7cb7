"""The project file ``readiness.yaml``: what a command takes where nothing is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from readiness.cli.project_file import ProjectFile, Report
from readiness.cli.project_gate import GATE_EXAMPLES, Gate, GateDemands, GateGroup
from readiness.cli.project_select import EXAMPLES, Select
from readiness.findings import Finding, has_errors, nearest

if TYPE_CHECKING:
    from readiness.framework.tree import Tree


class BadProjectError(Exception):
    """The project file is wrong; ``findings`` say where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("readiness.yaml")
        self.findings = list(findings)


@dataclass(frozen=True, slots=True)
class Project:
    """A project as read. Paths are as seen from the working folder."""

    path: Path
    file: ProjectFile
    root: Path
    findings: tuple[Finding, ...]
    tree: Tree

    @property
    def framework(self) -> str:
        """The bundled id, or the path of the criteria file."""
        name = self.file.framework
        return (self.root / name).as_posix() if name.endswith((".yaml", ".yml")) else name

    @property
    def has_framework(self) -> bool:
        """Whether the framework is there."""
        from readiness.resources import framework_ids

        return self.file.framework in framework_ids() or Path(self.framework).is_file()

    def missing(self) -> list[Finding]:
        """Paths that lead nowhere, each at its place in the file."""
        from readiness.resources import framework_ids

        told = []
        name = self.file.framework
        if not self.has_framework:
            near = nearest(name, framework_ids())
            told.append(self._lost(("framework",), name, near))
        told += [
            self._lost(("data", number), path, None)
            for number, path in enumerate(self.file.data)
            if not (self.root / path).exists()
        ]
        if self.candidates is not None and not self.candidates.exists():
            told.append(self._lost(("select", "candidates"), str(self.file.select.candidates), None))
        if self.map is not None and not (Path(self.map).exists() or Path(self.map.rpartition("#")[0]).is_file()):
            told.append(self._lost(("report", "map"), str(self.file.report.map), None))
        return told

    def _lost(self, where: tuple[str | int, ...], value: str, near: str | None) -> Finding:
        return _at("P007", where, self.tree, self.path.as_posix(), value=value, nearest=near)

    @property
    def data(self) -> tuple[Path, ...]:
        """Files and folders of data."""
        return tuple(self.root / path for path in self.file.data)

    @property
    def results(self) -> Path:
        """Where ``score`` writes and ``report`` and ``compare`` read."""
        return self.root / self.file.results

    @property
    def baseline(self) -> Path | None:
        """The results that ``gate`` and ``report`` compare with."""
        named = self.file.baseline
        return None if named is None else self.root / named

    @property
    def map(self) -> str | None:
        """The file of boundaries, with the property that holds the code where it is named."""
        named = self.file.report.map
        return None if named is None else (self.root / named).as_posix()

    @property
    def candidates(self) -> Path | None:
        """The list of candidates of a selection."""
        named = self.file.select.candidates
        return None if named is None else self.root / named

    @property
    def report_dir(self) -> Path:
        """Where the pages go."""
        return self.root / self.file.report.dir


def open_project(path: Path, folder: Path, *, lenient: bool = False) -> Project:
    """Read a project file. ``folder`` is the working folder. Raises BadProjectError.

    ``lenient`` takes from a faulty file what can be understood, with the findings; for ``validate``.
    """
    shown = _from(path, folder)
    read, findings, tree = read_project(path.read_bytes(), shown.as_posix())
    if lenient:
        read = read or _salvaged(tree.value)
    elif read is None or has_errors(findings):
        raise BadProjectError(findings)
    return Project(shown, read, shown.parent, tuple(findings), tree)


def read_project(content: bytes, path: str) -> tuple[ProjectFile | None, list[Finding], Tree]:
    """The file, or None; all that must be told of it; and the places of its keys."""
    from readiness.framework.tree import read_tree

    tree = read_tree(content, path)
    if tree.value is None:
        return None, tree.findings, tree
    findings = list(tree.findings)
    try:
        read: ProjectFile | None = ProjectFile.model_validate(tree.value)
    except ValidationError as error:
        read = None
        findings += [_finding(dict(problem), tree, path) for problem in error.errors(include_url=False)]
    return read, findings, tree


def _salvaged(value: Any) -> ProjectFile:
    """Framework and data of a faulty file, where they are what they should be."""
    value = value if isinstance(value, dict) else {}
    name, data = value.get("framework"), value.get("data")
    return ProjectFile.model_construct(
        framework=name if isinstance(name, str) else "",
        data=[path for path in data if isinstance(path, str)] if isinstance(data, list) else [],
    )


def _from(path: Path, folder: Path) -> Path:
    """The path as seen from the working folder, as a person would type it."""
    import os

    return Path(os.path.relpath(path, folder))


def _finding(problem: dict[str, Any], tree: Tree, path: str) -> Finding:
    """One of pydantic's errors as a finding at its key or value."""
    where = tuple(problem["loc"])
    where = where[:-1] if where and where[-1] == "[key]" else where
    key = str(where[-1]) if where else ""
    match problem["type"]:
        case "extra_forbidden":
            known = _known(where[:-1])
            return _at("P002", where, tree, path, on_key=True, key=key, nearest=nearest(key, known), known=known)
        case "missing":
            return _at("P003", where[:-1], tree, path, key=key)
        case "literal_error" if where == ("schema",):
            return _at("P004", ("schema",), tree, path, value=problem["input"])
        case "literal_error":
            known = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            near = nearest(str(problem["input"]), known)
            return _at("P005", where, tree, path, value=problem["input"], key=_key(where), nearest=near, known=known)
        case "string_pattern_mismatch" | "greater_than_equal" | "value_error" | "too_short":
            key = next((str(part) for part in reversed(where) if part in _EXAMPLES), "")
            where = where[: where.index(key) + 1 + (key == "quotas")] if key else where
            value, example = problem["input"], _EXAMPLES.get(key, "25")
            return _at("P011", where, tree, path, value=value, key=_key(where), example=example)
        case _:
            return _at("P006", where, tree, path, key=_key(where), wanted=problem["type"].removesuffix("_type"))


_EXAMPLES = {**EXAMPLES, **GATE_EXAMPLES}
_MODELS: dict[tuple[str | int, ...], type[BaseModel]] = {
    ("report",): Report,
    ("select",): Select,
    ("gate",): Gate,
    ("gate", "default"): GateDemands,
}


def _key(where: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in where if isinstance(part, str))


def _known(where: tuple[str | int, ...]) -> list[str]:
    model: type[BaseModel] = GateGroup if where[:2] == ("gate", "groups") else _MODELS.get(where, ProjectFile)
    return [field.alias or name for name, field in model.model_fields.items()]


def _at(
    code: str, where: tuple[str | int, ...], tree: Tree, path: str, *, on_key: bool = False, **params: Any
) -> Finding:
    line, column = tree.places.at(where, key=on_key)
    return Finding(code, path, line, column, params, excerpt=tree.places.excerpt(line))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the project file, for editors; ``schema/project.schema.json`` equals it."""
    schema = ProjectFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "readiness.yaml",
        **{key: value for key, value in schema.items() if key != "title"},
    }
