"""Who is chosen, how sure that is, and what people decided (``schema: readiness/selection/1``). Plain frozen records.

The tool orders and says how sure it is; a person decides and writes the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from readiness.results.doubt import Chance, Doubt
from readiness.results.records import FindingRecord, FrameworkRef, GateResult, Input
from readiness.results.swaps import WeightSwap, WeightTriangle

SCHEMA = "readiness/selection/1"
Zone = Literal["certain", "contested", "out"]
Barred = Literal["gate", "no_index"]
By = Literal["kind", "province", "island", "size"]


@dataclass(frozen=True, slots=True)
class Quota:
    """At least and at most so many of the chosen are ``value`` of ``by``. ``candidates`` and ``chosen`` count; a
    quota ``binds`` where, without it, others would have been chosen."""

    by: By
    value: str
    at_least: int | None = None
    at_most: int | None = None
    candidates: int = 0
    chosen: int = 0
    binds: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the assessors decided of one candidate and why. ``differs``: from the order of the tool."""

    chosen: bool
    reason: str
    by: str | None
    line: int
    differs: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate.

    ``place`` is its place in the order (ties broken by the rules of the selection), ``rank`` that of the results;
    ``waiting`` its place on the waiting list. ``barred``: why it cannot be chosen whatever its place, ``barred_by`` the
    minimum conditions that are not met, by id. ``moved``: it is in or out by a quota, not by its place. ``chance``: of
    being chosen, over the draws. ``to_line``: what its printed index lies above that of the first out, or, of who is
    not chosen, below that of the last in (then negative, unless quotas chose or conditions bar).
    """

    code: str
    name: str
    kind: str | None
    province: str | None
    island: str | None
    size: str | None
    index: float | None
    published: str | None
    band: str | None
    coverage: float | None
    low: float | None
    high: float | None
    rank: int | None
    place: int
    chosen: bool
    zone: Zone
    chance: Chance
    gates: tuple[GateResult, ...] = ()
    waiting: int | None = None
    barred: Barred | None = None
    moved: bool = False
    decision: Decision | None = None
    barred_by: tuple[str, ...] = ()
    to_line: str | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The line between the last in and the first out by order; ``gap`` is the difference of their printed indices.
    None where nobody stands on one side."""

    last_in: str | None
    first_out: str | None
    gap: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """How the chosen are spread over one class of kind, province, island or size."""

    by: By
    value: str
    candidates: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Selection:
    """N of M. ``candidates`` stand in their order. ``quota_cost``: what the quotas cost in the sum of indices.
    ``ties``: the rules that order equal indices, in words of method, first to last; ``tied``: codes that they
    parted at the cut line. ``results``: the digest of the results that were chosen from. ``swaps``: the nearest
    weights that would swap the last in with the first out, and other contested pairs beside the line; ``triangle``:
    who of the contested leads under which weights, where there are three pillars."""

    tool: str
    framework: FrameworkRef
    wave: str | None
    synthetic: bool
    results: str
    top: int
    options: Mapping[str, Any]
    candidates: tuple[Candidate, ...]
    cut: Cut
    doubt: Doubt
    quotas: tuple[Quota, ...] = ()
    quota_cost: float | None = None
    balance: tuple[Share, ...] = ()
    ties: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    swaps: tuple[WeightSwap, ...] = ()
    triangle: WeightTriangle | None = None
    inputs: tuple[Input, ...] = ()
    findings: tuple[FindingRecord, ...] = field(default=())
    digest: str = ""
    schema: str = SCHEMA
