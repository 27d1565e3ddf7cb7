"""What a reduction is, as plain records: figures with their precision, and an account of every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from readiness.findings import Finding
from readiness.survey.estimate import Estimate
from readiness.survey.reliability import Reliability


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of one indicator in one unit; ``small``: fewer respondents than wanted."""

    wave: str
    code: str
    indicator: str
    estimate: Estimate
    small: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """What became of rows: ``read`` = ``used`` + Σ ``refused`` + Σ ``skipped``, by reason."""

    read: int
    used: int
    refused: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was matched: to an item or a role, and how (name, path, words, mapping, option)."""

    heading: str
    target: str
    how: str


@dataclass(frozen=True, slots=True)
class File:
    """One file as it was read."""

    path: str
    tool: str
    layout: str
    rows: Rows
    columns: tuple[Column, ...] = ()
    personal: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # line and code of what was refused
    sha256: str = ""  # where a partial table is made


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one item by class."""

    item: str
    valid: int
    unknown: int
    not_applicable: int
    missing: int
    invalid: int


@dataclass(frozen=True, slots=True)
class Log:
    """The account of a reduction. ``units`` are keyed by wave and code, or by the text of an unknown unit."""

    framework: str
    version: str
    sha256: str
    files: tuple[File, ...]
    rows: Rows
    units: Mapping[tuple[str, str], Rows]
    answers: tuple[Answers, ...]
    reliability: tuple[Reliability, ...]
    weighted: bool
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Reduction:
    """Figures by wave, code and the framework's order; the account; everything that must be told."""

    figures: tuple[Figure, ...]
    log: Log
    findings: tuple[Finding, ...]
