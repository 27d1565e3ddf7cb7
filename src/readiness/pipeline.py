"""The whole story, once: read, check, score, compare, render.

Nothing here is computed and nothing is printed: each step is a room's one public function. What is
wrong with a file is a finding; what was asked and is not there raises MisuseError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from readiness.data.names import name_key
from readiness.findings import Finding, has_errors, nearest
from readiness.layout import layout_of, what_if_values, with_values
from readiness.misuse import MisuseError
from readiness.resources import bundled, framework_ids

if TYPE_CHECKING:
    from readiness.data.table import Reading, Table
    from readiness.framework.load import Loaded
    from readiness.framework.model import Framework
    from readiness.results.insights import Comparison
    from readiness.results.records import Results

Progress = Callable[[str], None]
CRITERIA_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be scored, and how. ``what_if`` holds texts as a person writes them into a cell."""

    framework: str
    data: tuple[Path, ...]
    wave: str | None = None
    stage: str | None = None
    weights: str | None = None
    what_if: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    decimal: Literal[".", ","] | None = None
    skip_rows: int = 0
    allow_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """One document a wave, in the order of the waves; every finding; the codes that ``only`` means (None: all)."""

    results: tuple[Results, ...]
    findings: tuple[Finding, ...]
    only: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was read, with every finding of framework and data."""

    loaded: Loaded
    tables: Mapping[str | None, Table]
    findings: tuple[Finding, ...]


def find_framework(name: str) -> Path:
    """The criteria file of a bundled id, or of a path. Raises MisuseError."""
    path = Path(name)
    if path.suffix.lower() in CRITERIA_SUFFIXES or path.is_file():
        if not path.is_file():
            raise MisuseError("path", path=name)
        return path
    if name in framework_ids():
        return bundled("criteria", f"{name}.yaml")
    raise MisuseError("framework", name=name, nearest=nearest(name, framework_ids()), known=framework_ids())


def load_framework(name: str) -> Loaded:
    """A framework by id or path. A bundled one is called ``criteria/ID.yaml``, wherever it is installed: places
    in a result must not depend on the machine. Raises MisuseError."""
    from readiness.framework.load import loads

    path = find_framework(name)
    shown = f"criteria/{path.name}" if path.parent == bundled("criteria", "") else path.as_posix()
    return loads(path.read_bytes(), shown)


def check(request: Request, progress: Progress | None = None) -> Checked:
    """Read framework and data (which may be none) and tell all that is wrong. Raises MisuseError."""
    for path in request.data:
        if not path.exists() and not path.is_symlink():
            raise MisuseError("path", path=path)
    if request.weights is not None:
        raise MisuseError("weights", name=request.weights)
    loaded = load_framework(request.framework)
    if loaded.framework is None:
        return Checked(loaded, {}, tuple(loaded.findings))
    reading = _read(request, loaded.framework, progress)
    findings = [*loaded.findings, *_checks(loaded, reading, request), *(reading.findings if reading else ())]
    return Checked(loaded, reading.tables if reading else {}, tuple(findings))


def _read(request: Request, framework: Framework, progress: Progress | None) -> Reading | None:
    from readiness.data.reader import UnknownStageError, read
    from readiness.data.registry import load_registry
    from readiness.data.stages import STAGES

    if not request.data:
        return None
    registry = load_registry()
    try:
        return read(
            request.data,
            layout_of(framework, registry.columns),
            registry=registry,
            stage=request.stage,
            decimal=request.decimal,
            skip_rows=request.skip_rows,
            allow_unknown=request.allow_unknown,
            progress=progress,
        )
    except UnknownStageError as error:
        raise MisuseError("stage", name=error.stage, nearest=error.nearest, known=STAGES) from error


def _checks(loaded: Loaded, reading: Reading | None, request: Request) -> list[Finding]:
    """Framework against registry and data."""
    from readiness.checks import check as check_framework
    from readiness.data.registry import load_registry

    framework = loaded.framework
    assert framework is not None
    registry = load_registry()
    columns = _data_columns(reading, framework, request) if reading is not None and reading.tables else None
    return check_framework(framework, registry.columns, registry.units.values(), columns, loaded.places, loaded.path)


def _data_columns(reading: Reading, framework: Framework, request: Request) -> list[str]:
    """The columns of the data that some ``per`` names. One that is there and still empty is no mistake of the
    framework, so where a denominator has no value the headers are looked at."""
    from readiness.data.files import gather
    from readiness.data.header import read_header
    from readiness.data.reader import open_grid
    from readiness.data.registry import load_registry

    registry = load_registry()
    layout = layout_of(framework, registry.columns)
    found = {name for table in reading.tables.values() for row in table.denominators.values() for name in row}
    for path in gather(request.data)[0] if set(layout.extras) - found else ():
        grid, _, _ = open_grid(path, request.skip_rows)
        header = read_header(grid, layout, registry)[0] if grid is not None else None
        found |= set(header.targets.values()) & set(layout.extras) if header is not None else set()
    return sorted(found)


def score(request: Request, progress: Progress | None = None) -> Scored:
    """Read, check and score: one document a wave. Raises MisuseError.

    A refused framework or file gives no document; a refused unit is missing from one, and told.
    """
    checked = check(request, progress)
    framework = checked.loaded.framework
    if framework is None or not checked.tables or has_errors(f for f in checked.findings if f.unit is None):
        return Scored((), checked.findings)
    tables = _waves(checked.tables, request.wave)
    only = _only(request.only, tables)
    values = what_if_values(framework, request.what_if, request.decimal)
    options = _options(request, values, only)
    results: list[Results] = []
    findings = list(checked.findings)
    for table in tables:
        changed = with_values(table, values, only) if values else table
        document, told = _assess(framework, changed, checked, options)
        results.append(document)
        findings += told
    return Scored(tuple(results), tuple(findings), only)


def _assess(
    framework: Framework, table: Table, checked: Checked, options: Mapping[str, object]
) -> tuple[Results, list[Finding]]:
    from readiness.checks import audit
    from readiness.scoring import assess, with_findings

    document, told = assess(framework, table, sha256=checked.loaded.sha256, options=options, findings=checked.findings)
    told += audit(document, table)  # only a scored document shows that published parents differ
    return with_findings(document, [*checked.findings, *told]), told


def _waves(tables: Mapping[str | None, Table], wave: str | None) -> list[Table]:
    if wave is None:
        return [tables[key] for key in sorted(tables, key=lambda key: key or "")]
    if wave not in tables:
        known = sorted(key for key in tables if key is not None)
        raise MisuseError("wave", name=wave, nearest=nearest(wave, known), known=known)
    return [tables[wave]]


def _only(texts: Sequence[str], tables: Sequence[Table]) -> tuple[str, ...] | None:
    if not texts:
        return None
    names = {unit.code: unit.name for table in tables for unit in table.units}
    return tuple(dict.fromkeys(find_code(text, names) for text in texts))


def find_code(text: str, names: Mapping[str, str]) -> str:
    """The code that a code or a name means among these units. Raises MisuseError, with the nearest."""
    if text in names:
        return text
    kind, bare = name_key(text)
    keys = {code: name_key(name) for code, name in names.items()}
    found = [code for code, key in keys.items() if key == (kind, bare) or (kind is None and key[1] == bare)]
    if len(found) == 1:
        return found[0]
    if found:
        raise MisuseError("ambiguous_unit", text=text, known=[f"{code} {names[code]}" for code in sorted(found)])
    from readiness.data.registry import load_registry

    unit = load_registry().find(text).unit
    if unit is not None:
        if unit.code in names:
            return unit.code
        raise MisuseError("unit_without_data", unit=f"{unit.code} {unit.name}")
    near = nearest(text, [*names, *names.values()])
    raise MisuseError("unit", text=text, nearest=near)


def _options(request: Request, values: Mapping[str, object], only: Sequence[str] | None) -> dict[str, object]:
    """Only what can move a number is kept with the results."""
    options: dict[str, object] = {}
    if request.stage:
        options["stage"] = request.stage
    if request.decimal:
        options["decimal"] = request.decimal
    if values:
        options["set"] = dict(values)
        if only is not None:
            options["set_only"] = list(only)
    return options


def compare(results: Results, codes: Sequence[str]) -> list[Comparison]:
    """The first unit against each of the others: what makes the difference of their indices."""
    from readiness.analysis.compare import compare as compare_units
    from readiness.framework.model import Framework

    framework = Framework.model_validate(results.framework.snapshot)
    units = {unit.code: unit for unit in results.units}
    return [compare_units(framework, units[codes[0]], units[code]) for code in codes[1:]]
