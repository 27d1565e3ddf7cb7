"""The verdict of ``readiness gate`` as records (``schema: readiness/gate/1``): computed once, read by every form.

Values are doubles as in the results, unrounded, beside the string that is printed. None is "there is none", never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from readiness.results.records import FindingRecord

SCHEMA = "readiness/gate/1"
INDEX = "index"
OPTION, DEFAULT = "option", "default"  # who sets a demand on every unit
Kind = Literal["min", "max_drop", "min_coverage"]
State = Literal["passed", "below", "fell", "none", "gone"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand: ``min`` of a score, ``max_drop`` of a score since the baseline (both in points on the framework's
    scale), or ``min_coverage`` (a fraction) of ``node``, an id or ``index``.

    ``group`` names who set it: a group of the project file, ``default``, or ``option``.
    """

    kind: Kind
    node: str
    limit: float
    group: str

    @property
    def name(self) -> str:
        """The demand as it is written on the command line.

        >>> Demand("min", "index", 60.0, "option").name, Demand("max_drop", "policy", 2.5, "kota").name
        ('min index 60', 'max_drop policy 2.5')
        """
        return f"{self.kind} {self.node} {self.limit:g}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What one demand says of one unit; ``value`` and ``before`` are scores, of ``min_coverage`` fractions.

    ``state``: ``passed``; ``below`` the limit; ``fell`` by more than is allowed; ``none``, there is no value to judge;
    ``gone``, the unit stands in the baseline and no longer in the results.
    """

    demand: int
    code: str
    name: str
    state: State
    value: float | None
    published: str | None
    before: float | None = None
    published_before: str | None = None
    short: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Which results were judged, or were the baseline."""

    path: str
    digest: str
    framework: str
    wave: str | None
    synthetic: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """Every demand on every unit, units by code, and the verdict. ``findings``: one for each that failed, worst first,
    then what must be said of the baseline."""

    tool: str
    verdict: Literal["pass", "fail"]
    results: Source
    baseline: Source | None
    units: int
    failed: tuple[str, ...]
    demands: tuple[Demand, ...]
    judged: tuple[Judged, ...]
    findings: tuple[FindingRecord, ...]
    schema: str = SCHEMA
