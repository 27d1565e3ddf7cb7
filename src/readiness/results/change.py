"""What changed from one results document to another: each unit's difference, and what it is due to.

Plain frozen records that stand alone: every name that a view needs is in them. Amounts are doubles on the framework's
scale, unrounded. The four indices behind a split are those of each data under each framework; see
``docs/change.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from readiness.data.table import Status

SCHEMA = "readiness/change/1"
WhyNot = Literal[
    "no_index_before",
    "no_index_after",
    "no_index_anew",
    "refused",
    "scale",
    "frameworks_apart",
    "custom",
    "reference_wave",
    "not_reproduced",
]
Kind = Literal["new", "gone", "changed"]
Words = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class BandName:
    """A band of one side, by its id, and its words."""

    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Side:
    """Which results: their framework, wave and digest; ``bands`` ascending; how many units, and how many ranked."""

    framework: str
    version: str
    sha256: str
    digest: str
    wave: str | None
    synthetic: bool
    tool: str
    decimals: int
    bands: tuple[BandName, ...]
    units: int
    ranked: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands on one side."""

    value: float | None
    published: str | None
    band: str | None
    rank: int | None
    of: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A difference of two indices: data + framework + both.

    ``data``: the new data under the old framework, less the index before. ``framework``: the old data under the new
    framework, less the index before. ``both``: what only the two together make.
    """

    data: float
    framework: float
    both: float


@dataclass(frozen=True, slots=True)
class Moved:
    """An indicator of which a unit's value moved, in its own unit of measure, and its part in ``Parts.data``.

    ``part`` is None where the difference could not be split; ``was`` and ``now`` say whether there was a value at all.
    """

    indicator: str
    before: float | str | None
    after: float | str | None
    was: Status
    now: Status
    part: float | None


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit that stands on both sides.

    ``total`` is after − before, None where a side has no index or the scales differ. ``parts`` is None where the
    difference cannot be split, and ``why`` says why. Σ parts of ``moved`` + ``rest`` = ``parts.data``: ``rest`` is
    what data that only one side has, and minimum conditions, make of it.
    """

    code: str
    name: str
    before: Place
    after: Place
    total: float | None
    parts: Parts | None = None
    why: WhyNot | None = None
    moved: tuple[Moved, ...] = ()
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class OneSided:
    """A unit that only one side has, and where it stands there."""

    code: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class PillarChange:
    """A pillar of both sides over the units that have a score in it on both; the medians are theirs."""

    node: str
    units: int
    risen: int
    fallen: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of the two frameworks: a node (``""`` for what holds for the whole), a key, and both values.

    ``key`` is empty for a whole node that is new or gone. ``counts`` is False for words, which move no number.
    """

    node: str
    key: str
    kind: Kind
    before: Any
    after: Any
    counts: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Units of both sides: ``risen``, ``fallen`` and ``unchanged`` by the index at 9 decimals, ``unknown`` where it
    cannot be told. ``moved``: those whose index or band is not what it was, or that only one side has."""

    both: int
    risen: int
    fallen: int
    unchanged: int
    unknown: int
    band: int
    rank: int
    new: int
    gone: int
    moved: int


@dataclass(frozen=True, slots=True)
class ResultsChange:
    """From ``before`` to ``after``: units by code.

    ``labels`` are the words of every node named here. ``entered`` and ``left`` are codes that crossed the line below
    rank ``top``. ``same_data``: no value that both sides ask for differs; ``same_framework``: not one key does.
    """

    before: Side
    after: Side
    counts: Counts
    units: tuple[UnitChange, ...]
    new: tuple[OneSided, ...]
    gone: tuple[OneSided, ...]
    pillars: tuple[PillarChange, ...]
    differences: tuple[Difference, ...]
    labels: Mapping[str, Words]
    same_data: bool
    same_framework: bool
    top: int | None = None
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The document: from each results document to the next, in the order given."""

    tool: str
    changes: tuple[ResultsChange, ...]
    schema: str = SCHEMA
