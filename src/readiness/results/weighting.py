"""What is said of weights: where they come from, and what each does in the index. Plain frozen records.

Shares and effective weights are fractions. ``None`` is "no number": the method has none, or the data do not tell.
Ids name nodes of the framework, ``index`` the root.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

SCHEMA = "readiness/weights/1"
WRITTEN = "written"  # the name that means the framework's own weights
WeightsKind = Literal["written", "weights", "ahp", "budget", "from_data"]


@dataclass(frozen=True, slots=True)
class Consistency:
    """How far the pairs of one AHP matrix agree, and the weights that rows' geometric means would give.

    ``lambda_max`` is the principal eigenvalue, ``index`` Saaty's CI, ``ratio`` CR = CI / random index.
    """

    lambda_max: float
    index: float
    ratio: float
    geometric: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far the experts of a budget differ on one child; ``sd`` is of the sample, None for one expert."""

    sd: float | None
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """How the children of one group got their shares.

    ``experts`` holds each expert's shares by child, ``spread`` how far they differ. Of weights from data:
    ``units`` that have a score in every child, ``constant`` children that tell no unit from another,
    ``factors`` that were kept and ``explained``, the part of the variance that they carry together.
    """

    group: str
    shares: Mapping[str, float]
    consistency: Consistency | None = None
    experts: Mapping[str, Mapping[str, float]] | None = None
    spread: Mapping[str, Spread] | None = None
    units: int | None = None
    constant: tuple[str, ...] = ()
    factors: int | None = None
    explained: float | None = None


@dataclass(frozen=True, slots=True)
class WeightingReport:
    """A set of weights made into numbers. ``groups`` are those that the set weighs, in the framework's order.

    ``method`` is that of weights from data; ``units`` scored in ``wave`` are told where the data were looked at.
    """

    name: str
    kind: WeightsKind
    method: str | None = None
    groups: tuple[GroupWeights, ...] = ()
    wave: str | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True)
class NodeWeight:
    """One node's weight, and what it does.

    ``weight`` as written, ``share`` within the parent and ``effective`` in the index where every node has a score.
    ``correlation`` is Pearson's, of the node's scores with the index, over the ``units`` that have both.
    ``explained`` is effective · cov(score, index) / var(index) over the complete units: the part of the index's
    variance that comes from this node; those of the indicators sum to 1. None below a mean that is not arithmetic.
    """

    node: str
    parent: str
    depth: int
    leaf: bool
    weight: float
    share: float
    effective: float
    correlation: float | None = None
    units: int | None = None
    explained: float | None = None


@dataclass(frozen=True, slots=True)
class SetWeights:
    """Effective weights by node of one set; None where it needs data that are not there."""

    name: str
    kind: WeightsKind
    method: str | None
    effective: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Influence:
    """The weights of a framework under one set.

    ``complete`` of the ``of`` scored units have an index and a score in every counted indicator that has any.
    """

    weighting: WeightingReport
    nodes: tuple[NodeWeight, ...]
    sets: tuple[SetWeights, ...] = ()
    complete: int | None = None
    of: int | None = None
