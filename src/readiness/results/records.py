"""THE CONTRACT: what scoring says and a report may know (``schema: readiness/results/1``).

Plain frozen records; ``document.py`` takes them to JSON and back. ``None`` is JSON's null: no
number, never 0 and never NaN. ``published`` is the decimal string that is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from readiness.data.table import Assessment, Input, Interval, Source

SCHEMA = "readiness/results/1"
Status = Literal["observed", "imputed", "missing", "not_applicable"]

__all__ = [
    "SCHEMA",
    "Assessment",
    "FindingRecord",
    "FrameworkRef",
    "GateResult",
    "Imputed",
    "IndexResult",
    "Input",
    "Interval",
    "NodeResult",
    "OpinionResult",
    "Results",
    "Source",
    "Stand",
    "Status",
    "Treated",
    "UnitResult",
]


@dataclass(frozen=True, slots=True)
class Imputed:
    """A value that is no data: what was put into a gap, after ``per``, how, and what it rests on."""

    value: float
    how: str
    basis: str


@dataclass(frozen=True, slots=True)
class Treated:
    """A value that treatment moved: ``before`` and ``after`` it (both after ``per``), how and why."""

    before: float
    after: float
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class NodeResult:
    """One node of one unit.

    ``score``, ``low``, ``high`` on the framework's scale; ``share`` within the parent and
    ``effective`` in the index, both fractions; ``points`` is the part of the index; ``coverage`` a
    fraction; ``raw`` in the indicator's own unit, ``adjusted`` after ``per`` and before clipping; ``interval`` the
    precision of ``raw``, where it comes from a sample.
    """

    score: float | None
    published: str | None
    weight: float
    share: float | None
    effective: float | None
    points: float | None
    coverage: float | None
    status: Status
    low: float | None
    high: float | None
    raw: float | str | None = None
    denominator: float | None = None
    adjusted: float | None = None
    assessments: tuple[Assessment, ...] = ()
    interval: Interval | None = None
    source: Source | None = None
    evidence: str | None = None
    note: str | None = None
    imputed: Imputed | None = None
    treated: Treated | None = None


@dataclass(frozen=True, slots=True)
class GateResult:
    """``passed`` is None where the node has no score or does not apply. One of the two limits is None."""

    id: str
    passed: bool | None
    value: float | None
    at_least: float | None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What another method says of one unit: its own number, and the competition rank that follows."""

    value: float
    rank: int


@dataclass(frozen=True, slots=True)
class OpinionResult:
    """A second opinion beside the index: another method's ranking of the same leaf scores.

    ``units`` by code; a unit that the method cannot judge is not in it. ``optimal`` is None where the question
    does not arise; else whether the ranking is proven to be the best one, ``score`` being what it reaches and
    ``bound`` what no ranking can exceed. ``agreement`` is Kendall's tau-b with the ranks of the index.
    """

    method: str
    units: Mapping[str, Stand]
    agreement: float | None
    optimal: bool | None = None
    score: float | None = None
    bound: float | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndexResult:
    """The root. ``value`` is what is published and ranked: after ``cap_score`` gates."""

    value: float | None
    published: str | None
    low: float | None
    high: float | None
    coverage: float | None
    band: str | None
    band_before_gates: str | None
    value_before_gates: float | None
    rank: int | None
    of: int

    @property
    def lowered(self) -> bool:
        """Whether a minimum condition lowered the band or the number."""
        return self.band != self.band_before_gates or self.value != self.value_before_gates


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit, with every node by id."""

    code: str
    name: str
    kind: str | None
    province: str | None
    attributes: Mapping[str, float | str]
    index: IndexResult
    gates: tuple[GateResult, ...]
    nodes: Mapping[str, NodeResult]


@dataclass(frozen=True, slots=True)
class FrameworkRef:
    """Which framework: ``sha256`` of the file's bytes, ``snapshot`` the whole of its meaning."""

    id: str
    version: str
    sha256: str
    snapshot: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding as kept in a result: English words, and the params to say it in another language."""

    severity: str
    code: str
    path: str
    line: int | None
    column: int | None
    message: str
    params: Mapping[str, Any]
    hint: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """One wave of one framework over all units: the document between scoring and every view."""

    tool: str
    framework: FrameworkRef
    wave: str | None
    synthetic: bool
    inputs: tuple[Input, ...]
    options: Mapping[str, Any]
    units: tuple[UnitResult, ...]
    findings: tuple[FindingRecord, ...] = field(default=())
    digest: str = ""
    schema: str = SCHEMA
    opinions: tuple[OpinionResult, ...] | None = None
