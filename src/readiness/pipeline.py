"""The whole story, once: read, check, score, compare, render.

Nothing here is computed and nothing is printed: each step is a room's one public function. What is
wrong with a file is a finding; what was asked and is not there raises MisuseError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from readiness.asked import WRITTEN, find_code, find_codes, find_framework, find_waves, find_weights, load_framework
from readiness.findings import Finding, has_errors, of_waves
from readiness.layout import layout_of, what_if_values, with_values
from readiness.misuse import MisuseError

if TYPE_CHECKING:
    from readiness.data.table import Reading, Table
    from readiness.framework.load import Loaded
    from readiness.framework.model import Framework
    from readiness.results.records import Results
    from readiness.scoring.trace import Sheet

__all__ = [
    "Checked",
    "Request",
    "Scored",
    "check",
    "find_code",
    "find_framework",
    "load_framework",
    "score",
]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be scored, and how. ``what_if`` holds texts as a person writes them into a cell; ``methods`` the
    functions of a Python program, by the name in ``normalise: {custom: name}``; ``trace`` keeps every stage."""

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
    methods: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    trace: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """One document a wave, in the order of the waves; every finding; the codes that ``only`` means (None: all).

    ``traces``: the stages of each document as tables, where they were asked for; ``before``: each document without
    what was supposed (none where nothing was).
    """

    results: tuple[Results, ...]
    findings: tuple[Finding, ...]
    only: tuple[str, ...] | None = None
    traces: tuple[Mapping[str, Sheet], ...] = ()
    before: tuple[Results, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that was read, with every finding of framework and data."""

    loaded: Loaded
    tables: Mapping[str | None, Table]
    findings: tuple[Finding, ...]


def check(request: Request, progress: Progress | None = None) -> Checked:
    """Read framework and data (which may be none) and tell all that is wrong. Raises MisuseError."""
    return check_data(load_framework(request.framework), request, progress)


def check_data(loaded: Loaded, request: Request, progress: Progress | None = None) -> Checked:
    """The same for a framework that was read already. Raises MisuseError."""
    for path in request.data:
        if not path.exists() and not path.is_symlink():
            raise MisuseError("path", path=path)
    if loaded.framework is None:
        return Checked(loaded, {}, tuple(loaded.findings))
    if request.weights is not None:
        find_weights(loaded.framework, request.weights)
    return checked_with(loaded, _read(request, loaded.framework, progress), request)


def checked_with(loaded: Loaded, reading: Reading | None, request: Request) -> Checked:
    """What was read, of a framework without errors and of data, with every finding."""
    from readiness.checks.frozen import as_frozen, frozen_path

    findings = [*loaded.findings, *_checks(loaded, reading, request), *(reading.findings if reading else ())]
    if loaded.framework is not None and request.framework:
        findings += as_frozen(loaded.framework, loaded.path, frozen_path(request.framework))
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
    """The columns of the data that some ``per`` names."""
    from readiness.data.extras import found_extras
    from readiness.data.registry import load_registry

    registry = load_registry()
    return found_extras(
        reading.tables.values(), layout_of(framework, registry.columns), request.data, registry, request.skip_rows
    )


def score(request: Request, progress: Progress | None = None) -> Scored:
    """Read, check and score: one document a wave. Raises MisuseError.

    A refused framework or file gives no document; a refused unit is missing from one, and told.
    """
    return score_checked(check(request, progress), request)


def score_checked(checked: Checked, request: Request) -> Scored:
    """Score what was read and checked. Raises MisuseError."""
    from readiness.checks import settled
    from readiness.checks.demands import demands
    from readiness.scoring.weights.chosen import chosen

    framework = checked.loaded.framework
    if framework is None or not checked.tables or has_errors(f for f in checked.findings if f.unit is None):
        return Scored((), checked.findings)
    tables, waves = find_waves(checked.tables, request.wave), tuple(checked.tables.values())
    unmet = demands(framework, checked.tables, request.methods, checked.loaded.places, checked.loaded.path)
    if unmet:
        return Scored((), (*checked.findings, *unmet))
    only = find_codes(request.only, tables) if request.only else None
    values = what_if_values(framework, request.what_if, request.decimal)
    options = _options(request, values, only)
    results: list[Results] = []
    traces: list[Mapping[str, Sheet]] = []
    before: list[Results] = []
    findings = list(checked.findings)
    told_of: list[tuple[str | None, list[Finding]]] = []
    for table in tables:
        # of the table as it is: a what-if value moves no weight
        weighted, about_weights = chosen(checked.loaded, request.weights, table, waves=waves, methods=request.methods)
        findings += about_weights
        if weighted is None:
            continue
        changed = with_values(table, values, only) if values else table
        document, told = _assess(weighted, changed, checked, options, about_weights, methods=request.methods)
        results.append(document)
        if values:
            plain = _options(request, {}, None)
            before.append(_assess(weighted, table, checked, plain, about_weights, methods=request.methods)[0])
        told_of.append((table.wave, told))
        if request.trace:
            traces.append(_stages(weighted, changed, checked, request))
    findings += of_waves(told_of)
    return Scored(tuple(results), tuple(settled(framework, findings)), only, tuple(traces), tuple(before))


def _stages(framework: Framework, table: Table, checked: Checked, request: Request) -> dict[str, Sheet]:
    from readiness.scoring.trace import stages

    return stages(framework, table, tuple(checked.tables.values()), request.methods)


def _assess(
    framework: Framework,
    table: Table,
    checked: Checked,
    options: Mapping[str, object],
    about_weights: Sequence[Finding],
    *,
    methods: Mapping[str, Callable[..., Any]],
) -> tuple[Results, list[Finding]]:
    from readiness.checks import audit, examine, settled
    from readiness.scoring import assess, with_findings

    known = [*checked.findings, *about_weights]
    document, told = assess(
        framework,
        table,
        sha256=checked.loaded.sha256,
        options=options,
        findings=known,
        waves=tuple(checked.tables.values()),
        methods=methods,
    )
    told += audit(document, table)  # only a scored document shows that published parents differ
    told += examine(framework, document, checked.loaded.places, checked.loaded.path, table)
    return with_findings(document, settled(framework, [*known, *told])), told


def _options(request: Request, values: Mapping[str, object], only: Sequence[str] | None) -> dict[str, object]:
    """Only what can move a number is kept with the results."""
    options: dict[str, object] = {}
    if request.stage:
        options["stage"] = request.stage
    if request.decimal:
        options["decimal"] = request.decimal
    if request.weights not in (None, WRITTEN):
        options["weights"] = request.weights
    if values:
        options["set"] = dict(values)
        if only is not None:
            options["set_only"] = list(only)
    return options
